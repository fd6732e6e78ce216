"""Settings: defaults < user file < environment < flags; each value knows where it came from.

Built once at the top and passed down as plain values; rooms never see `Settings`.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import msgspec
import platformdirs

from dj import resources
from dj.errors import ConfigError

_PREFIX = "DJ_"
FORMATS = ("m4a", "m4b", "flac", "opus", "mp3", "wav")


def _data() -> Path:
    return Path(platformdirs.user_data_dir("dj-session", appauthor=False))


def _cache() -> Path:
    return Path(platformdirs.user_cache_dir("dj-session", appauthor=False))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a user may set for good; a command's flags override it for once."""

    music: tuple[Path, ...] = ()
    """Folders to scan when a command names none."""
    data: Path = field(default_factory=_data)
    """Library and history. Worth a backup."""
    cache: Path = field(default_factory=_cache)
    """Demo songs and spoken clips. Safe to delete."""
    listener: str = "me"
    """Whose history and taste to use."""
    time_zone: str = ""
    """IANA name such as ``Europe/Madrid``; empty means this machine's."""
    show: str = "dj"
    voice: str = "ava"
    """Persona who speaks."""
    talk: str = ""
    """``none``, ``some`` or ``lots``; empty means as the show says."""
    format: str = "m4a"
    """Of the mix: m4a, flac, opus, mp3 or wav."""
    processes: int = field(default_factory=lambda: min(8, os.cpu_count() or 1))
    """Workers for scanning and analysis."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """Settings with the origin of each value."""

    settings: Settings
    origins: Mapping[str, str]
    """Setting name → ``default``, a file, an environment variable or a flag."""


def config_file() -> Path:
    """The user's settings file; it need not exist."""
    return resources.user_folder() / "config.toml"


def load(
    flags: Mapping[str, object] | None = None, environment: Mapping[str, str] | None = None
) -> Configuration:
    """Merge all layers; None among the flags means "not given".

    Raises:
        ConfigError: if a file, variable or flag names an unknown setting or a wrong value.
    """
    environment = os.environ if environment is None else environment
    values: dict[str, object] = {}
    origins = dict.fromkeys(_names(), "default")
    layers = [
        *((name, value, str(config_file())) for name, value in _from_file().items()),
        *_from_environment(environment),
        *((n, v, f"--{n.replace('_', '-')}") for n, v in (flags or {}).items() if v is not None),
    ]
    for name, value, origin in layers:
        if name not in origins:
            raise ConfigError(
                f"there is no setting {name!r}; known: {', '.join(origins)}.",
                where=origin,
                hint="Check the spelling.",
            )
        values[name] = _converted(name, value, origin)
        origins[name] = origin
    return Configuration(settings=Settings(**values), origins=origins)  # type: ignore[arg-type]


def _names() -> tuple[str, ...]:
    return tuple(f.name for f in fields(Settings))


def _from_file() -> dict[str, Any]:
    path = config_file()
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(
            f"cannot be read: {error}.", where=str(path), hint="Correct it or remove it."
        ) from error


def _from_environment(environment: Mapping[str, str]) -> list[tuple[str, object, str]]:
    found: list[tuple[str, object, str]] = []
    for name in _names():
        text = environment.get(_PREFIX + name.upper())
        if text:
            value = text.split(os.pathsep) if name == "music" else text
            found.append((name, value, _PREFIX + name.upper()))
    return found


def _converted(name: str, value: object, origin: str) -> object:
    if isinstance(value, Path):
        return value.expanduser()
    kind = {f.name: f.type for f in fields(Settings)}[name]
    try:
        converted = msgspec.convert(value, kind, strict=False, dec_hook=_path)
    except msgspec.ValidationError as error:
        raise ConfigError(
            f"{name} has a wrong value {value!r}: {error}.", where=origin, hint="See `dj config`."
        ) from error
    _check(name, converted, origin)
    return converted


def _path(kind: type, value: object) -> object:
    if kind is Path and isinstance(value, str):
        return Path(value).expanduser()
    msg = f"expected {kind.__name__}"
    raise ValueError(msg)


def _check(name: str, value: object, origin: str) -> None:
    allowed = {"talk": ("", "none", "some", "lots"), "format": FORMATS}.get(name)
    if allowed and value not in allowed:
        choices = ", ".join(filter(None, allowed))
        raise ConfigError(f"{name} must be one of {choices}, not {value!r}.", where=origin)
    if name == "processes" and isinstance(value, int) and not 1 <= value <= 256:
        raise ConfigError(f"processes must be 1 to 256, not {value}.", where=origin)
    if name == "listener" and not re.fullmatch(r"[\w.@-]{1,64}", str(value)):
        raise ConfigError(
            f"listener must be 1 to 64 letters, digits or . _ - @, not {value!r}.", where=origin
        )
