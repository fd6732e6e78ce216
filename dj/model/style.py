"""Where a song stands in the space of sounds: by what is measured, and by what a model hears.

Every comparison of songs by sound uses these rows. A library without a tagging model is compared by
the style vectors alone.
"""

from collections import Counter
from collections.abc import Sequence
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from dj.model.analysis import Analysis

MODEL_SHARE = 0.5
"""Share of the cosine that the embeddings decide where both songs have one; docs/models.md tells
how it was chosen."""

Row = NDArray[np.float32]


def style_rows(analyses: Sequence[Analysis]) -> tuple[Row, ...]:
    """Return a row for each song; rows of equal length compare by their cosine.

    If no song has an embedding these are the style vectors as they are. Otherwise each is the style
    vector and the embedding, weighed; zeros stand for an embedding that is missing or of another
    length than most.
    """
    sizes = Counter(analysis.embedding.size for analysis in analyses)
    del sizes[0]
    if not sizes:
        return tuple(analysis.vector for analysis in analyses)
    size = max(sizes, key=lambda length: (sizes[length], length))
    return tuple(_joined(analysis, size) for analysis in analyses)


def _joined(analysis: Analysis, embedding_size: int) -> Row:
    if not analysis.vector.size:
        return analysis.vector
    heard = analysis.embedding
    missing = heard.size != embedding_size or not np.isfinite(heard).all()
    other = np.zeros(embedding_size, np.float32) if missing else _unit(heard)
    return np.concatenate([
        _unit(analysis.vector) * np.float32(sqrt(1.0 - MODEL_SHARE)),
        other * np.float32(sqrt(MODEL_SHARE)),
    ])  # fmt: skip


def _unit(vector: Row) -> Row:
    length = float(np.linalg.norm(vector))
    return vector / np.float32(length) if length > 1e-9 else vector
