"""Imported facts by the thousand, read in a moment: JSON as `dj facts import` writes it.

Every rule holds as in files written by hand. Whatever is not as it should be is left to the reader
of those (`dj.editorial.facts.load`), which is slow and tells everything.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import msgspec

from dj.documents import Limit, Report
from dj.editorial.facts.written import LIMITS, FactItem, SourceItem, fact_of
from dj.model.editorial import Fact

FIRST_LINE = 2
"""Line of the first fact; each has one of its own."""
_FIELDS = {field.name for field in fields(FactItem)}
_SOURCE_FIELDS = {field.name for field in fields(SourceItem)}
_MOST_BYTES = 64 * 1024 * 1024


def quick_facts(path: Path) -> tuple[Fact, ...] | None:
    """Return all facts of a file, or None if there is anything to tell about it."""
    try:
        if path.suffix != ".json" or path.stat().st_size > _MOST_BYTES:
            return None
        rows = msgspec.json.decode(path.read_bytes(), type=list[dict[str, Any]])
        items = msgspec.convert(rows, list[FactItem]) if all(map(_is_known, rows)) else None
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    if items is None:
        return None
    facts = []
    report = Report(path=path, prefix="FCT")
    for item in items:
        fact = fact_of(item, report, item.id) if _is_sound(item) else None
        if fact is None or report.findings:
            return None
        facts.append(fact)
    return tuple(facts)


def to_lines(rows: Iterable[object]) -> bytes:
    """Write items so that they are read quickly and each has its line."""
    return b"[\n" + b",\n".join(map(msgspec.json.encode, rows)) + b"\n]\n"


def _is_known(row: Mapping[str, Any]) -> bool:
    """A field that nobody reads may be a slip in the name of one that matters."""
    sources = (row.get("source"), *(row.get("sources") or ()))
    return row.keys() <= _FIELDS and all(
        source.keys() <= _SOURCE_FIELDS for source in sources if isinstance(source, dict)
    )


def _is_sound(item: FactItem) -> bool:
    return not any(
        limit.problem(value)
        for shape, value in _values(item)
        for limit in _limits(shape)
    )  # fmt: skip


def _limits(shape: str) -> Iterable[Limit]:
    found = LIMITS[shape]
    return found if isinstance(found, Sequence) else (found,)


def _values(item: FactItem) -> Iterator[tuple[str, object]]:
    for name in ("id", "predicate", "value", "language"):
        yield name, getattr(item, name)
    yield from (("subject.*", value) for value in item.subject.values())
    yield from (("approvals[]", name) for name in item.approvals)
    if item.sources or not item.source:
        yield "sources", item.sources
    if item.tier is not None:
        yield "tier", item.tier
    for source in (item.source, *item.sources):
        yield from _source_values(source) if source else ()


def _source_values(source: SourceItem) -> Iterator[tuple[str, object]]:
    for name in ("title", "locator", "publisher", "licence"):
        if getattr(source, name) or name in ("title", "locator"):
            yield f"source.{name}", getattr(source, name)
