"""All that is kept of a listener, in open formats, whole: brought back, it gives the same sessions.

``listens.zip`` is a ListenBrainz export, ``playlists/*.jspf`` are JSPF. Each row carries the exact
row of the library beside the common fields (`ROW` in ListenBrainz's ``additional_info``,
`EXTENSION` in JSPF), so that nothing is lost on the way.
"""

import dataclasses
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from dj.errors import OutputError
from dj.library import Store
from dj.model.listening import Listen, Save
from dj.model.request import Request
from dj.portrait import decided, portrait, what_could_play
from dj.writing import output_error, write_atomic

ROW = "dj_listen"
EXTENSION = "urn:dj-session:save"
LISTENS = "listens.zip"
PLAYLISTS = "playlists"
_DATE = (1980, 1, 1, 0, 0, 0)
"""Of the files in the zip: the same history gives the same bytes."""
_IDS = {"mbid": "recording_mbid", "isrc": "isrc", "spotify": "spotify_id"}

_encode = msgspec.json.Encoder(enc_hook=lambda value: np.asarray(value).tolist()).encode


def export(store: Store, request: Request, folder: Path) -> Mapping[str, int]:
    """Write everything into a new or empty folder; return what is in it → how many.

    Args:
        store: The library.
        request: Whose data, and the moment their taste is described for.
        folder: Where it goes.

    Raises:
        OutputError: if there is something in the folder, or it cannot be written.
    """
    who = request.listener
    _empty(folder)
    counts = {"listens": _listens(folder / LISTENS, store.each_listen(who))}
    saves = store.saves(who)
    for number, (playlist, rows) in enumerate(groupby(saves, key=lambda save: save.playlist), 1):
        write_atomic(folder / PLAYLISTS / f"{number:03d}.jspf", _jspf(playlist, tuple(rows)))
    lists: dict[str, Sequence[object]] = {
        "tallies": store.tallies(who),
        "feedback": store.feedback(who),
        "sessions": list(_sessions(store)),
    }
    for name, entries in lists.items():
        _json(folder / f"{name}.json", {"listener": who, name: entries})
    _json(folder / "controls.json", {"listener": who, "controls": store.controls(who)})
    controls = decided(store, who)
    taste = portrait(store, request, controls, what_could_play(store))
    _json(folder / "taste.json", _plain(taste))
    write_atomic(folder / "README.txt", _README.encode())
    return {**counts, "saves": len(saves), **{name: len(all_) for name, all_ in lists.items()}}


_README = """This folder holds all that dj keeps of one listener.

listens.zip      plays, as a ListenBrainz export (one JSON object a line)
playlists/       what was saved, a JSPF file for each playlist
tallies.json     plays that players counted without a diary
feedback.json    what was said while music played
controls.json    bans, likes, exclusions, dials and switches
sessions.json    sessions that were made in this library, and what was said in them
taste.json       what is concluded from all this, at the moment of the export

`dj listener restore FOLDER` brings it back; `dj import` reads listens.zip and playlists/ alone.
"""


def _empty(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = any(folder.iterdir())
    except OSError as error:
        raise output_error(folder, error) from error
    if there:
        raise OutputError("the folder is not empty.", where=str(folder),
                          hint="Name a new one, so that nothing is overwritten.")  # fmt: skip


def _json(path: Path, document: object) -> None:
    write_atomic(path, msgspec.json.format(_encode(document), indent=1) + b"\n")


def _listens(path: Path, listens: Iterator[Listen]) -> int:
    count = 0
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for (year, month), rows in groupby(listens, key=_month):
            name = zipfile.ZipInfo(f"listens/{year}/{month}.jsonl", _DATE)
            name.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(name, "w") as member:
                for listen in rows:
                    member.write(_encode(_row(listen)) + b"\n")
                    count += 1
    write_atomic(path, packed.getvalue())
    return count


def _month(listen: Listen) -> tuple[int, int]:
    return listen.started_at.year, listen.started_at.month


def _row(listen: Listen) -> Mapping[str, object]:
    info: dict[str, object] = {_IDS[name]: value for name, value in listen.ids.items()
                               if name in _IDS}  # fmt: skip
    if artist := listen.ids.get("artist_mbid"):
        info["artist_mbids"] = [artist]
    if listen.duration_ms is not None:
        info["duration_ms"] = listen.duration_ms
    if listen.played_ms is not None:
        info["duration_played"] = listen.played_ms / 1000
    if listen.skipped is not None:
        info["skipped"] = listen.skipped
    return {
        "listened_at": int(listen.started_at.timestamp()),
        "track_metadata": {
            "artist_name": listen.artist,
            "track_name": listen.title,
            "release_name": listen.album,
            "additional_info": {**info, ROW: listen},
        },
    }


def _jspf(playlist: str, saves: Sequence[Save]) -> bytes:
    tracks = [
        {
            "title": save.title,
            "creator": save.artist,
            "album": save.album,
            **({"location": [save.location]} if save.location else {}),
            "extension": {EXTENSION: save},
        }
        for save in saves
    ]
    document = {"playlist": {"title": playlist, "track": tracks}}
    return msgspec.json.format(_encode(document), indent=1) + b"\n"


def _sessions(store: Store) -> Iterator[Mapping[str, object]]:
    for session_id, path, at in store.sessions():
        yield {"id": session_id, "folder": str(path), "at": _rfc(at),
               "said": store.lines_of(session_id)}  # fmt: skip


def _rfc(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


def _plain(noun: Any) -> Mapping[str, object]:
    return {field.name: getattr(noun, field.name) for field in dataclasses.fields(noun)}
