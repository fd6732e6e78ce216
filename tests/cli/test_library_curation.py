"""`dj library overrides` and `dj library duplicates`, as typed."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import soundfile

from dj.model.tonality import Key, Mode
from dj.testing import signals
from tests.acceptance.house import Home

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A song as FLAC, as MP3 and once more, and another song."""
    place = Home(tmp_path_factory.mktemp("curation"))
    place.music.mkdir()
    for number, name in enumerate(("one", "two")):
        key = Key(tonic=2 + 5 * number, mode=Mode.MINOR)
        made = signals.song(
            key, np.random.default_rng(number), tempo_bpm=100.0 + 17 * number, duration_s=40.0
        ).audio
        soundfile.write(place.music / f"{name}.flac", made.samples, made.sample_rate_hz)
        if not number:
            soundfile.write(place.music / "one.mp3", made.samples, made.sample_rate_hz,
                            format="MP3", subtype="MPEG_LAYER_III")  # fmt: skip
    shutil.copy(place.music / "one.flac", place.music / "zzz.flac")
    (place.music / "song.ini").write_text("[song]\nname = broken")
    place.good("scan", "music")
    return place


def write(home: Home, text: str) -> Path:
    path = home.place / "overrides.yaml"
    path.write_text(text)
    return path


def test_copies_are_listed_and_nothing_is_deleted(home: Home) -> None:
    document = json.loads(home.good("library", "duplicates", "--json"))
    ((best, *others),) = document["groups"]
    assert (Path(best["path"]).name, best["kind"]) == ("one.flac", "best")
    assert [(Path(row["path"]).name, row["kind"]) for row in others] == [
        ("zzz.flac", "same audio"), ("one.mp3", "same recording"),
    ]  # fmt: skip
    assert document["without_fingerprint"] == 0
    text = home.good("library", "duplicates")
    assert "1 recordings with 2 further copies." in text
    assert len(list(home.music.glob("*.*"))) == 5


def test_corrections_are_listed_with_what_they_touch(home: Home) -> None:
    write(home, "tracks:\n  - match: {path: two.flac}\n    set: {title: Ridge, artist: Ana}\n")
    assert "touches two" in home.good("library", "overrides", "--check")
    assert "Ana - Ridge" in home.good("library", "list")
    assert home.good("config").count("overrides.yaml") == 1
    listed = json.loads(home.good("library", "list", "--json"))["tracks"]
    (found,) = [row for row in listed if row["title"] == "Ridge"]
    assert found["provenance"]["title"] == "overrides.yaml: line 3"


def test_an_entry_that_touches_nothing_is_told_and_checked(home: Home) -> None:
    write(home, "tracks:\n  - match: {artist: Nobody, title: Gone}\n    set: {year: 1990}\n")
    assert "touches no track" in home.good("library", "overrides")
    assert home.run("library", "overrides", "--check").code == 5
    rows = json.loads(home.good("library", "overrides", "--json"))["overrides"]
    assert [(row["line"], row["tracks"]) for row in rows] == [(2, [])]


def test_a_mistake_is_told_wherever_the_file_is_used(home: Home) -> None:
    path = write(home, "tracks:\n  - match: {artist: A, title: B}\n    set: {yeer: 1990}\n")
    for command in (("library", "overrides"), ("library", "list"), ("plan",)):
        result = home.run(*command)
        assert result.code == 3
        assert f"{path}: line 3: knows no 'yeer'. Did you mean 'year'?" in result.complaint
    assert home.run("doctor").code == 5
    scanned = home.run("scan", "music")  # goes on without it
    assert scanned.code == 0
    assert f"{path}: line 3: knows no 'yeer'" in scanned.complaint
    path.unlink()
    assert "There is no overrides.yaml" in home.good("library", "overrides")
