"""Typed access to a mapping from a file, with errors that say where and what instead."""

from collections.abc import Iterable, Mapping
from typing import Any

from dj.errors import ConfigError


class Fields:
    """One mapping of a file. Each field is asked for once; what nobody asked for is an error."""

    def __init__(self, data: object, where: str) -> None:
        """Remember the mapping and its place."""
        if not isinstance(data, Mapping):
            raise ConfigError(
                f"must be a mapping, not {type(data).__name__}.",
                where=where,
                hint="Write 'name: value' lines.",
            )
        self._data: Mapping[Any, Any] = data
        self._where = where
        self._asked: set[str] = set()
        for name in data:
            if not isinstance(name, str):
                raise self.error(str(name), "is not read as a name by YAML", "Put it in quotes.")

    @property
    def names(self) -> tuple[str, ...]:
        """The names in the mapping, in the file's order."""
        return tuple(self._data)

    def error(self, field: str, message: str, hint: str) -> ConfigError:
        """Build the error for a field."""
        return ConfigError(f"{message}.", where=f"{self._where}: {field}", hint=hint)

    def is_mapping(self, field: str) -> bool:
        """Tell whether a field holds a mapping."""
        return isinstance(self._data.get(field), Mapping)

    def inside(self, field: str) -> "Fields":
        """Return the mapping in a field."""
        return Fields(self._get(field, None), f"{self._where}: {field}")

    def text(self, field: str, default: str | None = None) -> str:
        """Return a text; numbers that YAML read from an unquoted text are turned back."""
        value = self._get(field, default)
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise self.error(field, f"must be a text, not {value!r}", "Put it in quotes.")
        return str(value)

    def texts(self, field: str) -> tuple[str, ...]:
        """Return a list of texts, empty when the field is missing."""
        value = self._get(field, ())
        if isinstance(value, str) or not isinstance(value, Iterable):
            raise self.error(field, f"must be a list, not {value!r}", "Write it as [a, b].")
        return tuple(str(item) for item in value)

    def number(self, field: str, low: float, high: float, default: float | None = None) -> float:
        """Return a number between two limits."""
        value = self._get(field, default)
        right = isinstance(value, int | float) and not isinstance(value, bool)
        if not right or not low <= value <= high:
            raise self.error(
                field, f"{value!r} is not a number in range", f"Use {low:g} to {high:g}."
            )
        return float(value)

    def whole(self, field: str, low: int, high: int, default: int | None = None) -> int:
        """Return a whole number between two limits."""
        value = self.number(field, low, high, default)
        if value != int(value):
            raise self.error(field, f"{value!r} is not a whole number", "Drop the fraction.")
        return int(value)

    def flag(self, field: str) -> bool:
        """Return true or false; false when the field is missing."""
        value = self._get(field, False)  # noqa: FBT003 - a default value, not a switch
        if not isinstance(value, bool):
            raise self.error(field, f"{value!r} is neither true nor false", "Use true or false.")
        return value

    def choice(self, field: str, known: Iterable[str], default: str | None = None) -> str:
        """Return one of the known names."""
        value = self.text(field, default)
        names = sorted(known)
        if value not in names:
            raise self.error(field, f"{value!r} is not known", f"Choose from: {', '.join(names)}.")
        return value

    def finish(self) -> None:
        """Refuse fields that nobody asked for: they are misspelled."""
        unknown = [name for name in self.names if name not in self._asked]
        if unknown:
            raise self.error(unknown[0], "is not a field here", "Check the spelling.")

    def _get(self, field: str, default: Any) -> Any:
        self._asked.add(field)
        value = self._data.get(field, default)
        if value is None:
            raise self.error(field, "is missing", "Add it.")
        return value
