"""Encoders: what another reader finds in the file."""

import errno
import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import mutagen
import numpy as np
import pytest
from numpy.typing import NDArray

from dj.audio.encode import Encoder, Encoding, Format
from dj.audio.files import read
from dj.audio.labels import Chapter, chapter_comments
from dj.errors import OutputError
from dj.writing import output_error

RATE_HZ = 44_100
FORMATS: tuple[Format, ...] = ("m4a", "m4b", "flac", "opus", "mp3", "wav")
CHAPTERED: tuple[Format, ...] = ("m4a", "m4b", "flac", "opus", "mp3")
CHAPTERS = [
    Chapter(0, RATE_HZ, "One & only"),
    Chapter(RATE_HZ, 2 * RATE_HZ, "Zwei – ü"),
    Chapter(2 * RATE_HZ, 3 * RATE_HZ, "=three;"),
]
TAGS = {"title": "A session", "artist": "The host", "comment": "synthetic_voice=true"}


def tone(seconds: float = 3.0) -> NDArray[np.float32]:
    time_s = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    left, right = np.sin(2 * np.pi * 440 * time_s), np.sin(2 * np.pi * 660 * time_s)
    return (0.3 * np.stack([left, right], axis=1)).astype(np.float32)


def write(path: Path, form: Format, sound: NDArray[np.float32], **facts: object) -> Path:
    encoder = Encoder(path, Encoding(format=form), RATE_HZ, **facts)  # type: ignore[arg-type]
    with encoder:
        for at in range(0, len(sound), 10_000):
            encoder.write(sound[at : at + 10_000])
        encoder.finish()
    return path


@pytest.mark.parametrize("form", FORMATS)
def test_sound_comes_back_in_place(tmp_path: Path, form: Format) -> None:
    sound = tone()
    back = read(write(tmp_path / f"a.{form}", form, sound), rate_hz=RATE_HZ).samples
    assert len(back) == pytest.approx(len(sound), abs=1100)
    inner = slice(RATE_HZ, 2 * RATE_HZ)
    error = back[inner] - sound[inner]
    assert 10 * np.log10((error**2).mean() / (sound[inner] ** 2).mean()) < -25


@pytest.mark.parametrize(("form", "bits"), [("flac", 16), ("flac", 24), ("wav", 16)])
def test_what_is_written_without_loss_is_known_before_it_is_decoded(
    tmp_path: Path, form: Format, bits: Literal[16, 24]
) -> None:
    sound, path = 4.0 * tone(1), tmp_path / f"a.{form}"
    with Encoder(path, Encoding(format=form, bits=bits), RATE_HZ) as encoder:
        known = [encoder.write(sound[at : at + 7_777]) for at in range(0, len(sound), 7_777)]
        encoder.finish()
    assert np.array_equal(np.concatenate(known), read(path).samples)


def test_what_a_lossy_format_makes_of_it_is_not_known_before(tmp_path: Path) -> None:
    with Encoder(tmp_path / "a.m4a", Encoding(format="m4a"), RATE_HZ) as encoder:
        assert len(encoder.write(tone(1))) == 0
        encoder.finish()


@pytest.mark.parametrize("form", ["flac", "wav"])
def test_lossless_formats_keep_sixteen_bits(tmp_path: Path, form: Format) -> None:
    sound = tone(1)
    back = read(write(tmp_path / f"a.{form}", form, sound)).samples
    assert np.abs(back - sound).max() <= 1.5 / 32767


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_sound_gives_the_same_bytes(tmp_path: Path, form: Format) -> None:
    files = [
        write(tmp_path / f"{n}.{form}", form, tone(1), chapters=CHAPTERS[:1], tags=TAGS)
        for n in "ab"
    ]
    assert files[0].read_bytes() == files[1].read_bytes()


def probe(path: Path) -> Mapping[str, object]:
    if not shutil.which("ffprobe"):
        pytest.skip("ffprobe is not installed: apt-get install ffmpeg")
    words = ["-v", "error", "-show_chapters", "-of", "json"]
    run = subprocess.run(["ffprobe", *words, str(path)], capture_output=True, check=True)
    found: Mapping[str, object] = json.loads(run.stdout)
    return found


@pytest.mark.judge
@pytest.mark.parametrize("form", CHAPTERED)
def test_ffprobe_finds_the_chapters(tmp_path: Path, form: Format) -> None:
    found = probe(write(tmp_path / f"a.{form}", form, tone(), chapters=CHAPTERS))
    chapters = found["chapters"]
    assert isinstance(chapters, list)
    chapters.sort(key=lambda c: float(c["start_time"]))
    assert [c["tags"]["title"] for c in chapters] == [c.title for c in CHAPTERS]
    starts = [float(c["start_time"]) for c in chapters]
    assert starts == pytest.approx([0, 1, 2], abs=0.002)


@pytest.mark.parametrize("form", CHAPTERED)
def test_mutagen_finds_the_tags(tmp_path: Path, form: Format) -> None:
    path = write(tmp_path / f"a.{form}", form, tone(1), tags=TAGS)
    text = str(dict(mutagen.File(path).tags))
    for value in TAGS.values():
        assert value in text


def test_an_m4a_begins_with_its_index(tmp_path: Path) -> None:
    data = write(tmp_path / "a.m4a", "m4a", tone(1)).read_bytes()
    assert 0 < data.find(b"moov") < data.find(b"mdat")


def test_hostile_titles_become_one_plain_line(tmp_path: Path) -> None:
    wild = "a\x00b\nTITLE=evil\u202ec" + "x" * 100_000
    path = write(tmp_path / "a.flac", "flac", tone(0.5), tags={"title": wild, "artist": "\ud800"})
    tags = mutagen.File(path).tags
    assert tags["title"][0].startswith("a b TITLE=evil c")
    assert len(tags["title"][0]) <= 2000


def test_chapter_times_are_rounded_to_the_millisecond() -> None:
    comments = chapter_comments(
        [Chapter(0, 1, "a"), Chapter(3_700 * RATE_HZ + 22, 2, "b")], RATE_HZ
    )
    assert comments == {
        "CHAPTER001": "00:00:00.000",
        "CHAPTER001NAME": "a",
        "CHAPTER002": "01:01:40.000",
        "CHAPTER002NAME": "b",
    }


@pytest.mark.parametrize("form", FORMATS)
def test_a_full_disk_is_said_plainly(form: Format) -> None:
    device = Path("/dev/full")
    if not device.exists():
        pytest.skip("/dev/full is not there: not Linux")
    with pytest.raises(OutputError, match="disk is full"):
        write(device, form, tone(20))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EACCES, "no permission"),
        (errno.ENOENT, "folder does not exist"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_each_failure_says_what_to_do(code: int, words: str) -> None:
    error = output_error(Path("x.flac"), OSError(code, os.strerror(code)))
    assert words in error.message
    assert error.hint
