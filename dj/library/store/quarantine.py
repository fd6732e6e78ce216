"""What is not tried again and why: files that broke their reader, sound that cannot be analysed.

Kept by content, not by path: a copy, or the same file moved or renamed, fails in the same way. Each
row names the versions of what failed; other versions have not failed yet.
"""

import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from dj.library.issues import Issue, IssueKind
from dj.library.store.part import Part
from dj.library.store.rows import microseconds, moment
from dj.model.track import Skipped

ANALYSIS, READING = "analysis", "reading"
"""The two stages a file goes through; at the first, its content is only known by its bytes."""

_SET_ASIDE = """
INSERT INTO quarantine (content, stage, versions, reason, passing, since_us)
VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (content) DO UPDATE SET versions = excluded.versions, reason = excluded.reason,
    passing = excluded.passing
"""

_ISSUES = """
SELECT f.path, f.reason, COALESCE(q.since_us, f.since_us),
       CASE WHEN q.content IS NOT NULL THEN 'quarantined'
            WHEN f.mtime_ns = -1 THEN 'passing' ELSE 'refused' END
FROM files f LEFT JOIN quarantine q ON q.content = f.content WHERE f.status = 'skipped'
UNION ALL
SELECT f.path, q.reason, q.since_us, CASE WHEN q.passing THEN 'passing' ELSE 'quarantined' END
FROM files f JOIN quarantine q ON q.content = f.track_id WHERE f.status = 'present'
ORDER BY 1
"""

_BELOW = "(path = :path OR (path >= :first AND path < :after))"


class Quarantine(Part):
    """Contents that are set aside, and everything that could not be used."""

    def set_aside(
        self, content: str, skipped: Skipped, *, stage: str, versions: str,
        at: datetime | None = None,
    ) -> None:  # fmt: skip
        """Remember that a content failed; a failure that may pass is told and tried again.

        Args:
            content: identity of a track, or a key of a file's bytes.
            skipped: why it failed.
            stage: where it failed.
            versions: of what it failed in.
            at: when, aware; now if not given. Of a content that fails again the first counts.
        """
        since_us = microseconds(at or datetime.now(UTC))
        row = (content, stage, versions, skipped.reason, skipped.passing, since_us)
        with self._db.writing() as connection:
            connection.execute(_SET_ASIDE, row)

    def release_outdated(self, stage: str, versions: str) -> None:
        """Let go of everything that failed in other versions than these."""
        with self._db.writing() as connection:
            query = "DELETE FROM quarantine WHERE stage = ? AND versions != ?"
            connection.execute(query, (stage, versions))

    def set_aside_at(self, stage: str) -> dict[str, str]:
        """Map content to reason for all that is set aside at a stage."""
        query = "SELECT content, reason FROM quarantine WHERE stage = ? AND NOT passing"
        return dict(self._db.rows(query, (stage,)))

    def unheard(self) -> tuple[Skipped, ...]:
        """Return the files whose tracks failed in analysis, by path."""
        query = """SELECT f.path, q.reason, q.passing FROM files f
                   JOIN quarantine q ON q.content = f.track_id
                   WHERE f.status = 'present' AND q.stage = ? ORDER BY f.path"""
        return tuple(
            Skipped(where=path, reason=reason, passing=bool(passing))
            for path, reason, passing in self._db.rows(query, (ANALYSIS,))
        )

    def skipped(self) -> tuple[Skipped, ...]:
        """Return the files that could not be used, by path."""
        return tuple(
            Skipped(where=issue.where, reason=issue.reason,
                    passing=issue.kind is IssueKind.PASSING)
            for issue in self.issues()
        )  # fmt: skip

    def issues(self) -> tuple[Issue, ...]:
        """Return all that could not be used, by path."""
        return tuple(
            Issue(where=path, reason=reason, kind=IssueKind(kind),
                  since=None if since_us is None else moment(since_us))
            for path, reason, since_us, kind in self._db.rows(_ISSUES)
        )  # fmt: skip

    def retry(self, paths: Sequence[Path] = ()) -> int:
        """Have the next scan try files again that could not be used; return how many.

        Args:
            paths: files or folders; none means all.
        """
        before = len(self.issues())
        with self._db.writing() as connection:
            for values in _ranges(paths):
                connection.execute(
                    f"""DELETE FROM quarantine WHERE content IN (
                        SELECT content FROM files WHERE {_BELOW}
                        UNION SELECT track_id FROM files WHERE {_BELOW})""",  # noqa: S608 - ours
                    values,
                )
            count = before - len(self.issues())
            for values in _ranges(paths):
                count += connection.execute(
                    f"""UPDATE files SET mtime_ns = -1, content = NULL
                        WHERE status = 'skipped' AND mtime_ns != -1 AND {_BELOW}""",  # noqa: S608 - our own text
                    values,
                ).rowcount
        return count


def _ranges(paths: Sequence[Path]) -> Iterator[dict[str, str]]:
    """Give for each path what a query needs to find it and what lies below it."""
    for path in paths or (Path(os.sep),):
        # A name that is no text is kept as the scan tells it.
        name = os.fspath(path).encode("utf-8", "backslashreplace").decode()
        below = name.rstrip(os.sep) + os.sep
        after = below[:-1] + chr(ord(os.sep) + 1)
        yield {"path": name, "first": below, "after": after}
