"""Any table of plays: CSV with commas, semicolons or tabs, told what its columns hold.

Headings are understood where they are unambiguous; otherwise, or to choose others, columns are told
by heading or number. Times may be seconds since 1970, ISO 8601 or written dates; those without a
zone need to be told one.
"""

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from dj.errors import ImportFileError
from dj.listeners.importers.fields import milliseconds, name, token
from dj.listeners.importers.musicbrainz import mbid
from dj.listeners.importers.outcomes import lacking, outcomes
from dj.listeners.importers.sheets import HEAD_BYTES, Row, rows
from dj.listeners.importers.table_columns import ROLES, Layout, delimiter_of, layout
from dj.listeners.importers.table_times import Times
from dj.model.listening import Listen
from dj.model.track import Skipped

SOURCE = "table"
_TRUE, _FALSE = ("true", "yes", "1", "skipped", "s"), ("false", "no", "0", "played", "l")
_SAMPLE = 5_000
"""Rows that are looked at to learn in which order dates have day and month."""


class TableImporter:
    """Reads a table of plays."""

    general = True
    """Other importers are asked first: their tables have columns like these."""
    columns: Mapping[str, str] = {}
    """What a column holds → its heading or number."""
    time_zone = ""
    """IANA name of the clock that times without a zone follow."""

    def recognises(self, head: bytes, name: str, /) -> bool:  # noqa: ARG002 - content decides
        """Look for headings that say unambiguously where artist, title and time are."""
        if b"\0" in head or head.lstrip()[:1] in (b"<", b"{", b"[", b"#"):
            return False
        text = head.rpartition(b"\n")[0] if len(head) >= HEAD_BYTES else head
        first = next(rows(BytesIO(text), delimiter=delimiter_of(head)), None)
        if first is None or isinstance(first[1], str):
            return False
        return not isinstance(layout(first[1], {}), str)

    def read(self, source: Path, /) -> Iterator[Listen | Skipped]:
        """Yield each play; a row is counted by its first line.

        Raises:
            ImportFileError: if it is not clear what the columns hold.
        """
        with source.open("rb") as stream:
            delimiter = delimiter_of(stream.read(HEAD_BYTES))
        plan = self._layout(source, delimiter)
        times = Times(ZoneInfo(self.time_zone) if self.time_zone else None)
        for count, (_, row) in enumerate(_rows(source, delimiter, plan)):
            if count < _SAMPLE and not isinstance(row, str):
                times.learn(plan.cells(row)[ROLES.index("time")])
        found = _rows(source, delimiter, plan)
        yield from outcomes(source, found, lambda row: _listen(row, plan, times))

    def _layout(self, source: Path, delimiter: str) -> Layout:
        with source.open("rb") as stream:
            first = next(rows(stream, delimiter=delimiter), (1, list[str]()))[1]
        found = layout(first if isinstance(first, list) else [], self.columns)
        if isinstance(found, str):
            raise ImportFileError(
                found, where=str(source),
                hint='Say it with --columns "artist=HEADING,title=HEADING,time=HEADING".',
            )  # fmt: skip
        return found


def _rows(source: Path, delimiter: str, plan: Layout) -> Iterator[tuple[int, Row]]:
    with source.open("rb") as stream:
        found = rows(stream, delimiter=delimiter)
        if plan.has_headings:
            next(found, None)
        yield from found


def _listen(row: list[str], plan: Layout, times: Times) -> Listen | str:
    (artist, title, time, album, mb_key, isrc, spotify, played_ms, played_s, duration_ms,
     duration_s, skipped) = plan.cells(row)  # fmt: skip
    artist, title = name(artist), name(title)
    if reason := lacking(artist, title):
        return reason
    found = times.read(time)
    if isinstance(found, str):
        return f"{found}."
    started, within_s = found
    return Listen(
        started_at=started,
        artist=artist,
        title=title,
        album=name(album),
        played_ms=_length(played_ms, played_s),
        duration_ms=_length(duration_ms, duration_s),
        skipped=_skipped(skipped.strip().casefold()) if skipped else None,
        ids=_ids(mb_key, isrc, spotify) if mb_key or isrc or spotify else {},
        source=SOURCE,
        within_s=within_s,
    )


def _ids(mb_key: str, isrc: str, spotify: str) -> dict[str, str]:
    found = {"mbid": mbid(mb_key.strip()), "isrc": token(isrc),
             "spotify": token(spotify.rpartition(":")[2])}  # fmt: skip
    return {key: value for key, value in found.items() if value}


def _length(in_ms: str, in_s: str) -> int | None:
    if in_ms:
        return milliseconds(in_ms)
    return milliseconds(in_s, per_unit=1000) if in_s else None


def _skipped(text: str) -> bool | None:
    if text in _TRUE:
        return True
    return False if text in _FALSE else None
