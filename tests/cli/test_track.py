"""`dj track show`, as typed."""

import json
import os
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.acceptance.house import Home, song

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Two songs, and a file that is none."""
    place = Home(tmp_path_factory.mktemp("track"))
    song(place.music / "one.flac", 1, title="Harbour", artist="Ana", album="Coast", tracknumber="1")
    song(place.music / "two.flac", 2, title="Ridge", artist="Bo", album="Coast", tracknumber="2")
    (place.music / "bad.mp3").write_bytes(os.urandom(4000))
    place.good("scan", "music")
    return place


def test_one_page_tells_everything(home: Home) -> None:
    text = home.good("track", "show", "harbour")
    for words in ("Ana - Harbour", "BPM", "Open Key", "LUFS", "cue-out", "Coast", "after it",
                  "Bo - Ridge", "decoder"):  # fmt: skip
        assert words in text
    assert "\x1b" not in text


def test_a_song_is_meant_by_identity_path_or_words(home: Home) -> None:
    whole = json.loads(home.good("track", "show", "ana", "harbour", "--json"))
    identity = whole["track"]["id"]
    for wanted in (identity, identity[:6], "music/one.flac", home.music / "one.flac"):
        found = json.loads(home.good("track", "show", wanted, "--json"))
        assert found["track"]["title"] == "Harbour"
        assert found == whole


def test_what_is_not_clear_is_an_error_that_helps(home: Home) -> None:
    several = home.run("track", "show", "coast")
    assert several.code == 3
    assert "2 songs are meant" in several.complaint
    assert "Bo - Ridge" in several.err
    none = home.run("track", "show", "harbuor")
    assert (none.code, "Ana - Harbour" in none.err) == (3, True)


def test_a_file_that_could_not_be_used_tells_why(home: Home) -> None:
    assert "not an audio file" in home.good("track", "show", "music/bad.mp3")
    refused = home.run("track", "show", "music/bad.mp3", "--picture", "bad.svg")
    assert (refused.code, "not been analysed" in refused.complaint) == (1, True)
    assert not (home.place / "bad.svg").exists()


def test_a_picture_is_drawn_beside_the_text(home: Home) -> None:
    pytest.importorskip("matplotlib", reason="the extra [pictures] is not installed")
    text = home.good("track", "show", "harbour", "--picture", "new/song.svg")
    assert "Picture: new/song.svg" in text
    drawn = (home.place / "new" / "song.svg").read_bytes()
    ElementTree.fromstring(drawn)  # noqa: S314 - our own file
    assert b"Ana - Harbour" in drawn
    assert b"stored" not in drawn
    home.good("track", "show", "harbour", "--picture", "song.png", "--json")
    assert (home.place / "song.png").read_bytes().startswith(b"\x89PNG")


def test_another_ending_is_refused_before_any_work(home: Home) -> None:
    result = home.run("--data", "nowhere", "track", "show", "harbour", "--picture", "song.gif")
    assert result.code == 2
    assert "ends in .svg or .png" in result.err
    assert not (home.place / "nowhere").exists()


def test_without_matplotlib_the_extra_is_named(home: Home, tmp_path: Path) -> None:
    (tmp_path / "matplotlib.py").write_text(
        "raise ModuleNotFoundError('no', name='matplotlib')", "utf-8"
    )
    result = home.run("track", "show", "harbour", "--picture", "x.svg", PYTHONPATH=str(tmp_path))
    assert result.code == 4
    assert "dj-session[pictures]" in result.complaint
    assert home.run("track", "show", "harbour", PYTHONPATH=str(tmp_path)).code == 0
