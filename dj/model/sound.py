"""A piece of sound that is neither song nor word: a bed, or the station's own signs."""

from dataclasses import dataclass
from pathlib import Path

IDENT = "imaging/ident"
"""Says at the start whose programme this is."""
BUMPER = "imaging/bumper"
"""Parts two halves of a programme, in a calm place."""
SWEEPER = "imaging/sweeper"
"""Parts two halves of a programme, in a lively place."""
CALM_BED = "imaging/bed-calm"
BRIGHT_BED = "imaging/bed-bright"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """A bed or a piece of imaging as a file: WAV, stereo, at the programme's rate."""

    id: str
    """What events call it, such as ``imaging/ident``."""
    title: str
    """For people."""
    path: Path
    sha256: str
    """Empty as long as the file is not in a session's folder."""
    frames: int
    """Length in frames of the programme's rate."""
    loudness_lufs: float
    levels_lufs: tuple[float, ...]
    """K-weighted level of each tenth of a second, LUFS."""
