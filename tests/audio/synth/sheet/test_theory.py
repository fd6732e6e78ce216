import pytest

from dj.audio.synth.sheet.nouns import Chord
from dj.audio.synth.sheet.theory import read_chord, read_key, scale_note, voicing
from dj.model.tonality import Key, Mode

A_MINOR = Key(tonic=9, mode=Mode.MINOR)
C_MAJOR = Key(tonic=0, mode=Mode.MAJOR)


@pytest.mark.parametrize(
    ("symbol", "key", "tones", "bass"),
    [
        ("I", C_MAJOR, {0, 4, 7}, 0),
        ("ii7", C_MAJOR, {2, 5, 9, 0}, 2),
        ("V/3", C_MAJOR, {7, 11, 2}, 11),
        ("bVII", C_MAJOR, {10, 2, 5}, 10),
        ("VI7", C_MAJOR, {9, 1, 4, 7}, 9),
        ("i", A_MINOR, {9, 0, 4}, 9),
        ("VI", A_MINOR, {5, 9, 0}, 5),
        ("V7b9", A_MINOR, {4, 8, 11, 2, 5}, 4),
        ("iim7b5", A_MINOR, {11, 2, 5, 9}, 11),
    ],
)
def test_a_numeral_means_its_chord(symbol: str, key: Key, tones: set[int], bass: int) -> None:
    chord = read_chord(symbol, key)
    assert chord is not None
    assert set(chord.tones) == tones
    assert chord.bass == bass


def test_nonsense_is_no_chord_and_no_key() -> None:
    assert read_chord("Cmaj", C_MAJOR) is None
    assert read_chord("Ixyz", C_MAJOR) is None
    assert read_key("H major") is None


def test_flats_and_sharps_are_the_same_key() -> None:
    assert read_key("Db major") == read_key("C# major") == Key(tonic=1, mode=Mode.MAJOR)


def test_voices_move_little_between_neighbouring_chords() -> None:
    before = voicing(_chord("I"), (), 60, 3)
    after = voicing(_chord("vi"), before, 60, 3)
    assert sum(abs(low - high) for low, high in zip(before, after, strict=True)) <= 4


def _chord(symbol: str) -> Chord:
    chord = read_chord(symbol, C_MAJOR)
    assert chord is not None
    return chord


def test_degrees_go_on_above_and_below_the_octave() -> None:
    major = (0, 2, 4, 5, 7, 9, 11)
    assert scale_note(8, 0, 60, major) == 72
    assert scale_note(0, 0, 60, major) == 59
    assert scale_note(3, -1, 60, major) == 63
