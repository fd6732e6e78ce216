"""A host's pace as measured on this machine, kept with what it was measured with.

It is used while engine, versions and settings are the same. Else the general pace serves again, and
`why_unused` says why.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from dj import plugins, resources
from dj.model.pace import Pace
from dj.model.persona import Persona, VoiceSettings
from dj.speech.supervisor import engine_order
from dj.writing import output_error, write_atomic

_MOST_BYTES = 20_000
_MOST_S = 3.0
"""No letter, syllable, word or pause takes longer; more is a damaged file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredPace:
    """What was measured, and with what."""

    engine: str
    libraries: Mapping[str, str]
    """Distribution → version of what decides the sound."""
    settings: VoiceSettings
    voice: str
    """The engine's own name of the voice."""
    clips: int
    median_percent: float
    """Error on clips that were not fitted."""
    of_95_percent: float
    pace: Pace
    """At rate 1, such that it is right at the rate of `settings`."""


def path_of(name: str) -> Path:
    """Where the pace of a host is kept."""
    return resources.user_folder() / "paces" / f"{name}.json"


def keep(name: str, measured: MeasuredPace) -> Path:
    """Keep a pace, in place of an earlier one.

    Raises:
        OutputError: if the folder cannot be written.
    """
    data = msgspec.json.format(msgspec.json.encode(measured, order="deterministic"))
    return write_atomic(path_of(name), data + b"\n")


def forget(name: str) -> bool:
    """Remove a pace; tell whether there was one.

    Raises:
        OutputError: if it cannot be removed.
    """
    try:
        path_of(name).unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise output_error(path_of(name), error) from error
    return True


def kept(name: str) -> MeasuredPace | None:
    """Read the pace of a host; None if there is none or its file is damaged."""
    path = path_of(name)
    try:
        if path.stat().st_size > _MOST_BYTES:
            return None
        found = msgspec.json.decode(path.read_bytes(), type=MeasuredPace)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return found if _plausible(found.pace) else None


def measured_pace(persona: Persona) -> Pace | None:
    """Give the pace measured for a host's voice as it is now, if there is one."""
    found = kept(persona.name)
    return found.pace if found is not None and not _differs(found, persona) else None


def why_unused(persona: Persona) -> str:
    """Say why a host's measured pace is not used; nothing if it is, or there is none."""
    if not path_of(persona.name).exists():
        return ""
    found = kept(persona.name)
    what = "its file is damaged" if found is None else _differs(found, persona)
    again = f"Measure it again with: dj voices pace {persona.name}"
    return f"The pace measured for {persona.name} is not used: {what}. {again}" if what else ""


def installed(libraries: tuple[str, ...] | Mapping[str, str]) -> dict[str, str]:
    """Map distributions to their versions; those that are not installed have an empty one."""
    return {name: plugins.version_of(name) for name in libraries}


def _differs(found: MeasuredPace, persona: Persona) -> str:
    now = engine_order(persona)[0]
    if found.engine != now:
        return f"it was measured with {found.engine}, and {now} speaks now"
    if found.settings != persona.voice:
        return "voice, rate, pitch or dialect were changed since"
    versions = installed(found.libraries)
    for name, version in found.libraries.items():
        if versions[name] != version:
            return f"it was measured with {name} {version}, now it is {versions[name] or 'missing'}"
    return ""


def _plausible(pace: Pace) -> bool:
    parts = (pace.letter, pace.syllable, pace.word, pace.pause, pace.sentence)
    return all(0.0 <= part <= _MOST_S for part in parts) and pace.seconds("one") > 0
