"""Marks of what a plan was made from, so that a session can tell later what has changed since.

A mark is the beginning of a SHA-256: it tells whether two inputs are the same and nothing else.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import msgspec
import numpy as np

from dj.model.analysis import Song
from dj.model.brief import Brief
from dj.model.listening import Taste
from dj.model.show import Show

_LENGTH = 12


def marks(songs: Iterable[Song], taste: Taste, show: Show, brief: Brief) -> Mapping[str, str]:
    """Mark what a plan is made from, by kind.

    Returns:
        ``library`` (which songs), ``songs`` (their tags and analyses), ``taste`` (what is known
        of the listener, whoever it is), ``asked`` (show and brief).
    """
    ordered = sorted(songs, key=lambda song: song.id)
    return {
        "library": f"{len(ordered)}-{_mark(song.id.encode() for song in ordered)}",
        "songs": _mark(map(_song, ordered)),
        "taste": f"{taste.listens}-{_mark([_bytes(_nameless(taste)), taste.modes.tobytes()])}",
        "asked": _mark([_bytes(_unnamed(show)), _bytes(brief)]),
    }


def _unnamed(show: Show) -> Show:
    """Leave out what chooses no song: the length is told beside, and titles differ by host."""
    clock = tuple(replace(segment, title="", titles={}) for segment in show.clock)
    return replace(show, length_s=0.0, title="", titles={}, clock=clock)


def _nameless(taste: Taste) -> Taste:
    """Leave out the name, what is said of the taste, and what is marked by itself."""
    return replace(taste, listener="", notes=(), modes=np.zeros((0, 0), np.float32))


def _song(song: Song) -> bytes:
    track, found = song.track, song.analysis
    words = (track.title, track.artists, track.album, track.genres, track.year, track.explicit,
             track.work, track.released)  # fmt: skip
    sound = (found.energy, found.tempo_bpm, found.key, found.loudness_lufs, found.cues.play_s)
    return repr((words, sound)).encode() + found.vector.tobytes()


def _mark(parts: Iterable[bytes]) -> str:
    found = hashlib.sha256()
    for part in parts:
        found.update(part)
        found.update(b"\0")
    return found.hexdigest()[:_LENGTH]


def _bytes(value: object) -> bytes:
    return msgspec.json.encode(value, enc_hook=_plain, order="deterministic")


def _plain(value: Any) -> object:
    """Spell what JSON has no word for: arrays as lists."""
    return value.tolist()
