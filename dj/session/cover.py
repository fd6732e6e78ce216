"""The session's cover, drawn without any library: the house's wave over the songs in their order.

Below the wave each song is a bar as long as it plays and as high as its energy; where the host
speaks, the ground line is lit.
"""

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

from dj.model.manifest import Manifest
from dj.model.timeline import EventKind

SIZE = 600
"""Width and height in dots."""
_GROUND, _WAVE = (47, 93, 124), (255, 255, 255)
_BARS = ((108, 150, 178), (131, 181, 160))
_SPEECH = (240, 228, 66)
_MARGIN = 60
_FOOT, _HIGHEST = 540, 130
_LINE = 8
_STROKE = 17.0
"""Half the wave's thickness in dots."""
_CURVES = (
    ((6, 20), (9, 20), (9, 11), (12, 11)),
    ((12, 11), (15, 11), (15, 23), (18, 23)),
    ((18, 23), (21, 23), (21, 14), (26, 14)),
)
"""Bezier curves on the icon's grid of 32."""

_Picture = NDArray[np.float64]


def cover(manifest: Manifest) -> bytes:
    """Draw a session as a PNG picture; the same session gives the same bytes."""
    picture = np.empty((SIZE, SIZE, 3))
    picture[:] = _GROUND
    _bars(picture, manifest)
    _wave(picture)
    return png(np.rint(picture).astype(np.uint8))


def png(dots: NDArray[np.uint8]) -> bytes:
    """Write dots as a PNG file: red, green and blue, shape (height, width, 3)."""
    height, width = dots.shape[:2]
    rows = np.zeros((height, 1 + 3 * width), np.uint8)
    rows[:, 1:] = dots.reshape(height, -1)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows.tobytes(), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + checksum


def _bars(picture: _Picture, manifest: Manifest) -> None:
    timeline = manifest.timeline
    energies = iter(track.energy for track in manifest.tracks)
    songs = [event for event in timeline.events if event.kind is EventKind.MUSIC]
    per_frame = (SIZE - 2 * _MARGIN) / max(1, timeline.length_frames)
    for number, event in enumerate(songs):
        left, right = (round(_MARGIN + f * per_frame) for f in (event.at_frame, event.end_frame))
        top = _FOOT - round(_HIGHEST * min(1.0, max(0.1, next(energies, 0.5))))
        picture[top:_FOOT, left : max(left + 1, right - 3)] = _BARS[number % 2]
    for event in timeline.events:
        if event.kind is EventKind.SPEECH:
            left = round(_MARGIN + event.at_frame * per_frame)
            right = max(left + 2, round(_MARGIN + event.end_frame * per_frame))
            picture[_FOOT + 6 : _FOOT + 6 + _LINE, left:right] = _SPEECH


def _wave(picture: _Picture) -> None:
    """Lay the icon's line over the picture, its edge smooth over one dot."""
    near = np.full((SIZE, SIZE), 2 * _STROKE)
    reach = int(_STROKE) + 2
    for x, y in _points():
        left, top = int(x) - reach, int(y) - reach
        box = near[top : top + 2 * reach + 1, left : left + 2 * reach + 1]
        down, along = np.ogrid[top : top + len(box), left : left + box.shape[1]]
        np.minimum(box, np.hypot(along - x, down - y), out=box)
    share = np.clip(_STROKE + 0.5 - near, 0.0, 1.0)[:, :, None]
    picture += share * (np.array(_WAVE) - picture)


def _points() -> list[tuple[float, float]]:
    """Points of the line, close together, in dots."""
    at = np.linspace(0.0, 1.0, 60)[:, None]
    weights = np.hstack([(1 - at) ** 3, 3 * at * (1 - at) ** 2, 3 * at**2 * (1 - at), at**3])
    grid = np.vstack([weights @ np.array(curve) for curve in _CURVES])
    scale = (SIZE - 2 * _MARGIN) / 20.0
    dots = (grid - (6, 11)) * scale * (1.0, 0.85) + (_MARGIN, 110)
    return [(float(x), float(y)) for x, y in dots]
