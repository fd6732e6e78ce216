from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dj.errors import AudioError
from dj.library.identity import content_id, read_content
from tests.library.conftest import MakeAudio, noise, write_audio

FORMATS = (".wav", ".aiff", ".flac", ".ogg", ".opus", ".mp3", ".m4a", ".aac", ".wma")
MUTAGEN: Any = import_module("mutagen")
ID3: Any = import_module("mutagen.id3")
APE: Any = import_module("mutagen.apev2")
FLAC: Any = import_module("mutagen.flac")
MP4: Any = import_module("mutagen.mp4")

COVER = b"\x89PNG\r\n\x1a\n" + bytes(300_000)


def tag_id3(path: Path) -> None:
    tags = ID3.ID3()
    tags.add(ID3.TIT2(encoding=3, text="Renamed"))
    tags.add(ID3.APIC(encoding=0, mime="image/png", type=3, desc="", data=COVER))
    tags.save(path, v1=2)


def tag_ape(path: Path) -> None:
    tags = APE.APEv2()
    tags["Title"] = "Renamed " * 50
    tags.save(path)


def tag_m4a(path: Path) -> None:
    file = MP4.MP4(path)
    file["\xa9nam"] = "Renamed"
    file["covr"] = [MP4.MP4Cover(COVER, MP4.MP4Cover.FORMAT_PNG)]
    file.save()


def tag_flac(path: Path) -> None:
    file = FLAC.FLAC(path)
    picture = FLAC.Picture()
    picture.data = COVER
    picture.mime = "image/png"
    file.add_picture(picture)
    file["title"] = "Renamed"
    file.save()


def tag_easy(path: Path) -> None:
    file = MUTAGEN.File(path)
    if file.tags is None:
        file.add_tags()
    if path.suffix in {".wav", ".aiff"}:
        file.tags.add(ID3.TIT2(encoding=3, text="Renamed"))
    else:
        file["title"] = "Renamed " * 5000
    file.save()


@pytest.mark.parametrize(
    ("ending", "tag"),
    [
        (".mp3", tag_id3),
        (".mp3", tag_ape),
        (".flac", tag_flac),
        (".flac", tag_id3),
        (".flac", tag_ape),
        (".aac", tag_id3),
        (".ogg", tag_easy),
        (".opus", tag_easy),
        (".m4a", tag_m4a),
        (".wav", tag_easy),
        (".aiff", tag_easy),
    ],
)
def test_tagging_anew_keeps_the_identity(make_audio: MakeAudio, ending: str, tag: Any) -> None:
    path = make_audio(f"a{ending}", 2.0)
    before, size = content_id(path), path.stat().st_size
    tag(path)
    assert path.stat().st_size != size
    assert content_id(path) == before


@pytest.mark.parametrize("ending", FORMATS)
def test_another_recording_has_another_identity(make_audio: MakeAudio, ending: str) -> None:
    one, other = make_audio(f"a{ending}", seed=1), make_audio(f"b{ending}", seed=2)
    assert content_id(one) != content_id(other)


@pytest.mark.parametrize("ending", [".wav", ".aiff", ".flac"])
def test_one_changed_sample_changes_the_identity(tmp_path: Path, ending: str) -> None:
    samples = noise(1.5, 1)
    one = write_audio(tmp_path / f"a{ending}", samples)
    samples[30_000] += np.float32(0.01)
    other = write_audio(tmp_path / f"b{ending}", samples)
    assert content_id(one) != content_id(other)


@pytest.mark.parametrize("ending", FORMATS)
def test_the_length_is_the_length_of_the_audio(make_audio: MakeAudio, ending: str) -> None:
    # Codecs without a gapless length keep their padding: up to 2 frames of 2,048 samples.
    assert read_content(make_audio(f"a{ending}", 3.0)).duration_s == pytest.approx(3.0, abs=0.09)


def test_the_identity_is_32_hexadecimal_digits(make_audio: MakeAudio) -> None:
    identity = content_id(make_audio("a.wav"))
    assert len(identity) == 32
    assert int(identity, 16) > 0


@pytest.mark.parametrize("ending", [".flac", ".mp3", ".aiff", ".wav"])
def test_a_file_that_is_cut_short_is_refused(make_audio: MakeAudio, ending: str) -> None:
    path = make_audio(f"a{ending}", 6.0)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(AudioError, match=r"cut short|ends in the middle"):
        content_id(path)


def test_an_m4a_without_its_index_is_refused(make_audio: MakeAudio) -> None:
    path = make_audio("a.m4a", 3.0)
    path.write_bytes(path.read_bytes()[:-2_000])
    with pytest.raises(AudioError, match="damaged"):
        content_id(path)


@pytest.mark.parametrize(
    "disguise",
    [
        b"only words\n" * 1000,
        b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/hostname\n#EXT-X-ENDLIST\n",
        b"ffconcat version 1.0\nfile other.wav\n",
        b"RIFF\xff\xff\xff\xffWAVE",
        b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f",
        bytes(100_000),
    ],
)
def test_what_is_no_audio_is_refused(tmp_path: Path, disguise: bytes) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(disguise)
    with pytest.raises(AudioError):
        content_id(path)


def test_the_containers_tags_are_given_in_lower_case(make_audio: MakeAudio) -> None:
    path = make_audio("a.ogg")
    tag_easy(path)
    assert read_content(path).tags["title"].startswith("Renamed")


@pytest.mark.parametrize("name", ["-rf.wav", "a\nb.wav", "50%20.wav", "http:x.wav", "é'\"椎.wav"])
def test_any_file_name_can_be_opened(make_audio: MakeAudio, name: str) -> None:
    assert content_id(make_audio(name)) == content_id(make_audio("plain.wav"))
