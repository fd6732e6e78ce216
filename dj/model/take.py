"""One recording of one talk break."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A piece of a take with its time, for captions."""

    text: str
    start_s: float
    """From the start of the clip."""
    end_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """A spoken clip on disk: mono WAV at the programme's rate, trimmed and loudness-matched."""

    break_id: str
    wording: int
    """Index into the break's wordings: the one that was spoken."""
    path: Path
    sha256: str
    duration_s: float
    frames: int
    """Length in frames of the programme's rate."""
    loudness_lufs: float
    engine: str
    engine_version: str
    voice: str
    spoken_text: str
    """What the engine was given, after numbers and lexicon."""
    sentences: tuple[Sentence, ...] = ()
    levels_lufs: tuple[float, ...] = ()
    """K-weighted level of each tenth of a second as heard in both channels, LUFS; empty for a take
    that nobody has spoken."""
