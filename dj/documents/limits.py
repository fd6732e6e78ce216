"""What a value may be, said once: for the check, for the hint and for the JSON Schema.

Limits are listed by place, with ``[]`` for every item of a list and ``.*`` for every value of a
mapping, such as ``clock[].songs`` and ``weights.*``.
"""

import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


class Limit(Protocol):
    """What a value at one place may be."""

    def problem(self, value: Any) -> str:
        """Say what is allowed, if the value is not; else nothing."""

    def schema(self) -> dict[str, Any]:
        """Say the same in JSON Schema."""


Limits = Mapping[str, Limit | Sequence[Limit]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A finite number between two ends, both allowed unless told."""

    least: float = -math.inf
    most: float = math.inf
    above: bool = False
    """Whether `least` itself is not allowed."""
    unit: str = ""

    def problem(self, value: float) -> str:
        """Say which numbers are allowed."""
        low = value > self.least if self.above else value >= self.least
        if math.isfinite(value) and low and value <= self.most:
            return ""
        return f"{self._told()}, not {value:g}"

    def schema(self) -> dict[str, Any]:
        """Name the ends."""
        low = "exclusiveMinimum" if self.above else "minimum"
        ends = {low: self.least, "maximum": self.most}
        return {name: end for name, end in ends.items() if math.isfinite(end)}

    def _told(self) -> str:
        if math.isinf(self.least):
            return f"a finite number {self.unit}".rstrip()
        low = f"above {self.least:g}" if self.above else f"{self.least:g}"
        if math.isinf(self.most):
            return f"{low} or more {self.unit}".rstrip()
        joint = ", at most " if self.above else " to "
        return f"{low}{joint}{self.most:g} {self.unit}".rstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Two numbers, the smaller first, both between two ends."""

    least: float = -math.inf
    most: float = math.inf
    unit: str

    def problem(self, value: tuple[float, float]) -> str:
        """Say which bands are allowed."""
        low, high = value
        if self.least <= low <= high <= self.most and math.isfinite(high - low):
            return ""
        ends = f" from {self.least:g} to {self.most:g}" if math.isfinite(self.most) else ""
        return f"two {self.unit}{ends}, the smaller first, not {low:g} and {high:g}"

    def schema(self) -> dict[str, Any]:
        """Bound both numbers; that the smaller comes first cannot be said there."""
        ends = {"minimum": self.least, "maximum": self.most}
        return {"items": {name: end for name, end in ends.items() if math.isfinite(end)}}


@dataclass(frozen=True, slots=True)
class Pattern:
    """Text of a certain form."""

    pattern: str
    told: str
    """The form in plain words."""

    def problem(self, value: str) -> str:
        """Say which form is allowed."""
        return "" if re.fullmatch(self.pattern, value) else f"{self.told}, not {value[:80]!r}"

    def schema(self) -> dict[str, Any]:
        """Name the pattern."""
        return {"pattern": f"^(?:{self.pattern})$"}


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of the names that there are."""

    kind: str
    """What they are names of, such as ``signal``."""
    names: Callable[[], Collection[str]]
    """Asked for when a file is checked; plug-ins may add some."""

    def problem(self, value: str) -> str:
        """Say which names there are."""
        known = self.names()
        return "" if value in known else no_such(self.kind, value, known)

    def schema(self) -> dict[str, Any]:
        """Leave them open: a plug-in or another file may add some."""
        return {}


@dataclass(frozen=True, slots=True)
class Keys:
    """A mapping whose keys are names that there are."""

    kind: str
    names: Callable[[], Collection[str]]

    def problem(self, value: Mapping[str, object]) -> str:
        """Name the first key that nobody knows."""
        known = self.names()
        unknown = next((key for key in value if key not in known), None)
        return "" if unknown is None else no_such(self.kind, unknown, known)

    def schema(self) -> dict[str, Any]:
        """Leave them open: a plug-in may add some."""
        return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A list of so many items, or a text of so many characters."""

    least: int = 0
    most: int
    of: str = "items"

    def problem(self, value: Sequence[object]) -> str:
        """Say how many are allowed."""
        if self.least <= len(value) <= self.most:
            return ""
        ends = {self.least, self.most}
        return f"{' to '.join(map(str, sorted(ends)))} {self.of}, not {len(value)}"

    def schema(self) -> dict[str, Any]:
        """Name the ends."""
        what = "Length" if self.of == "characters" else "Items"
        least = {f"min{what}": self.least} if self.least else {}
        return {**least, f"max{what}": self.most}


def no_such(kind: str, name: str, known: Collection[str]) -> str:
    """Say that there is no such name, and which there are."""
    there = ", ".join(sorted(known)) or "none"
    return f"there is no {kind} {name[:80]!r}; known: {there}"
