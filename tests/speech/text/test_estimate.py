from dj.model.pace import PACES
from dj.speech.text.estimate import speaking_s

LINE = "That was Paper Lanterns, with Harbor Lights."


def test_nothing_takes_no_time() -> None:
    assert speaking_s("") == 0.0
    assert speaking_s(" ... ") == 0.0


def test_twice_the_rate_takes_half_the_time() -> None:
    assert speaking_s(LINE, rate=2.0) * 2 == speaking_s(LINE)


def test_two_lines_take_the_time_of_both_and_the_pause_between() -> None:
    both = speaking_s(f"{LINE}\nStay with me.", "hibari")
    pause = PACES["hibari", "en"].sentence
    alone = speaking_s(LINE, "hibari") + speaking_s("Stay with me.", "hibari")
    assert abs(both - alone - pause) < 1e-9


def test_a_line_of_ten_words_takes_three_to_five_seconds() -> None:
    line = "Next comes something slow from the same quiet part of town."
    for engine in ("hibari", "pyttsx3", "unknown"):
        assert 2.5 < speaking_s(line, engine) < 5.0
