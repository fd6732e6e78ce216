"""Against the same filters written as the plainest of loops."""

import numpy as np
import pytest
from numpy.typing import NDArray

from dj.analysis.tagging.filters import Filters, Scaling, inner, temporal, timbral

Array = NDArray[np.float32]
RNG = np.random.default_rng(5)


def random(*shape: int) -> Array:
    return RNG.normal(size=shape).astype(np.float32)


def filters(*kernel: int) -> Filters:
    """Some of the factors are below 0, so that the scaling turns the order round."""
    size = kernel[-1]
    scaling = Scaling(factor=random(size), addend=random(size))
    return Filters(kernel=random(*kernel), bias=random(size), scaling=scaling)


def plainly(one: Filters, mel: Array) -> Array:
    """Every answer at every place: padded in time, whole along the bands; shape (n, t, b, f)."""
    length, width = one.kernel.shape[:2]
    before = (length - 1) // 2
    padded = np.pad(mel, ((0, 0), (before, length - 1 - before), (0, 0)))
    answers = [
        [
            np.einsum("nlw,lwf->nf", padded[:, t : t + length, b : b + width], one.kernel[:, :, 0])
            for b in range(mel.shape[2] - width + 1)
        ]
        for t in range(mel.shape[1])
    ]
    products = np.array(answers).transpose(2, 0, 1, 3)
    return one.scaling(np.maximum(products + one.bias, 0.0))


@pytest.fixture(params=[1, 3])
def mel(request: pytest.FixtureRequest) -> Array:
    return random(request.param, 12, 10)


def test_the_strongest_timbre_is_found_along_the_bands(mel: Array) -> None:
    one = filters(7, 4, 1, 6)
    assert np.allclose(timbral(one, mel), plainly(one, mel).max(axis=2), atol=1e-4)


def test_the_strongest_rhythm_is_found_along_the_bands_for_every_length(mel: Array) -> None:
    each = tuple(filters(length, 1, 1, 5) for length in (128, 64, 32))
    expected = np.concatenate([plainly(one, mel).max(axis=2) for one in each], axis=2)
    assert np.allclose(temporal(each, mel), expected, atol=1e-3)


def test_an_inner_layer_spans_all_that_is_below_it(mel: Array) -> None:
    one = filters(7, mel.shape[2], 1, 6)
    assert np.allclose(inner(one, mel), plainly(one, mel)[:, :, 0], atol=1e-4)


def test_patches_do_not_hear_one_another(mel: Array) -> None:
    one = filters(7, 4, 1, 6)
    alone = np.concatenate([timbral(one, patch[None]) for patch in mel])
    assert np.allclose(timbral(one, mel), alone, atol=1e-5)
