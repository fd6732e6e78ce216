"""Read the format of a programme from an editor's YAML file.

The file has the fields of `dj.model.show.Show`; what it leaves out keeps its default. A field that
nobody reads is refused, because a misspelt rule that silently does nothing is worse than an error.
"""

import dataclasses
import math
import re
import types
import typing
from pathlib import Path

import msgspec
import yaml

from dj.errors import ConfigError
from dj.lineup.signals import SIGNALS
from dj.lineup.sources import SOURCES
from dj.model.show import Show

LONGEST_S = 24 * 3600.0
"""A show is at most a day long."""

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def load_show(path: Path) -> Show:
    """Read and check one show file.

    Raises:
        ConfigError: with the file, the field and what is allowed there.
    """
    data = _read(path)
    _refuse_unknown(data, Show, path, "")
    try:
        show = msgspec.convert(data, Show)
    except msgspec.ValidationError as error:
        raise _invalid(path, error) from error
    for field, ok, allowed in _checks(show):
        if not ok:
            raise ConfigError(
                f"the value is not allowed: {allowed}.",
                where=f"{path}: {field}",
                hint="Change the field, or leave it out to keep its default.",
            )
    return show


def _read(path: Path) -> dict[str, object]:
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(
            f"cannot be read: {error.strerror}.", where=str(path), hint="Check the path."
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        place = getattr(error, "problem_mark", None)
        line = f" (line {place.line + 1})" if place else ""
        raise ConfigError(
            f"is not a YAML file{line}.",
            where=str(path),
            hint="Check indentation and quotes; compare with assets/shows/dj.yaml.",
        ) from error
    if not isinstance(data, dict):
        raise ConfigError(
            "holds no fields.", where=str(path), hint="A show needs at least `name` and `title`."
        )
    return data


def _refuse_unknown(data: object, kind: object, path: Path, place: str) -> None:
    item = _item_type(kind)
    if item is not None and isinstance(data, list):
        for number, value in enumerate(data):
            _refuse_unknown(value, item, path, f"{place}[{number}]")
    if not (isinstance(kind, type) and dataclasses.is_dataclass(kind) and isinstance(data, dict)):
        return
    hints = typing.get_type_hints(kind)
    for name, value in data.items():
        here = f"{place}.{name}" if place else str(name)
        if name not in hints:
            raise ConfigError(
                "there is no such field.",
                where=f"{path}: {here[:200]}",
                hint=f"Known here: {', '.join(sorted(hints))}.",
            )
        _refuse_unknown(value, hints[name], path, here)


def _item_type(kind: object) -> object | None:
    """Type of the items of ``tuple[X, ...]``; None for all other types."""
    if not isinstance(kind, types.GenericAlias) or kind.__origin__ is not tuple:
        return None
    first, *rest = kind.__args__
    return first if rest == [...] else None


def _invalid(path: Path, error: msgspec.ValidationError) -> ConfigError:
    message, _, place = str(error).partition(" - at ")
    field = place.strip("`").removeprefix("$").removeprefix(".") or "top of the file"
    return ConfigError(
        f"{message[:300]}.",
        where=f"{path}: {field}",
        hint="Compare with assets/shows/dj.yaml, where every field is explained.",
    )


def _checks(show: Show) -> list[tuple[str, bool, str]]:
    """Each rule for a field's value: the field, whether it holds, and what is allowed."""
    low, high = show.rules.discovery_share
    shares = f"two shares from 0 to 1, the smaller first, not {low:g} and {high:g}"
    return [
        ("name", bool(_NAME.fullmatch(show.name)), "lower-case letters, digits and hyphens"),
        ("length_s", 0 < show.length_s <= LONGEST_S, f"seconds, above 0, up to {LONGEST_S:g}"),
        ("clock", all(1 <= part.songs <= 10 for part in show.clock), "1 to 10 songs a segment"),
        ("arc", all(-1 <= step <= 1 for step in show.arc), "energy offsets from -1 to 1"),
        ("weights", set(show.weights) <= set(SIGNALS), f"signals are {', '.join(SIGNALS)}"),
        ("weights", all(map(math.isfinite, show.weights.values())), "finite numbers"),
        ("sounds", all(0 <= wish <= 1 for wish in show.sounds.values()), "wishes from 0 to 1"),
        ("seeds", set(show.seeds) <= set(SOURCES), f"sources are {', '.join(SOURCES)}"),
        ("rules.discovery_share", 0 <= low <= high <= 1, shares),
        ("rules.artist_separation", 0 <= show.rules.artist_separation <= 100, "0 to 100 songs"),
        ("rules.album_separation", 0 <= show.rules.album_separation <= 100, "0 to 100 songs"),
        ("rules.min_song_s", 0 < show.rules.min_song_s < show.rules.max_song_s,
         "seconds, above 0 and below max_song_s"),
        ("rules.rest_hours", 0 <= show.rules.rest_hours < math.inf, "hours, 0 or more"),
        *_mixing_checks(show),
    ]  # fmt: skip


def _mixing_checks(show: Show) -> list[tuple[str, bool, str]]:
    mixing = show.mixing
    fades = 0 <= mixing.crossfade_s <= mixing.max_crossfade_s <= 60
    return [
        ("mixing.target_lufs", -40 <= mixing.target_lufs <= -8, "LUFS from -40 to -8"),
        ("mixing.max_true_peak_dbtp", -20 <= mixing.max_true_peak_dbtp <= 0, "dBTP, -20 to 0"),
        ("mixing.crossfade_s", fades, "seconds, from 0 to max_crossfade_s, which is at most 60"),
        ("mixing.max_stretch", 0 <= mixing.max_stretch <= 0.5, "a ratio from 0 to 0.5"),
        ("mixing.duck_db", -60 <= mixing.duck_db <= 0, "dB from -60 to 0"),
        ("mixing.speech_lu_over_music", 0 <= mixing.speech_lu_over_music <= 20, "LU from 0 to 20"),
        ("mixing.max_dead_air_s", 0 <= mixing.max_dead_air_s <= 60, "seconds from 0 to 60"),
    ]
