"""Logs of portable players (Rockbox): ``.scrobbler.log``, tab-separated, versions 1.0 and 1.1.

Cells are artist, album, title, number, length in seconds, rating ``L`` (listened) or ``S``
(skipped), start in seconds, and an identifier that may be missing. There is no quoting, and only
the lines that make the header are comments, for artists may begin with ``#``.

A player that does not say ``#TZ/UTC`` counts its seconds on a clock of the listener's own zone.
Without that zone the start is known to 14 hours only, the farthest that a zone is from UTC, and
each row says so in `Listen.within_s`.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, tzinfo
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dj.errors import ImportFileError
from dj.listeners.importers.fields import NO_DATE, milliseconds, moment
from dj.listeners.importers.lines import BOM, lines, numbered, text_of
from dj.listeners.importers.outcomes import outcomes
from dj.listeners.importers.recordings import Names, Understood, recording, remembered
from dj.model.listening import Listen
from dj.model.track import Skipped

SOURCE = "scrobbler-log"
UNKNOWN_ZONE_S = 14 * 3600
"""The farthest that the clock of any zone is from UTC."""
_CELLS = 7
_HEADER = re.compile(rb"#(?:AUDIOSCROBBLER|TZ|CLIENT)/[^\t]*$|#ARTIST\s+#ALBUM\s+#TITLE\s")
_START = re.compile(
    rb"#AUDIOSCROBBLER/\d[^\r\n]*[\r\n]+(?:#TZ/|#CLIENT/|[^\r\n]*(?:\t[^\r\n]*){6})"
)
_ZONE = b"#TZ/"
_UTC = (b"#TZ/UTC", b"#TZ/GMT")
_SKIPPED = {"L": False, "S": True}
_UNTAGGED = "<Untagged>"


class ScrobblerLogImporter:
    """Reads ``.scrobbler.log``."""

    time_zone = ""
    """IANA name of the player's zone, for logs that do not tell it."""

    def recognises(self, head: bytes, name: str, /) -> bool:  # noqa: ARG002 - content decides
        """Look for the header and one line after it."""
        return _START.match(head.removeprefix(BOM)) is not None

    def read(self, source: Path, /) -> Iterator[Listen | Skipped]:
        """Yield each play; rows are counted by the lines of the file.

        Raises:
            ImportFileError: if there is no time zone of the name that was told.
        """
        clock = _Clock(_zone(self.time_zone))
        listen = partial(_listen, remembered(_recording), clock)
        with source.open("rb") as stream:
            found = clock.without_header(numbered(lines(stream)))
            yield from outcomes(source, found, listen)


class _Clock:
    """What the seconds of a log mean, by its header; logs that were joined have several."""

    def __init__(self, told: tzinfo | None) -> None:
        self._told = told
        self._set(told)

    def _set(self, zone: tzinfo | None) -> None:
        self._zone = zone or UTC
        self.within_s = UNKNOWN_ZONE_S if zone is None else 1

    def without_header(
        self, found: Iterable[tuple[int, bytes | str]]
    ) -> Iterator[tuple[int, bytes | str]]:
        for number, line in found:
            if isinstance(line, str) or not _HEADER.match(line):
                yield number, line
            elif line.startswith(_ZONE):
                self._set(UTC if line.strip().upper() in _UTC else self._told)

    def read(self, text: str) -> datetime | str:
        at = moment(text) if text else NO_DATE
        if isinstance(at, str) or self._zone is UTC:
            return at
        return at.replace(tzinfo=self._zone).astimezone(UTC)


def _zone(told: str) -> tzinfo | None:
    if not told:
        return None
    try:
        return ZoneInfo(told)
    except (ValueError, OSError, ZoneInfoNotFoundError) as error:
        raise ImportFileError(
            f"there is no time zone {told!r}.", where="time zone",
            hint="Give it by its IANA name, such as Europe/Lisbon.",
        ) from error  # fmt: skip


def _listen(recall: Understood, clock: _Clock, line: bytes) -> Listen | str:
    cells = text_of(line).split("\t")
    if len(cells) < _CELLS:
        return "is no row of seven cells."
    started = clock.read(cells[6])
    if isinstance(started, str):
        return f"{started}."
    known = recall(cells[0], cells[2], cells[1], "".join(cells[_CELLS : _CELLS + 1]))
    if isinstance(known, str):
        return known
    artist, title, album, ids = known
    return Listen(
        started_at=started,
        artist=artist,
        title=title,
        album=album,
        duration_ms=milliseconds(cells[4], per_unit=1000),
        skipped=_SKIPPED.get(cells[5].strip().upper()),
        ids=ids,
        source=SOURCE,
        within_s=clock.within_s,
    )


def _recording(artist: str, title: str, album: str, key: str) -> Names | str:
    return recording("" if artist == _UNTAGGED else artist, title, album, key.strip())
