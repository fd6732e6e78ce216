"""How loud a finished clip is from moment to moment."""

from pathlib import Path


def heard_levels_lufs(path: Path) -> tuple[float, ...]:
    """Level of each tenth of a second of a clip, as heard in both channels, LUFS.

    Raises:
        AudioError: if the file cannot be read.
    """
    # Signal processing takes half a second to import: planning does without it.
    from dj.audio.files import read
    from dj.audio.levels import LoudnessMeter

    audio = read(path)
    meter = LoudnessMeter(audio.sample_rate_hz)
    meter.feed(audio.samples)
    return tuple(round(float(level), 1) for level in meter.levels_lufs())
