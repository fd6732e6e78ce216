"""What a file of few kilobits does to sound."""

import io

import av
import numpy as np
from numpy.typing import NDArray

from benchmarks.train_vocals import RATE_HZ

_KINDS = (("mp3", "libmp3lame", 1024), ("adts", "aac", 0))
"""Container, encoder and the samples that come out before the sound."""


def recoded(rng: np.random.Generator, samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Encode stereo samples at 22.05 kHz with 24 to 96 kbit/s and decode them, equally long."""
    container, codec, late = _KINDS[int(rng.integers(len(_KINDS)))]
    kept = io.BytesIO()
    with av.open(kept, "w", format=container) as target:
        stream = target.add_stream(codec, rate=RATE_HZ, layout="stereo")
        stream.bit_rate = int(rng.integers(24, 97)) * 1000
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(samples.T), format="fltp", layout="stereo"
        )
        frame.rate = RATE_HZ
        for part in (frame, None):
            target.mux(stream.encode(part))
    kept.seek(0)
    with av.open(kept) as source:
        resampler = av.AudioResampler(format="fltp", layout="stereo", rate=RATE_HZ)
        parts = [
            part.to_ndarray() for got in source.decode(audio=0) for part in resampler.resample(got)
        ]
    decoded = np.concatenate(parts, axis=1).T[late:]
    whole = np.zeros_like(samples)
    whole[: len(decoded)] = decoded[: len(samples)]
    return whole
