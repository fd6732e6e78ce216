import numpy as np
import pytest

from dj.library.duplicates.comparing import compare
from tests.library.duplicates.worlds import copy, fingerprint


@pytest.mark.parametrize("errors", [0.0, 0.1, 0.2])
def test_a_copy_is_the_same_from_end_to_end(errors: float) -> None:
    song = fingerprint(1)
    found = compare(song, copy(song, errors), [0])
    assert found is not None
    assert found.whole
    assert found.errors == pytest.approx(errors, abs=0.02)
    assert (found.first, found.second) == pytest.approx((1.0, 1.0), abs=0.02)


def test_a_shift_near_the_right_one_is_enough() -> None:
    song = fingerprint(2)
    for near in (16, 17, 19, 20, 21):
        found = compare(song, copy(song[20:], 0.1), [near])
        assert found is not None
        assert found.whole


def test_strangers_and_what_differs_in_a_third_of_the_bits_are_no_copies() -> None:
    song = fingerprint(3)
    assert compare(song, fingerprint(4), range(-40, 40)) is None
    assert compare(song, copy(song, 0.34), [0]) is None


def test_a_shorter_cut_and_one_with_a_verse_left_out_are_edits() -> None:
    song = fingerprint(5)
    cut = compare(song, copy(song[:700], 0.1), [0])
    assert cut is not None
    assert not cut.whole
    assert (cut.first, cut.second) == pytest.approx((0.7, 1.0), abs=0.03)
    without = np.concatenate([song[:300], song[600:]])
    edit = compare(song, copy(without, 0.1), [0, 300])
    assert edit is not None
    assert not edit.whole
    assert edit.second > 0.9


def test_a_shared_passage_in_other_music_is_no_copy() -> None:
    one, other = fingerprint(6), fingerprint(7)
    one[300:600] = other[300:600]
    assert compare(one, other, [0]) is None


def test_a_mix_that_holds_a_song_among_others_is_no_edit_of_it() -> None:
    song = fingerprint(8, 400)
    mix = np.concatenate([fingerprint(9, 800), song, fingerprint(10, 900)])
    assert compare(mix, song, [800]) is None


def test_jingles_and_silence_are_never_compared() -> None:
    jingle, silence = fingerprint(11, 60), np.zeros(1000, np.uint32)
    assert compare(jingle, jingle, [0]) is None
    assert compare(silence, silence, [0]) is None


def test_silence_before_and_after_does_not_count() -> None:
    song = fingerprint(12)
    padded = np.concatenate([np.zeros(200, np.uint32), song, np.zeros(300, np.uint32)])
    found = compare(padded, copy(song, 0.1), [200])
    assert found is not None
    assert found.whole
