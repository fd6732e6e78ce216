"""A calendar year of listening: what was played, what was new, when. Facts, nothing else.

What the year cannot know is said with it: a year that is not over, a history that begins within it,
plays whose length no source tells, new artists that may have been known before.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo

from dj.listeners.clock import zone
from dj.listeners.discoveries import Discovery, discoveries
from dj.listeners.months import read_months
from dj.listeners.plays import (
    Play,
    minutes,
    read_plays,
    top_albums,
    top_artists,
    top_genres,
    top_songs,
)
from dj.model.analysis import Song
from dj.model.listening import Listen, Taste
from dj.model.profile import Streak, Year
from dj.units import TrackId

TOP = 10


def year_in_music(
    listens: Sequence[Listen],
    songs: Mapping[TrackId, Song],
    taste: Taste,
    year: int,
    *,
    left_out: int = 0,
) -> Year:
    """Count a year.

    Args:
        listens: All plays that count, of other years too: they tell what was new in this one.
        songs: The library.
        taste: Whose year, on which clock, and until when (`as_of`).
        year: As on the listener's calendar.
        left_out: Plays of the year that the listener does not want counted.
    """
    clock = zone(taste.time_zone)
    before = [listen for listen in listens if listen.started_at <= taste.as_of]
    plays = [x for x in read_plays(before, songs, clock) if x.local.year == year]
    found = discoveries(before, until=taste.as_of, zone=clock)
    new_artists = [one for one in found.artists if one.at.astimezone(clock).year == year]
    longest = _longest_day(plays)
    on_longest = [play for play in plays if play.local.date() == longest]
    first = min((x.started_at for x in before), default=None)
    return Year(
        year=year, listener=taste.listener, time_zone=taste.time_zone,
        time_zone_inferred=taste.time_zone_inferred, complete=_is_over(year, taste.as_of, clock),
        history_from=first.astimezone(clock).date() if first else None, left_out=left_out,
        plays=len(plays), minutes=minutes(plays),
        unmeasured=sum(play.seconds is None for play in plays),
        untimed=sum(not play.timed for play in plays),
        days=len({play.local.date() for play in plays}),
        artist_count=len({play.artist for play in plays if play.artist}),
        song_count=len({play.song for play in plays}),
        artists=top_artists(plays, TOP), songs=top_songs(plays, TOP),
        albums=top_albums(plays, TOP), genres=top_genres(plays, TOP),
        tagged=sum(bool(play.genres) for play in plays),
        new_artists=len(new_artists),
        new_songs=sum(one.at.astimezone(clock).year == year for one in found.tracks),
        lasting=_lasting(new_artists, plays),
        undecided=sum(one.lasting is None for one in new_artists),
        provisional=sum(one.provisional for one in new_artists),
        longest_day=longest, longest_day_minutes=minutes(on_longest),
        longest_day_plays=len(on_longest), streak=_streak(plays),
        hours=_counts([play.local.hour for play in plays if play.timed], 24),
        weekdays=_counts([play.local.weekday() for play in plays], 7),
        months=read_months(plays, found, clock, [(year, month) for month in range(1, 13)]),
    )  # fmt: skip


def _is_over(year: int, at: datetime, clock: tzinfo) -> bool:
    return at.astimezone(clock).year > year


def _lasting(news: Sequence[Discovery], plays: Sequence[Play]) -> tuple[str, ...]:
    """Name the new artists that stayed and were not perhaps known before, most played first."""
    counts = Counter(play.artist for play in plays)
    # The library may name an artist otherwise than the play that made the discovery.
    at = {play.local.astimezone(UTC): play.artist for play in reversed(plays)}
    stayed = {at.get(one.at, "") for one in news if one.lasting and not one.provisional}
    texts = {play.artist: play.artist_text for play in plays}
    order = sorted(stayed - {""}, key=lambda artist: (-counts[artist], artist))
    return tuple(texts[artist] for artist in order)


def _longest_day(plays: Sequence[Play]) -> date | None:
    """Choose the day with most seconds, then with most plays, then the earliest."""
    seconds: Counter[date] = Counter()
    counts: Counter[date] = Counter()
    for play in plays:
        day = play.local.date()
        seconds[day] += round(play.seconds or 0)
        counts[day] += 1
    return min(counts, key=lambda day: (-seconds[day], -counts[day], day), default=None)


def _streak(plays: Sequence[Play]) -> Streak | None:
    """Find the longest run of days with music, the earliest among equals."""
    days, one = {play.local.date() for play in plays}, timedelta(days=1)
    starts = sorted(day for day in days if day - one not in days)
    ends = sorted(day for day in days if day + one not in days)
    runs = [Streak(first=a, last=b) for a, b in zip(starts, ends, strict=True)]
    return max(runs, key=lambda run: (run.days, -run.first.toordinal()), default=None)


def _counts(values: Sequence[int], size: int) -> tuple[int, ...]:
    counts = Counter(values)
    return tuple(counts[value] for value in range(size))
