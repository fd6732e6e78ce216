"""Which of two files of one recording is better? Lossless before bitrate before tags."""

import math
from contextlib import suppress
from pathlib import Path

from dj.model.track import Track

_LOSSLESS = frozenset({".flac", ".wav", ".aiff", ".aif"})
_LOSSLESS_KBPS = 500.0
"""An .m4a of more than this holds ALAC: no AAC does."""
_WORTH = {".opus": 1.6, ".m4a": 1.3, ".m4b": 1.3, ".mp4": 1.3, ".aac": 1.3, ".ogg": 1.3,
          ".oga": 1.3, ".mp3": 1.0, ".wma": 1.0}  # fmt: skip
"""Bits of a codec against those of MP3 at the same quality, roughly."""
_STEP = 1.1
"""Bitrates within a tenth count as equal, so that tags may decide."""


def quality(track: Track, path: Path) -> tuple[int, int, int]:
    """Return a sort key, smallest for the best: lossless, bitrate, completeness of tags."""
    ending = path.suffix.lower()
    kbps = _kbps(path, track.duration_s)
    lossless = ending in _LOSSLESS or (ending in {".m4a", ".mp4"} and kbps > _LOSSLESS_KBPS)
    worth = 0 if lossless else round(math.log(max(kbps * _WORTH.get(ending, 1.0), 1.0), _STEP))
    return -int(lossless), -worth, -_tagged(track)


def _kbps(path: Path, duration_s: float) -> float:
    with suppress(OSError):
        return path.stat().st_size * 8 / 1000 / duration_s
    return 0.0


def _tagged(track: Track) -> int:
    known = (track.artist, track.album, track.album_artist, track.year, track.genres,
             track.track_number, track.ids)  # fmt: skip
    return sum(map(bool, known)) + ("title" not in track.provenance)
