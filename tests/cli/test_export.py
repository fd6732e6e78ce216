"""`dj export` and `dj verify`, as typed."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from dj import session
from dj.testing.examples import manifest
from tests.acceptance.house import Home

pytestmark = pytest.mark.slow
USUAL = {"chapters.json", "session.cue", "session.m3u8", "rundown.txt", "captions.vtt",
         "chapters.vtt"}  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A session of the examples without its sounds."""
    (tmp_path / "session").mkdir()
    session.write(manifest(), tmp_path / "session")
    return Home(tmp_path)


def test_without_a_name_the_usual_formats_are_written(home: Home) -> None:
    home.good("export", "session")
    assert home.session_files("session") == {"session.json", *USUAL}


def test_a_format_is_written_by_its_name_and_told_in_json(home: Home) -> None:
    told = json.loads(home.good("export", "session", "--to", "xspf", "--to", "jspf", "--json"))
    assert [Path(path).name for path in told["files"]] == ["session.xspf", "session.jspf"]
    assert [row["where"] for row in told["left_out"]] == [
        "Somebody - First light", "Somebody - Second wind", "Somebody - Third rail",
    ]  # fmt: skip
    assert home.session_files("session") == {"session.json", "session.xspf", "session.jspf"}


def test_what_is_left_out_is_said_on_stderr(home: Home) -> None:
    session.write(replace(manifest(), mix=""), home.place / "session")
    result = home.run("export", "session", "--to", "cue")
    assert (result.code, result.out) == (0, "")
    assert result.err == "left out: cue: a plan has no mix yet; `dj render` makes it.\n"


def test_a_format_that_must_be_told_something_names_the_option(home: Home) -> None:
    for name, option in (("rss", "--base-url"), ("rekordbox", "--music-root")):
        result = home.run("export", "session", "--to", "pls", "--to", name)
        assert result.code == 3
        assert option in result.complaint
    assert home.session_files("session") == {"session.json"}


def test_a_format_is_told_what_it_asks_for(home: Home) -> None:
    answers = ("--base-url", "https://example.org/one", "--music-root", ".=/Volumes/Music")
    home.good("export", "session", "--to", "rss", "--to", "rekordbox", *answers)
    feed = (home.place / "session" / "session.rss").read_text("utf-8")
    assert 'url="https://example.org/one/mix.flac"' in feed
    cues = (home.place / "session" / "session.rekordbox.xml").read_text("utf-8")
    assert 'Location="file://localhost/Volumes/Music/music/0.flac"' in cues


def test_an_unknown_format_lists_the_known_ones(home: Home) -> None:
    result = home.run("export", "session", "--to", "serato")
    assert result.code == 3
    assert "xspf" in result.complaint


def test_findings_end_verify_with_code_five(home: Home) -> None:
    result = home.run("verify", "session", "--json")
    assert result.code == 5
    problems = json.loads(result.out)["problems"]
    assert "the music file of 'First light' is not at ../music/0.flac." in problems


def test_a_session_edited_by_hand_names_the_field(home: Home) -> None:
    file = home.place / "session" / "session.json"
    whole = json.loads(file.read_text("utf-8"))
    whole["timeline"]["events"][1]["at_frame"] = "soon"
    file.write_text(json.dumps(whole))
    for command in ("verify", "export"):
        result = home.run(command, "session")
        assert result.code == 3
        assert "timeline.events" in result.complaint
        assert "at_frame" in result.complaint
    shutil.rmtree(home.place / "session")
