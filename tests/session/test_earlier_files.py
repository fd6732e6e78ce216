"""Session files that earlier versions of the program wrote; each is kept here as it was written.

Version 1: four songs of ``tests.acceptance.house.songs``, ``dj make --voice quiet --length 2m
--at 2026-05-01T07:30 --seed 1 --format flac``.
"""

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from dj import session
from dj.errors import ManifestError
from dj.model.manifest import SCHEMA_VERSION
from tests.acceptance.house import Home, songs

KEPT = sorted((Path(__file__).parent / "versions").glob("*.json"))
every_version = pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)


def test_every_earlier_version_is_kept() -> None:
    assert [int(path.stem) for path in KEPT] == list(range(1, SCHEMA_VERSION))


@every_version
def test_an_earlier_version_is_read_and_written_as_the_present_one(
    path: Path, tmp_path: Path
) -> None:
    before = json.loads(path.read_text("utf-8"))
    shutil.copy(path, tmp_path / "session.json")
    record = session.read_sound(tmp_path)
    session.write(record, tmp_path)
    after = json.loads((tmp_path / "session.json").read_text("utf-8"))
    jsonschema.validate(after, session.schema())
    assert after["schema_version"] == SCHEMA_VERSION
    assert_kept({**before, "schema_version": SCHEMA_VERSION}, after)


@every_version
def test_an_earlier_version_is_verified(path: Path, tmp_path: Path) -> None:
    shutil.copy(path, tmp_path / "session.json")
    problems = session.verify(tmp_path)
    assert any("mix.flac is missing" in problem for problem in problems)
    assert any("is not at ../music/" in problem for problem in problems)


@every_version
def test_an_earlier_version_is_projected(path: Path, tmp_path: Path) -> None:
    written = session.export(session.decode(path.read_bytes()), tmp_path)
    assert {file.name for file in written} >= {"session.m3u8", "session.cue", "rundown.txt"}


@pytest.mark.slow
@every_version
def test_an_earlier_version_is_rendered_where_its_music_is(path: Path, tmp_path: Path) -> None:
    home = Home(tmp_path)
    songs(home.music, 4)
    folder = tmp_path / "session"
    folder.mkdir()
    shutil.copy(path, folder / "session.json")
    before = session.read(folder)
    home.good("scan", "music")
    home.good("render", "session")
    after = session.read(folder)
    jsonschema.validate(json.loads((folder / "session.json").read_bytes()), session.schema())
    assert session.verify(folder) == ()
    assert [track.id for track in after.tracks] == [track.id for track in before.tracks]
    assert after.measured is not None
    assert after.measured.length_ms == pytest.approx(after.timeline.duration_s * 1000, abs=1)


@pytest.mark.parametrize("version", [0, SCHEMA_VERSION + 1, 99, "2", True, 1.5, None])
def test_a_version_that_nobody_has_written_yet_is_refused(version: object) -> None:
    document = {**json.loads(KEPT[0].read_text("utf-8")), "schema_version": version}
    with pytest.raises(ManifestError, match="schema_version must be 1 to") as caught:
        session.decode(json.dumps(document).encode())
    assert "Update dj-session" in str(caught.value)


def assert_kept(before: object, after: object, at: str = "$") -> None:
    """Nothing the earlier file says may be lost or changed."""
    if isinstance(before, dict):
        assert isinstance(after, dict), at
        for name, value in before.items():
            assert_kept(value, after[name], f"{at}.{name}")
    elif isinstance(before, list):
        assert isinstance(after, list), at
        assert len(before) == len(after), at
        for number, (one, other) in enumerate(zip(before, after, strict=True)):
            assert_kept(one, other, f"{at}[{number}]")
    else:
        assert before == after, at
