"""The filters of the tagging network as plain matrix products, laid out so that little is copied.

Everything is float32. Patches stand below one another, so a product serves several at once.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from dj.analysis.tagging.weights import FRAMES, TEMPORAL_LENGTHS, Weights

Array = NDArray[np.float32]

_EPSILON = np.float32(1e-3)
"""Added to each variance, as in training."""
_LONGEST = max(TEMPORAL_LENGTHS)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scaling:
    """Batch normalisation, folded into one factor and one addend."""

    factor: Array
    addend: Array

    @classmethod
    def of(cls, weights: Weights, number: int) -> Self:
        """Take a scaling by its number, from 0."""
        name = f"batch_normalization_{number}" if number else "batch_normalization"
        spread = np.sqrt(weights[f"{name}/moving_variance"] + _EPSILON)
        factor = weights[f"{name}/gamma"] / spread
        mean = weights[f"{name}/moving_mean"]
        return cls(factor=factor, addend=weights[f"{name}/beta"] - mean * factor)

    def __call__(self, values: Array) -> Array:
        """Scale values whose last axis is that of the filters."""
        return values * self.factor + self.addend


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Filters:
    """A kernel, a rectifier, and a scaling."""

    kernel: Array
    bias: Array
    scaling: Scaling

    @classmethod
    def of(cls, weights: Weights, layer: str, scaling: int) -> Self:
        """Take a layer by its name and the scaling after it by its number."""
        return cls(
            kernel=weights[f"{layer}/kernel"], bias=weights[f"{layer}/bias"],
            scaling=Scaling.of(weights, scaling),
        )  # fmt: skip

    def finish(self, products: Array) -> Array:
        """Add the bias, rectify and scale."""
        return self.scaling(np.maximum(products + self.bias, np.float32(0.0)))

    def turned(self) -> tuple[Array, Array]:
        """Return the kernel and a sign, 1 or −1, for filters whose strongest answer is wanted.

        Where the scaling turns the order round, the strongest after it is the weakest before: there
        the filter is turned instead, so that one running maximum serves all, and the sign turns the
        answer back.
        """
        sign = np.where(self.scaling.factor < 0, np.float32(-1.0), np.float32(1.0))
        return self.kernel * sign, sign


def timbral(filters: Filters, mel: Array) -> Array:
    """Strongest answer along the bands of filters that span a few frames and many bands.

    Args:
        filters: Kernel of shape (frames, bands spanned, 1, filters).
        mel: Shape (patches, frames, bands).

    Returns:
        Shape (patches, frames, filters).
    """
    kernel, sign = filters.turned()
    width, size = kernel.shape[1], kernel.shape[-1]
    flat = np.ascontiguousarray(kernel[:, :, 0].transpose(1, 0, 2)).reshape(-1, size)
    edge = FRAMES // 2
    padded = np.pad(mel, ((0, 0), (edge, edge), (0, 0)))
    # Band by band, each with its few frames: a filter's span is then one run of columns.
    spans = sliding_window_view(padded, FRAMES, axis=1).reshape(-1, mel.shape[2] * FRAMES)
    best, found = _running(len(spans), size)
    for band in range(mel.shape[2] - width + 1):
        np.matmul(spans[:, band * FRAMES : (band + width) * FRAMES], flat, out=found)
        np.maximum(best, found, out=best)
    return filters.finish((best * sign).reshape(*mel.shape[:2], size))


def temporal(each: tuple[Filters, ...], mel: Array) -> Array:
    """Strongest answer along the bands of filters that span one band and many frames.

    Args:
        each: Kernels of shape (frames spanned, 1, 1, filters), for one result after another.
        mel: Shape (patches, frames, bands).

    Returns:
        Shape (patches, frames, all filters).
    """
    patches, frames, _ = mel.shape
    before = (_LONGEST - 1) // 2
    padded = np.pad(mel.transpose(2, 0, 1), ((0, 0), (0, 0), (before, _LONGEST - 1 - before)))
    runs = [_Run.of(filters, patches * frames) for filters in each]
    for band in sliding_window_view(padded, _LONGEST, axis=2):
        spans = band.reshape(patches * frames, _LONGEST)
        for run in runs:
            run.hear(spans)
    answers = [run.finish() for run in runs]
    return np.concatenate(answers, axis=1).reshape(patches, frames, -1)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Run:
    """A running maximum over the bands for the filters of one length."""

    filters: Filters
    kernel: Array
    sign: Array
    columns: slice
    """Where its frames lie in a span of the longest filter."""
    best: Array
    found: Array

    @classmethod
    def of(cls, filters: Filters, rows: int) -> Self:
        kernel, sign = filters.turned()
        length = len(kernel)
        start = (_LONGEST - 1) // 2 - (length - 1) // 2
        best, found = _running(rows, kernel.shape[-1])
        return cls(filters=filters, kernel=kernel[:, 0, 0], sign=sign, best=best, found=found,
                   columns=slice(start, start + length))  # fmt: skip

    def hear(self, spans: Array) -> None:
        np.matmul(spans[:, self.columns], self.kernel, out=self.found)
        np.maximum(self.best, self.found, out=self.best)

    def finish(self) -> Array:
        return self.filters.finish(self.best * self.sign)


def inner(filters: Filters, values: Array) -> Array:
    """Answers of filters that span a few frames and all of what is below them.

    Args:
        filters: Kernel of shape (frames, features, 1, filters).
        values: Shape (patches, frames, features).

    Returns:
        Shape (patches, frames, filters).
    """
    edge = FRAMES // 2
    padded = np.pad(values, ((0, 0), (edge, edge), (0, 0)))
    frames = values.shape[1]
    steps = (padded[:, at : at + frames] @ filters.kernel[at, :, 0] for at in range(FRAMES))
    total = next(steps)
    for step in steps:
        total += step
    return filters.finish(total)


def _running(rows: int, size: int) -> tuple[Array, Array]:
    return np.full((rows, size), -np.inf, np.float32), np.empty((rows, size), np.float32)
