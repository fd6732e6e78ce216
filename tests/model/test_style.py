import numpy as np
import pytest

from dj.model.analysis import Analysis, CuePoints, Ending
from dj.model.style import MODEL_SHARE, style_rows
from dj.units import TrackId


def analysis(vector: list[float], embedding: list[float] | None = None) -> Analysis:
    cues = CuePoints(cue_in_s=0.0, post_s=None, outro_s=1.0, cue_out_s=1.0, ending=Ending.COLD)
    return Analysis(
        track_id=TrackId("a"), decoder="none", duration_s=1.0, tempo_bpm=None,
        tempo_confidence=0.0, key=None, key_confidence=0.0, loudness_lufs=-14.0,
        loudness_range_lu=1.0, energy=0.5, cues=cues, vector=np.array(vector, np.float32),
        embedding=np.array(embedding or [], np.float32),
    )  # fmt: skip


def test_without_embeddings_the_vectors_are_the_rows_themselves() -> None:
    songs = [analysis([1.0, 0.0]), analysis([0.0, 1.0])]
    assert all(row is song.vector for row, song in zip(style_rows(songs), songs, strict=True))


def test_rows_with_both_have_unit_length_and_share_the_cosine() -> None:
    one, other = style_rows([analysis([1.0, 0.0], [5.0, 0.0, 0.0]),
                             analysis([0.0, 1.0], [9.0, 0.0, 0.0])])  # fmt: skip
    assert np.linalg.norm(one) == pytest.approx(1.0)
    assert one @ other == pytest.approx(MODEL_SHARE)


def test_a_song_without_embedding_stands_with_zeros_there() -> None:
    _, plain = style_rows([analysis([1.0, 0.0], [1.0, 2.0]), analysis([1.0, 0.0])])
    assert plain.shape == (4,)
    assert not plain[2:].any()


@pytest.mark.parametrize("odd", [[1.0], [np.nan, 1.0]])
def test_an_embedding_of_another_length_or_no_numbers_counts_as_missing(odd: list[float]) -> None:
    usual = analysis([1.0, 0.0], [1.0, 2.0])
    assert not style_rows([usual, usual, analysis([0.0, 1.0], odd)])[2][2:].any()


def test_a_song_without_a_vector_stays_without_a_row() -> None:
    assert style_rows([analysis([], [1.0]), analysis([1.0], [1.0])])[0].size == 0
