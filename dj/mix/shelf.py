"""The shelf of beds and imaging: recipes and recordings made ready to be played.

`assets/imaging` holds one file per sound: a recipe in the notation of the demo songs, or a WAV or
FLAC of an editor's own, which wins over a recipe of the same name wherever it lies. What has been
made once is kept by content; a file that cannot be used is told and left out.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dj import resources
from dj.errors import AudioError, ConfigError
from dj.model.sound import BRIGHT_BED, BUMPER, CALM_BED, IDENT, SWEEPER, Sound
from dj.model.timeline import Timeline
from dj.writing import output_error, write_atomic

FOLDER = "assets/imaging"
_TITLES = {
    IDENT: "Station ident",
    BUMPER: "Bumper",
    SWEEPER: "Sweeper",
    CALM_BED: "Calm bed",
    BRIGHT_BED: "Bright bed",
}
_ENDINGS = (".wav", ".flac", ".yaml")
"""Kinds of file, first wins."""
_LONGEST_S = {IDENT: 15.0, BUMPER: 15.0, SWEEPER: 15.0, CALM_BED: 600.0, BRIGHT_BED: 600.0}
MADE_BY = "synth 2, chain 1"
"""Versions of the synthesiser and of what is done to a recording: others make other bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What there is to play."""

    sounds: tuple[Sound, ...] = ()
    notes: tuple[str, ...] = ()
    """Which files could not be used, and why."""


def shelf(cache: Path, rate_hz: int) -> Shelf:
    """Make all sounds ready.

    Args:
        cache: finished ones are kept here; made if it does not exist.
        rate_hz: rate of the programme.

    Raises:
        OutputError: if the cache cannot be written.
    """
    sounds, notes = [], []
    for name, path in _files():
        try:
            sounds.append(_ready(name, path, cache, rate_hz))
        except (AudioError, ConfigError) as error:
            notes.append(f"{path.name} is left out of the programme: {error}")
    return Shelf(sounds=tuple(sounds), notes=tuple(notes))


def put(sounds: Sequence[Sound], timeline: Timeline, folder: Path) -> tuple[Sound, ...]:
    """Copy the sounds that a programme plays into its folder of clips, as ``imaging-NAME.wav``.

    Raises:
        OutputError: if the folder cannot be written.
    """
    played = {event.source_id for event in timeline.events}
    return tuple(_put(sound, folder) for sound in sounds if sound.id in played)


def _files() -> Iterator[tuple[str, Path]]:
    """Which file stands for which sound; sounds that have none are left out."""
    found = {ending: resources.listing(FOLDER, f"*{ending}") for ending in _ENDINGS}
    for name in _TITLES:
        stem = name.removeprefix("imaging/")
        paths = (found[ending].get(f"{stem}{ending}") for ending in _ENDINGS)
        path = next((path for path in paths if path is not None), None)
        if path is not None:
            yield name, path


def _ready(name: str, path: Path, cache: Path, rate_hz: int) -> Sound:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise AudioError(f"cannot be read: {error.strerror}.", where=path.name) from error
    key = f"{MADE_BY} {path.suffix} {rate_hz}".encode() + content
    made = cache / f"{hashlib.sha256(key).hexdigest()}.wav"
    known = _known(made)
    if known is None:
        # A synthesiser and filters are slow to import and needed once per recipe.
        from dj.mix.sounds import make

        known = make(path, made, rate_hz, longest_s=_LONGEST_S[name])
        _keep(made, known)
    frames, loudness_lufs, levels = known
    return Sound(
        id=name, title=_TITLES[name], path=made, sha256="", frames=frames,
        loudness_lufs=loudness_lufs, levels_lufs=levels,
    )  # fmt: skip


Facts = tuple[int, float, tuple[float, ...]]
"""Frames, loudness and levels of a finished sound."""


def _known(made: Path) -> Facts | None:
    """Read what is kept beside a finished sound; None if it is not there and whole."""
    try:
        told = json.loads(made.with_suffix(".json").read_text(encoding="utf-8"))
        if _sha256(made) != told["sha256"]:
            return None
        return int(told["frames"]), float(told["loudness_lufs"]), tuple(told["levels_lufs"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(made: Path, facts: Facts) -> None:
    frames, loudness_lufs, levels = facts
    told = {
        "sha256": _sha256(made), "frames": frames, "loudness_lufs": loudness_lufs,
        "levels_lufs": levels,
    }  # fmt: skip
    write_atomic(made.with_suffix(".json"), json.dumps(told).encode())


def _put(sound: Sound, folder: Path) -> Sound:
    path = folder / f"{sound.id.replace('/', '-')}.wav"
    try:
        data = sound.path.read_bytes()
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise output_error(path, error) from error
    write_atomic(path, data)
    return replace(sound, path=path, sha256=hashlib.sha256(data).hexdigest())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
