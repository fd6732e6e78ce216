"""Rows on their way out of the worker that reads them: plain tuples, which pickle quickly.

Names that repeat are one object on both sides, so a million plays of a few songs stay small.
"""

import sys
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any

from dj.model.listening import Heard, Listen, Save, Tally
from dj.model.track import Skipped

Packed = tuple[Any, ...]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_KINDS: tuple[type[Listen | Save | Tally | Skipped], ...] = (Listen, Save, Tally, Skipped)
_NAMES = tuple(tuple(field.name for field in fields(kind)) for kind in _KINDS)
_DATED = frozenset(("started_at", "saved_at", "last_at", "since"))


def pack(row: Heard | Skipped) -> Packed:
    """Write a row as its kind's number and its values."""
    if isinstance(row, Listen):
        return (
            0, (row.started_at - _EPOCH) // _MICROSECOND, row.artist, row.title, row.album,
            row.played_ms, row.duration_ms, row.skipped, _shared(row.ids), row.source,
            row.context, row.within_s, row.track_id,
        )  # fmt: skip
    kind = _KINDS.index(type(row))
    return kind, *(_plain(getattr(row, name)) for name in _NAMES[kind])


def unpack(packed: Packed) -> Heard | Skipped:
    """Make the row again."""
    if packed[0] == 0:
        return _listen(*packed[1:])
    kind, *values = packed
    named = dict(zip(_NAMES[kind], values, strict=True))
    named.update((name, _moment(named[name])) for name in _DATED & named.keys())
    if "ids" in named:
        named["ids"] = named["ids"] or {}
    return _KINDS[kind](**named)


def _listen(started_us: int, artist: str, title: str, album: str, *rest: Any) -> Listen:
    played, duration, skipped, ids, source, context, within, track = rest
    intern = sys.intern
    return Listen(
        started_at=_EPOCH + timedelta(microseconds=started_us), artist=intern(artist),
        title=intern(title), album=intern(album), played_ms=played, duration_ms=duration,
        skipped=skipped, ids=ids or {}, source=source, context=context, within_s=within,
        track_id=track,
    )  # fmt: skip


def _moment(us: int | None) -> datetime | None:
    return None if us is None else _EPOCH + timedelta(microseconds=us)


def _shared(ids: Mapping[str, str]) -> Mapping[str, str] | None:
    # What many rows share is pickled once a batch; a copy for each row would not be.
    return (ids if type(ids) is dict else dict(ids)) if ids else None


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return (value - _EPOCH) // _MICROSECOND
    return dict(value) or None if hasattr(value, "keys") else value
