"""A song as a record: what planning asks of it. What only mixing needs is not kept."""

import dataclasses
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, overload

import msgspec
import numpy as np

from dj.errors import LibraryError
from dj.lineup.snapshot.files import AGAIN
from dj.lineup.snapshot.texts import Texts
from dj.model.analysis import Analysis, Song
from dj.model.track import Track

_MIXING = {"sections", "edges", "tempo_candidates", "key_candidates"}
_ARRAYS = {item.name for item in dataclasses.fields(Analysis) if not item.compare}
_encode = msgspec.msgpack.Encoder(enc_hook=os.fsencode, order="deterministic").encode


def packed(song: Song) -> bytes:
    """Write a song as a record; values that are as by default take no room."""
    return _encode({"track": _said(song.track), "analysis": _said(song.analysis)})


def _said(noun: Track | Analysis) -> dict[str, Any]:
    left_out = _MIXING | _ARRAYS if isinstance(noun, Analysis) else set()
    values = ((item, getattr(noun, item.name)) for item in dataclasses.fields(noun))
    return {
        item.name: value
        for item, value in values
        if item.name not in left_out and not _usual(item, value)
    }


def _usual(item: "dataclasses.Field[Any]", value: object) -> bool:
    if item.default_factory is not dataclasses.MISSING:
        return not value
    return item.default is not dataclasses.MISSING and bool(value == item.default)


def _hook(kind: Any, value: Any) -> Any:
    return Path(os.fsdecode(value)) if kind is Path else np.asarray(value)


_decode = msgspec.msgpack.Decoder(Song, dec_hook=_hook).decode


class Songs(Sequence[Song]):
    """The songs of a snapshot, each read when it is asked for."""

    def __init__(self, records: Texts[str]) -> None:
        """Keep the records, in the order of the catalogue."""
        self._records = records

    @overload
    def __getitem__(self, row: int) -> Song: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Song]: ...
    def __getitem__(self, row: int | slice) -> Song | Sequence[Song]:
        """Read a song, or some."""
        if isinstance(row, slice):
            return tuple(self[place] for place in range(*row.indices(len(self))))
        place = range(len(self))[row]
        try:
            return _decode(self._records.piece(place))
        except (msgspec.MsgspecError, ValueError, TypeError) as error:
            raise LibraryError(
                f"the song in row {place} of a snapshot cannot be read: {error}.",
                where="snapshot", hint=AGAIN,
            ) from error  # fmt: skip

    def __len__(self) -> int:
        """Count the songs."""
        return len(self._records)
