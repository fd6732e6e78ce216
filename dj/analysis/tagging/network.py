"""The tagging network, forwards only.

Pons & Serra, "musicnn: Pre-trained convolutional neural networks for music audio tagging" (2019):
vertical filters hear timbre and horizontal ones rhythm; over them lie three layers with shortcuts,
then the strongest and the mean over time, then two dense layers.
"""

from dataclasses import dataclass

import numpy as np

from dj.analysis.tagging.filters import Array, Filters, Scaling, inner, temporal, timbral
from dj.analysis.tagging.weights import Weights

_TIMBRAL = (("conv2d", 1), ("conv2d_1", 2))
_TEMPORAL = (("conv2d_2", 3), ("conv2d_3", 4), ("conv2d_4", 5))
_INNER = (("conv2d_5", 6), ("conv2d_6", 7), ("conv2d_7", 8))
"""Layers by name, with the number of the scaling after each."""
_POOLED, _DENSE = 9, ("dense", 10)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answers:
    """What each layer says of some patches; the first axis counts the patches."""

    timbral: Array
    """Shape (n, frames, 408)."""
    temporal: Array
    """Shape (n, frames, 153)."""
    inner: tuple[Array, ...]
    """Three of shape (n, frames, 64)."""
    embedding: Array
    """The last layer but one, shape (n, 200)."""
    logits: Array
    """Shape (n, 50)."""

    @property
    def probabilities(self) -> Array:
        """How likely each tag is, 0 to 1, shape (n, 50)."""
        return np.asarray(1.0 / (1.0 + np.exp(-self.logits)), np.float32)


class Network:
    """The network with its weights made ready; they take 3 MB."""

    def __init__(self, weights: Weights) -> None:
        """Arrange weights that `weights.check` has let pass."""
        self._level = Scaling.of(weights, 0)
        self._timbral = tuple(Filters.of(weights, *names) for names in _TIMBRAL)
        self._temporal = tuple(Filters.of(weights, *names) for names in _TEMPORAL)
        self._inner = tuple(Filters.of(weights, *names) for names in _INNER)
        self._pooled = Scaling.of(weights, _POOLED)
        self._dense = Filters.of(weights, *_DENSE)
        self._last = weights["dense_1/kernel"], weights["dense_1/bias"]

    def hear(self, patches: Array) -> Answers:
        """Judge some patches of log mel bands, float32, shape (n, frames, 96)."""
        level = self._level(patches)
        front = [*(timbral(filters, level) for filters in self._timbral),
                 temporal(self._temporal, level)]  # fmt: skip
        below = np.concatenate(front, axis=2)
        layers = self._layers(below)
        embedding = self._embedding(np.concatenate([below, *layers], axis=2))
        kernel, bias = self._last
        return Answers(
            timbral=below[:, :, : -front[-1].shape[2]], temporal=front[-1], inner=layers,
            embedding=embedding, logits=embedding @ kernel + bias,
        )  # fmt: skip

    def _layers(self, below: Array) -> tuple[Array, ...]:
        first, *others = self._inner
        layers = [inner(first, below)]
        for filters in others:
            layers.append(inner(filters, layers[-1]) + layers[-1])
        return tuple(layers)

    def _embedding(self, values: Array) -> Array:
        # The strongest and the mean of one feature stand side by side.
        both = np.stack([values.max(axis=1), values.mean(axis=1)], axis=2)
        pooled = both.reshape(len(values), -1)
        return self._dense.finish(self._pooled(pooled) @ self._dense.kernel)
