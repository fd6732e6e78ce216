"""A year in music counts what was played, and says what it cannot know."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from dj.listeners.year import year_in_music
from dj.model.analysis import Song
from dj.model.listening import Listen, Taste
from dj.model.profile import Streak, Year
from dj.testing.examples import song
from dj.units import TrackId

NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
SONGS: dict[TrackId, Song] = {
    x.id: x for x in (song(n, title=f"S{n}", artist=f"A{n}") for n in range(3))
}


def play(day: float, artist: str, title: str = "", *, ms: int | None = 120_000) -> Listen:
    return Listen(started_at=NEW_YEAR + timedelta(days=day), artist=artist,
                  title=title or f"{artist}'s song", album="Album", played_ms=ms)  # fmt: skip


def owned(day: float, number: int) -> Listen:
    return Listen(started_at=NEW_YEAR + timedelta(days=day), artist="as exported", title="x",
                  track_id=TrackId(f"{number:032x}"))  # fmt: skip


def counted(listens: Sequence[Listen], *, until_day: float = 400, zone: str = "UTC") -> Year:
    until = NEW_YEAR + timedelta(days=until_day)
    taste = Taste(listener="me", as_of=until, time_zone=zone, time_zone_inferred=False,
                  listens=len(listens), matched=0)  # fmt: skip
    return year_in_music(listens, SONGS, taste, 2026)


def test_plays_minutes_and_names_are_counted() -> None:
    rows = [play(1, "A"), play(2, "A"), play(3, "B"), play(4, "C", ms=20_000)]
    year = counted(rows)
    assert (year.plays, year.minutes, year.days, year.artist_count) == (3, 6, 3, 2)
    assert [(one.name, one.plays, one.minutes) for one in year.artists] == [
        ("A", 2, 4),
        ("B", 1, 2),
    ]
    assert [(one.title, one.plays) for one in year.songs] == [("A's song", 2), ("B's song", 1)]
    assert [one.name for one in year.albums] == ["Album · A", "Album · B"]
    assert year.complete


def test_spellings_of_a_name_are_one_and_the_commonest_is_shown() -> None:
    year = counted([play(1, "Björk"), play(2, "bjork"), play(3, "Björk")])
    assert [(one.name, one.plays) for one in year.artists] == [("Björk", 3)]


def test_the_library_names_what_it_knows_and_gives_length_and_genre() -> None:
    year = counted([owned(1, 0), owned(2, 0), play(3, "Z", ms=None)])
    assert year.artists[0].name == "A0"
    assert (year.genres[0].name, year.genres[0].plays, year.tagged) == ("pop", 2, 2)
    assert (year.minutes, year.unmeasured) == (6, 1)


def test_other_years_count_only_for_what_was_known_before() -> None:
    year = counted([play(-200, "A"), play(-1, "B"), play(5, "A"), play(6, "C"), play(370, "D")])
    assert (year.plays, year.new_artists, year.history_from) == (2, 1, date(2025, 6, 15))


def test_new_artists_that_stay_are_named_unless_they_may_have_been_known() -> None:
    rows = [play(-200, "old"), *(play(day, "stays") for day in (10, 12, 15)), play(20, "goes")]
    year = counted(rows)
    assert (year.lasting, year.new_artists, year.provisional) == (("stays",), 2, 0)
    assert [month.lasting for month in year.months][:2] == [1, 0]
    young = counted(rows[1:])
    assert not any(month.lasting for month in young.months)
    assert (young.lasting, young.provisional) == ((), 2)


def test_a_year_that_is_not_over_says_so_and_leaves_open_what_is_open() -> None:
    year = counted([play(-200, "old"), play(100, "A"), play(110, "B")], until_day=111)
    assert (year.complete, year.undecided) == (False, 2)
    assert counted([play(120, "A")], until_day=111).plays == 0


def test_the_longest_day_and_the_longest_run_of_days() -> None:
    rows = [play(day, "A") for day in (1, 2, 3, 10, 11)]
    rows += [play(20 + part / 10, "B", ms=600_000) for part in range(3)]
    year = counted(rows)
    assert (year.longest_day, year.longest_day_minutes) == (date(2026, 1, 21), 30)
    assert year.streak == Streak(first=date(2026, 1, 2), last=date(2026, 1, 4))
    assert year.streak.days == 3


def test_months_hours_and_weekdays_add_up_on_the_listeners_clock() -> None:
    rows = [play(day / 3, "A") for day in range(3, 900)]
    year = counted(rows, zone="Asia/Tokyo")
    assert sum(year.hours) == sum(year.weekdays) == year.plays
    assert sum(month.plays for month in year.months) == year.plays
    assert [month.month for month in year.months] == list(range(1, 13))
    late = counted([play(364.9, "A")], zone="Asia/Tokyo")
    assert late.plays == 0  # it is 2027 there already


def test_a_play_that_is_dated_to_the_day_has_no_hour() -> None:
    rows = [play(1, "A"), replace(play(2, "A"), within_s=86_400)]
    year = counted(rows)
    assert (year.plays, sum(year.hours), year.untimed, year.days) == (2, 1, 1, 2)


def test_the_same_log_twice_is_the_same_year() -> None:
    rows = [play(day, "A") for day in range(40)]
    assert counted(rows * 2).plays == counted(rows).plays == 40


def test_nothing_played_is_an_empty_year() -> None:
    year = counted([])
    assert (year.plays, year.streak, year.longest_day, year.artists) == (0, None, None, ())
    assert len(year.months) == 12
