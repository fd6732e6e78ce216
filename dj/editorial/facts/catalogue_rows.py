"""Rows of a MusicBrainz-shaped file: what of them is read, and of which kind a row is.

The JSON of the web service (``ws/2``) and that of the dumps have one shape. Files are whole
documents, lists, search results, or one document a line; nothing else of a row is looked at.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from dj.errors import ImportFileError
from dj.model.track import Skipped

LINE_BYTES = 4 * 1024 * 1024
DOCUMENT_BYTES = 64 * 1024 * 1024
_LISTS = ("recordings", "release-groups", "releases", "artists")


class RowKind(StrEnum):
    """What a row is about."""

    RECORDING = "recording"
    RELEASE_GROUP = "release-group"
    RELEASE = "release"
    ARTIST = "artist"


class _Part(msgspec.Struct, rename="kebab", kw_only=True):
    id: str = ""
    name: str | None = None
    title: str | None = None
    type: str | None = None


class LifeSpan(msgspec.Struct):
    """When an artist began and ended."""

    begin: str | None = None
    end: str | None = None
    ended: bool | None = None


class Credit(msgspec.Struct, kw_only=True):
    """One name of a credit, with what follows it."""

    name: str | None = None
    joinphrase: str | None = None


class Work(_Part):
    """A composition."""

    relations: "list[Relation] | None" = None


class Recording(_Part):
    """A recording that another one refers to."""

    artist_credit: list[Credit] | None = None


class Relation(msgspec.Struct, rename="kebab", kw_only=True):
    """What a row has to do with somebody or something."""

    type: str | None = None
    direction: str | None = None
    ended: bool | None = None
    begin: str | None = None
    end: str | None = None
    artist: _Part | None = None
    place: _Part | None = None
    work: Work | None = None
    recording: Recording | None = None


class LabelInfo(msgspec.Struct):
    """A label of an edition."""

    label: _Part | None = None


class _Group(_Part):
    first_release_date: str | None = None
    primary_type: str | None = None
    secondary_types: list[str] | None = None


class Row(_Group):
    """A row of any kind; what it has not is empty."""

    artist_credit: list[Credit] | None = None
    relations: list[Relation] | None = None
    aliases: list[_Part] | None = None
    life_span: LifeSpan | None = None
    begin_area: _Part | None = None
    date: str | None = None
    label_info: list[LabelInfo] | None = None
    release_group: _Group | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A row, where it stands, and of which kind it is."""

    where: str
    kind: RowKind
    row: Row


def catalogue_rows(path: Path) -> Iterator[Found | Skipped]:
    """Read the rows of a file one by one, in bounded memory if there is one a line.

    Raises:
        ImportFileError: if the file cannot be read, or is no such JSON.
    """
    for where, document in _documents(path):
        for one in [document] if isinstance(document, Skipped) else _spread(document):
            yield one if isinstance(one, Skipped) else _row(one, where)


def _row(document: object, where: str) -> Found | Skipped:
    kind = _kind(document)
    if kind is None:
        return Skipped(where=where, reason="is no recording, release, release group or artist")
    try:
        return Found(where, kind, msgspec.convert(document, Row))
    except (msgspec.ValidationError, RecursionError) as error:
        return Skipped(where=where, reason=f"is not shaped as expected: {str(error)[:200]}")


def _kind(document: object) -> RowKind | None:
    if not isinstance(document, dict):
        return None
    if "primary-type" in document or "primary-type-id" in document:
        return RowKind.RELEASE_GROUP
    if "sort-name" in document and "title" not in document:
        return RowKind.ARTIST
    if {"label-info", "barcode", "release-events", "media", "release-group"} & document.keys():
        return RowKind.RELEASE
    return RowKind.RECORDING if "title" in document else None


def _spread(document: object) -> Iterator[object]:
    """Take apart lists and search results."""
    if isinstance(document, list):
        yield from document
    elif isinstance(document, dict) and any(name in document for name in _LISTS) \
            and "id" not in document:  # fmt: skip
        for name in _LISTS:
            rows = document.get(name)
            yield from rows if isinstance(rows, list) else ()
    else:
        yield document


def _documents(path: Path) -> Iterator[tuple[str, Any]]:
    """Yield each line that is a document, or the file as one."""
    try:
        with path.open("rb") as file:
            first = _next_line(file)
            second = _next_line(file)
            # One of the first two may be bad: a document over several lines has neither alone.
            if _decoded(first) is not None or _decoded(second):
                yield from _lines(path, (first, second), file)
                return
            content = first + second + file.read(DOCUMENT_BYTES)
    except OSError as error:
        raise ImportFileError(f"cannot be read: {error.strerror}.", where=str(path),
                              hint="Check the path.") from error  # fmt: skip
    document = _decoded(content) if len(content) < DOCUMENT_BYTES else None
    if document is None:
        raise ImportFileError(
            "is neither JSON of MusicBrainz's shape nor a list of facts.", where=str(path),
            hint=f"One document of at most {DOCUMENT_BYTES >> 20} MB, or one a line.",
        )  # fmt: skip
    yield str(path), document


def _lines(path: Path, begun: tuple[bytes, bytes], file: Any) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(chain(begun, iter(lambda: _next_line(file), b"")), 1):
        where = f"{path}: line {number}"
        document = _decoded(line)
        if document is not None:
            yield where, document
        elif line.strip():
            yield where, Skipped(where=where, reason="is no JSON, or is cut off or too long")


def _next_line(file: Any) -> bytes:
    """Return a line; of one that is too long, what is too much for any document."""
    line: bytes = file.readline(LINE_BYTES)
    rest = line
    while rest and not rest.endswith(b"\n"):
        rest = file.readline(LINE_BYTES)
        line = line if not rest else line[:LINE_BYTES] + b"\0"
    return line


def _decoded(data: bytes) -> Any:
    """Return a document or a list; None for all else, numbers and words alone included."""
    try:
        found = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return found if isinstance(found, dict | list) else None
