import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.model.tonality import Key, Mode

keys = st.builds(Key, tonic=st.integers(0, 11), mode=st.sampled_from(Mode))


@given(keys)
def test_every_spelling_reads_back_as_the_same_key(key: Key) -> None:
    assert Key.parse(str(key)) == key
    assert Key.parse(key.open_key) == key


@given(keys, keys)
def test_distance_is_symmetric_and_zero_only_for_the_same_key(a: Key, b: Key) -> None:
    assert a.distance(b) == b.distance(a)
    assert (a.distance(b) == 0) == (a == b)


@given(keys, st.integers(-24, 24))
def test_transposing_there_and_back_changes_nothing(key: Key, semitones: int) -> None:
    assert key.transposed(semitones).transposed(-semitones) == key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8B", "C major"),
        ("8A", "A minor"),
        ("1d", "C major"),
        ("1m", "A minor"),
        ("F#m", "F♯ minor"),
        ("Bb", "B♭ major"),
        ("eb min", "E♭ minor"),
        ("12A", "D♭ minor"),
    ],
)
def test_common_spellings_are_understood(text: str, expected: str) -> None:
    assert str(Key.parse(text)) == expected


@pytest.mark.parametrize("text", ["", "H", "13A", "0d", "A maybe", "8C"])
def test_other_text_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="must look like"):
        Key.parse(text)


def test_relatives_are_one_step_apart_and_fifths_too() -> None:
    c_major = Key(tonic=0, mode=Mode.MAJOR)
    assert c_major.distance(Key(tonic=9, mode=Mode.MINOR)) == 1
    assert c_major.distance(Key(tonic=7, mode=Mode.MAJOR)) == 1
    assert c_major.distance(Key(tonic=6, mode=Mode.MAJOR)) == 6
