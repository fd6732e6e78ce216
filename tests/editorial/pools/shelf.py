"""A small library, and pools over it."""

from pathlib import Path

from dj.model.pool import Pool, PoolSong
from dj.model.track import Track
from dj.units import TrackId


def track(id_: str, artist: str, title: str, album: str = "") -> Track:
    return Track(id=TrackId(id_ * 64), path=Path(f"/{id_}.flac"), title=title, artist=artist,
                 artists=(artist,), album=album, duration_s=200.0)  # fmt: skip


SALT, LIVE, DAWN, DUSK, LOUD, OTHER = LIBRARY = [
    track("b", "Ána Lee", "Salt", "Harbor"), track("a", "Ana Lee", "Salt", "Live"),
    track("c", "Ana Lee", "Dawn"), track("d", "Ana Lee", "Dusk"), track("e", "Bo", "Loud"),
    track("f", "Cy", "Other"),
]  # fmt: skip


def pool(**fields: object) -> Pool:
    return Pool(**({"name": "p", "title": "P", "editor": "Rosa"} | fields))  # type: ignore[arg-type]


def named(artist: str, title: str, album: str = "", note: str = "") -> PoolSong:
    return PoolSong(artist=artist, title=title, album=album, note=note)
