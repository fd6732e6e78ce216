"""Other exports of twenty sessions with hostile names, read by other people's parsers."""

import html
import itertools
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from dj import session
from tests.judges.require import HERE, program
from tests.judges.twenty import Exported

pytestmark = [pytest.mark.judge, pytest.mark.slow]
Twenty = tuple[Exported, ...]
Parsed = list[dict[str, Any]]


def titles(one: Exported) -> list[str]:
    return [session.one_line(track.title) for track in one.manifest.tracks]


def starts_s(one: Exported) -> list[float]:
    rate = one.manifest.timeline.sample_rate_hz
    return [mark.start_frame / rate for mark in session.chapters(one.manifest)]


def ffprobe(path: Path, *sections: str) -> Any:
    words = [program("ffprobe"), "-v", "error", *sections, "-of", "json", str(path)]
    return json.loads(subprocess.run(words, capture_output=True, check=True).stdout)


def test_xspf_fits_the_grammar_and_every_place_is_an_uri(exported: Twenty) -> None:
    paths = [str(one.file("session.xspf")) for one in exported]
    words = [program("xmllint"), "--noout", "--relaxng", str(HERE / "xspf.rng"), *paths]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count(" validates") == len(exported)
    # The judge's idea of an URI is generous.
    for path in paths:
        for place in ElementTree.parse(path).iter("{http://xspf.org/ns/0/}location"):  # noqa: S314
            assert re.fullmatch(
                r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-F]{2})+", place.text or ""
            )


def test_the_grammar_refuses_what_xspf_does_not_know(exported: Twenty, tmp_path: Path) -> None:
    good = exported[0].file("session.xspf").read_text("utf-8")
    for number, (old, new) in enumerate(
        ((">3000<", ">3.0<"), ("<trackList>", "<trackList/><trackList>"), ("trackNum", "number"))
    ):
        broken = tmp_path / f"{number}.xspf"
        broken.write_text(good.replace(old, new), "utf-8")
        words = [program("xmllint"), "--noout", "--relaxng", str(HERE / "xspf.rng"), str(broken)]
        assert subprocess.run(words, capture_output=True, check=False).returncode != 0


def test_xmllint_finds_no_fault_in_feed_and_collection(exported: Twenty) -> None:
    paths = [
        str(one.file(name)) for one in exported for name in ("session.rss", "session.rekordbox.xml")
    ]
    done = subprocess.run(
        [program("xmllint"), "--noout", *paths], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_ffprobe_reads_every_chapter_of_the_metadata_file(exported: Twenty) -> None:
    for one in exported:
        found = ffprobe(one.file("mix.ffmetadata"), "-f", "ffmetadata", "-show_chapters")[
            "chapters"
        ]
        marks = session.chapters(one.manifest)
        assert [row["tags"]["title"] for row in found] == [mark.title for mark in marks]
        assert [float(row["start_time"]) for row in found] == pytest.approx(starts_s(one), abs=5e-4)


def test_ffmpeg_carries_the_chapters_to_another_file(exported: Twenty, tmp_path: Path) -> None:
    one, out = exported[0], tmp_path / "other.mka"
    words = [program("ffmpeg"), "-v", "error", "-i", str(one.file("mix.flac")),
             "-i", str(one.file("mix.ffmetadata")), "-map_metadata", "1", "-map_chapters", "1",
             "-c", "copy", str(out)]  # fmt: skip
    subprocess.run(words, check=True, capture_output=True)
    rows = ffprobe(out, "-show_chapters")["chapters"]
    marks = session.chapters(one.manifest)
    assert [row["tags"]["title"] for row in rows] == [mark.title for mark in marks]


def test_cueprint_reads_every_title(exported: Twenty) -> None:
    for one in exported:
        words = [program("cueprint"), "-i", "cue", "-t", "%t\n", str(one.file("session.cue"))]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.splitlines() == [t.replace('"', "'") for t in titles(one)]


def test_captions_of_all_are_read_without_an_error(
    exported: Twenty, run_node: Callable[..., Any]
) -> None:
    words = [f"subtitles={one.file('captions.vtt')}" for one in exported]
    words += [f"chapters={one.file('chapters.vtt')}" for one in exported]
    found = run_node("captions.mjs", *words)
    assert [page["errors"] for page in found] == [[]] * len(words)


def test_two_podcast_libraries_read_the_feeds(
    exported: Twenty, run_node: Callable[..., Any]
) -> None:
    found = run_node("feeds.mjs", *(one.file("session.rss") for one in exported))
    size = exported[0].file("mix.flac").stat().st_size
    for one, feed in zip(exported, found, strict=True):
        smith, time = feed["feedsmith"], feed["partytime"]
        (episode,) = smith["items"]
        assert episode["title"] == smith["title"] == session.one_line(one.manifest.title)
        assert episode["enclosures"] == [
            {"url": "https://example.org/s/mix.flac", "length": size, "type": "audio/flac"}
        ]
        assert episode["podcast"]["chapters"]["url"] == "https://example.org/s/chapters.json"
        (transcript,) = episode["podcast"]["transcripts"]
        assert transcript["url"] == "https://example.org/s/captions.vtt"
        assert episode["podcast"]["persons"][0]["display"] == "Ava (synthetic voice)"
        assert set(itertools.chain(*time["pc20support"].values())) == {
            "transcript", "chapters", "person", "guid", "medium",
        }  # fmt: skip


def test_gpodder_reads_the_feeds(exported: Twenty, parsed: Parsed) -> None:
    for one, found in zip(exported, parsed, strict=True):
        (episode,) = found["feed"]["episodes"]
        assert episode["title"] == session.one_line(one.manifest.title)
        assert episode["total_time"] == round(one.manifest.timeline.duration_s)
        lines = html.unescape(episode["description_html"]).split("<br>\n")
        assert [line.partition(" ")[2] for line in lines[1:]] == [
            mark.title for mark in session.chapters(one.manifest)
        ]


def test_another_reader_of_m3u8_finds_titles_lengths_and_files(
    exported: Twenty, parsed: Parsed
) -> None:
    for one, found in zip(exported, parsed, strict=True):
        songs = [row for row in found["playlist"] if not row[2].startswith("clips/")]
        assert [row[1] for row in songs] == [f"Somebody - {title}" for title in titles(one)]
        assert [row[2] for row in songs] == [f"./{track.path}" for track in one.manifest.tracks]
        assert {row[0] for row in songs} == {3.0}


def test_another_reader_of_xspf_finds_titles_lengths_and_files(
    exported: Twenty, parsed: Parsed
) -> None:
    for one, found in zip(exported, parsed, strict=True):
        songs = [row for row in found["xspf"] if not row[1][0].startswith("clips/")]
        assert [row[0] for row in songs] == titles(one)
        assert [row[1] for row in songs] == [[track.path] for track in one.manifest.tracks]
        assert {row[2] for row in songs} == {3000}


def test_a_reader_of_lyrics_finds_words_and_songs_in_time(exported: Twenty, parsed: Parsed) -> None:
    plain = str.maketrans("[]<>", "()()")
    for one, found in zip(exported, parsed, strict=True):
        lines = [(at, text) for at, text in found["lyrics"]]
        for start, _, text in session.spoken_captions(one.manifest):
            assert (pytest.approx(start / 1000, abs=0.01), text.translate(plain)) in lines
        for at, mark in zip(starts_s(one), session.chapters(one.manifest), strict=True):
            assert (pytest.approx(at, abs=0.01), f"♪ {mark.title}".translate(plain)) in lines


def test_another_reader_of_rekordbox_finds_songs_cues_and_list(
    exported: Twenty, parsed: Parsed
) -> None:
    for one, found in zip(exported, parsed, strict=True):
        library = found["rekordbox"]
        assert library["name"] == session.one_line(one.manifest.title)
        songs = [library["songs"][str(number)] for number in library["order"]]
        assert [song[0] for song in songs] == titles(one)
        # It leaves out the first slash.
        assert [song[1] for song in songs] == [f"music/{t.path}" for t in one.manifest.tracks]
        cues = one.manifest.tracks[0].cues
        assert songs[0][2] == [cues.cue_in_s, cues.post_s, cues.outro_s, cues.cue_out_s]
