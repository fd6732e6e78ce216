"""Weights of the 52 measurements of `dj.analysis.beats.pulse`, shape (52,).

Fitted by `benchmarks/train_pulse` to MIDI music, LMMS projects, rock songs and synthesised songs
whose tempo is written down. Change `TempoAnalyser.version` with them.
"""

import numpy as np

WEIGHTS = np.array([
    0.8445, 0.2165, 0.1835, 0.9453, 0.9414, 0.4529, -0.08482, 0.19,
    0.5131, -0.0447, 0.2243, 0.3105, 0.007937, 0.4652, 0.1531, -0.2035,
    -0.1076, 0.2614, -0.2655, 0.2677, 0.2505, 0.06822, 0.07429, -0.05463,
    -0.2496, -0.01149, -0.1726, -0.06497, 0.1158, -0.4061, -0.4658, -0.03004,
    -0.2562, -0.1024, 0.2767, -0.3667, -0.02631, 0.2112, 0.2679, 1.011,
    0.8558, -0.08026, 1.45, -0.3057, -1.3, -3.792, 1.121, -0.1692,
    2.796, -0.4832, 0.7337, -0.5093,
])  # fmt: skip
