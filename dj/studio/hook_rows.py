"""What players send and are told: listens as ListenBrainz writes them, in and out.

Only the fields that an import reads are looked at; addresses, clients and accounts never come in.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

import msgspec

from dj.errors import ImportFileError
from dj.listeners.importers.listenbrainz_row import decode_row, listen_of
from dj.model.listening import Listen
from dj.model.track import Skipped

SOURCE = "player"
LARGEST_LISTEN = 10_240
"""Bytes, as ListenBrainz has it."""
MOST_LISTENS = 1000
LARGEST_BODY = LARGEST_LISTEN * MOST_LISTENS
_AHEAD = timedelta(minutes=10)
"""Clocks may differ by so much."""


class Kind(StrEnum):
    """Why listens are sent."""

    SINGLE = "single"
    PLAYING_NOW = "playing_now"
    IMPORT = "import"


class _Body(msgspec.Struct):
    listen_type: Kind
    payload: list[msgspec.Raw]


class Score(msgspec.Struct):
    """A love (1), a hate (−1) or neither (0)."""

    score: int
    recording_mbid: str = ""


def submission(body: bytes, now: datetime) -> tuple[Kind, list[Listen]]:
    """Read what was submitted; a song that begins now has `now` for its start.

    Raises:
        ImportFileError: with a sentence for the player, if any of it is not as it must be.
    """
    sent = decoded(body, _Body)
    if not sent.payload:
        raise ImportFileError("JSON document does not contain any listens.")
    if sent.listen_type is not Kind.IMPORT and len(sent.payload) > 1:
        raise ImportFileError(f"JSON document contains too many listens for {sent.listen_type}.")
    if len(sent.payload) > MOST_LISTENS:
        raise ImportFileError(f"Too many listens: at most {MOST_LISTENS} at a time.")
    return sent.listen_type, [_listen(raw, sent.listen_type, now) for raw in sent.payload]


def decoded(body: bytes, kind: type[Any]) -> Any:
    """Read a JSON document of a certain form.

    Raises:
        ImportFileError: if it is none.
    """
    try:
        return msgspec.json.decode(body, type=kind)
    except (ValueError, RecursionError) as error:
        raise ImportFileError(f"Cannot parse JSON document: {error}") from error


def _listen(raw: msgspec.Raw, kind: Kind, now: datetime) -> Listen:
    if len(bytes(raw)) > LARGEST_LISTEN:
        raise ImportFileError(f"Listen is larger than {LARGEST_LISTEN} bytes.")
    row = decode_row(raw, "listen")
    if isinstance(row, Skipped):
        raise ImportFileError(f"A listen {row.reason}")
    if kind is Kind.PLAYING_NOW:
        if row.listened_at is not None:
            raise ImportFileError("JSON document must not contain listened_at while submitting "
                                  "playing_now.")  # fmt: skip
        row.listened_at = int(now.timestamp())
    found = listen_of(row, "listen")
    if isinstance(found, Skipped):
        raise ImportFileError(f"A listen {found.reason}")
    if found.started_at > now + _AHEAD:
        raise ImportFileError("A listen lies in the future.")
    return replace(found, source=SOURCE)


def document(listen: Listen, user: str, *, playing: bool = False) -> dict[str, Any]:
    """Write a listen as ListenBrainz does."""
    info: dict[str, Any] = {}
    if "mbid" in listen.ids:
        info["recording_mbid"] = listen.ids["mbid"]
    if listen.duration_ms is not None:
        info["duration_ms"] = listen.duration_ms
    names = {"artist_name": listen.artist, "track_name": listen.title,
             "release_name": listen.album or None, "additional_info": info}  # fmt: skip
    if playing:
        return {"playing_now": True, "track_metadata": names}
    started = int(listen.started_at.timestamp())
    return {"listened_at": started, "user_name": user, "track_metadata": names}


def moment(text: str | None) -> datetime | None:
    """Read seconds since 1970; None if there are none or they are beyond all dates.

    Raises:
        ImportFileError: if it is no number.
    """
    if text is None:
        return None
    try:
        return datetime.fromtimestamp(int(text), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise ImportFileError(f"Invalid timestamp: {text[:40]!r}") from error
