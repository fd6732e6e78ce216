"""A clip made from formulas, and what the original network in TensorFlow 2.21 says of it.

Made with ``benchmarks/tagging/with_tensorflow.py``, which was given `clip` as its patches.
"""

import numpy as np
from numpy.typing import NDArray

from dj.analysis.tagging.mel import HOP, RATE_HZ, SIZE, log_mel
from dj.analysis.tagging.musicnn import FRAMES


def clip() -> NDArray[np.float32]:
    """Three seconds of a minor chord with a beat, as one patch, shape (1, 187, 96)."""
    time_s = np.arange((FRAMES - 1) * HOP + SIZE) / RATE_HZ
    chord = sum(np.sin(2 * np.pi * hz * time_s) for hz in (110.0, 220.0, 261.63, 329.63))
    beat = np.sin(2 * np.pi * 60.0 * time_s) * np.exp(-30.0 * (time_s % 0.5))
    hat = np.sin(9e7 * time_s**2) * np.exp(-80.0 * ((time_s + 0.25) % 0.5))
    sound = 0.1 * chord + 0.5 * beat + 0.1 * hat
    return log_mel(sound.astype(np.float32))[None]


PROBABILITIES = (
    0.01946736, 0.01237839, 0.04407252, 0.1384433, 0.4125422, 0.04269115, 0.006284231,
    0.01505763, 0.004803295, 0.0357565, 0.04314265, 0.001301778, 0.1710909, 0.001597767,
    0.0005709799, 0.001949993, 0.01858634, 0.03413469, 0.1437034, 0.0007355976, 0.03267668,
    0.00139925, 0.0402252, 0.08597992, 0.001052498, 0.000524725, 0.001162687, 0.0001657292,
    0.3672185, 0.02521391, 0.1410797, 0.003843581, 0.007956152, 0.001813129, 0.000361573,
    0.001009917, 0.0006949537, 0.006026835, 0.00249184, 0.0008919018, 0.001082309, 0.03659545,
    0.0001384024, 0.003728799, 0.000456286, 0.0002580187, 0.02213994, 0.008170937, 0.008786614,
    0.001352195,
)  # fmt: skip
"""Of all fifty tags, in the order of the last layer."""

EMBEDDING = (
    -0.1771756, -0.1270288, -0.2848264, -0.2751209, -0.3411611, 0.4760852, -0.2574056, 2.450566,
    -0.07686342, 1.940921, 0.3574854, 0.4874386, -0.1118339, -0.1886334, -0.3473114, -0.8824636,
    -0.2285488, 0.2537388, 2.183404, -0.3484127,
)  # fmt: skip
"""The first twenty values of the last layer but one."""
