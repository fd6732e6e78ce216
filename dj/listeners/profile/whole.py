"""One listener's profile: from plays that count and a taste to what can be shown."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from dj.listeners.clock import ENOUGH_LISTENS, guess_zone, zone
from dj.listeners.discoveries import discoveries
from dj.listeners.months import read_months, span_of, streams
from dj.listeners.plays import Play, minutes, read_plays, top_artists, top_genres, top_songs
from dj.listeners.profile.directions import describe
from dj.model.analysis import Song
from dj.model.controls import Controls
from dj.model.listening import Listen, Taste
from dj.model.profile import Profile
from dj.units import TrackId

TOP = 10
STREAMS = 7


def profile(
    listens: Sequence[Listen],
    songs: Mapping[TrackId, Song],
    taste: Taste,
    controls: Controls,
    *,
    left_out: int = 0,
    tallied: int = 0,
) -> Profile:
    """Describe a listener to themselves, as of their taste's moment.

    Args:
        listens: The plays that count.
        songs: The library.
        taste: Made from the same plays.
        controls: What the listener has decided.
        left_out: Plays that do not count because they decided so.
        tallied: Plays that a player counted without a diary.
    """
    clock = zone(taste.time_zone)
    before = [listen for listen in listens if listen.started_at <= taste.as_of]
    plays = read_plays(before, songs, clock)
    found = discoveries(before, until=taste.as_of, zone=clock)
    span = span_of(plays)
    directions, dots = describe(plays, songs, taste)
    return Profile(
        taste=taste, controls=controls,
        first_at=min((x.started_at for x in before), default=None),
        last_at=max((x.started_at for x in before), default=None),
        plays=len(plays), minutes=minutes(plays),
        unmeasured=sum(play.seconds is None for play in plays),
        untimed=sum(not play.timed for play in plays),
        left_out=left_out, saves=len(taste.saves), tallied=tallied,
        artists=top_artists(plays, TOP), songs=top_songs(plays, TOP), tags=top_genres(plays, TOP),
        tagged=sum(bool(play.genres) for play in plays),
        directions=directions, dots=dots, hours=_week(plays),
        months=read_months(plays, found, clock, span), streams=streams(plays, span, STREAMS),
        similar=bool(taste.similar or taste.similar_artists), quiet_zone=_quiet_zone(before),
    )  # fmt: skip


def _quiet_zone(listens: Sequence[Listen]) -> str:
    if len(listens) < ENOUGH_LISTENS:
        return ""
    return guess_zone(np.array([listen.started_at.timestamp() for listen in listens]))


def _week(plays: Sequence[Play]) -> tuple[tuple[int, ...], ...]:
    counts = Counter((play.local.weekday(), play.local.hour) for play in plays if play.timed)
    return tuple(tuple(counts[day, hour] for hour in range(24)) for day in range(7))
