"""Audio files in and out: which decoder, streams of stereo blocks at any rate, WAV.

Every source delivers two channels of float32 samples. Each file must be analysed and rendered
with the *same* decoder (its name is kept with the beat grid), because decoders disagree about
where a file begins.
"""

import os
import struct
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import numpy as np

from dj.audio.decoders import Decoder, content, ffmpeg, sndfile
from dj.audio.resample import Resampler
from dj.errors import AudioError, OutputError
from dj.model.audio import Audio, Samples
from dj.writing import output_error

CHANNELS = 2
BLOCK_FRAMES = 65_536
_HALF_POWER = 0.5**0.5
_LEFT = {"FL": 1.0, "FC": _HALF_POWER, "BL": _HALF_POWER, "SL": _HALF_POWER, "BC": 0.5}
_RIGHT = {"FR": 1.0, "FC": _HALF_POWER, "BR": _HALF_POWER, "SR": _HALF_POWER, "BC": 0.5}
_LOUDEST_SAMPLE = 16.0
"""A float file may exceed full scale, but beyond this (+24 dB) it holds rubbish."""


def decoder_for(path: Path) -> str:
    """Name and version of the decoder of a file, by its content: ``soundfile 1.2.2``.

    libsndfile decodes WAV, AIFF, FLAC, MP3 and Ogg Vorbis; FFmpeg decodes everything else.

    Raises:
        AudioError: if the file cannot be opened, or is empty.
    """
    is_ours = content.is_for_libsndfile(path) and sndfile.opens(path)
    return sndfile.NAME if is_ours else ffmpeg.NAME


class Source:
    """One open file as a stream of stereo blocks; a context manager."""

    channels = CHANNELS

    def __init__(self, path: Path, decoder: Decoder, name: str, rate_hz: int | None) -> None:
        """Wrap an open decoder; `open_source` is the door."""
        self.path = path
        self.decoder = name
        """Name and version of the decoder, as `decoder_for` writes it."""
        self._decoder = decoder
        self._mix = _downmix(decoder.channel_names)
        self.sample_rate_hz = rate_hz or decoder.sample_rate_hz
        """Rate of the frames delivered."""
        self.frames = round(decoder.frames * self.sample_rate_hz / decoder.sample_rate_hz)
        """Length by the file's header; an estimate for lossy and damaged files."""
        changes = self.sample_rate_hz != decoder.sample_rate_hz
        self._resampler = (
            Resampler(decoder.sample_rate_hz, self.sample_rate_hz, CHANNELS) if changes else None
        )
        self._ready = np.zeros((0, CHANNELS), np.float32)
        self._is_flushed = False

    def read(self, frames: int) -> Samples:
        """Return up to `frames` frames, float32, shape (n, 2); shorter only at the end."""
        return self._decode(frames) if self._resampler is None else self._resampled(frames)

    def seek(self, frame: int) -> None:
        """Continue at a frame, exactly as if all before it had been read."""
        if self._resampler is None:
            self._decoder.seek(frame)
            return
        start, surplus = self._resampler.restart_for(frame)
        self._decoder.seek(start)
        self._ready, self._is_flushed = self._ready[:0], False
        while surplus and len(block := self._resampled(min(surplus, BLOCK_FRAMES))):
            surplus -= len(block)

    def close(self) -> None:
        """Let go of the file."""
        self._decoder.close()

    def __enter__(self) -> Self:
        """Use as a context so that the file is closed."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self.close()

    def _decode(self, frames: int) -> Samples:
        block = self._decoder.read(frames)
        stereo = block if self._mix is None else block @ self._mix
        return _sane(np.ascontiguousarray(stereo))

    def _resampled(self, frames: int) -> Samples:
        parts, missing = [self._ready[:frames]], frames - min(frames, len(self._ready))
        self._ready = self._ready[frames:]
        while missing and not self._is_flushed:
            block = self._decode(BLOCK_FRAMES)
            self._is_flushed = not len(block)
            fresh = self._feed(block)
            parts.append(fresh[:missing])
            self._ready = fresh[missing:]
            missing -= len(parts[-1])
        return np.concatenate(parts)

    def _feed(self, block: Samples) -> Samples:
        if self._resampler is None:
            return block
        return self._resampler.feed(block, last=self._is_flushed)


def open_source(path: Path, *, decoder: str | None = None, rate_hz: int | None = None) -> Source:
    """Open a file as a stream of stereo blocks.

    Args:
        path: the file; it is only read.
        decoder: name of the decoder to use, as kept with an analysis; its version is ignored.
        rate_hz: rate to resample to; None keeps the file's own.

    Raises:
        AudioError: if nothing in the file decodes.
    """
    name = decoder or decoder_for(path)
    if name.split(" ", 1)[0] == sndfile.NAME.split(" ", 1)[0]:
        return Source(path, sndfile.SndfileDecoder(path), sndfile.NAME, rate_hz)
    return Source(path, ffmpeg.FfmpegDecoder(path), ffmpeg.NAME, rate_hz)


def read(path: Path, *, rate_hz: int | None = None) -> Audio:
    """Read a whole file into memory, stereo; for short files.

    Raises:
        AudioError: if nothing in the file decodes.
    """
    with open_source(path, rate_hz=rate_hz) as source:
        blocks = []
        while len(block := source.read(BLOCK_FRAMES)):
            blocks.append(block)
        if not blocks:
            raise AudioError("holds no sound.", where=str(path), hint="It may be damaged.")
        return Audio(samples=np.concatenate(blocks), sample_rate_hz=source.sample_rate_hz)


def write_wav(
    path: Path, audio: Audio, *, subtype: Literal["PCM_16", "PCM_24", "FLOAT"] = "PCM_16"
) -> None:
    """Write a WAV file, atomically; the same samples give the same bytes.

    Raises:
        OutputError: if it cannot be written.
    """
    code, bits, data = _encoded(audio.samples, subtype)
    channels, rate = audio.samples.shape[1], audio.sample_rate_hz
    frame_bytes = channels * bits // 8
    try:
        head = struct.pack(
            "<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(data) + len(data) % 2, b"WAVE", b"fmt ", 16,
            code, channels, rate, rate * frame_bytes, frame_bytes, bits, b"data", len(data),
        )  # fmt: skip
        _replace(path, head + data + b"\0" * (len(data) % 2))
    except OSError as error:
        raise output_error(path, error) from error
    except struct.error as error:
        raise OutputError(
            "is too long for a WAV file.", where=str(path), hint="Choose FLAC."
        ) from error


def _encoded(samples: Samples, subtype: str) -> tuple[int, int, bytes]:
    """Format code, bits and little-endian bytes of samples."""
    if subtype == "FLOAT":
        return 3, 32, samples.astype("<f4").tobytes()
    bits = 24 if subtype == "PCM_24" else 16
    full_scale = 2.0 ** (bits - 1)
    whole = np.clip(np.rint(samples * full_scale), -full_scale, full_scale - 1)
    if bits == 16:
        return 1, bits, whole.astype("<i2").tobytes()
    return 1, bits, whole.astype("<i4").view(np.uint8).reshape(-1, 4)[:, :3].tobytes()


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _downmix(names: tuple[str, ...]) -> Samples | None:
    """Matrix from a file's channels to stereo, ITU-R BS.775; rows never add up beyond 1."""
    if len(names) == CHANNELS:
        return None
    if len(names) == 1:
        return np.ones((1, CHANNELS), np.float32)
    matrix = np.array([[_LEFT.get(n, 0.0), _RIGHT.get(n, 0.0)] for n in names], np.float32)
    return matrix / max(1.0, float(matrix.sum(axis=0).max()))


def _sane(samples: Samples) -> Samples:
    """Replace what is not a number; one dot product tells if there is any."""
    flat = samples.reshape(-1)
    if np.isfinite(np.dot(flat, flat)):
        return samples
    clean = np.nan_to_num(samples, nan=0.0, posinf=0.0, neginf=0.0)
    return np.clip(clean, -_LOUDEST_SAMPLE, _LOUDEST_SAMPLE)
