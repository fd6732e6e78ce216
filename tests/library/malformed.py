"""Damaged and hostile media files: fourteen formats, twenty ways to break each, from a seed.

Every file begins as a good one of about a second. Lengths, counts and sizes lie, chunks never end,
bytes go missing: what a download, a failing disk or an attacker leaves behind.
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import av
import numpy as np
import soundfile

MUTAGEN: Any = import_module("mutagen")

Rng = np.random.Generator
_RATE_HZ = 24_000
_SECONDS = 1.3
_TITLE = "Title of a song"
_ENDINGS = (".mp3", ".flac", ".ogg", ".opus", ".m4a", ".aac", ".wav", ".aiff", ".wma", ".mp4")
_HEAD = 256
"""Bytes in which most headers lie."""


@dataclass(frozen=True, slots=True)
class Form:
    """One format: how a good file of it is written, and under which name it is scanned."""

    name: str
    ending: str
    container: str
    codec: str

    def write(self, path: Path, seed: int) -> None:
        """Write a good file; another seed is another recording."""
        rng = np.random.default_rng(seed)
        t = np.arange(int(_SECONDS * _RATE_HZ)) / _RATE_HZ
        tone = 0.2 * np.sin(2 * np.pi * rng.uniform(200, 900) * t)
        samples = (tone + 0.02 * rng.standard_normal(len(t))).astype(np.float32)
        if self.container.isupper():
            soundfile.write(path, samples, _RATE_HZ, format=self.container, subtype=self.codec)
        else:
            self._write_with_pyav(path, samples)

    def _write_with_pyav(self, path: Path, samples: np.ndarray[Any, Any]) -> None:
        wanted = "flt" if self.codec == "libvorbis" else "fltp"
        with av.open(str(path), "w", format=self.container) as container:
            container.metadata.update({"title": _TITLE, "artist": "Artist of it"})
            stream: Any = container.add_stream(self.codec, rate=_RATE_HZ, layout="mono")
            stream.bit_rate = 64_000
            resampler = av.AudioResampler(format=stream.format.name, layout="mono", rate=_RATE_HZ)
            frame = av.AudioFrame.from_ndarray(samples[None, :], format=wanted, layout="mono")
            frame.sample_rate, frame.pts = _RATE_HZ, 0
            for part in resampler.resample(frame):
                container.mux(stream.encode(part))
            container.mux(stream.encode(None))


FORMS = (
    Form("wav", ".wav", "WAV", "PCM_16"),
    Form("aiff", ".aiff", "AIFF", "PCM_16"),
    Form("flac", ".flac", "FLAC", "PCM_16"),
    Form("mp3", ".mp3", "MP3", "MPEG_LAYER_III"),
    Form("vorbis", ".ogg", "OGG", "VORBIS"),
    Form("opus", ".opus", "OGG", "OPUS"),
    Form("aac", ".aac", "adts", "aac"),
    Form("m4a", ".m4a", "ipod", "aac"),
    Form("alac", ".m4a", "ipod", "alac"),
    Form("wma", ".wma", "asf", "wmav2"),
    Form("matroska", ".ogg", "matroska", "aac"),
    Form("caf", ".wav", "CAF", "PCM_16"),
    Form("w64", ".wav", "W64", "PCM_16"),
    Form("ogg flac", ".ogg", "ogg", "flac"),
)


def _cut(data: bytearray, rng: Rng) -> None:
    del data[rng.integers(1, len(data)) :]


def _cut_in_header(data: bytearray, rng: Rng) -> None:
    del data[rng.integers(1, min(_HEAD, len(data))) :]


def _flip(data: bytearray, rng: Rng, *, most: int, within: int) -> None:
    for _ in range(rng.integers(1, most + 1)):
        data[rng.integers(0, min(within, len(data)))] ^= 1 << rng.integers(0, 8)


def _flip_in_header(data: bytearray, rng: Rng) -> None:
    _flip(data, rng, most=8, within=_HEAD)


def _flip_anywhere(data: bytearray, rng: Rng) -> None:
    _flip(data, rng, most=64, within=len(data))


def _flip_once_early(data: bytearray, rng: Rng) -> None:
    _flip(data, rng, most=1, within=48)


def _blank(data: bytearray, rng: Rng) -> None:
    start, length = int(rng.integers(0, len(data))), int(rng.integers(1, len(data) // 2))
    end = min(len(data), start + length)
    data[start:end] = bytes([rng.choice([0, 255])]) * (end - start)


def _splice_noise(data: bytearray, rng: Rng) -> None:
    start = int(rng.integers(0, len(data)))
    end = start + int(rng.integers(0, 500))
    data[start:end] = rng.bytes(int(rng.integers(1, 2000)))


def _huge_number(data: bytearray, rng: Rng) -> None:
    """Overwrite a field of the header with a number at the edge: sizes, rates, channels, counts."""
    number = rng.choice([0xFFFFFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFF00, 0x00FFFFFF, 0])
    order = rng.choice(["<I", ">I", "<H", ">H"])
    field = struct.pack(str(order), int(number) & (0xFFFF if order[1] == "H" else 0xFFFFFFFF))
    start = rng.integers(0, min(_HEAD, len(data) - 4))
    data[start : start + len(field)] = field


def _huge_number_anywhere(data: bytearray, rng: Rng) -> None:
    start = rng.integers(0, len(data) - 8)
    data[start : start + 8] = b"\x7f" + b"\xff" * 7


def _drop(data: bytearray, rng: Rng) -> None:
    start = rng.integers(0, len(data))
    del data[start : start + rng.integers(1, 1000)]


def _repeat(data: bytearray, rng: Rng) -> None:
    """Repeat a stretch some thousand times: chunks that never seem to end."""
    start = rng.integers(0, len(data))
    part = bytes(data[start : start + rng.integers(4, 300)])
    data[start:start] = part * int(rng.integers(100, 5000))


def _swap(data: bytearray, rng: Rng) -> None:
    middle = rng.integers(1, len(data))
    data[:] = data[middle:] + data[:middle]


def _double(data: bytearray, rng: Rng) -> None:
    data += data * int(rng.integers(1, 4))


def _endless_chunks(data: bytearray, rng: Rng) -> None:
    """Put very many empty chunks behind the first header, of the kind that the format has."""
    count = int(rng.integers(10_000, 200_000))
    magic = bytes(data[:4])
    chunks = {
        b"RIFF": (12, b"JUNK\0\0\0\0"),
        b"FORM": (12, b"ANNO\0\0\0\0"),
        b"fLaC": (42, b"\1\0\0\0"),
        b"OggS": (0, b"OggS" + bytes(23)),
        b"caff": (8, b"free" + bytes(8)),
        b"\x1aE\xdf\xa3": (40, b"\xec\x80"),
    }
    start, chunk = chunks.get(magic, (0, b"\0\0\0\x08free"))
    data[start:start] = chunk * count


def _lying_id3(data: bytearray, rng: Rng) -> None:
    """Put an ID3 tag in front whose size, frames and encodings lie."""
    sizes = bytes(rng.integers(0, 128, 4, dtype=np.uint8))
    frame = rng.choice([b"TIT2", b"APIC", b"TXXX", b"CHAP", b"\0\0\0\0"])
    body = bytes(frame) + rng.bytes(6) + bytes([rng.integers(0, 5)]) + rng.bytes(100)
    data[:0] = b"ID3" + bytes([rng.integers(2, 5), 0, rng.integers(0, 256)]) + sizes + body


def _hostile_text(data: bytearray, rng: Rng) -> None:
    """Replace the title by bytes that are no text: NULs, halves of characters, controls."""
    kinds = (b"\0" * 15, b"\xff\xfe\xfd" * 5, b"\xed\xa0\x80" * 5, b"\x1b[2J\x07\r\n" * 2 + b"x",
             "‮‏‎".encode() + b"\n\n\n\n\n\n")  # fmt: skip
    text = kinds[rng.integers(len(kinds))]
    start = data.find(_TITLE.encode())
    if start < 0:
        start = len(data)
    data[start : start + len(_TITLE)] = text


def _random_rest(data: bytearray, rng: Rng) -> None:
    start = min(int(rng.integers(4, _HEAD)), len(data))
    data[start:] = rng.bytes(len(data) - start)


def _tiny(data: bytearray, rng: Rng) -> None:
    del data[int(rng.integers(0, 13)) :]


def _nothing(data: bytearray, rng: Rng) -> None:
    """Leave the bytes; the name will lie."""


def _other_inside(data: bytearray, rng: Rng) -> None:
    """Continue as another kind of file, half way."""
    heads = (
        b"RIFF\xff\xff\xff\xffWAVEfmt ",
        b"#EXTM3U\nhttp://127.0.0.1/\n",
        b"%PDF-1.7\n",
        b"<?xml version='1.0'?><a/>",
        b"PK\x03\x04",
        b"fLaC\0\0\0\x22",
        b"OggS\0\2",
    )
    at = 0 if rng.random() < 0.5 else len(data) // 2
    head = heads[rng.integers(len(heads))]
    data[at : at + len(head)] = head


MUTATIONS: tuple[Callable[[bytearray, Rng], None], ...] = (
    _cut, _cut_in_header, _flip_in_header, _flip_anywhere, _flip_once_early, _blank, _splice_noise,
    _huge_number, _huge_number_anywhere, _drop, _repeat, _swap, _double, _endless_chunks,
    _lying_id3, _hostile_text, _random_rest, _tiny, _nothing, _other_inside,
)  # fmt: skip


def mutants(folder: Path, form: Form, numbers: range) -> Iterator[Path]:
    """Write mutants of one format; the same numbers give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    index = FORMS.index(form)
    good = folder / f".good{form.ending}"
    form.write(good, index)
    source = good.read_bytes()
    good.unlink()
    for number in numbers:
        mutate = MUTATIONS[number % len(MUTATIONS)]
        rng = np.random.default_rng((index, number))
        data = bytearray(source)
        mutate(data, rng)
        ending = str(rng.choice(_ENDINGS)) if mutate is _nothing else form.ending
        path = folder / f"{number:03d}{mutate.__name__}{ending}"
        path.write_bytes(data)
        yield path


def bombs(folder: Path) -> Iterator[Path]:
    """Write files whose tags are the danger: 50 MB of text, pictures that claim to be huge."""
    folder.mkdir(parents=True, exist_ok=True)
    png = (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 2**31 - 1, 2**31 - 1)
           + b"\x08\x06\0\0\0" + bytes(1000))  # fmt: skip
    id3, mp4, flac = (import_module(f"mutagen.{name}") for name in ("id3", "mp4", "flac"))
    for number, form in enumerate(FORMS[:1] + FORMS[2:5] + FORMS[7:8]):
        path = folder / f"text{form.ending}"
        form.write(path, 100 + number)
        file = MUTAGEN.File(path)
        if file.tags is None:
            file.add_tags()
        size = {"flac": 16_000_000, "vorbis": 2_000_000}.get(form.name, 50_000_000)
        if form.ending in (".mp3", ".wav"):
            file.tags.add(id3.TIT2(encoding=3, text="A" * size))
            file.tags.add(id3.APIC(encoding=0, mime="image/png", type=3, desc="", data=png))
        elif form.ending == ".m4a":
            file.tags["\xa9nam"] = "A" * size
            file.tags["covr"] = [mp4.MP4Cover(png, mp4.MP4Cover.FORMAT_PNG)]
        else:
            file["title"] = "A" * size
        if form.name == "flac":
            picture = flac.Picture()
            picture.data, picture.width, picture.height = png, 2**31, 2**31
            file.add_picture(picture)
        file.save()
        yield path
