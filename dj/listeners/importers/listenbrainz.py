"""Listening histories from ListenBrainz: JSON lines, the old JSON array, and the zip since 2025.

Fields as the ListenBrainz documentation names them ("JSON format": payload details). The zip holds
``listens/<year>/<month>.jsonl`` and ``feedback.jsonl``; loved recordings become saves.
"""

import json
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import msgspec

from dj.errors import ImportFileError
from dj.listeners.importers.archive import UNPACKED_BYTES, open_archive
from dj.listeners.importers.fields import token
from dj.listeners.importers.lines import BOM, lines
from dj.listeners.importers.listenbrainz_row import (
    SOURCE,
    Feedback,
    Row,
    decode_feedback,
    decode_row,
    listen_of,
)
from dj.model.listening import Listen, Save
from dj.model.track import Skipped

_MONTH = re.compile(r"(?:^|/)listens/(\d{4})/(\d{1,2})\.jsonl$")
_MONTH_IN_HEAD = re.compile(rb"listens/\d{4}/\d{1,2}\.jsonl")
_BETWEEN = re.compile(r"[\s,]*")
_DAMAGED = (BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError)
_ARRAY = msgspec.json.Decoder(list[msgspec.Raw])

Line = tuple[str, bytes | msgspec.Raw | Skipped]
"""Where a row stands, and the row or why there is none."""


class ListenBrainzImporter:
    """Reads ``listenbrainz_USER_*.zip``, its ``.jsonl`` files, and ``USER_lb-DATE.json``."""

    def recognises(self, head: bytes, name: str, /) -> bool:
        """Look for the keys of a listen, or for the monthly files of a zip."""
        if head.startswith(b"PK"):
            return bool(_MONTH_IN_HEAD.search(head)) or name.lower().startswith("listenbrainz_")
        start = head.removeprefix(BOM).lstrip()[:1]
        return start not in b"<#" and b'"track_metadata"' in head and b'"listened_at"' in head

    def read(self, source: Path, /) -> Iterator[Listen | Save | Skipped]:
        """Yield each listen, and each loved recording as a save.

        Raises:
            ImportFileError: if a zip file is damaged as a whole or breaks the limits.
        """
        with source.open("rb") as stream:
            start = stream.read(1024)
            stream.seek(0)
            if start.startswith(b"PK"):
                yield from _read_archive(source)
            elif start.removeprefix(BOM).lstrip().startswith(b"["):
                yield from _read(_elements(source), _Loved())
            else:
                yield from _read(_numbered(lines(stream), str(source)), _Loved())


class _Loved:
    """Recordings the listener loved, waiting for a listen that tells their names."""

    def __init__(self) -> None:
        self._where: dict[str, str] = {}

    def add(self, row: Feedback, where: str) -> Skipped | None:
        key = token(row.recording_msid) or token(row.recording_mbid)
        if row.score == 1 and key:
            self._where[key] = where
            return None
        if row.score in (-1, 0):
            return None
        return Skipped(where=where, reason="is feedback without a recording or a score.")

    def met(self, row: Row, listen: Listen) -> Save | None:
        keys = {row.recording_msid, listen.ids.get("mbid")}
        if row.track_metadata is not None:
            keys.add(row.track_metadata.recording_msid)
        loved = [key for key in keys if isinstance(key, str) and key in self._where]
        for key in loved:
            del self._where[key]
        if not loved:
            return None
        return Save(artist=listen.artist, title=listen.title, album=listen.album,
                    playlist="loved", ids=listen.ids, source=SOURCE)  # fmt: skip

    def left(self) -> Iterator[Skipped]:
        for where in self._where.values():
            yield Skipped(where=where, reason="loves a recording that is not among the listens.")

    def __bool__(self) -> bool:
        return bool(self._where)


def _read_archive(path: Path) -> Iterator[Listen | Save | Skipped]:
    with open_archive(path) as archive:
        names = archive.namelist()
        months = [(int(m[1]), int(m[2]), n) for n in names if (m := _MONTH.search(n))]
        if not months:
            raise ImportFileError(
                "the zip file has no listens/YEAR/MONTH.jsonl in it.", where=str(path),
                hint="Ask ListenBrainz for an export of your listens.",
            )  # fmt: skip
        loved = _Loved()
        for feedback in (n for n in names if n.rpartition("/")[2] == "feedback.jsonl"):
            yield from _read_feedback(_member(archive, feedback, path), loved)
        for _, _, month in sorted(months):
            yield from _read(_member(archive, month, path), loved)
        yield from loved.left()


def _read_feedback(found: Iterable[Line], loved: _Loved) -> Iterator[Skipped]:
    for where, line in found:
        row = line if isinstance(line, Skipped) else decode_feedback(line, where)
        refused = row if isinstance(row, Skipped) else loved.add(row, where)
        if refused:
            yield refused


def _read(found: Iterable[Line], loved: _Loved) -> Iterator[Listen | Save | Skipped]:
    for where, line in found:
        row = line if isinstance(line, Skipped) else decode_row(line, where)
        if isinstance(row, Skipped):
            yield row
            continue
        listen = listen_of(row, where)
        yield listen
        if loved and isinstance(listen, Listen) and (save := loved.met(row, listen)):
            yield save


def _member(archive: ZipFile, member: str, path: Path) -> Iterator[Line]:
    inside = f"{path}/{member}"
    try:
        with archive.open(member) as stream:
            yield from _numbered(lines(stream), inside)
    except _DAMAGED as error:
        yield inside, Skipped(where=inside, reason=f"is damaged; the rest is not read ({error}).")


def _numbered(found: Iterable[bytes | None], inside: str) -> Iterator[Line]:
    for number, line in enumerate(found, 1):
        where = f"{inside}:{number}"
        if line is None:
            yield where, Skipped(where=where, reason="is longer than a listen can be.")
        elif line and not line.isspace():
            yield where, line


def _elements(path: Path) -> Iterator[Line]:
    if path.stat().st_size > UNPACKED_BYTES:
        raise ImportFileError(
            "the file is too large to be read as one JSON array.", where=str(path),
            hint="Export it again: ListenBrainz now writes a zip of monthly files.",
        )  # fmt: skip
    content = path.read_bytes().removeprefix(BOM)
    try:
        elements: Iterable[bytes | msgspec.Raw | None] = _ARRAY.decode(content)
    except (ValueError, RecursionError):
        elements = _salvage(content)
    for number, element in enumerate(elements, 1):
        where = f"{path}:{number}"
        broken = Skipped(where=where, reason="is broken or cut off; the rest is not read.")
        yield where, broken if element is None else element


def _salvage(content: bytes) -> Iterator[bytes | None]:
    """Yield the elements of a broken JSON array up to the break, then None."""
    text = content.decode("utf-8", "replace")
    scan = json.JSONDecoder().raw_decode
    at = text.index("[") + 1
    while at < len(text):
        between = _BETWEEN.match(text, at)
        start = between.end() if between else at
        try:
            _, at = scan(text, start)
        except (ValueError, RecursionError):
            yield None
            return
        yield text[start:at].encode("utf-8", "replace")
