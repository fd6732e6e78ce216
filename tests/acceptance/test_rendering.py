"""Rendering as a user meets it: killed at any moment, with songs that change, with stems."""

import os
import shutil
import signal
import time
from pathlib import Path

import mutagen.flac
import numpy as np
import pytest
import soundfile

from dj.mix.work import PART_S
from tests.acceptance.house import MOMENT, Home, song

pytestmark = pytest.mark.slow

_KILLS = int(os.environ.get("DJ_KILLS", "20"))
_LONG_SHARE = 0.3
"""The share of the kills that hit a programme long enough to go on where it was."""


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with two plans without talk, a short one and one of a part and a bit."""
    home = Home(tmp_path_factory.mktemp("rendering"))
    for n in range(6):
        song(home.music / f"{n:02d}.flac", n, seconds=90.0, title=f"Song {n}", artist=f"A {n}")
    home.good("scan", "music")
    for name, length in (("short", "1m"), ("long", "6m")):
        home.good("plan", "--length", length, "--at", MOMENT, "--seed", "1", "--talk", "none",
                  "-o", name)  # fmt: skip
    return home


@pytest.mark.parametrize(("name", "form"), [("short", "m4a"), ("long", "wav")])
def test_a_rendering_killed_at_any_moment_is_finished_later(
    planned: Home, name: str, form: str
) -> None:
    kills = round(_KILLS * (_LONG_SHARE if name == "long" else 1 - _LONG_SHARE))
    whole, took_s = rendered(planned, name, form)
    rng = np.random.default_rng(1)
    folder = copied(planned, name)
    for number in range(kills):
        running = planned.start("render", folder, "--format", form).process
        time.sleep(took_s * (number + rng.random()) / kills)
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
        if (folder / f"mix.{form}").exists():
            assert (folder / f"mix.{form}").read_bytes() == whole[f"mix.{form}"]
        if number % 3 == 2 or number == kills - 1:
            planned.good("render", folder, "--format", form)
            assert contents(folder) == whole
            folder = copied(planned, name)


def test_a_killed_rendering_goes_on_where_it_was(planned: Home) -> None:
    whole, _ = rendered(planned, "long", "flac")
    folder = copied(planned, "long")
    running = planned.start("render", folder, "--format", "flac").process
    while running.poll() is None and not list(folder.glob(".mix-*/*.json")):
        time.sleep(0.005)
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate()
    (part,) = folder.glob(".mix-*/0000.f32")
    assert part.stat().st_size == PART_S * 44_100 * 8
    before = part.stat().st_mtime_ns
    again = planned.start("render", folder, "--format", "flac")
    while part.exists():
        assert part.stat().st_mtime_ns == before
        time.sleep(0.01)
        if again.process.poll() is not None:
            break
    assert again.finish().code == 0
    assert contents(folder) == whole


def test_a_song_that_is_another_recording_now_is_named(planned: Home) -> None:
    folder = copied(planned, "short")
    home = Home(shutil.copytree(planned.place, planned.place.parent / "changed"))
    for path in home.music.iterdir():
        song(path, 99, seconds=90.0)
    result = home.run("render", home.place / folder.relative_to(planned.place))
    assert result.code == 1
    assert "is no longer the recording of" in result.complaint
    assert "dj scan" in result.err
    assert not list(folder.glob("mix.*"))


def test_new_tags_change_nothing(planned: Home) -> None:
    home = Home(shutil.copytree(planned.place, planned.place.parent / "retagged"))
    for path in home.music.iterdir():
        file = mutagen.flac.FLAC(path)  # type: ignore[no-untyped-call]
        file["title"] = "Another title"
        file.save()
    home.good("render", "short", "--format", "wav")


def test_stems_are_asked_for_listed_and_removed_again(planned: Home) -> None:
    folder = copied(planned, "short")
    planned.good("render", folder, "--format", "flac", "--stems")
    stems = [soundfile.read(folder / "stems" / f"{n}.flac")[0] for n in ("music", "voice")]
    assert stems[0].shape == stems[1].shape
    assert stems[0].any()
    assert not stems[1].any()
    assert "stems/imaging.flac" in (folder / "session.json").read_text()
    planned.good("verify", folder)
    planned.good("render", folder)
    assert not (folder / "stems").exists()
    planned.good("verify", folder)


def rendered(home: Home, name: str, form: str) -> tuple[dict[str, bytes], float]:
    """Render without being disturbed: all files, and the time it took."""
    folder = copied(home, name)
    started = time.monotonic()
    home.good("render", folder, "--format", form)
    return contents(folder), time.monotonic() - started


def contents(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def copied(home: Home, name: str) -> Path:
    """Give a fresh copy of a plan, always under the same name."""
    folder = home.place / "work"
    shutil.rmtree(folder, ignore_errors=True)
    return shutil.copytree(home.place / name, folder)
