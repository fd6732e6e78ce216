"""What half-second windows look like to somebody who listens for a voice.

Twenty-two measurements for each window of 1.5 s every 0.5 s, from the voice cues and the mel bands.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from dj.analysis.features.bands import mel_centres_hz
from dj.analysis.features.voice import BANDS
from dj.interfaces import Frames, Signal

WINDOW_S, HOP_S = 1.5, 0.5
MEASUREMENTS = (
    *(f"glide {band}" for band in range(BANDS)),
    *(f"likeness {band}" for band in range(BANDS)),
    *(f"contrast {band}" for band in range(BANDS)),
    "together",
    "stillness",
    "image",
    "image against song",
    "voice band",
    "voice band against song",
    "syllables",
    "formants",
    "formant speed",
    "vibrato",
)
_LIKE = 0.6
"""Two frames less alike than this do not show a glide but a change of note."""
_VOICE_HZ = (250.0, 3600.0)
_CEPSTRA = slice(1, 7)


def count(signal: Signal) -> int:
    """How many windows a recording has."""
    return max(1, int(np.ceil(signal.duration_s / HOP_S)))


def measure(signal: Signal) -> NDArray[np.float64]:
    """Measurements, float64, shape (windows, 22); window k is centred on (k + ½) × 0.5 s."""
    windows = count(signal)
    glides = _glides(signal.voice, windows)
    image = _means(signal.voice.values[:, -1:], signal.voice.rate_hz, windows)
    bands = _mel_measures(signal.mel, windows)
    image_song = image - np.median(image, axis=0)
    return np.column_stack([glides[:, :-1], image, image_song, bands, glides[:, -1:]])


def against_song(signal: Signal) -> NDArray[np.float64]:
    """Each measurement, and how far it lies from its median in this recording, (windows, 44)."""
    measured = measure(signal)
    return np.hstack([measured, measured - np.median(measured, axis=0)])


def _glides(voice: Frames, windows: int) -> NDArray[np.float64]:
    cents, likeness, contrast = (
        voice.values[:, start : start + BANDS] for start in (0, BANDS, 2 * BANDS)
    )
    believed = np.where(likeness > _LIKE, cents, 0.0) * np.minimum(contrast, 2.0)
    smooth = _smoothed(believed)
    glide = _means(np.abs(smooth), voice.rate_hz, windows)
    together = np.abs(smooth[:, 1:].sum(axis=1)) - np.abs(smooth[:, 1:]).sum(axis=1) * 0.5
    still = ((np.abs(cents) < 1.0) & (likeness > 0.9)).mean(axis=1)
    turns = (smooth[1:] * smooth[:-1] < 0).mean(axis=1)
    turns = np.concatenate([turns[:1], turns]) if len(turns) else np.zeros(len(cents))
    rest = np.column_stack([likeness, contrast, together, still, turns])
    return np.column_stack([np.log1p(glide), _means(rest, voice.rate_hz, windows)])


def _smoothed(values: NDArray[np.floating]) -> NDArray[np.float64]:
    """Mean of three frames: single jumps cancel, glides stay."""
    padded = np.pad(values.astype(np.float64), ((1, 1), (0, 0)))
    return (padded[:-2] + padded[1:-1] + padded[2:]) / 3.0


def _mel_measures(mel: Frames, windows: int) -> NDArray[np.float64]:
    centres = mel_centres_hz()
    inside = (centres > _VOICE_HZ[0]) & (centres < _VOICE_HZ[1])
    powers = 10.0 ** (mel.values.astype(np.float64) / 10.0)
    voice_db = 10.0 * np.log10(powers[:, inside].sum(axis=1) + 1e-9)
    share = voice_db - 10.0 * np.log10(powers.sum(axis=1) + 1e-9)
    cepstra = fft.dct(np.maximum(mel.values[:, inside], -75.0), axis=1, norm="ortho")[:, _CEPSTRA]
    change = np.diff(cepstra, axis=0, prepend=cepstra[:1])
    speed = np.sqrt((change**2).mean(axis=1))
    syllables = _spread(_band_passed(voice_db[:, None]), mel.rate_hz, windows)
    formants = _spread(cepstra, mel.rate_hz, windows)
    level = _means(voice_db[:, None], mel.rate_hz, windows)
    columns = [_means(share[:, None], mel.rate_hz, windows), level - np.median(level), syllables,
               formants, _means(speed[:, None], mel.rate_hz, windows)]  # fmt: skip
    return np.column_stack(columns)


def _band_passed(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Keep changes of two to eight in a second: short means less long means, at 21.5 Hz."""
    short, long = (_running(values, size) for size in (2, 10))
    return short - long


def _running(values: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    padded = np.pad(values, ((size // 2 + 1, size - size // 2 - 1), (0, 0)), mode="edge")
    sums = np.cumsum(padded, axis=0)
    return np.asarray((sums[size:] - sums[:-size])[: len(values)] / size, np.float64)


def _means(values: NDArray[np.floating], rate_hz: float, windows: int) -> NDArray[np.float64]:
    """Mean over each window, shape (windows, columns)."""
    sums = np.vstack([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0, dtype=np.float64)])
    middles = (np.arange(windows) + 0.5) * HOP_S
    starts = np.clip(((middles - WINDOW_S / 2) * rate_hz).astype(np.int64), 0, len(values))
    stops = np.clip(((middles + WINDOW_S / 2) * rate_hz).astype(np.int64), starts, len(values))
    lengths = np.maximum(stops - starts, 1)[:, None]
    return np.asarray((sums[stops] - sums[starts]) / lengths, np.float64)


def _spread(values: NDArray[np.float64], rate_hz: float, windows: int) -> NDArray[np.float64]:
    """Root mean variance of the columns over each window, shape (windows, 1)."""
    centred = values - values.mean(axis=0)
    variance = _means(centred**2, rate_hz, windows) - _means(centred, rate_hz, windows) ** 2
    spread = np.sqrt(np.maximum(variance.mean(axis=1, keepdims=True), 0.0))
    return np.asarray(spread, np.float64)
