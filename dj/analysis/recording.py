"""One decode that feeds all analysers: blocks go by once, and only features stay.

Stereo blocks at the file's rate go to the loudness meter; middle and side at 22.05 kHz go to the
features. Memory grows by about 12 kB for each second of sound, whatever its rate.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dj.analysis.features.bands import Bands
from dj.analysis.features.envelope import Envelope
from dj.analysis.features.tones import Tones
from dj.analysis.features.voice import Voice
from dj.audio import files
from dj.audio.levels import LoudnessMeter
from dj.audio.resample import Resampler
from dj.errors import AudioError
from dj.interfaces import Frames
from dj.model.audio import Audio, Samples

RATE_HZ = 22_050
_BLOCK_S = 3.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Recording:
    """The features of one file; what analysers know as their `Signal`."""

    path: Path
    decoder: str
    duration_s: float
    loudness_lufs: float
    loudness_range_lu: float
    levels_lufs: NDArray[np.float32]
    envelope: Frames
    mel: Frames
    onsets: Frames
    chroma: Frames
    pitches: Frames
    voice: Frames

    def excerpt(self, start_s: float, end_s: float) -> Audio:
        """Decode a part of the file again, stereo, at its own rate."""
        with files.open_source(self.path, decoder=self.decoder) as source:
            start, end = (round(at_s * source.sample_rate_hz) for at_s in (start_s, end_s))
            source.seek(start)
            samples = source.read(max(0, end - start))
            return Audio(samples=samples, sample_rate_hz=source.sample_rate_hz)


def listen(path: Path) -> Recording:
    """Decode a file once and keep its features.

    Raises:
        AudioError: if nothing in it decodes.
    """
    with files.open_source(path) as source:
        rate_hz = source.sample_rate_hz
        ears = Ears(rate_hz)
        while len(block := source.read(round(_BLOCK_S * rate_hz))):
            ears.feed(block)
        if not ears.frames:
            raise AudioError("holds no sound.", where=str(path), hint="It may be damaged.")
        return ears.finish(path, source.decoder)


class Ears:
    """All collectors of features, fed together."""

    def __init__(self, rate_hz: int) -> None:
        """Prepare for blocks of a sample rate."""
        self.frames = 0
        self._rate_hz = rate_hz
        self._meter = LoudnessMeter(rate_hz)
        self._resampler = Resampler(rate_hz, RATE_HZ, files.CHANNELS)
        self._bands, self._tones = Bands(RATE_HZ), Tones(RATE_HZ)
        self._voice, self._envelope = Voice(RATE_HZ), Envelope(RATE_HZ)

    def feed(self, block: Samples) -> None:
        """Take the next stereo block."""
        self.frames += len(block)
        self._meter.feed(block)
        self._take(self._resampler.feed(block))

    def finish(self, path: Path, decoder: str) -> Recording:
        """End the stream and hand over what was kept."""
        self._take(self._resampler.feed(np.zeros((0, files.CHANNELS), np.float32), last=True))
        for collector in (self._bands, self._tones, self._voice, self._envelope):
            collector.finish()
        bands, tones, voice, envelope = self._bands, self._tones, self._voice, self._envelope
        return Recording(
            path=path,
            decoder=decoder,
            duration_s=self.frames / self._rate_hz,
            loudness_lufs=self._meter.integrated_lufs(),
            loudness_range_lu=self._meter.range_lu(),
            levels_lufs=self._meter.levels_lufs(),
            envelope=Frames(values=envelope.values[:, None], rate_hz=envelope.rate_hz),
            mel=Frames(values=bands.mel_db, rate_hz=bands.mel_rate_hz),
            onsets=Frames(values=bands.onsets, rate_hz=bands.onset_rate_hz),
            chroma=Frames(values=tones.chroma, rate_hz=tones.rate_hz),
            pitches=Frames(values=tones.fine, rate_hz=tones.fine_rate_hz),
            voice=Frames(values=voice.values, rate_hz=voice.rate_hz),
        )

    def _take(self, block: Samples) -> None:
        left, right = (block[:, channel] * np.float32(0.5) for channel in range(files.CHANNELS))
        middle, side = left + right, left - right
        self._bands.feed(middle)
        self._tones.feed(middle)
        self._envelope.feed(middle)
        self._voice.feed(middle, side)
