"""Chapters, tags, cover and loudness of the mix, read by ffprobe, ffmpeg, MediaInfo and Mutagen."""

import json
import re
import subprocess
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import mutagen
import pytest

from dj import session
from dj.audio.encode import Format
from dj.model.manifest import Manifest
from dj.session.cover import SIZE
from tests.judges.conftest import Made
from tests.judges.require import program

pytestmark = [pytest.mark.judge, pytest.mark.slow]
FORMATS: tuple[Format, ...] = ("m4a", "m4b", "flac", "opus", "mp3")
MENUS: tuple[Format, ...] = ("m4a", "m4b", "flac", "opus")
"""MediaInfo shows no chapters of MP3."""


def expected(manifest: Manifest) -> list[tuple[int, str]]:
    rate = manifest.timeline.sample_rate_hz
    return [(round(c.start_frame * 1000 / rate), c.title) for c in session.chapters(manifest)]


def assert_same(found: list[tuple[int, str]], wanted: list[tuple[int, str]]) -> None:
    assert [title for _, title in found] == [title for _, title in wanted]
    assert [at for at, _ in found] == pytest.approx([at for at, _ in wanted], abs=1)


def ffprobe(made: Made, *sections: str) -> Any:
    words = [program("ffprobe"), "-v", "error", *sections, "-of", "json", str(made.mix)]
    return json.loads(subprocess.run(words, capture_output=True, check=True).stdout)


def mediainfo(made: Made) -> list[dict[str, Any]]:
    words = [program("mediainfo"), "--Output=JSON", str(made.mix)]
    tracks = json.loads(subprocess.run(words, capture_output=True, check=True).stdout)
    return list(tracks["media"]["track"])


@pytest.mark.parametrize("form", FORMATS)
def test_ffprobe_reads_every_chapter(made: Callable[[Format], Made], form: Format) -> None:
    one = made(form)
    rows = ffprobe(one, "-show_chapters")["chapters"]
    found = [(round(float(row["start_time"]) * 1000), row["tags"]["title"]) for row in rows]
    assert_same(found, expected(one.manifest))
    ends = [round(float(row["end_time"]) * 1000) for row in rows]
    starts = [at for at, _ in expected(one.manifest)]
    assert ends[:-1] == pytest.approx(starts[1:], abs=1)


@pytest.mark.parametrize("form", FORMATS)
def test_ffprobe_reads_the_length_and_the_disclosure(
    made: Callable[[Format], Made], form: Format
) -> None:
    one = made(form)
    found = ffprobe(one, "-show_format", "-show_streams")
    assert float(found["format"]["duration"]) == pytest.approx(
        one.manifest.timeline.duration_s, abs=0.06
    )
    tags: dict[str, str] = dict(found["format"].get("tags", {}))
    for stream in found["streams"]:
        # A cover is a stream of its own, with a comment of its own.
        tags |= stream.get("tags", {}) if stream["codec_type"] == "audio" else {}
    tags = {key.upper(): value for key, value in tags.items()}
    assert tags["COMMENT"].startswith("synthetic_voice=true; ")
    assert "promotion=none" in tags["COMMENT"]
    assert tags["SYNTHETIC_VOICE"] == "true"
    assert json.loads(tags["DISCLOSURE"]) == asdict(one.manifest.disclosure)


@pytest.mark.parametrize("form", FORMATS)
def test_ffprobe_sees_the_cover(made: Callable[[Format], Made], form: Format) -> None:
    (picture,) = [s for s in ffprobe(made(form), "-show_streams")["streams"]
                  if s["codec_type"] == "video"]  # fmt: skip
    assert picture["disposition"]["attached_pic"] == 1
    assert (picture["codec_name"], picture["width"], picture["height"]) == ("png", SIZE, SIZE)


@pytest.mark.parametrize("form", [*FORMATS, "wav"])
def test_ffmpeg_measures_the_loudness_and_the_peak(
    made: Callable[[Format], Made], form: Format
) -> None:
    one = made(form)
    words = [program("ffmpeg"), "-hide_banner", "-nostats", "-i", str(one.mix),
             "-map", "0:a", "-filter:a", "ebur128=peak=true:framelog=verbose",
             "-f", "null", "-"]  # fmt: skip
    told = subprocess.run(words, capture_output=True, check=True, text=True).stderr
    summary = told.rpartition("Summary:")[2]
    loudness, peak = (
        float(re.search(rf"{name}:\s+(-?[\d.]+) (?:LUFS|dBFS)", summary)[1])  # type: ignore[index]
        for name in ("I", "Peak")
    )
    assert loudness == pytest.approx(-16.0, abs=0.3)
    assert peak <= -1.0


@pytest.mark.parametrize("form", MENUS)
def test_mediainfo_reads_every_chapter(made: Callable[[Format], Made], form: Format) -> None:
    one = made(form)
    menu = next(track for track in mediainfo(one) if track["@type"] == "Menu")["extra"]
    found = [(_menu_ms(key), title) for key, title in menu.items() if key.startswith("_")]
    assert_same(found, expected(one.manifest))


@pytest.mark.parametrize("form", FORMATS)
def test_mediainfo_reads_the_disclosure(made: Callable[[Format], Made], form: Format) -> None:
    assert "synthetic_voice=true; " in json.dumps(mediainfo(made(form)))


@pytest.mark.parametrize("form", ["m4a", "m4b"])
def test_mutagen_reads_the_chapters_of_an_mp4(made: Callable[[Format], Made], form: Format) -> None:
    one = made(form)
    file: Any = mutagen.File(one.mix)
    found = [(round(mark.start * 1000), mark.title) for mark in file.chapters]
    assert_same(found, expected(one.manifest))
    assert file.tags["\xa9cmt"][0].startswith("synthetic_voice=true; ")


def test_mutagen_reads_the_chapters_of_an_mp3(made: Callable[[Format], Made]) -> None:
    one = made("mp3")
    tags: Any = mutagen.File(one.mix).tags
    marks = {mark.element_id: mark for mark in tags.getall("CHAP")}
    (contents,) = tags.getall("CTOC")
    ordered = [marks[name] for name in contents.child_element_ids]
    found = [(mark.start_time, mark.sub_frames["TIT2"].text[0]) for mark in ordered]
    assert_same(found, expected(one.manifest))
    assert tags.getall("TXXX:comment")[0].text[0].startswith("synthetic_voice=true; ")


@pytest.mark.parametrize("form", ["flac", "opus"])
def test_mutagen_reads_the_chapters_of_comments(
    made: Callable[[Format], Made], form: Format
) -> None:
    one = made(form)
    tags: Any = mutagen.File(one.mix).tags
    numbers = range(1, len(one.manifest.tracks) + 1)
    found = [
        (_clock_ms(tags[f"chapter{n:03d}"][0]), tags[f"chapter{n:03d}name"][0]) for n in numbers
    ]
    assert_same(found, expected(one.manifest))
    # Vorbis comments call a comment a description.
    assert tags["description"][0].startswith("synthetic_voice=true; ")


def _menu_ms(key: str) -> int:
    hours, minutes, seconds, ms = map(int, key.removeprefix("_").split("_"))
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms


def _clock_ms(text: str) -> int:
    hours, minutes, seconds = text.split(":")
    return round(((int(hours) * 60 + int(minutes)) * 60 + float(seconds)) * 1000)
