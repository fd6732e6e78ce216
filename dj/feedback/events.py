"""Feedback that a player writes into a file: a JSON document per line.

Each line names what was said (`kind`), when (`at`, with its offset), and the song: by `session` and
`slot` (from 0), by `track_id`, or by `artist` and `title`. The file may grow and be read again.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from dj.errors import ConfigError
from dj.model.feedback import Feedback, FeedbackKind
from dj.model.track import Skipped
from dj.units import TrackId

LONGEST_LINE = 20_000
LARGEST_FILE = 100_000_000
_LONGEST_WORDS = 1_000
_YEARS = (1971, 2999)


class _Line(msgspec.Struct, kw_only=True):
    """A line as it may be written; other fields are passed over."""

    kind: FeedbackKind
    at: datetime
    track_id: str = ""
    artist: str = ""
    title: str = ""
    at_s: float | None = None
    session: str = ""
    slot: int | None = None
    note: str = ""
    decision: str = ""
    source: str = ""


def read_events(path: Path) -> Iterator[Feedback | Skipped]:
    """Yield each line as feedback, or what is wrong with it; blank lines are passed over.

    Raises:
        ConfigError: if the file cannot be read or is beyond all measure.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ConfigError("is larger than 100 MB.", where=str(path),
                              hint="Divide it: each line stands alone.")  # fmt: skip
        with path.open("rb") as stream:
            for number, line in enumerate(iter(lambda: stream.readline(LONGEST_LINE + 1), b""), 1):
                if line.strip():
                    yield _read(line, f"{path.name}:{number}")
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}.", where=str(path)) from error


def _read(line: bytes, where: str) -> Feedback | Skipped:
    if len(line) > LONGEST_LINE:
        return Skipped(where=where, reason="the line is too long")
    try:
        found = msgspec.json.decode(line.lstrip(b"\xef\xbb\xbf"), type=_Line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Skipped(where=where, reason=f"no feedback: {error}")
    fault = _fault(found)
    if fault:
        return Skipped(where=where, reason=fault)
    return Feedback(
        kind=found.kind, at=found.at.astimezone(UTC), track_id=TrackId(found.track_id) or None,
        artist=found.artist, title=found.title, at_s=found.at_s, session=found.session,
        slot=found.slot, note=found.note, decision=found.decision, source=found.source,
    )  # fmt: skip


def _fault(line: _Line) -> str:
    words = (line.track_id, line.artist, line.title, line.session, line.note, line.decision,
             line.source)  # fmt: skip
    faults = {
        "at has no offset from UTC": line.at.utcoffset() is None,
        f"at is not in the years {_YEARS[0]} to {_YEARS[1]}":
            not _YEARS[0] <= line.at.year <= _YEARS[1],
        "at_s is not from 0 to 86400": line.at_s is not None and not 0.0 <= line.at_s <= 86_400.0,
        "slot is below 0": line.slot is not None and line.slot < 0,
        "a field is too long": any(len(text) > _LONGEST_WORDS for text in words),
        "no song is named": not (line.track_id or line.title or line.slot is not None)
            and line.kind is not FeedbackKind.SWITCHED,
    }  # fmt: skip
    return next((fault for fault, holds in faults.items() if holds), "")
