"""What the voice network hears of a recording: mel levels and voice cues, 21.5 times a second.

Levels are relative to the recording's own, so loudness tells nothing. Two frames of voice cues fall
on each mel frame: their glides are kept apart, because their order is what a vibrato is, and their
other cues are averaged.
"""

import numpy as np
from numpy.typing import NDArray

from dj.analysis.features.bands import MEL_BANDS
from dj.analysis.features.voice import BANDS
from dj.interfaces import Frames, Signal

INPUTS = MEL_BANDS + 4 * BANDS + 1
_PER_FRAME = 2
_LIKE = 0.6
"""Two frames less alike than this do not show a glide but a change of note."""
_MOST_CONTRAST = 2.0
_RANGE_DB = (-60.0, 12.0)
_DECADE_DB, _GLIDE_CENTS, _IMAGE_DB = 10.0, 100.0, 10.0


def inputs(signal: Signal) -> NDArray[np.float32]:
    """Inputs of the network, float32, shape (mel frames, 57), each of the order of one."""
    return joined(signal.mel, signal.voice)


def joined(mel: Frames, voice: Frames) -> NDArray[np.float32]:
    """Put both features on the frames of the mel levels."""
    count = len(mel.values)
    return np.hstack([_levels(mel.values), _cues(_paired(voice.values, count))])


def _levels(mel_db: NDArray[np.float32]) -> NDArray[np.float32]:
    """Levels against the recording's mean power, in tens of decibels."""
    powers = np.power(np.float32(10.0), mel_db / np.float32(10.0)).sum(axis=1)
    level_db = 10.0 * np.log10(float(powers.mean()) + 1e-9) if len(powers) else 0.0
    relative = np.clip(mel_db - np.float32(level_db), *_RANGE_DB)
    return np.asarray(relative / np.float32(_DECADE_DB), np.float32)


def _paired(values: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """Rows two by two, shape (count, 2, columns); the last row stands in for missing ones."""
    wanted = _PER_FRAME * count
    if not len(values):
        values = np.zeros((1, values.shape[1]), np.float32)
    whole = values[:wanted]
    whole = np.pad(whole, ((0, wanted - len(whole)), (0, 0)), mode="edge")
    return whole.reshape(count, _PER_FRAME, values.shape[1])


def _cues(pairs: NDArray[np.float32]) -> NDArray[np.float32]:
    cents, likeness, contrast = (
        pairs[..., start : start + BANDS] for start in (0, BANDS, 2 * BANDS)
    )
    believed = np.where(likeness > _LIKE, cents, 0.0) * np.minimum(contrast, _MOST_CONTRAST)
    glides = believed.reshape(len(pairs), -1) / np.float32(_GLIDE_CENTS)
    image = pairs[..., -1:].mean(axis=1) / np.float32(_IMAGE_DB)
    return np.hstack([glides, likeness.mean(axis=1), contrast.mean(axis=1), image])
