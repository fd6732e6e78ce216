import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj import session
from dj.testing.examples import manifest

NASTY = ['"quoted"', "#1 hit", "a\nb\tc", "-->", "<b>&amp;", "שלום", "東京", "e\u0301", "x" * 300]
text = st.one_of(st.sampled_from(NASTY), st.text(min_size=1, max_size=40))


@settings(max_examples=12)
@given(st.lists(text, min_size=1, max_size=4), text)
def test_no_title_breaks_the_line_structure(
    tmp_path_factory: pytest.TempPathFactory, titles: list[str], words: str
) -> None:
    folder = tmp_path_factory.mktemp("export")
    session.export(manifest(titles, words=words), folder)
    playlist = (folder / "session.m3u8").read_text("utf-8").split("\n")
    assert playlist[0] == "#EXTM3U"
    paths = [line for line in playlist[2:] if line and not line.startswith("#EXTINF:")]
    assert len(paths) == len(titles) + 1
    cue = (folder / "session.cue").read_bytes().decode().split("\r\n")
    assert sum(line.startswith("  TRACK") for line in cue) == len(titles)
    assert all(line.count('"') in (0, 2) for line in cue)
    captions = (folder / "captions.vtt").read_text("utf-8")
    assert len(re.findall(r"^\d\d:\d\d:\d\d\.\d{3} --> ", captions, re.M)) == 1
    assert captions.count("-->") == 1


def test_cue_positions_are_seventy_fifths_of_a_second(tmp_path: Path) -> None:
    (path,) = session.export(manifest(), tmp_path, ["cue"])
    indexes = re.findall(r"INDEX 01 (\d+):(\d\d):(\d\d)", path.read_text("utf-8"))
    seconds = [int(m) * 60 + int(s) + int(f) / 75 for m, s, f in indexes]
    expected = [c.start_frame / 44_100 for c in session.chapters(manifest())]
    assert seconds == pytest.approx(expected, abs=1 / 149)


def test_a_plan_without_a_mix_has_no_cue_sheet(tmp_path: Path) -> None:
    assert session.export(manifest(mix=""), tmp_path, ["cue"]) == ()


def test_chapters_are_valid_podcast_chapters_in_order(tmp_path: Path) -> None:
    (path,) = session.export(manifest(), tmp_path, ["chapters"])
    document = json.loads(path.read_text("utf-8"))
    starts = [chapter["startTime"] for chapter in document["chapters"]]
    assert document["version"] == "1.2.0"
    assert starts == sorted(starts)
    songs = [chapter for chapter in document["chapters"] if chapter.get("toc", True)]
    assert len(songs) == 3


def test_captions_carry_the_words_escaped(tmp_path: Path) -> None:
    record = manifest(words="Salt & <Pepper> are next.")
    captions = next(p for p in session.export(record, tmp_path, ["webvtt"]) if "captions" in p.name)
    assert "<v Ava>Salt &amp; &lt;Pepper&gt; are next." in captions.read_text("utf-8")


@pytest.mark.parametrize(
    ("language", "cue"),
    [("de", "<v Ava><lang de>Los.</lang>"), ("es-419", "<v Ava><lang es-419>Los.</lang>"),
     ("en-US", "<v Ava>Los."), ("de><b", "<v Ava>Los.")],
)  # fmt: skip
def test_captions_in_another_language_say_which(tmp_path: Path, language: str, cue: str) -> None:
    record = manifest(words="Los.")
    record = replace(record, script=replace(record.script, language=language))
    captions = next(p for p in session.export(record, tmp_path, ["webvtt"]) if "captions" in p.name)
    assert f"{cue}\n" in captions.read_text("utf-8")


def test_the_rundown_tells_the_words_at_their_time(tmp_path: Path) -> None:
    (path,) = session.export(manifest(), tmp_path, ["rundown"])
    assert "0:01  “Good morning. This is First light.”" in path.read_text("utf-8")


def test_a_hash_at_the_start_of_a_path_does_not_become_a_comment(tmp_path: Path) -> None:
    from dataclasses import replace

    record = manifest()
    tracks = (replace(record.tracks[0], path="#1 Band.mp3"), *record.tracks[1:])
    (path,) = session.export(replace(record, tracks=tracks), tmp_path, ["m3u8"])
    assert "./#1 Band.mp3" in path.read_text("utf-8").split("\n")
