"""Nouns to rows and back: what the columns of the catalogue hold.

Scalars are JSON whose shape follows the dataclass, so a field added there (with a default) is read
from old rows too. Arrays are raw little-endian bytes with their dtype beside them.
"""

import dataclasses
import hashlib
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import msgspec
import numpy as np
from numpy.typing import NDArray

from dj.errors import LibraryError
from dj.model.analysis import Analysis
from dj.model.controls import Controls
from dj.model.feedback import Feedback
from dj.model.listening import Listen, Recording
from dj.model.track import Track
from dj.units import TrackId

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NO_IDS: Mapping[str, str] = {}
_Noun = TypeVar("_Noun", Controls, Feedback)


def _record(noun: type, leave_out: set[str]) -> type[msgspec.Struct]:
    hints = get_type_hints(noun)
    fields: list[Any] = []
    for field in dataclasses.fields(noun):
        if field.name in leave_out:
            continue
        entry: tuple[Any, ...] = (field.name, hints[field.name])
        if field.default is not dataclasses.MISSING:
            entry = (*entry, field.default)
        elif field.default_factory is not dataclasses.MISSING:
            entry = (*entry, msgspec.field(default_factory=field.default_factory))
        fields.append(entry)
    return msgspec.defstruct(f"{noun.__name__}Record", fields, kw_only=True, gc=False)


ARRAYS = tuple(field.name for field in dataclasses.fields(Analysis) if not field.compare)
"""Fields of `Analysis` that are arrays: those that stay out of equality."""

HEAVY_ARRAYS = tuple(name for name in ARRAYS if name not in {"vector", "embedding"})
"""Arrays that planning does not need; they are read song by song."""

_TrackRecord = _record(Track, {"id", "path"})
_AnalysisRecord = _record(Analysis, {"track_id", *ARRAYS})
_TRACK_FIELDS = _TrackRecord.__struct_fields__
_ANALYSIS_FIELDS = _AnalysisRecord.__struct_fields__
_encode = msgspec.json.Encoder(order="deterministic").encode
_decode_track = msgspec.json.Decoder(_TrackRecord).decode
_decode_analysis = msgspec.json.Decoder(_AnalysisRecord).decode
_decode_ids = msgspec.json.Decoder(dict[str, str]).decode
_decode_controls = msgspec.json.Decoder(Controls).decode
_decode_feedback = msgspec.json.Decoder(Feedback).decode


def pack_track(track: Track) -> bytes:
    """Write a track's tags as JSON; its identity and path are columns of their own."""
    return _encode({name: getattr(track, name) for name in _TRACK_FIELDS})


def unpack_track(track_id: str, path: str, tags: bytes) -> Track:
    """Make the track again."""
    try:
        record = _decode_track(tags)
        values = {name: getattr(record, name) for name in _TRACK_FIELDS}
        return Track(id=TrackId(track_id), path=Path(path), **values)
    except (msgspec.MsgspecError, ValueError, TypeError) as error:
        raise unreadable(track_id, error) from error


def versions_key(versions: Mapping[str, str]) -> str:
    """Write analyser versions so that equal ones are equal text."""
    return _encode(dict(versions)).decode()


def pack_scalars(analysis: Analysis) -> bytes:
    """Write an analysis without its arrays as JSON.

    Raises:
        LibraryError: if a value is not a number where one is needed.
    """
    scalars = _encode({name: _plain(getattr(analysis, name)) for name in _ANALYSIS_FIELDS})
    try:
        _decode_analysis(scalars)
    except msgspec.ValidationError as error:
        raise LibraryError(
            f"the analysis cannot be stored: {error}.",
            where=analysis.track_id,
            hint="One of the analysers gave a value outside its range; please report it.",
        ) from error
    return scalars


def unpack_analysis(track_id: str, scalars: bytes, arrays: Mapping[str, NDArray[Any]]) -> Analysis:
    """Make an analysis again, with the arrays that were read."""
    try:
        record = _decode_analysis(scalars)
        values = {name: getattr(record, name) for name in _ANALYSIS_FIELDS}
        values.update(arrays)
        return Analysis(track_id=TrackId(track_id), **values)
    except (msgspec.MsgspecError, ValueError, TypeError) as error:
        raise unreadable(track_id, error) from error


def pack_array(array: NDArray[Any]) -> tuple[str, bytes]:
    """Return an array's dtype and its bytes, little-endian."""
    little = array.dtype.newbyteorder("<")
    return little.str, np.ascontiguousarray(array, little).tobytes()


def unpack_array(dtype: str, data: bytes) -> NDArray[Any]:
    """Make a one-dimensional array again, read-only."""
    try:
        array = np.frombuffer(data, np.dtype(dtype))
    except (ValueError, TypeError) as error:
        raise unreadable("an array", error) from error
    return array if sys.byteorder == "little" else array.astype(array.dtype.newbyteorder("="))


def microseconds(moment: datetime) -> int:
    """Count microseconds since 1970, UTC; the moment must be aware."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def moment(us: int) -> datetime:
    """Turn microseconds since 1970 into an aware moment, UTC."""
    return _EPOCH + timedelta(microseconds=us)


def name_key(artist: str, title: str) -> int:
    """Hash names to 63 bits, letter case apart: with the start, what makes a listen the same."""
    digest = hashlib.blake2b(f"{artist}\0{title}".casefold().encode("utf-8", "replace"),
                             digest_size=8).digest()  # fmt: skip
    return int.from_bytes(digest, "little") >> 1


def pack_words(listen: Listen) -> tuple[object, ...]:
    """Return the columns of a listen's recording, in the order of the table, from `source` on."""
    return (
        listen.source,
        listen.artist,
        listen.title,
        listen.album,
        listen.duration_ms,
        pack_ids(listen.ids),
        listen.track_id,
    )


def unpack_recording(row: tuple[Any, ...]) -> Recording:
    """Make a recording from its number and its columns from `source` on."""
    number, source, artist, title, album, duration_ms, ids, track_id = row
    try:
        return Recording(number=number, source=source, artist=artist, title=title, album=album,
                         duration_ms=duration_ms, ids=unpack_ids(ids),
                         track_id=track_id)  # fmt: skip
    except (msgspec.MsgspecError, ValueError, TypeError) as error:
        raise unreadable("a recording", error) from error


def unpack_listen(recording: Recording, row: Sequence[Any]) -> Listen:
    """Make a listen from its recording, start, part played, skip, context and precision."""
    started_us, played_ms, skipped, context, within_s = row
    try:
        return Listen(
            started_at=moment(started_us),
            artist=recording.artist,
            title=recording.title,
            album=recording.album,
            played_ms=played_ms,
            duration_ms=recording.duration_ms,
            skipped=None if skipped is None else bool(skipped),
            ids=recording.ids,
            source=recording.source,
            context=context,
            within_s=within_s,
            track_id=recording.track_id,
        )
    except (OverflowError, ValueError, TypeError) as error:
        raise unreadable("a listen", error) from error


def pack_ids(ids: Mapping[str, str]) -> str | None:
    """Write identifiers as JSON, None without any."""
    return _encode(dict(ids)).decode() if ids else None


def unpack_ids(ids: str | None) -> Mapping[str, str]:
    """Read identifiers again."""
    return _decode_ids(ids) if ids else _NO_IDS


def pack_noun(noun: Controls | Feedback) -> str:
    """Write controls or feedback as JSON that follows the dataclass."""
    return _encode(noun).decode()


def unpack_controls(value: str) -> Controls:
    """Read controls; fields that are missing have their defaults."""
    return _unpack(_decode_controls, value, "controls")


def unpack_feedback(event: str) -> Feedback:
    """Read one thing said."""
    return _unpack(_decode_feedback, event, "feedback")


def _unpack(decode: Callable[[str], _Noun], text: str, what: str) -> _Noun:
    try:
        return decode(text)
    except (msgspec.MsgspecError, ValueError, TypeError) as error:
        raise unreadable(what, error) from error


def unreadable(what: str, error: Exception) -> LibraryError:
    """Make the error for a row that is not what we wrote."""
    return LibraryError(
        f"a row of the library cannot be read ({what}: {error}).",
        hint="The file may be damaged: move `library.db` away and run `dj scan` again.",
    )


def _plain(value: object) -> object:
    return value.item() if isinstance(value, np.generic) else value
