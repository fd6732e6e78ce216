"""Discoveries: the first time a listener hears a track or an artist, and which of them last.

A discovery is the first play of 30 seconds or more, once for each listener and track and once for
each listener and artist. It lasts if the artist (or track) is played on two or more later days
within 28 days. A history begins with its import: what is "first" in its first 90 days may well have
been known before, so those discoveries are provisional, and an older history imported later takes
some of them back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from dj.listeners.titles import guests, title_key
from dj.model.listening import Listen

HEARD_MS = 30_000
"""A play of at least this counts; a shorter one is no discovery."""
PROVISIONAL = timedelta(days=90)
"""From the first listen on; what is discovered before may have been known."""
LASTING_WITHIN = timedelta(days=28)
LASTING_DAYS = 2
"""Later days with a play, within `LASTING_WITHIN`, that make a discovery a lasting one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """Something heard for the first time."""

    at: datetime
    """Start of that play, aware, UTC."""
    artist: str
    """As written in that play."""
    title: str
    """As written in that play."""
    provisional: bool
    """The history had not lasted 90 days, so it may have been known before."""
    lasting: bool | None
    """Whether it was played on two later days within 28; None while that time is not over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Discoveries:
    """All discoveries in a history, each tuple oldest first."""

    tracks: tuple[Discovery, ...]
    artists: tuple[Discovery, ...]
    plays: int
    """Plays of 30 seconds or more, each counted once however often it was imported."""

    @property
    def share(self) -> float | None:
        """Artist discoveries for each such play, 0 to 1; None without any."""
        return len(self.artists) / self.plays if self.plays else None


def discoveries(listens: Iterable[Listen], *, until: datetime, zone: tzinfo) -> Discoveries:
    """Find what was heard first when.

    Args:
        listens: One listener's plays in any order; the same play twice counts once.
        until: The moment of asking, aware; later plays are ignored.
        zone: The listener's clock, which says where a day ends.

    Raises:
        ValueError: if `until` has no time zone.
    """
    if until.tzinfo is None:
        msg = "until must be an aware date and time"
        raise ValueError(msg)
    unique: dict[tuple[datetime, str], Listen] = {}
    # Of records of one play the one counts that tells most of it, whichever came first.
    for one in sorted((x for x in listens if x.started_at <= until), key=_told):
        unique[one.started_at, track_name(one)] = one
    ordered = [unique[key] for key in sorted(unique)]
    sure_from = ordered[0].started_at + PROVISIONAL if ordered else until
    heard = [x for x in ordered if is_heard(x)]
    firsts = [_firsts(heard, [names(x) for x in heard], until, zone, sure_from)
              for names in (_track_names, artist_names)]  # fmt: skip
    return Discoveries(tracks=firsts[0], artists=firsts[1], plays=len(heard))


def _told(listen: Listen) -> tuple[bool, int]:
    return is_heard(listen), listen.played_ms or 0


def is_heard(listen: Listen) -> bool:
    """Tell whether 30 seconds or more were played; a source that does not say means that they were.

    Sources without a length list only what was heard.
    """
    if listen.played_ms is None:
        return not listen.skipped
    return listen.played_ms >= HEARD_MS


def track_name(listen: Listen) -> str:
    """Give what is the same for the same track: its id, or artist and title without spelling."""
    if listen.track_id is not None:
        return listen.track_id
    key = title_key(listen.title)
    return "\0".join((*guests(listen.artist)[:1], key.words, key.version))


def artist_names(listen: Listen) -> tuple[str, ...]:
    """Give the main artist, folded; nothing where none is named."""
    return guests(listen.artist)[:1]


def _track_names(listen: Listen) -> tuple[str, ...]:
    return (track_name(listen),)


def _firsts(
    heard: Sequence[Listen],
    names: Sequence[tuple[str, ...]],
    until: datetime,
    zone: tzinfo,
    sure_from: datetime,
) -> tuple[Discovery, ...]:
    plays: dict[str, list[Listen]] = {}
    for listen, found in zip(heard, names, strict=True):
        for name in found:
            plays.setdefault(name, []).append(listen)
    found_in_order = sorted(plays.values(), key=lambda rows: rows[0].started_at)
    return tuple(
        Discovery(
            at=rows[0].started_at, artist=rows[0].artist, title=rows[0].title,
            provisional=rows[0].started_at < sure_from, lasting=_lasting(rows, until, zone),
        )
        for rows in found_in_order
    )  # fmt: skip


def _lasting(rows: Sequence[Listen], until: datetime, zone: tzinfo) -> bool | None:
    first = rows[0].started_at
    end = first + LASTING_WITHIN
    near = (x.started_at for x in rows if x.started_at < end)
    later = {start.astimezone(zone).date() for start in near} - {first.astimezone(zone).date()}
    if len(later) >= LASTING_DAYS:
        return True
    return False if until >= end else None


def by_month(found: Sequence[Discovery], zone: tzinfo) -> Mapping[tuple[int, int], list[Discovery]]:
    """Sort discoveries into (year, month) on the listener's clock, in order."""
    months: dict[tuple[int, int], list[Discovery]] = {}
    for one in found:
        local = one.at.astimezone(zone)
        months.setdefault((local.year, local.month), []).append(one)
    return months
