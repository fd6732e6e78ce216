"""Hosts from YAML files: who speaks, with what voice, and by whose leave."""

import difflib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import msgspec
import yaml

from dj import resources
from dj.errors import ConfigError
from dj.model.persona import LicenceCard, Persona, VoiceSettings

_KIND = "voices"
_MOST_BYTES = 200_000
_DEEPEST = 4
"""Levels of nesting; a persona needs two."""
_RATES = (0.5, 2.0)
_HINT = "See voices/README.md for the fields of a persona."


def personas() -> tuple[Persona, ...]:
    """Load all hosts, by name: project, user, packaged; a file found earlier hides a later one.

    Raises:
        ConfigError: naming the file and the field, if one of them is not valid.
    """
    return tuple(load_persona(path) for path in resources.listing(_KIND, "*.yaml").values())


def load_persona(path: Path) -> Persona:
    """Read one persona.

    Raises:
        ConfigError: with the file and the field, if it cannot be read or is not valid.
    """
    data = _yaml(path)
    _check_fields(path, data)
    try:
        persona = msgspec.convert(data, Persona)
    except msgspec.ValidationError as error:
        raise _wrong(path, f"{error}.") from error
    if persona.name != path.stem:
        raise _wrong(path, f"`name` is {persona.name!r}, but the file is {path.stem!r}.")
    if not _RATES[0] <= persona.voice.rate <= _RATES[1]:
        raise _wrong(path, f"`voice.rate` must be 0.5 to 2, not {persona.voice.rate:g}.")
    return persona


def _yaml(path: Path) -> dict[str, object]:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise _wrong(path, "is larger than 200 kB.")
        text = path.read_text(encoding="utf-8-sig")
        _check_shape(path, text)
        data = yaml.safe_load(text)
    except (OSError, UnicodeDecodeError) as error:
        raise _wrong(path, f"cannot be read ({error}).") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _wrong(path, f"is not valid YAML ({str(error)[:200]}).") from error
    if not isinstance(data, dict) or not all(isinstance(key, str) for key in data):
        raise _wrong(path, "must be a list of `field: value`.")
    return data


def _check_shape(path: Path, text: str) -> None:
    """Refuse what makes a small file expensive: aliases and deep nesting."""
    depth = 0
    for event in yaml.parse(text, yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise _wrong(path, "uses YAML aliases (*name), which are not allowed.")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise _wrong(path, "is not valid YAML for a host: it is nested too deeply.")


def _check_fields(path: Path, data: Mapping[str, object]) -> None:
    _check_names(path, data, Persona, "")
    for name, kind in (("voice", VoiceSettings), ("licence", LicenceCard)):
        part = data.get(name)
        if isinstance(part, dict):
            _check_names(path, part, kind, f"{name}.")


def _check_names(path: Path, data: Mapping[str, object], kind: type, prefix: str) -> None:
    known = [field.name for field in fields(kind)]
    for name in data:
        if name not in known:
            near = difflib.get_close_matches(str(name), known, n=1)
            guess = f" Did you mean `{prefix}{near[0]}`?" if near else ""
            raise _wrong(path, f"there is no field `{prefix}{name}`.{guess}")


def _wrong(path: Path, what: str) -> ConfigError:
    return ConfigError(what, where=str(path), hint=_HINT)
