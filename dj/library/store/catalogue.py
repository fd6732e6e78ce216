"""Which files there are and which tracks they hold."""

import os
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from dj.library.store.part import Part
from dj.library.store.rows import microseconds, pack_track, unpack_track
from dj.model.track import Skipped, Track
from dj.units import TrackId


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What a directory says of a file: enough to see that it did not change."""

    size: int
    """Bytes."""
    mtime_ns: int
    """Last change, nanoseconds since 1970; −1 for a file that must be tried again."""
    reader: int
    """Version of our tag reader that read it, and above 8 bits what lay beside the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFile:
    """What the catalogue remembers of one path."""

    stamp: Stamp
    status: str
    """``present``, ``gone`` or ``skipped``."""
    track_id: TrackId | None
    """None for a skipped file."""
    reason: str
    """Why it was skipped; empty otherwise."""
    tried: str = ""
    """Versions of what read a skipped file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """One file as a scan found it."""

    path: str
    """Absolute."""
    stamp: Stamp
    outcome: Track | Skipped
    tried: str = ""
    """Versions of what read it."""
    content: str | None = None
    """Key of its bytes, if it broke its reader."""


ONE_FILE_A_TRACK = """
SELECT track_id, MIN(path), tags FROM files WHERE status = 'present'
AND track_id NOT IN (SELECT content FROM quarantine WHERE NOT passing)
GROUP BY track_id ORDER BY track_id
"""
"""Of equal recordings the first path stands for the track (bare columns follow MIN in SQLite)."""


_SINCE = """CASE WHEN files.status = 'skipped' AND files.reason = excluded.reason
            THEN files.since_us ELSE excluded.since_us END"""
"""A file that is skipped again for the same reason has been so since the first time."""

_SAVE_FILE = f"""
INSERT INTO files
(path, size, mtime_ns, reader, status, reason, track_id, tags, since_us, tried, content)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (path) DO UPDATE SET size = excluded.size, mtime_ns = excluded.mtime_ns,
    reader = excluded.reader, since_us = {_SINCE}, status = excluded.status,
    reason = excluded.reason, track_id = excluded.track_id, tags = excluded.tags,
    tried = excluded.tried, content = excluded.content
"""  # noqa: S608 - our own text


class Catalogue(Part):
    """Files and tracks."""

    def tracks(self) -> tuple[Track, ...]:
        """Return every track that has a file, one per identity, ordered by identity."""
        rows = self._db.rows(ONE_FILE_A_TRACK)
        return tuple(unpack_track(*row) for row in rows)

    def track_marks(self) -> dict[TrackId, int]:
        """Map every track that has a file to a checksum of its path and tags."""
        return {
            TrackId(track_id): zlib.crc32(tags or b"", zlib.crc32(os.fsencode(path)))
            for track_id, path, tags in self._db.rows(ONE_FILE_A_TRACK)
        }

    def track(self, track_id: str) -> Track | None:
        """Return one track; if its file is gone, as it was last seen; None if never seen."""
        query = """SELECT track_id, path, tags FROM files WHERE track_id = ?
                   ORDER BY status = 'present' DESC, path LIMIT 1"""
        return next((unpack_track(*row) for row in self._db.rows(query, (track_id,))), None)

    def paths(self, track_id: str) -> tuple[Path, ...]:
        """Return the paths of every present copy of a track, in order."""
        query = "SELECT path FROM files WHERE track_id = ? AND status = 'present' ORDER BY path"
        return tuple(Path(path) for (path,) in self._db.rows(query, (track_id,)))

    def copied_tracks(self) -> frozenset[TrackId]:
        """Return the tracks of which there is more than one file."""
        query = """SELECT track_id FROM files WHERE status = 'present'
                   AND track_id NOT IN (SELECT content FROM quarantine WHERE NOT passing)
                   GROUP BY track_id HAVING COUNT(*) > 1"""
        return frozenset(TrackId(track_id) for (track_id,) in self._db.rows(query))

    def known_files(self, folder: Path) -> dict[str, KnownFile]:
        """Map path to what is remembered, for one file or all files below a folder."""
        below = os.fspath(folder).rstrip(os.sep) + os.sep
        # "0" follows "/": the range is everything that begins with the folder.
        query = """SELECT path, size, mtime_ns, reader, status, track_id, reason, tried FROM files
                   WHERE path = ? OR (path >= ? AND path < ?)"""
        values = (os.fspath(folder), below, below[:-1] + chr(ord(os.sep) + 1))
        return {
            path: KnownFile(
                stamp=Stamp(size=size, mtime_ns=mtime_ns, reader=reader),
                status=status,
                track_id=track_id,
                reason=reason,
                tried=tried,
            )
            for path, size, mtime_ns, reader, status, track_id, reason, tried in self._db.rows(
                query, values
            )
        }

    def known_file(self, path: Path) -> KnownFile | None:
        """Return what is remembered of one path; None if it is a folder or was never seen."""
        query = """SELECT size, mtime_ns, reader, status, track_id, reason, tried FROM files
                   WHERE path = ?"""
        for size, mtime_ns, reader, *rest in self._db.rows(query, (os.fspath(path),)):
            stamp = Stamp(size=size, mtime_ns=mtime_ns, reader=reader)
            status, track_id, reason, tried = rest
            return KnownFile(stamp=stamp, status=status, track_id=track_id, reason=reason,
                             tried=tried)  # fmt: skip
        return None

    def has_changed(self, path: Path) -> bool:
        """Tell whether a file is another one than the last scan saw, or gone."""
        query = "SELECT size, mtime_ns FROM files WHERE path = ?"
        seen = next(self._db.rows(query, (os.fspath(path),)), None)
        try:
            status = path.stat()
        except OSError:
            return True
        again = seen is not None and seen[1] == -1
        return not again and seen != (status.st_size, status.st_mtime_ns)

    def paths_ever(self, track_id: str) -> tuple[str, ...]:
        """Return every path that holds, or held, a recording, in order."""
        query = "SELECT path FROM files WHERE track_id = ? ORDER BY path"
        return tuple(path for (path,) in self._db.rows(query, (track_id,)))

    def knows(self, track_id: str) -> bool:
        """Tell whether any path holds, or held, a recording."""
        query = "SELECT 1 FROM files WHERE track_id = ? LIMIT 1"
        return any(True for _ in self._db.rows(query, (track_id,)))

    def save_files(self, rows: Iterable[FileRow], *, moved_from: Iterable[str] = ()) -> None:
        """Remember what was found, in one transaction; forget the paths that files moved from."""
        now_us = microseconds(datetime.now(UTC))
        with self._db.writing() as connection:
            connection.executemany("DELETE FROM files WHERE path = ?", [(p,) for p in moved_from])
            connection.executemany(_SAVE_FILE, [_columns(row, now_us) for row in rows])

    def save_skipped(self, path: Path, reason: str) -> None:
        """Remember that a file cannot be used; it is tried again when it changes."""
        query = f"""INSERT INTO files (path, size, mtime_ns, reader, status, reason, since_us)
                    VALUES (?, 0, -1, 0, 'skipped', ?, ?)
                    ON CONFLICT (path) DO UPDATE SET status = 'skipped', mtime_ns = -1,
                    reason = excluded.reason, since_us = {_SINCE}"""  # noqa: S608 - our own text
        values = (os.fspath(path), reason, microseconds(datetime.now(UTC)))
        with self._db.writing() as connection:
            connection.execute(query, values)

    def mark(self, status: str, paths: Sequence[str]) -> None:
        """Set files ``present`` or ``gone``; the track's analysis and history stay."""
        with self._db.writing() as connection:
            query = "UPDATE files SET status = ? WHERE path = ? AND track_id IS NOT NULL"
            connection.executemany(query, [(status, path) for path in paths])

    def forget_files(self, paths: Sequence[str]) -> None:
        """Drop rows of files that are no longer there and never were tracks."""
        with self._db.writing() as connection:
            query = "DELETE FROM files WHERE path = ? AND track_id IS NULL"
            connection.executemany(query, [(path,) for path in paths])

    def set_artists(self, artists: Mapping[TrackId, tuple[str, ...]]) -> None:
        """Replace the parsed artists of tracks, in every copy of each."""
        query = "SELECT track_id, path, tags FROM files WHERE track_id = ?"
        with self._db.writing() as connection:
            for track_id, names in artists.items():
                for row in connection.execute(query, (track_id,)).fetchall():
                    tags = pack_track(replace(unpack_track(*row), artists=names))
                    connection.execute("UPDATE files SET tags = ? WHERE path = ?", (tags, row[1]))


def _columns(row: FileRow, now_us: int) -> tuple[object, ...]:
    stamp = (row.path, row.stamp.size, row.stamp.mtime_ns, row.stamp.reader)
    rest = (row.tried, row.content)
    if isinstance(row.outcome, Skipped):
        return (*stamp, "skipped", row.outcome.reason, None, None, now_us, *rest)
    return (*stamp, "present", "", row.outcome.id, pack_track(row.outcome), None, *rest)
