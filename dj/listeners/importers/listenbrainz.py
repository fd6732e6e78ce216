"""Listening histories from ListenBrainz: JSON lines, the old JSON array, and the zip since 2025.

Fields as the ListenBrainz documentation names them ("JSON format": payload details). The zip holds
``listens/<year>/<month>.jsonl`` and ``feedback.jsonl``; loved recordings become saves, under
the names of a listen.
"""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from zipfile import ZipFile

import msgspec

from dj.errors import ImportFileError
from dj.listeners.importers.archive import DAMAGED, UNPACKED_BYTES, open_archive
from dj.listeners.importers.lines import BOM, lines
from dj.listeners.importers.listenbrainz_loved import Loved
from dj.listeners.importers.listenbrainz_row import decode_feedback, decode_row, listen_of
from dj.model.listening import Listen, Save
from dj.model.track import Skipped

_MONTH = re.compile(r"(?:^|/)listens/(\d{4})/(\d{1,2})\.jsonl$")
_MONTH_IN_HEAD = re.compile(rb"listens/\d{4}/\d{1,2}\.jsonl")
_BETWEEN = re.compile(r"[\s,]*")
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
        is_history = b'"track_metadata"' in head and b'"listened_at"' in head
        return start not in b"<#" and (is_history or _is_feedback(head))

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
                yield from _read(_elements(source), Loved())
            elif _is_feedback(start):
                loved = Loved()
                yield from _read_feedback(_numbered(lines(stream), str(source)), loved)
                yield from loved.left()
            else:
                yield from _read(_numbered(lines(stream), str(source)), Loved())


def _is_feedback(head: bytes) -> bool:
    first = head.removeprefix(BOM).lstrip().partition(b"\n")[0]
    keys = (b'"score"', b'"recording_msid"', b'"created"')
    return first.startswith(b"{") and all(key in first for key in keys)


def _read_archive(path: Path) -> Iterator[Listen | Save | Skipped]:
    with open_archive(path) as archive:
        names = archive.namelist()
        months = [(int(m[1]), int(m[2]), n) for n in names if (m := _MONTH.search(n))]
        if not months:
            raise ImportFileError(
                "the zip file has no listens/YEAR/MONTH.jsonl in it.", where=str(path),
                hint="Ask ListenBrainz for an export of your listens.",
            )  # fmt: skip
        loved = Loved()
        for feedback in (n for n in names if n.rpartition("/")[2] == "feedback.jsonl"):
            yield from _read_feedback(_member(archive, feedback, path), loved)
        for _, _, month in sorted(months):
            yield from _read(_member(archive, month, path), loved)
        yield from loved.left()


def _read_feedback(found: Iterable[Line], loved: Loved) -> Iterator[Save | Skipped]:
    for where, line in found:
        row = line if isinstance(line, Skipped) else decode_feedback(line, where)
        told = row if isinstance(row, Skipped) else loved.add(row, where)
        if told:
            yield told


def _read(found: Iterable[Line], loved: Loved) -> Iterator[Listen | Save | Skipped]:
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
    except DAMAGED as error:
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
