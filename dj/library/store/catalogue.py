"""Which files there are and which tracks they hold."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dj.library.store.part import Part
from dj.library.store.rows import pack_track, unpack_track
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
    """Version of our tag reader that read it."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """One file as a scan found it."""

    path: str
    """Absolute."""
    stamp: Stamp
    outcome: Track | Skipped


ONE_FILE_A_TRACK = """
SELECT track_id, MIN(path), tags FROM files WHERE status = 'present'
GROUP BY track_id ORDER BY track_id
"""
"""Of equal recordings the first path stands for the track (bare columns follow MIN in SQLite)."""


class Catalogue(Part):
    """Files and tracks."""

    def tracks(self) -> tuple[Track, ...]:
        """Return every track that has a file, one per identity, ordered by identity."""
        rows = self._db.rows(ONE_FILE_A_TRACK)
        return tuple(unpack_track(*row) for row in rows)

    def track(self, track_id: str) -> Track | None:
        """Return one track; if its file is gone, as it was last seen; None if never seen."""
        query = """SELECT track_id, path, tags FROM files WHERE track_id = ?
                   ORDER BY status = 'present' DESC, path LIMIT 1"""
        return next((unpack_track(*row) for row in self._db.rows(query, (track_id,))), None)

    def paths(self, track_id: str) -> tuple[Path, ...]:
        """Return the paths of every present copy of a track, in order."""
        query = "SELECT path FROM files WHERE track_id = ? AND status = 'present' ORDER BY path"
        return tuple(Path(path) for (path,) in self._db.rows(query, (track_id,)))

    def skipped(self) -> tuple[Skipped, ...]:
        """Return the files that could not be used, by path."""
        query = "SELECT path, reason FROM files WHERE status = 'skipped' ORDER BY path"
        return tuple(Skipped(where=path, reason=reason) for path, reason in self._db.rows(query))

    def known_files(self, folder: Path) -> dict[str, KnownFile]:
        """Map path to what is remembered, for one file or all files below a folder."""
        below = os.fspath(folder).rstrip(os.sep) + os.sep
        # "0" follows "/": the range is everything that begins with the folder.
        query = """SELECT path, size, mtime_ns, reader, status, track_id, reason FROM files
                   WHERE path = ? OR (path >= ? AND path < ?)"""
        values = (os.fspath(folder), below, below[:-1] + chr(ord(os.sep) + 1))
        return {
            path: KnownFile(
                stamp=Stamp(size=size, mtime_ns=mtime_ns, reader=reader),
                status=status,
                track_id=track_id,
                reason=reason,
            )
            for path, size, mtime_ns, reader, status, track_id, reason in self._db.rows(
                query, values
            )
        }

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
        with self._db.writing() as connection:
            connection.executemany("DELETE FROM files WHERE path = ?", [(p,) for p in moved_from])
            connection.executemany(
                """INSERT OR REPLACE INTO files
                   (path, size, mtime_ns, reader, status, reason, track_id, tags)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                [_columns(row) for row in rows],
            )

    def save_skipped(self, path: Path, reason: str) -> None:
        """Remember that a file cannot be used; it is tried again when it changes."""
        query = """INSERT INTO files (path, size, mtime_ns, reader, status, reason)
                   VALUES (?, 0, -1, 0, 'skipped', ?)
                   ON CONFLICT (path) DO UPDATE SET status = 'skipped', reason = excluded.reason"""
        with self._db.writing() as connection:
            connection.execute(query, (os.fspath(path), reason))

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


def _columns(row: FileRow) -> tuple[object, ...]:
    stamp = (row.path, row.stamp.size, row.stamp.mtime_ns, row.stamp.reader)
    if isinstance(row.outcome, Skipped):
        return (*stamp, "skipped", row.outcome.reason, None, None)
    return (*stamp, "present", "", row.outcome.id, pack_track(row.outcome))
