"""Weights of the 52 measurements of `dj.analysis.beats.pulse`, shape (52,).

Fitted by `benchmarks/train_pulse` to MIDI music, LMMS projects, rock songs and synthesised songs
whose tempo is written down. Change `TempoAnalyser.version` with them.
"""

import numpy as np

WEIGHTS = np.array([
    0.4363, 0.2677, 0.4408, 0.7609, 0.506, 0.3402, -0.2163, -0.306,
    0.05024, 0.3131, 0.2973, 0.2576, 0.02036, -0.2259, -0.4057, -0.2273,
    0.02556, 0.04176, -0.4146, 0.04275, 0.0007568, -0.08479, -0.07365, -0.3194,
    -0.08046, 0.09287, -0.005469, -0.1489, -0.0002983, -0.3808, -0.2283, -0.152,
    -0.3145, -0.1489, 0.6592, -0.2601, -0.3565, 0.5439, 0.7706, 0.5163,
    1.12, -0.1833, 1.109, 0.07223, -1.277, -1.628, 0.03334, 0.4358,
    1.284, -0.5721, 0.5641, -0.513,
])  # fmt: skip
