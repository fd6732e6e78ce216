"""Everything else (AAC, ALAC, Opus, WMA …) through FFmpeg's libraries, by PyAV.

Positions count decoded samples from the first one: time stamps after a seek disagree with them
in some containers, and AAC's noise generator remembers all that went before. So a seek backwards
decodes again from the start; at several hundred times real time that is cheap, and it is exact.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from numpy.typing import NDArray

from dj.errors import AudioError
from dj.model.audio import Samples

NAME = f"pyav {av.ffmpeg_version_info}"

_CONTAINERS = (
    "aac,ac3,aiff,amr,ape,asf,au,avi,caf,dsf,eac3,flac,flv,loas,matroska,mov,mp3,mpc,mpc8,mpeg,"
    "mpegts,ogg,oma,rm,tak,tta,w64,wav,wv,xwma"
)
"""No playlists (HLS, concat): a music file must not make us read other files."""
_MOST_BROKEN_PACKETS = 100
"""After this many undecodable packets in a row the rest of a file counts as damaged."""


_GATHERED = 16_384
"""Samples that are turned into an array together."""


class FfmpegDecoder:
    """One audio stream read by FFmpeg's libraries."""

    def __init__(self, path: Path) -> None:
        """Open a file and decode its first frame, which alone tells rate and channels for sure.

        Raises:
            AudioError: if there is no audio in it that decodes.
        """
        self._path = path
        self._at = 0
        self._start()
        first = next(self._source, None)
        if first is None:
            self.close()
            raise AudioError(
                "holds no audio that can be decoded.", where=str(path),
                hint="Try to play it with another program; it may be damaged.",
            )  # fmt: skip
        self.sample_rate_hz = first.sample_rate
        self.channel_names = tuple(channel.name for channel in first.layout.channels)
        self.frames = _length(self._container, self._stream, self.sample_rate_hz)
        self._rest = self._samples(first)

    def read(self, frames: int) -> Samples:
        """Return up to `frames` frames; packets that do not decode are left out."""
        blocks, missing = [], frames
        while missing > 0 and len(self._rest):
            block, self._rest = self._rest[:missing], self._rest[missing:]
            blocks.append(block)
            missing -= len(block)
            if not len(self._rest):
                self._rest = self._next()
        self._at += frames - missing
        return np.concatenate(blocks) if blocks else self._rest[:0]

    def seek(self, frame: int) -> None:
        """Continue at a frame of the linear decode, from the start again if it lies behind."""
        if frame < self._at:
            self.close()
            self._start()
            self._rest = self._next()
        while self._at < frame and len(self._rest):
            step = min(frame - self._at, len(self._rest))
            self._rest, self._at = self._rest[step:], self._at + step
            if not len(self._rest):
                self._rest = self._next()

    def close(self) -> None:
        """Close the container."""
        self._container.close()

    def _start(self) -> None:
        self._container, self._stream = _open(self._path)
        self._source = _frames(self._container, self._stream)
        self._at = 0
        self._held: AudioFrame | None = None

    def _next(self) -> Samples:
        """Return the samples of some frames together: turning each into an array costs more."""
        gathered, kind = av.AudioFifo(), None
        while gathered.samples < _GATHERED and (frame := self._another()) is not None:
            if kind not in (None, _kind(frame)):
                self._held = frame
                break
            kind = _kind(frame)
            frame.pts = None  # only the samples count; their times may be wrong
            gathered.write(frame)
        whole = gathered.read() if gathered.samples else None
        return self._none if whole is None else self._samples(whole)

    def _another(self) -> AudioFrame | None:
        """Return the next frame of the rate and channels that the file began with."""
        held, self._held = self._held, None
        if held is not None:
            return held
        wanted = self.sample_rate_hz, len(self.channel_names)
        for frame in self._source:
            if (frame.sample_rate, len(frame.layout.channels)) == wanted and frame.samples:
                return frame
        return None

    @property
    def _none(self) -> Samples:
        return np.zeros((0, len(self.channel_names)), np.float32)

    def _samples(self, frame: AudioFrame) -> Samples:
        values = frame.to_ndarray()
        if not frame.format.is_planar:
            values = values.reshape(-1, len(self.channel_names)).T
        return _as_float(values).T


def _kind(frame: AudioFrame) -> tuple[str, ...]:
    return frame.format.name, frame.layout.name


def _open(path: Path) -> tuple[InputContainer, AudioStream]:
    # "file:" and the lists keep a hostile name or playlist from reaching other files or a network.
    options = {"protocol_whitelist": "file", "format_whitelist": _CONTAINERS}
    try:
        container = av.open(
            f"file:{path.absolute()}", options=options, metadata_errors="ignore"
        )  # fmt: skip
    except (av.FFmpegError, OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise AudioError(
            f"is no audio file that FFmpeg reads: {reason}.", where=str(path),
            hint="Try to play it with another program; it may be damaged.",
        ) from error  # fmt: skip
    if not container.streams.audio:
        container.close()
        raise AudioError("holds no audio.", where=str(path), hint="Leave it out of the library.")
    return container, container.streams.audio[0]


def _frames(container: InputContainer, stream: AudioStream) -> Iterator[AudioFrame]:
    broken = 0
    packets = container.demux(stream)
    while broken < _MOST_BROKEN_PACKETS:
        try:
            packet = next(packets, None)
        except av.FFmpegError:
            return
        if packet is None:
            return
        try:
            decoded = packet.decode()
        except av.FFmpegError:
            broken += 1
            continue
        broken = 0
        yield from decoded


def _length(container: InputContainer, stream: AudioStream, rate_hz: int) -> int:
    if stream.duration is not None and stream.time_base is not None:
        return max(0, round(stream.duration * stream.time_base * rate_hz))
    if container.duration is not None:
        return max(0, round(container.duration * rate_hz / av.time_base))
    return 0


def _as_float(values: NDArray[Any]) -> Samples:
    if values.dtype.kind == "f":
        return values.astype(np.float32, copy=False)
    if values.dtype == np.uint8:
        return (values.astype(np.float32) - 128.0) / np.float32(128.0)
    full_scale = np.float32(-float(np.iinfo(values.dtype).min))
    return values.astype(np.float32) / full_scale
