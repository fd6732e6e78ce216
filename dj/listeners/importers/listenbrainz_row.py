"""One row of a ListenBrainz export: its fields, and what becomes of them.

Only the fields that some signal needs are named here; the parser passes over all others (client,
addresses, cover art), so they are never in memory.
"""

import sys

import msgspec

from dj.listeners.importers.fields import milliseconds, moment, name, token
from dj.model.listening import Listen
from dj.model.track import Skipped

SOURCE = "listenbrainz"


class Info(msgspec.Struct, gc=False):
    """What the client sent beside the names; any field may hold anything."""

    recording_mbid: object = None
    artist_mbids: object = None
    isrc: object = None
    spotify_id: object = None
    duration_ms: object = None
    duration: object = None
    """Seconds."""
    duration_played: object = None
    """Seconds."""
    skipped: object = None


class Mapped(msgspec.Struct, gc=False):
    """What ListenBrainz believes the recording is."""

    recording_mbid: object = None
    artist_mbids: object = None


class Recording(msgspec.Struct, gc=False):
    """``track_metadata``."""

    artist_name: object = None
    track_name: object = None
    release_name: object = None
    additional_info: Info | None = None
    mbid_mapping: Mapped | None = None
    recording_msid: object = None


class Row(msgspec.Struct, gc=False):
    """A listen."""

    listened_at: object = None
    track_metadata: Recording | None = None
    recording_msid: object = None


class Feedback(msgspec.Struct, gc=False):
    """A love (1), a hate (−1) or neither (0)."""

    recording_mbid: object = None
    recording_msid: object = None
    score: object = None
    created: object = None
    """Seconds since 1970."""
    track_metadata: Recording | None = None
    """Names, where an export has them."""


_ROW = msgspec.json.Decoder(Row)
_FEEDBACK = msgspec.json.Decoder(Feedback)
_NO_INFO = Info()
_UNMAPPED = Mapped()


def decode_row(line: bytes | msgspec.Raw, where: str) -> Row | Skipped:
    """Parse one listen, or say why it cannot be."""
    try:
        return _ROW.decode(line)
    except (ValueError, RecursionError) as error:
        return Skipped(where=where, reason=_why(error))


def decode_feedback(line: bytes, where: str) -> Feedback | Skipped:
    """Parse one row of feedback, or say why it cannot be."""
    try:
        return _FEEDBACK.decode(line)
    except (ValueError, RecursionError) as error:
        return Skipped(where=where, reason=_why(error))


def _why(error: Exception) -> str:
    if isinstance(error, msgspec.ValidationError):
        return f"is not shaped like a listen: {error}."
    if isinstance(error, UnicodeDecodeError):
        return "is not valid UTF-8."
    return "is not valid JSON."


def listen_of(row: Row, where: str) -> Listen | Skipped:
    """Turn a parsed row into a listen, or say what it lacks."""
    started = moment(row.listened_at)
    if isinstance(started, str):
        return Skipped(where=where, reason=f"{started}.")
    recording = row.track_metadata or Recording()
    artist, title = name(recording.artist_name), name(recording.track_name)
    if not artist or not title:
        missing = "title" if artist else "artist"
        return Skipped(where=where, reason=f"has no {missing}.")
    info = recording.additional_info or _NO_INFO
    return Listen(
        started_at=started,
        artist=artist,
        title=title,
        album=name(recording.release_name),
        played_ms=milliseconds(info.duration_played, per_unit=1000),
        duration_ms=milliseconds(info.duration_ms) or milliseconds(info.duration, per_unit=1000),
        skipped=info.skipped if isinstance(info.skipped, bool) else None,
        ids=_ids(info, recording.mbid_mapping or _UNMAPPED),
        source=SOURCE,
    )


def _ids(info: Info, mapped: Mapped) -> dict[str, str]:
    ids: dict[str, str] = {}
    # What the client sent comes from the listener's own files; the mapping is a guess.
    if mbid := _mbid(info.recording_mbid) or _mbid(mapped.recording_mbid):
        ids["mbid"] = mbid
    if type(info.isrc) is str and (isrc := token(info.isrc)):
        ids["isrc"] = isrc.upper()
    if type(info.spotify_id) is str and (spotify := _spotify(info.spotify_id)):
        ids["spotify"] = spotify
    if artist := _first(info.artist_mbids) or _first(mapped.artist_mbids):
        ids["artist_mbid"] = artist
    return ids


def _mbid(value: object) -> str:
    if type(value) is str and len(value) == 36 and value.isascii() and value.isprintable():
        return value.lower()
    return ""


def _first(value: object) -> str:
    return sys.intern(_mbid(value[0])) if isinstance(value, list) and value else ""


def _spotify(address: str) -> str:
    """Read the track's identifier from its address, or from ``spotify:track:…``."""
    if "track" not in address:
        return ""
    return token(address.partition("?")[0].replace(":", "/").rpartition("/")[2])
