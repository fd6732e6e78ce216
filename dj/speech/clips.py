"""Short clips by pydub: trim, fade, export as 16-bit mono WAV. The only file that imports it.

pydub holds a clip in memory several times over, so it sees takes of seconds, never a mix. It warns
at import that there is no ffmpeg; WAV needs none.
"""

import os
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dj.errors import OutputError
from dj.model.audio import Audio

with warnings.catch_warnings():
    warnings.filterwarnings("ignore", "Couldn't find ff", RuntimeWarning)
    warnings.filterwarnings("ignore", "'audioop' is deprecated", DeprecationWarning)
    for kind in (DeprecationWarning, SyntaxWarning):
        warnings.filterwarnings("ignore", ".*invalid escape sequence", kind)
    from pydub import AudioSegment
    from pydub.silence import detect_leading_silence

_SILENCE_DBFS = -50.0
_LEAD_MS = 10
"""Kept before the first sound, so that a soft consonant survives."""
_TAIL_MS = 60
"""Kept after the last sound, so that it dies away."""
_FADE_MS = 5
_FULL_SCALE = 32_768


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Clip:
    """A clip as it will be in its file."""

    segment: AudioSegment

    @property
    def frames(self) -> int:
        """Length in frames."""
        return int(self.segment.frame_count())

    @property
    def audio(self) -> Audio:
        """Its samples, after rounding to 16 bits."""
        whole = np.frombuffer(self.segment.raw_data, "<i2").astype(np.float32)
        samples = (whole / np.float32(_FULL_SCALE))[:, None]
        return Audio(samples=samples, sample_rate_hz=self.segment.frame_rate)


def sounding(audio: Audio) -> tuple[int, int]:
    """Find the frames, first and one past the last, between the silences at both ends; mono."""
    segment = _segment(audio)
    start_ms = max(0, _leading_ms(segment) - _LEAD_MS)
    tail_ms = max(0, _leading_ms(segment.reverse()) - _TAIL_MS)
    start = start_ms * audio.sample_rate_hz // 1000
    end = len(audio.samples) - tail_ms * audio.sample_rate_hz // 1000
    return (start, end) if start < end else (0, len(audio.samples))


def faded(audio: Audio) -> Clip:
    """Round a mono clip to 16 bits, and fade 5 ms in and out."""
    return Clip(segment=_segment(audio).fade_in(_FADE_MS).fade_out(_FADE_MS))


def export(made: Clip, path: Path) -> None:
    """Write a clip as WAV, atomically; the same clip gives the same bytes.

    Raises:
        OutputError: if it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
        os.close(handle)
        try:
            made.segment.export(name, format="wav").close()
            Path(name).chmod(0o644)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(
            f"a spoken clip cannot be written: {error.strerror or error}.",
            where=str(path),
            hint="Check that the folder can be written and the disk has room.",
        ) from error


def _segment(audio: Audio) -> AudioSegment:
    whole = np.rint(audio.samples[:, 0].astype(np.float64) * _FULL_SCALE)
    data = np.clip(whole, -_FULL_SCALE, _FULL_SCALE - 1).astype("<i2").tobytes()
    return AudioSegment(data=data, sample_width=2, frame_rate=audio.sample_rate_hz, channels=1)


def _leading_ms(segment: AudioSegment) -> int:
    return int(detect_leading_silence(segment, silence_threshold=_SILENCE_DBFS, chunk_size=10))
