"""The voice network: convolutions in bands and time over the inputs of `dj.analysis.singing`.

`benchmarks.train_vocals` fits the weights in `assets/models/voice.npz` to speech made into singing
and to a formant singer, over MIDI bands, bending soloists and instrumental game music. In 24
unheard songs of `dj.testing.truth`, frames of 10 ms score F1 0.90 with the voice as loud as the
band and 0.85 with it 6 dB below; the first voice is found within 0.05 s and 0.07 s (medians). It
claims a voice in 4 % of two hours of orchestral game music, and in 4 % of 16 songs led by
instruments that bend, most of it by one saxophone. Real singing is unmeasured. Change
`VocalAnalyser.version` with them.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dj import resources
from dj.analysis.features.bands import MEL_BANDS

PLANES = (8, 16)
"""Channels of the convolutions in bands and time, each of which halves the bands."""
WIDTH, TAPS = 64, 3
DILATIONS = (1, 2, 4, 8, 16, 32, 64)
Layer = tuple[NDArray[np.float32], NDArray[np.float32]]
"""Weights of shape (taps in time, taps in bands if any, from, to), and biases."""


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """What was learned."""

    centre: NDArray[np.float32]
    spread: NDArray[np.float32]
    planes: tuple[Layer, ...]
    layers: tuple[Layer, ...]


@lru_cache(maxsize=1)
def network() -> Network:
    """Load the weights that the house ships."""
    with np.load(resources.find("assets/models", "voice.npz"), allow_pickle=False) as kept:
        arrays = {name: kept[name].astype(np.float32) for name in kept.files}

    def layers(name: str, count: int) -> tuple[Layer, ...]:
        return tuple((arrays[f"{name}_{n}"], arrays[f"{name}_{n}_bias"]) for n in range(count))

    return Network(
        centre=arrays["centre"], spread=arrays["spread"], planes=layers("plane", len(PLANES)),
        layers=layers("layer", len(DILATIONS) + 2),
    )  # fmt: skip


def log_odds(inputs: NDArray[np.float32]) -> NDArray[np.float32]:
    """Natural log odds of a voice for each frame, float32, shape (frames,)."""
    known = network()
    scaled = (inputs - known.centre) / known.spread
    seen = np.hstack([_pictured(scaled[:, :MEL_BANDS], known.planes), scaled[:, MEL_BANDS:]])
    hidden = np.maximum(_convolved(seen, known.layers[0], 1), 0.0)
    for layer, dilation in zip(known.layers[1:-1], DILATIONS, strict=True):
        hidden += np.maximum(_convolved(hidden, layer, dilation), 0.0)
    return _convolved(hidden, known.layers[-1], 1)[:, 0]


def _pictured(mel: NDArray[np.float32], planes: tuple[Layer, ...]) -> NDArray[np.float32]:
    """Convolve in bands and time; shape (frames, channels × bands left), channels first."""
    picture = mel[:, :, None]
    for weights, bias in planes:
        frames, bands, _ = picture.shape
        padded = np.pad(picture, ((1, 1), (1, 1), (0, 0)))
        near = [
            padded[at : at + frames, band : band + bands : 2]
            for at in range(TAPS) for band in range(TAPS)
        ]  # fmt: skip
        flat = weights.reshape(-1, weights.shape[-1])
        picture = np.maximum(np.concatenate(near, axis=2) @ flat + bias, 0.0)
    return picture.transpose(0, 2, 1).reshape(len(mel), -1)


def _convolved(values: NDArray[np.float32], layer: Layer, dilation: int) -> NDArray[np.float32]:
    """Sum over taps that lie `dilation` frames apart; zeros lie beyond both ends."""
    weights, bias = layer
    count, reach = len(values), dilation * (len(weights) // 2)
    padded = np.pad(values, ((reach, reach), (0, 0)))
    out = np.broadcast_to(bias, (count, len(bias))).copy()
    for tap, weight in enumerate(weights):
        out += padded[tap * dilation : tap * dilation + count] @ weight
    return out
