"""Which recording is in a file? A hash of its audio packets, as they lie in the container.

Nothing is decoded. Tags, covers, chapters and header packets do not count, so a recording keeps
its identity when its file is moved, renamed or tagged anew; the same music encoded again is another
recording. The container is chosen from an allow-list and only files are opened, so no playlist in
disguise leads elsewhere.
"""

import errno
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import av
from av.audio.stream import AudioStream
from av.container import InputContainer

from dj.errors import AudioError
from dj.units import TrackId, clock_text

_CONTAINERS = "aac,aiff,asf,flac,mov,mp3,ogg,wav,w64"
"""Demuxers that may be used, by FFmpeg's names; ``mov`` reads mp4, m4a and m4b."""

_DECLARED = ("aiff", "asf", "flac", "mov", "wav", "w64")
"""Containers whose declared length is a statement, not an estimate from the bit rate."""

_CUT_SHORT_S = 1.0
"""Audio may end this much before the declared length: the last packet may be partial."""

_AGREES = 0.1
"""A length is believed if the packets bear it out within this share and a second (FFmpeg's packet
times of Vorbis add up to 2–3 % less than there is)."""

_LONGEST_S = 48 * 3600.0
"""A longer "recording" is a damaged one."""

_EMPTIEST_BITS_PER_S = 200
"""A file with fewer bits per second than coded silence has lost its sense of time."""

_ID_DIGITS = 32
"""Hexadecimal digits kept of SHA-256: 128 bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioContent:
    """What the audio packets of a file say."""

    id: TrackId
    duration_s: float
    """Length as declared where the packets bear it out, else up to the last packet."""
    tags: Mapping[str, str]
    """Tags as the container gives them: names in lower case, a file's over a stream's."""


def content_id(path: Path) -> TrackId:
    """Return the identity of the recording in a file.

    Raises:
        AudioError: if it holds no audio that can be read, or ends too early.
    """
    return read_content(path).id


def read_content(path: Path) -> AudioContent:
    """Read all audio packets once: identity, length and the container's tags.

    Raises:
        AudioError: if it holds no audio that can be read, or ends too early.
        OSError: if the file cannot be opened.
    """
    with path.open("rb") as file, _container(path) as container:
        stream = _audio_stream(container, path)
        hashed, end_s = _hash_packets(container, stream, path)
        duration_s = _length_s(file, container, stream, end_s)
        if not 0 < duration_s <= min(_LONGEST_S, path.stat().st_size * 8 / _EMPTIEST_BITS_PER_S):
            raise AudioError(f"claims a length of {duration_s:.0f} s", where=str(path))
        return AudioContent(
            id=TrackId(hashed[:_ID_DIGITS]),
            duration_s=duration_s,
            tags=_lowered(stream.metadata) | _lowered(container.metadata),
        )


@contextmanager
def _container(path: Path) -> Iterator[InputContainer]:
    options = {"format_whitelist": _CONTAINERS, "protocol_whitelist": "file"}
    try:
        address = f"file:{path.absolute()}"
        with av.open(address, "r", options=options, metadata_errors="replace") as container:
            yield container
    except av.error.FFmpegError as error:
        # FFmpeg borrows the system's error numbers for bad data; only a bad disk is told apart.
        if error.errno == errno.EIO:
            raise
        raise AudioError(
            "is not an audio file that can be read, or it is damaged", where=str(path)
        ) from error


def _audio_stream(container: InputContainer, path: Path) -> AudioStream:
    for stream in container.streams.audio:
        # A stream whose codec is unknown has no context, whatever the types say.
        if getattr(stream, "codec_context", None) is not None and stream.rate:
            return stream
    raise AudioError("holds no audio that can be decoded", where=str(path))


def _hash_packets(container: InputContainer, stream: AudioStream, path: Path) -> tuple[str, float]:
    hashed = hashlib.sha256(_kind(stream))
    start, end = stream.start_time or 0, 0
    last: av.Packet[AudioStream] | None = None
    for packet in container.demux(stream):
        if packet.size:
            if last is not None:
                hashed.update(memoryview(last))
            last = packet
            end = max(end, (packet.pts or 0) - start + (packet.duration or 0))
    if last is None:
        raise AudioError("holds no audio", where=str(path))
    if last.is_corrupt:
        raise AudioError("ends in the middle of its audio", where=str(path))
    hashed.update(_without_trailer(bytes(last)))
    return hashed.hexdigest(), end * float(stream.time_base or 0)


def _without_trailer(packet: bytes) -> bytes:
    # Raw streams such as FLAC hand out tags at the end of the file as part of the last packet.
    if packet[-128:-125] == b"TAG":
        packet = packet[:-128]
    return packet.partition(b"APETAGEX")[0]


def _kind(stream: AudioStream) -> bytes:
    name = stream.codec_context.codec.canonical_name
    # Only raw samples need their rate said: elsewhere it is in the packets, and may be a guess.
    raw = f" {stream.rate} {stream.channels}" if name.startswith("pcm_") else ""
    return f"{name}{raw}\n".encode()


def _length_s(
    file: BinaryIO, container: InputContainer, stream: AudioStream, end_s: float
) -> float:
    declared_s = float((stream.duration or 0) * (stream.time_base or 0))
    name = container.format.name.split(",")[0]
    stated = name in _DECLARED or (name == "mp3" and _counts_its_frames(file))
    if stated and end_s < declared_s - max(_CUT_SHORT_S, 0.01 * declared_s):
        heard, said = clock_text(end_s), clock_text(declared_s)
        raise AudioError(f"ends after {heard} of {said}: it is cut short", where=file.name)
    agrees = abs(declared_s - end_s) <= _AGREES * end_s + 1.0
    return declared_s if agrees and (stated or name == "ogg") else end_s


def _counts_its_frames(file: BinaryIO) -> bool:
    """Tell whether an MP3's first frame is a Xing or Info header."""
    file.seek(0)
    head = file.read(10)
    # An ID3v2 tag gives its length in four bytes of seven bits.
    skip = sum(byte << shift for byte, shift in zip(head[6:], (21, 14, 7, 0), strict=False)) + 10
    file.seek(skip if head.startswith(b"ID3") else 0)
    start = file.read(4096)
    return b"Xing" in start or b"Info" in start


def _lowered(tags: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in tags.items()}
