import pytest

from dj.model.listening import Listen
from tests.listeners.people import play, tasted


def history(new_share: float) -> list[Listen]:
    """400 days, one play a day: the one artist that is known, or one who is new."""
    every = round(1 / new_share) if new_share else 1000
    return [
        play(100 + day if day % every == 0 and day < 300 else 1, days=day + 0.5)
        for day in range(400)
    ]


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5])
def test_the_appetite_is_the_share_of_new_artists_lately(share: float) -> None:
    assert tasted(history(share)).novelty_appetite == pytest.approx(share, abs=0.02)


def test_a_short_history_shows_no_appetite() -> None:
    assert tasted([]).novelty_appetite is None
    assert tasted([play(n % 15, days=n / 5) for n in range(300)]).novelty_appetite is None
