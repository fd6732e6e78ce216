"""What the tracks sound like, kept by identity and by the versions of the analysers.

A track has one analysis: a newer one replaces it. Small rows hold what planning reads for the whole
library; the long arrays lie in a table of their own and are read song by song.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dj.library.store.part import Part
from dj.library.store.rows import (
    HEAVY_ARRAYS,
    pack_array,
    pack_scalars,
    unpack_analysis,
    unpack_array,
    unpack_track,
    versions_key,
)
from dj.model.analysis import Analysis, Song
from dj.model.track import Track
from dj.units import TrackId

_SONGS = """
SELECT f.track_id, MIN(f.path), f.tags, a.scalars, a.vector_dtype, a.vector
FROM files f JOIN analyses a ON a.track_id = f.track_id
WHERE f.status = 'present' AND {rule}
AND f.track_id NOT IN (SELECT content FROM quarantine WHERE NOT passing)
GROUP BY f.track_id ORDER BY f.track_id
"""

_MISSING = """
SELECT track_id, MIN(path), tags FROM files f
WHERE status = 'present' AND NOT EXISTS (
    SELECT 1 FROM analyses a WHERE a.track_id = f.track_id
    AND a.versions IN (SELECT value FROM json_each(?)))
AND track_id NOT IN (SELECT content FROM quarantine WHERE NOT passing)
GROUP BY track_id ORDER BY track_id
"""

_FINGERPRINTS = """
SELECT a.track_id, a.dtype, a.data FROM analysis_arrays a
WHERE a.name = 'fingerprint' AND length(a.data) > 0 AND {rule} AND EXISTS (
    SELECT 1 FROM files f WHERE f.track_id = a.track_id AND f.status = 'present')
AND a.track_id NOT IN (SELECT content FROM quarantine WHERE NOT passing)
ORDER BY a.track_id
"""

_VERSIONS = "SELECT DISTINCT versions FROM analyses"

_EMBEDDINGS = """
SELECT track_id, dtype, data FROM analysis_arrays INDEXED BY embeddings WHERE name = 'embedding'
"""
"""By an index of its own, so that a library without any pays nothing."""

_PEAK = """
SELECT json_extract(CAST(scalars AS TEXT), '$.true_peak_dbtp') FROM analyses
WHERE track_id = ? AND json_extract(CAST(scalars AS TEXT), '$.decoder') = ?
"""

_SET_PEAK = """
UPDATE analyses SET scalars =
    CAST(json_set(CAST(scalars AS TEXT), '$.true_peak_dbtp', ?) AS BLOB)
WHERE track_id = ?
"""


class Analyses(Part):
    """Measurements of the tracks."""

    def songs(
        self, versions: Mapping[str, str] | None = None, *, arrays: bool = False
    ) -> tuple[Song, ...]:
        """Return the tracks that have a file and an analysis, ordered by identity.

        Args:
            versions: only analyses made by these analysers, and whatever others; None takes any.
            arrays: also read beats, downbeats, levels and the energy curve, which planning does
                not need and which take most of the time; otherwise they are empty and `song`
                reads them for one track. Style vector and embedding are always there.
        """
        if versions is None:
            rows = self._db.rows(_SONGS.format(rule="TRUE"))
        else:
            rule = "a.versions IN (SELECT value FROM json_each(?))"
            rows = self._db.rows(_SONGS.format(rule=rule), (self._accepted(versions),))
        embeddings = {name: unpack_array(*packed) for name, *packed in self._db.rows(_EMBEDDINGS)}
        return tuple(
            self._song(row, arrays=arrays, embedding=embeddings.get(row[0])) for row in rows
        )

    def song(self, track_id: str) -> Song | None:
        """Return one track with its whole analysis, arrays included; None if there is none."""
        rows = self._db.rows(_SONGS.format(rule="f.track_id = ?"), (track_id,))
        return next((self._song(row, arrays=True) for row in rows), None)

    def fingerprints(self) -> Iterator[tuple[TrackId, NDArray[np.uint32]]]:
        """Yield the fingerprints of all tracks that have a file and one, ordered by identity."""
        for track_id, dtype, data in self._db.rows(_FINGERPRINTS.format(rule="TRUE")):
            yield TrackId(track_id), unpack_array(dtype, data)

    def fingerprint(self, track_id: str) -> NDArray[np.uint32] | None:
        """Return the fingerprint of one track; None if there is none."""
        rows = self._db.rows(_FINGERPRINTS.format(rule="a.track_id = ?"), (track_id,))
        return next((unpack_array(dtype, data) for _, dtype, data in rows), None)

    def missing_analysis(self, versions: Mapping[str, str]) -> tuple[Track, ...]:
        """Return the tracks that these analysers have not measured yet, ordered by identity."""
        rows = self._db.rows(_MISSING, (self._accepted(versions),))
        return tuple(unpack_track(*row) for row in rows)

    def save_analysis(self, analysis: Analysis) -> None:
        """Keep an analysis, in place of the track's earlier one, in one transaction.

        A true peak that was measured with the same decoder stays.

        Raises:
            LibraryError: if a value is not a number where one is needed.
        """
        track_id = analysis.track_id
        row = (track_id, versions_key(analysis.analysers), pack_scalars(analysis),
               *pack_array(analysis.vector))  # fmt: skip
        kept = HEAVY_ARRAYS if not analysis.embedding.size else (*HEAVY_ARRAYS, "embedding")
        arrays = [(track_id, name, *pack_array(getattr(analysis, name))) for name in kept]
        with self._db.writing() as connection:
            peak = connection.execute(_PEAK, (track_id, analysis.decoder)).fetchone()
            connection.execute("DELETE FROM quarantine WHERE content = ?", (track_id,))
            connection.execute("INSERT OR REPLACE INTO analyses VALUES (?, ?, ?, ?, ?)", row)
            connection.execute("DELETE FROM analysis_arrays WHERE track_id = ?", (track_id,))
            connection.executemany(
                "INSERT OR REPLACE INTO analysis_arrays VALUES (?, ?, ?, ?)", arrays
            )
            if peak and analysis.true_peak_dbtp is None:
                connection.execute(_SET_PEAK, (peak[0], track_id))

    def save_true_peak(self, track_id: str, dbtp: float) -> None:
        """Add the true peak to a track's analysis, if it has one."""
        with self._db.writing() as connection:
            connection.execute(_SET_PEAK, (dbtp, track_id))

    def _accepted(self, versions: Mapping[str, str]) -> str:
        """List, as JSON, the versions in use that have all of these."""
        known = [key for (key,) in self._db.rows(_VERSIONS)]
        return json.dumps([key for key in known if json.loads(key).items() >= versions.items()])

    def _song(
        self, row: tuple[Any, ...], *, arrays: bool, embedding: NDArray[Any] | None = None
    ) -> Song:
        track_id, path, tags, scalars, dtype, vector = row
        found = {"vector": unpack_array(dtype, vector)}
        if embedding is not None:
            found["embedding"] = embedding
        if arrays:
            found.update(self._heavy_arrays(track_id))
        analysis = unpack_analysis(track_id, scalars, found)
        return Song(track=unpack_track(track_id, path, tags), analysis=analysis)

    def _heavy_arrays(self, track_id: str) -> Iterator[tuple[str, NDArray[Any]]]:
        query = "SELECT name, dtype, data FROM analysis_arrays WHERE track_id = ?"
        for name, dtype, data in self._db.rows(query, (track_id,)):
            yield name, unpack_array(dtype, data)
