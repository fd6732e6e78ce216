"""The published arrays of the tagging network: their names, their shapes and their fingerprint."""

import hashlib
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from dj.analysis.models import Card
from dj.errors import ModelError

Weights = Mapping[str, NDArray[np.float32]]

CARD = Card(
    name="musicnn", version="0.1.0", source="musicnn 0.1.0, MSD_musicnn", licence="ISC",
    copyright="Music Technology Group, Universitat Pompeu Fabra 2019; Jordi Pons",
    citation='Jordi Pons and Xavier Serra, "musicnn: Pre-trained convolutional neural networks for '
    'music audio tagging", 2019',
)  # fmt: skip

TIMBRAL_WIDTHS, TIMBRAL_FILTERS = (38, 67), 204
"""Mel bands that the two kinds of timbral filter span, and how many there are of each."""
TEMPORAL_LENGTHS, TEMPORAL_FILTERS = (128, 64, 32), 51
"""Frames that the three kinds of temporal filter span, and how many there are of each."""
FRAMES = 7
"""Frames that all other filters span."""
INNER_LAYERS, INNER_FILTERS = 3, 64
EMBEDDING = 200

TAG_NAMES = (
    "rock", "pop", "alternative", "indie", "electronic", "female vocalists", "dance", "00s",
    "alternative rock", "jazz", "beautiful", "metal", "chillout", "male vocalists", "classic rock",
    "soul", "indie rock", "mellow", "electronica", "80s", "folk", "90s", "chill",
    "instrumental", "punk", "oldies", "blues", "hard rock", "ambient", "acoustic",
    "experimental", "female vocalist", "guitar", "hip-hop", "70s", "party", "country",
    "easy listening", "sexy", "catchy", "funk", "electro", "heavy metal", "progressive rock", "60s",
    "rnb", "indie pop", "sad", "house", "happy",
)  # fmt: skip
"""The fifty most used tags of the Million Song Dataset, in the order of the last layer."""
TAGS = len(TAG_NAMES)

DIGEST = "a435820f343a66206c37970a0547fcb66a005f2ade016b2b53f6cf51f33f8569"
"""SHA-256 of what was published in version 0.1.0 of the package: see `digest`."""


def expected() -> dict[str, tuple[int, ...]]:
    """Map the name of each array to its shape."""
    kernels = [
        *((FRAMES, width, 1, TIMBRAL_FILTERS) for width in TIMBRAL_WIDTHS),
        *((length, 1, 1, TEMPORAL_FILTERS) for length in TEMPORAL_LENGTHS),
    ]
    front = sum(kernel[-1] for kernel in kernels)
    kernels += [
        (FRAMES, width, 1, INNER_FILTERS)
        for width in (front, *[INNER_FILTERS] * (INNER_LAYERS - 1))
    ]
    pooled = 2 * (front + INNER_LAYERS * INNER_FILTERS)
    shapes: dict[str, tuple[int, ...]] = {}
    for number, kernel in enumerate(kernels):
        shapes |= _layer(_numbered("conv2d", number), kernel)
    shapes |= _layer("dense", (pooled, EMBEDDING)) | _layer("dense_1", (EMBEDDING, TAGS))
    sizes = (1, *(kernel[-1] for kernel in kernels), pooled, EMBEDDING)
    for number, size in enumerate(sizes):
        shapes |= _scaling(_numbered("batch_normalization", number), size)
    return shapes


def _numbered(layer: str, number: int) -> str:
    return f"{layer}_{number}" if number else layer


def _layer(name: str, kernel: tuple[int, ...]) -> dict[str, tuple[int, ...]]:
    return {f"{name}/kernel": kernel, f"{name}/bias": kernel[-1:]}


def _scaling(name: str, size: int) -> dict[str, tuple[int, ...]]:
    parts = ("gamma", "beta", "moving_mean", "moving_variance")
    return {f"{name}/{part}": (size,) for part in parts}


def digest(weights: Weights) -> str:
    """Return the SHA-256 of all arrays: name, shape and little-endian numbers, by name."""
    found = hashlib.sha256()
    for name in sorted(weights):
        array = np.ascontiguousarray(weights[name], "<f4")
        found.update(f"{name} {array.shape}\n".encode())
        found.update(array.tobytes())
    return found.hexdigest()


def check(weights: Weights) -> None:
    """See that these are the arrays that were published, all of them and unchanged.

    Raises:
        ModelError: with the first array that is not as expected.
    """
    shapes = expected()
    for name in sorted({*shapes, *weights}):
        array = weights.get(name)
        if name not in shapes or array is None or array.shape != shapes[name]:
            raise _other(f"{name!r} is not as it was published")
        if not np.isfinite(array).all():
            raise _other(f"{name!r} holds what are no numbers")
    if digest(weights) != DIGEST:
        raise _other("its numbers are not those that were published")


def _other(what: str) -> ModelError:
    return ModelError(f"this is not the model we know: {what}.", hint="Fetch version 0.1.0 again.")
