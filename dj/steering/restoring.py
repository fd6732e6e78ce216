"""Bring back what `export` wrote, row for row."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import msgspec

from dj.errors import ImportFileError
from dj.library import Store
from dj.listeners.importers.archive import DAMAGED, open_archive
from dj.model.controls import Controls
from dj.model.feedback import Feedback
from dj.model.listening import Listen, Save, Tally
from dj.steering.exporting import EXTENSION, LISTENS, PLAYLISTS, ROW
from dj.units import TrackId

_LONGEST = 100_000
"""Bytes of one listen; more is none of ours."""
_UNPACKED = 4 * 1024**3
"""Bytes of plays that are read at most: ten million."""
_LARGEST = 200_000_000
"""Bytes of a JSON file."""
_Document = TypeVar("_Document")
_Entry = TypeVar("_Entry", Listen, Save, Tally)


class _Tallies(msgspec.Struct):
    tallies: list[Tally]


class _Said(msgspec.Struct):
    feedback: list[Feedback]


class _Decided(msgspec.Struct):
    controls: Controls


class _Info(msgspec.Struct):
    listen: Listen = msgspec.field(name=ROW)


class _Metadata(msgspec.Struct):
    additional_info: _Info


class _Row(msgspec.Struct):
    track_metadata: _Metadata


class _Extension(msgspec.Struct):
    save: Save = msgspec.field(name=EXTENSION)


class _Track(msgspec.Struct):
    extension: _Extension


class _Tracks(msgspec.Struct):
    track: list[_Track]


class _Playlist(msgspec.Struct):
    playlist: _Tracks


def restore(store: Store, listener: str, folder: Path) -> Mapping[str, int]:
    """Add an exported history, and put its decisions in the place of those there are.

    Returns what came → how many rows were new. Rows of tracks that this library has not are not
    matched yet. It is all stored, or nothing.

    Raises:
        ImportFileError: if the folder is none that `export` wrote, or is damaged.
    """
    controls = _read(folder / "controls.json", _Decided).controls
    said = _read(folder / "feedback.json", _Said).feedback
    tallies = _read(folder / "tallies.json", _Tallies).tallies
    tracks = {track.id for track in store.tracks()}
    with store.one_change():
        known = set(store.feedback(listener))
        fresh = [one for one in said if one not in known]
        counts = {
            "listens": store.add_listens(listener, _here(_listens(folder / LISTENS), tracks))[0],
            "saves": store.add_saves(listener, _here(_saves(folder / PLAYLISTS), tracks))[0],
            "tallies": store.add_tallies(listener, _here(tallies, tracks))[0],
            "feedback": len(fresh),
        }
        store.add_feedback(listener, fresh)
        store.set_controls(listener, controls)
    return counts


def _here(rows: Iterable[_Entry], tracks: Collection[TrackId]) -> Iterator[_Entry]:
    """Let rows keep their track if this library has it."""
    for row in rows:
        yield row if row.track_id in tracks else replace(row, track_id=None)


def _read(path: Path, kind: type[_Document]) -> _Document:
    try:
        if path.stat().st_size > _LARGEST:
            raise _foreign(path, "it is too large")
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise _foreign(path, str(error)) from error


def _listens(path: Path) -> Iterator[Listen]:
    decode = msgspec.json.Decoder(_Row).decode
    try:
        with open_archive(path, room=_UNPACKED) as archive:
            for name in archive.namelist():
                with archive.open(name) as member:
                    while line := member.readline(_LONGEST):
                        yield decode(line).track_metadata.additional_info.listen
    except (*DAMAGED, msgspec.MsgspecError, ValueError) as error:
        raise _foreign(path, str(error)) from error


def _saves(folder: Path) -> Iterator[Save]:
    for path in sorted(folder.glob("*.jspf")):
        yield from (row.extension.save for row in _read(path, _Playlist).playlist.track)


def _foreign(path: Path, why: str) -> ImportFileError:
    return ImportFileError(
        f"is not what `dj listener export` writes: {why}.", where=str(path),
        hint="Give the folder of an export; other histories come in with `dj import`.",
    )  # fmt: skip
