from datetime import timedelta

from tests.listeners.people import AT, id_of, play, tasted


def test_what_was_played_lately_and_often_is_readiest() -> None:
    rows = [play(1, days=n + 1) for n in range(5)]
    rows += [play(2, days=2), play(3, days=40), play(6, days=300)]
    ready = tasted(rows).repeat
    assert 1.0 == ready[id_of(1)] > ready[id_of(2)] > ready[id_of(3)] > ready[id_of(6)] > 0


def test_a_history_that_ended_long_ago_keeps_its_shape() -> None:
    rows = [play(1, days=n + 1) for n in range(5)] + [play(2, days=2)]
    old = [play(1, days=n + 7001) for n in range(5)] + [play(2, days=7002)]
    shares = [tasted(x).repeat[id_of(2)] for x in (rows, old)]
    assert 0.1 < shares[0] < 0.5
    assert 0.1 < shares[1] < 0.5


def test_an_artist_who_is_played_much_these_days_is_readier() -> None:
    rows = [play(n, days=20) for n in (1, 2)] + [play(5, days=n + 1) for n in range(9)]
    ready = tasted(rows).repeat
    assert ready[id_of(1)] > 1.2 * ready[id_of(2)]


def test_readiness_does_not_depend_on_the_hour() -> None:
    rows = [play(n, at=AT - timedelta(days=5, hours=3 * n)) for n in range(8)]
    ready = [tasted(rows, at=AT + timedelta(hours=h)).repeat for h in (0, 12)]
    assert sorted(ready[0], key=ready[0].get) == sorted(ready[1], key=ready[1].get)  # type: ignore[arg-type]


def test_a_song_that_was_only_skipped_is_not_ready() -> None:
    assert id_of(1) not in tasted([play(1, played_ms=3000), play(2)]).repeat
