from dataclasses import replace
from pathlib import Path

import pytest

from dj import plugins, session
from dj.errors import ConfigError
from dj.interfaces import EXPORTERS, Ask
from dj.model.track import Skipped
from dj.session.programme import entries
from dj.testing.examples import manifest

USUAL = ["chapters.json", "session.cue", "session.m3u8", "rundown.txt", "captions.vtt",
         "chapters.vtt"]  # fmt: skip
ANSWERS: dict[Ask, str] = {"base_url": "https://example.org/", "music_root": "/"}


def test_without_names_only_the_usual_formats_are_written(tmp_path: Path) -> None:
    assert [path.name for path in session.export(manifest(), tmp_path)] == USUAL


def test_a_feed_links_what_is_written_with_it(tmp_path: Path) -> None:
    session.project(manifest(), tmp_path, ["rss", "webvtt", "chapters"], ANSWERS)
    feed = (tmp_path / "session.rss").read_text("utf-8")
    assert "captions.vtt" in feed
    assert "chapters.json" in feed


@pytest.mark.parametrize("name", ["rss", "rekordbox"])
def test_nothing_is_written_if_one_format_must_still_be_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="must be told"):
        session.project(manifest(), tmp_path, ["m3u8", name])
    assert list(tmp_path.iterdir()) == []


def test_a_name_given_twice_is_written_once(tmp_path: Path) -> None:
    assert len(session.export(manifest(), tmp_path, ["pls", "pls"])) == 1


def test_a_plan_gives_what_makes_sense_and_says_what_does_not(tmp_path: Path) -> None:
    made = session.project(manifest(mix=""), tmp_path, plugins.available(EXPORTERS), ANSWERS)
    lost = {item.where: item.reason for item in made if isinstance(item, Skipped)}
    for name in ("cue", "ffmetadata", "lrc", "rss"):
        assert lost.pop(name) == "a plan has no mix yet; `dj render` makes it"
    assert {"session.m3u8", "session.xspf", "captions.vtt"} <= {p.name for p in tmp_path.iterdir()}


def test_clips_that_are_not_spoken_yet_are_in_no_playlist(tmp_path: Path) -> None:
    record = manifest(mix="")
    unspoken = replace(record, takes=(replace(record.takes[0], path="", sha256=""),))
    assert all(entry.path for entry in entries(unspoken))
    session.project(unspoken, tmp_path, ["m3u8", "xspf", "pls", "liquidsoap"])
    for path in tmp_path.iterdir():
        assert "Good morning" not in path.read_text("utf-8")


def test_a_name_that_breaks_a_line_is_left_out_and_told(tmp_path: Path) -> None:
    record = manifest(["One", "Two"])
    tracks = (replace(record.tracks[0], path="../a\nb.mp3"), record.tracks[1])
    for name in ("m3u8", "pls", "liquidsoap"):
        _, lost = session.project(replace(record, tracks=tracks), tmp_path, [name])
        assert isinstance(lost, Skipped)
        assert lost.where == "../a b.mp3"


def test_songs_beyond_the_ninety_ninth_are_told_of_a_cue_sheet(tmp_path: Path) -> None:
    record = manifest([f"Song {n}" for n in range(101)])
    _, *lost = session.project(record, tmp_path, ["cue"])
    assert [x.where for x in lost if isinstance(x, Skipped)] == [
        "Somebody - Song 99", "Somebody - Song 100",
    ]  # fmt: skip
