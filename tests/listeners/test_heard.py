from datetime import UTC, datetime

from dj.model.listening import Tally
from tests.listeners.people import AT, id_of, play, tasted


def test_thirty_seconds_make_an_artist_heard() -> None:
    rows = [play(0, played_ms=30_000), play(1, played_ms=29_999), play(2, played_ms=None),
            play(3, played_ms=None, skipped=True)]  # fmt: skip
    assert tasted(rows).heard_artists == {"artist 0", "artist 2"}


def test_a_song_left_after_a_minute_was_heard() -> None:
    assert tasted([play(0, played_ms=60_000, skipped=True)]).heard_artists == {"artist 0"}


def test_artists_outside_the_library_and_guests_are_heard_too() -> None:
    rows = [play(40, artist="Far feat. Away"), play(41, artist="Near")]
    assert tasted(rows).heard_artists >= {"far", "away", "near"}


def test_what_a_player_counted_was_heard() -> None:
    counted = Tally(artist="Quiet", title="x", plays=2, last_at=AT.replace(year=2019))
    silent = Tally(artist="Unplayed", title="x", plays=0)
    assert tasted(tallies=[counted, silent]).heard_artists == {"quiet"}


def test_years_are_told_on_the_listeners_clock() -> None:
    midnight = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
    rows = [play(0, at=midnight), play(0, at=datetime(2024, 5, 1, tzinfo=UTC))]
    assert tasted(rows).played_in == {id_of(0): (2024, 2025)}
    assert tasted(rows, time_zone="Europe/Paris").played_in == {id_of(0): (2024, 2026)}


def test_a_counted_song_was_played_in_the_year_of_its_latest_play() -> None:
    told = Tally(artist="a", title="b", plays=3, track_id=id_of(4),
                 last_at=datetime(2021, 6, 1, tzinfo=UTC))  # fmt: skip
    assert tasted([play(4, played_ms=5_000)], tallies=[told]).played_in == {id_of(4): (2021,)}
