"""Navidrome's database: ``navidrome.db``, read from a copy, never in place.

Servers since the end of 2025 keep a diary (``scrobbles``); older ones only count (``annotation``).
Counts of what the diary has are not taken twice.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Connection

from dj.errors import ImportFileError
from dj.listeners.importers.database import columns_of, copied, database_head
from dj.listeners.importers.fields import milliseconds, moment, name
from dj.listeners.importers.musicbrainz import mbid
from dj.model.listening import Listen, Save, Tally
from dj.model.track import Skipped

SOURCE = "navidrome"
LOVED = "Loved"
_FOUR_STARS = 4
_MARKS = (b"media_file", b"annotation")
_SONGS = ("id", "title", "artist", "album", "duration")
_MBID = ("mbz_recording_id", "mbz_track_id")
"""Column of the recording's identifier, by age of the server."""
_COUNTS = """SELECT item_id, play_count, play_date, rating, starred, starred_at, rowid
             FROM annotation WHERE item_type = 'media_file' AND user_id = ? ORDER BY item_id"""
_DIARY = """SELECT media_file_id, submission_time, rowid FROM scrobbles WHERE user_id = ?
            ORDER BY submission_time, rowid"""
_MOST = 10_000_000
_Song = tuple[str, str, str, int | None, str]


class NavidromeImporter:
    """Reads one listener's part of the database."""

    user = ""
    """Name of the listener, for servers that have several."""

    def recognises(self, head: bytes, name: str, /) -> bool:
        """Look for a database with these tables; its list may lie beyond the head, so by name."""
        if not database_head(head):
            return False
        return all(mark in head for mark in _MARKS) or "navidrome" in name.lower()

    def read(self, source: Path, /) -> Iterator[Listen | Tally | Save | Skipped]:
        """Yield each play of the diary, counts beyond it, and songs with a star or four.

        Raises:
            ImportFileError: if it is no such database, is damaged, or has several listeners.
        """
        with copied(source) as database:
            if not set(_SONGS) <= columns_of(database, "media_file"):
                raise ImportFileError(
                    "there are no songs of Navidrome in it.", where=str(source),
                    hint="Give the file navidrome.db of the server's data folder.",
                )  # fmt: skip
            user = _user(database, self.user, str(source))
            yield from _read(database, user, str(source))


def _read(database: Connection, user: str, where: str) -> Iterator[Listen | Tally | Save | Skipped]:
    songs, heard, first = _songs(database), Counter[str](), dict[str, datetime]()
    if columns_of(database, "scrobbles"):
        for item, at, row in database.execute(_DIARY, (user,)):
            found = _listen(songs.get(str(item)), at)
            if isinstance(found, str):
                yield Skipped(where=f"{where}: scrobble {row}", reason=found)
                continue
            heard[str(item)] += 1
            first.setdefault(str(item), found.started_at)
            yield found
    for item, plays, played, rating, starred, starred_at, row in database.execute(_COUNTS, (user,)):
        song = songs.get(str(item))
        if song is None:
            yield Skipped(where=f"{where}: annotation {row}", reason="is of a song that is gone.")
            continue
        more = _count(plays) - heard[str(item)]
        if more > 0:
            yield _tally(song, more, _earlier(_date(played), first.get(str(item))))
        if starred == 1 or _count(rating) >= _FOUR_STARS:
            yield _save(song, _date(starred_at) if starred == 1 else None)


def _user(database: Connection, told: str, where: str) -> str:
    """Return the id of the listener: the one that was told, or the only one."""
    known = {
        str(number): name(called)
        for number, called in database.execute("SELECT id, user_name FROM user ORDER BY user_name")
    }
    active = {str(row[0]) for row in database.execute("SELECT DISTINCT user_id FROM annotation")}
    chosen = [number for number, called in known.items() if told in ("", called)]
    if not told:
        chosen = [number for number in chosen if number in active] or chosen
    if len(chosen) != 1:
        names = ", ".join(known.values())
        problem = f"there is no listener {told!r} in it." if told else "it has several listeners."
        raise ImportFileError(
            problem, where=where, hint=f"Say which with --user NAME; there are: {names}."
        )
    return chosen[0]


def _songs(database: Connection) -> dict[str, _Song]:
    there = columns_of(database, "media_file")
    key = next((column for column in _MBID if column in there), "''")
    query = f"SELECT {', '.join(_SONGS)}, {key} FROM media_file"  # noqa: S608 - our own names
    return {
        str(item): (name(artist), name(title), name(album), milliseconds(length, per_unit=1000),
                    mbid(recording))
        for item, title, artist, album, length, recording in database.execute(query)
        if name(artist) and name(title)
    }  # fmt: skip


def _listen(song: _Song | None, at: object) -> Listen | str:
    if song is None:
        return "is of a song that is gone."
    started = moment(at)
    if isinstance(started, str):
        return f"{started}."
    artist, title, album, duration, key = song
    return Listen(
        started_at=started, artist=artist, title=title, album=album, duration_ms=duration,
        ids={"mbid": key} if key else {}, source=SOURCE,
    )  # fmt: skip


def _tally(song: _Song, plays: int, last_at: datetime | None) -> Tally:
    artist, title, album, duration, key = song
    return Tally(
        artist=artist, title=title, album=album, plays=plays, last_at=last_at,
        duration_ms=duration, ids={"mbid": key} if key else {}, source=SOURCE,
    )  # fmt: skip


def _save(song: _Song, saved_at: datetime | None) -> Save:
    artist, title, album, _, key = song
    return Save(
        artist=artist, title=title, album=album, playlist=LOVED, saved_at=saved_at,
        ids={"mbid": key} if key else {}, source=SOURCE,
    )  # fmt: skip


def _count(value: object) -> int:
    return value if isinstance(value, int) and 0 < value < _MOST else 0


def _date(value: object) -> datetime | None:
    """Read a time as Go writes it; a server that never played a song writes the year 1."""
    if not isinstance(value, str):
        return None
    try:
        at = datetime.fromisoformat(value.strip()[:64])
    except ValueError:
        return None
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
    return at.astimezone(UTC) if at.year > 2000 else None


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    return min(one, other) if one and other else one
