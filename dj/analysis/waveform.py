"""The outline of a recording's wave, for pictures: one decode in a limited worker."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from dj import runner
from dj.analysis.true_peak import LIMITS, limits_of
from dj.audio import files
from dj.audio.outline import Outline, Pen, Span
from dj.errors import AudioError, WorkerError
from dj.model.analysis import LEVEL_RATE_HZ, Analysis, Song
from dj.model.track import Skipped

_TARGET = "dj.analysis.waveform:outline_file"
_BLOCK_S = 1.5
_CHANNEL_DB = -3.01
"""Level of each of two like channels over their loudness at 1 kHz: BS.1770 adds channels up."""


def outlines(song: Song, spans: Sequence[Span]) -> tuple[Outline, ...] | Skipped:
    """Outline spans of a song from its file, with the decoder it was analysed with.

    A file that is not there or does not decode gives `Skipped`.
    """
    path, sound = song.track.path, song.analysis
    if not path.is_file():
        return Skipped(where=str(path), reason="the music file is not there", passing=True)
    payload = (path, sound.decoder, sound.duration_s, tuple(spans))
    outcomes = runner.each(
        _TARGET, [payload], processes=1, limits=LIMITS, limits_of=limits_of
    )  # fmt: skip
    found: tuple[Outline, ...] | WorkerError = next(outcomes)[1]
    if isinstance(found, WorkerError):
        return Skipped(where=str(path), reason="the music file could not be read")
    return found


def from_levels(analysis: Analysis, span: Span) -> Outline:
    """Outline a span from the levels kept of each tenth of a second: the size, not the shape."""
    edges = np.linspace(span.start_s, span.end_s, span.columns, endpoint=False)
    places = np.floor(edges * LEVEL_RATE_HZ).astype(np.int64)
    inside = (places >= 0) & (places < len(analysis.levels_lufs))
    rms = np.zeros(span.columns, np.float32)
    rms[inside] = 10.0 ** ((analysis.levels_lufs[places[inside]] + _CHANNEL_DB) / 20.0)
    peak = np.minimum(rms * 2.0**0.5, 1.0).astype(np.float32)
    return Outline(span=span, low=-peak, high=peak, rms=rms)


def outline_file(payload: tuple[Path, str, float, tuple[Span, ...]]) -> tuple[Outline, ...]:
    """Decode a file once and outline all spans.

    Args:
        payload: path, the decoder to use, length in seconds, spans.

    Raises:
        AudioError: if nothing in it decodes.
    """
    path, decoder, _, spans = payload
    with files.open_source(path, decoder=decoder) as source:
        pens = [Pen(span, source.sample_rate_hz) for span in spans]
        frame = 0
        while len(block := source.read(round(_BLOCK_S * source.sample_rate_hz))):
            for pen in pens:
                pen.take(block, frame)
            frame += len(block)
        if not frame:
            raise AudioError("holds no sound.", where=str(path), hint="It may be damaged.")
        return tuple(pen.outline() for pen in pens)
