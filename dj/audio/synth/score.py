"""The front door of the synthesiser: read a score, render it, and say what is true of it.

A score is a YAML file that a musician can read and write: tempo, key, parts with their patterns,
sections with their chords, and the order of the sections. The vocabulary of patterns is in
`dj.audio.synth.sheet.notation`.
"""

from dataclasses import replace
from pathlib import Path
from typing import Final

import yaml

from dj.audio.synth.mixdown import mix
from dj.audio.synth.samples import Stereo
from dj.audio.synth.sheet.nouns import Ending, Score
from dj.audio.synth.sheet.reader import read_score
from dj.documents import load
from dj.errors import ConfigError

SYNTH_VERSION: Final = "2"
"""Changes whenever the same score would sound different."""


def parse_score(text: str, where: str) -> Score:
    """Read a score from YAML text.

    Args:
        text: the file's content.
        where: its name, for messages.

    Raises:
        ConfigError: if it is not YAML, or a field is missing, unknown or out of range.
    """
    try:
        data = load(text)
    except yaml.YAMLError as error:
        raise ConfigError(
            f"is not valid YAML: {error}.", where=where, hint="Check indents and quotes."
        ) from error
    return read_score(data, where)


def load_score(path: Path) -> Score:
    """Read a score file (UTF-8 YAML); see `parse_score`."""
    return parse_score(path.read_text(encoding="utf-8"), path.name)


def render_score(score: Score) -> Stereo:
    """Render a song.

    Returns:
        float32, shape (score.frames, 2), 44 100 Hz, peak at most -1 dBFS, loudness near
        `score.loudness_lufs`. The same score always gives the same samples.
    """
    return mix(score)


def excerpt(score: Score, first: int, last: int) -> Score:
    """Return the score of some of its sections, `first` to `last` (exclusive), ending cold."""
    return replace(
        score, arrangement=score.arrangement[first:last], ending=Ending.COLD, fade_s=0.0, tail_s=1.0
    )
