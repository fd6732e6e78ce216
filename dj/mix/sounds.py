"""One sound of ours, made: a recipe is played by the synthesiser, a recording is taken as it is."""

from pathlib import Path

import numpy as np

from dj.audio.files import open_source, write_wav
from dj.audio.levels import LoudnessMeter
from dj.audio.resample import resample
from dj.audio.synth import SAMPLE_RATE_HZ, load_score, render_score
from dj.errors import AudioError, ConfigError, OutputError
from dj.model.audio import Audio
from dj.units import SILENCE_DB

_LEAST_S = 0.5


def make(
    path: Path, made: Path, rate_hz: int, *, longest_s: float
) -> tuple[int, float, tuple[float, ...]]:
    """Write a sound as WAV at the programme's rate.

    Args:
        path: a recipe (``.yaml``) or a recording.
        made: the file to write.
        rate_hz: rate of the programme.
        longest_s: what comes after is not used.

    Returns:
        Frames, integrated loudness in LUFS, and the level of each tenth of a second.

    Raises:
        ConfigError: if a recipe is not valid.
        AudioError: if a recording cannot be read, or is silent or too short.
        OutputError: if the file cannot be written.
    """
    sound = _played(path, rate_hz) if path.suffix == ".yaml" else _read(path, rate_hz, longest_s)
    sound = sound[: round(longest_s * rate_hz)]
    meter = LoudnessMeter(rate_hz)
    meter.feed(sound)
    loudness_lufs = meter.integrated_lufs()
    if len(sound) < _LEAST_S * rate_hz or loudness_lufs <= SILENCE_DB:
        raise AudioError("is silent or shorter than half a second.", where=path.name)
    _make_room(made)
    write_wav(made, Audio(samples=sound, sample_rate_hz=rate_hz))
    levels = tuple(round(float(level), 1) for level in meter.levels_lufs())
    return len(sound), round(loudness_lufs, 2), levels


def _played(path: Path, rate_hz: int) -> np.ndarray:
    try:
        sound = render_score(load_score(path))
    except UnicodeDecodeError as error:
        raise ConfigError("is not a text file.", where=path.name) from error
    return sound if rate_hz == SAMPLE_RATE_HZ else resample(sound, SAMPLE_RATE_HZ, rate_hz)


def _read(path: Path, rate_hz: int, longest_s: float) -> np.ndarray:
    with open_source(path, rate_hz=rate_hz) as source:
        return source.read(round(longest_s * rate_hz))


def _make_room(made: Path) -> None:
    try:
        made.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"cannot be made: {error.strerror}.", where=str(made.parent), hint="Free its name."
        ) from error
