from dj.model.listening import Listen
from tests.listeners.people import id_of, play, tasted


def year(weekly: bool) -> list[Listen]:
    """A year of two plays a day: of a song a week, or of all songs in turn; one song every day."""
    rows = [play(11, days=day + 0.3) for day in range(364)]
    for day in range(364):
        number = day // 7 % 11 if weekly else day % 11
        rows += [play(number, days=day + 0.1), play(number, days=day + 0.2)]
    return rows


def test_who_plays_a_song_for_a_week_is_not_expected_to_play_last_month_s() -> None:
    fickle, steady = (tasted(year(weekly)).repeat for weekly in (True, False))
    # The song of this week, and that of four weeks ago.
    assert fickle[id_of(4)] < 0.2 * fickle[id_of(0)]
    assert steady[id_of(4)] > 0.8 * steady[id_of(0)]


def test_a_few_plays_are_too_few_to_learn_from_and_still_rank() -> None:
    ready = tasted([play(1, days=1), play(1, days=3), play(2, days=2)]).repeat
    assert ready[id_of(1)] == 1.0 > ready[id_of(2)] > 0.3


def test_without_a_known_song_there_is_nothing_to_repeat() -> None:
    assert tasted([play(13, days=n + 1) for n in range(90)]).repeat == {}
    assert tasted([play(1, days=n + 1, played_ms=9) for n in range(90)]).repeat == {}
