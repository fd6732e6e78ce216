"""Heard plays with their names as people read them and their time on the listener's clock."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from dj.listeners.discoveries import artist_names, is_heard, track_name
from dj.model.analysis import Song
from dj.model.listening import Listen
from dj.model.names import fold
from dj.model.profile import Ranked, RankedSong
from dj.units import TrackId

HOUR_S = 3600
"""A start that is known less exactly than this tells no hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """One play of 30 seconds or more."""

    local: datetime
    """Start, on the listener's clock."""
    artist: str
    """Main artist, folded; empty if none is named."""
    artist_text: str
    """As the library writes it, or the source."""
    song: str
    """The same for the same track."""
    title: str
    album: str
    genres: tuple[str, ...]
    seconds: float | None
    """How long it was heard; the whole length where the source does not say, None if unknown."""
    timed: bool
    """The source tells the hour, not just the day."""


def read_plays(
    listens: Sequence[Listen], songs: Mapping[TrackId, Song], zone: tzinfo
) -> list[Play]:
    """Read the plays that were heard, oldest first; a play that is there twice counts once."""
    unique = {(x.started_at, track_name(x)): x for x in listens if is_heard(x)}
    return [_play(unique[key], key[1], songs, zone) for key in sorted(unique)]


def _play(listen: Listen, name: str, songs: Mapping[TrackId, Song], zone: tzinfo) -> Play:
    track_id = listen.track_id
    track = songs[track_id].track if track_id is not None and track_id in songs else None
    named = (fold(track.main_artist),) if track else artist_names(listen)
    return Play(
        local=listen.started_at.astimezone(zone),
        artist=named[0] if named else "",
        artist_text=track.main_artist if track else listen.artist,
        song=name,
        title=track.title if track else listen.title,
        album=(track.album if track else "") or listen.album,
        genres=track.genres if track else (),
        seconds=_seconds(listen, track.duration_s if track else None),
        timed=listen.within_s <= HOUR_S,
    )


def _seconds(listen: Listen, length_s: float | None) -> float | None:
    if listen.played_ms is not None:
        return listen.played_ms / 1000
    if length_s is not None:
        return length_s
    return listen.duration_ms / 1000 if listen.duration_ms else None


def minutes(plays: Iterable[Play]) -> int:
    """Add up whole minutes; plays of unknown length add nothing."""
    return round(sum(play.seconds or 0.0 for play in plays) / 60)


def top_artists(plays: Sequence[Play], count: int) -> tuple[Ranked, ...]:
    """Rank artists by plays, then by name."""
    return ranked([((play.artist, play.artist_text), play) for play in plays if play.artist], count)


def top_albums(plays: Sequence[Play], count: int) -> tuple[Ranked, ...]:
    """Rank albums by plays; a name by two artists is two albums."""
    rows = [
        (((play.artist, fold(play.album)), f"{play.album} · {play.artist_text}"), play)
        for play in plays if play.album
    ]  # fmt: skip
    return ranked(rows, count)


def top_genres(plays: Sequence[Play], count: int) -> tuple[Ranked, ...]:
    """Rank genres by plays; a play counts once for each of its genres."""
    return ranked([((fold(tag), tag), play) for play in plays for tag in play.genres], count)


def ranked(rows: Sequence[tuple[tuple[Hashable, str], Play]], count: int) -> tuple[Ranked, ...]:
    """Rank what is the same under any spelling; it is shown in its commonest."""
    found: dict[Hashable, list[Play]] = defaultdict(list)
    texts: Counter[tuple[Hashable, str]] = Counter(named for named, _ in rows)
    for (name, _), play in rows:
        found[name].append(play)
    names = _commonest(texts)
    order = sorted(found, key=lambda name: (-len(found[name]), names[name]))[:count]
    return tuple(
        Ranked(name=names[name], plays=len(found[name]), minutes=minutes(found[name]))
        for name in order
    )


def top_songs(plays: Sequence[Play], count: int) -> tuple[RankedSong, ...]:
    """Rank songs by plays, then by artist and title."""
    counts = Counter(play.song for play in plays)
    latest = {play.song: play for play in plays}
    order = sorted(
        counts, key=lambda song: (-counts[song], latest[song].artist_text, latest[song].title)
    )
    return tuple(
        RankedSong(artist=latest[song].artist_text, title=latest[song].title, plays=counts[song])
        for song in order[:count]
    )


def _commonest(texts: Mapping[tuple[Hashable, str], int]) -> dict[Hashable, str]:
    """Choose the spelling used most for each name, the first in the alphabet among equals."""
    best: dict[Hashable, str] = {}
    for name, text in sorted(texts, key=lambda named: (-texts[named], named[1])):
        best.setdefault(name, text)
    return best
