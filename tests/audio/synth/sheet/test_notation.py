import pytest

from dj.audio.synth.sheet.notation import NotationError, drum_line, pitch_line


def test_signs_share_a_bar_evenly_and_dashes_hold() -> None:
    bars, steps = pitch_line("1 - 3 . | 5 - - -", "tune")
    assert bars == 2
    assert [(step.at, step.length, step.sign) for step in steps] == [
        (0.0, 0.5, "1"),
        (0.5, 0.25, "3"),
        (1.0, 1.0, "5"),
    ]


def test_a_percent_sign_repeats_the_bar() -> None:
    _, steps = pitch_line("R 5 | %", "bass")
    assert [step.sign for step in steps] == ["R", "5", "R", "5"]


def test_accents_are_read_off_the_sign() -> None:
    _, steps = pitch_line("R! R?", "bass")
    assert steps[0].accent > 0 > steps[1].accent


def test_blanks_in_a_drum_line_are_for_the_eye() -> None:
    assert drum_line("X... x...") == drum_line("X...x...")


@pytest.mark.parametrize(
    ("text", "player"), [("1 q", "tune"), ("R 4", "bass"), ("1 |  | 2", "tune")]
)
def test_a_sign_that_nobody_can_play_is_refused(text: str, player: str) -> None:
    with pytest.raises(NotationError):
        pitch_line(text, player)
    with pytest.raises(NotationError):
        drum_line("X.z.")
