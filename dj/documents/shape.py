"""YAML nodes by the type they are to become: text stays text, and every mistake has its place."""

import dataclasses
import difflib
import re
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any

import yaml

from dj.documents.finding import Kind, Report
from dj.documents.limits import Limit, Limits
from dj.documents.nodes import mark_of

_LONGEST_TEXT = 4000
_NUMBER = re.compile(r"[-+]?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})([eE][-+]?\d{1,3})?")
_INTEGER = re.compile(r"[-+]?\d{1,15}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that a terminal or a line of text would obey; none has a place in a name."""
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_WORDS = {"true": True, "True": True, "false": False, "False": False}
WRONG = object()
"""Stands for a value that cannot be made."""


class Builder:
    """Makes values of nodes; all that is wrong goes into one report."""

    def __init__(self, report: Report, limits: Limits) -> None:
        self._report = report
        self._limits = limits

    def build(self, node: yaml.Node, kind: Any, place: str = "", shape: str = "") -> Any:
        """Make a value of a type, or `WRONG`.

        Args:
            node: What stands in the file.
            kind: The type to make.
            place: Where it belongs, such as ``clock[0].songs``.
            shape: The same without numbers, such as ``clock[].songs``; limits are listed by it.
        """
        if self._report.full:
            return WRONG
        self._report.places.setdefault(place, mark_of(node))
        value = self._made(node, kind, place, shape)
        if value is not WRONG and value is not None:
            self._hold(value, place, shape)
        return value

    def _hold(self, value: Any, place: str, shape: str) -> None:
        limits = self._limits.get(shape, ())
        for limit in limits if isinstance(limits, tuple) else (typing.cast("Limit", limits),):
            if problem := limit.problem(value):
                named = problem.startswith("there is no")
                self._report.add(Kind.NAME if named else Kind.VALUE, place,
                                 f"{problem}." if named else f"must be {problem}.")  # fmt: skip
                return

    def _made(self, node: yaml.Node, kind: Any, place: str, shape: str) -> Any:
        origin, inner = typing.get_origin(kind), typing.get_args(kind)
        if origin in (types.UnionType, typing.Union):
            return self._optional(node, inner, place, shape)
        if dataclasses.is_dataclass(kind):
            return self._record(node, kind, place, shape)
        if origin is tuple:
            return self._row(node, inner, place, shape)
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return self._mapping(node, inner[1], place, shape)
        return self._scalar(node, kind, place)

    def _optional(self, node: yaml.Node, kinds: tuple[Any, ...], place: str, shape: str) -> Any:
        """None or one type; a type that is one of several is told by how the node is built."""
        plain = isinstance(node, yaml.ScalarNode) and not node.style
        if type(None) in kinds and plain and node.value in _NOTHING:
            return None
        rest = [kind for kind in kinds if kind is not type(None)]
        return self._made(node, next((k for k in rest if _suits(k, node)), rest[0]), place, shape)

    def _record(self, node: yaml.Node, kind: Any, place: str, shape: str) -> Any:
        pairs = self._pairs(node, place)
        if pairs is None:
            return WRONG
        hints = _hints(kind)
        values: dict[str, Any] = {}
        for name, value in pairs.items():
            here = f"{place}.{name}" if place else name
            if name not in hints:
                self._unknown(name, here, tuple(hints))
                continue
            field, wanted = hints[name]
            values[field] = self.build(value, wanted, here, f"{shape}.{name}" if shape else name)
        return self._complete(kind, values, place)

    def _complete(self, kind: Any, values: dict[str, Any], place: str) -> Any:
        missing = [name for name in needed(kind) if _hints(kind)[name][0] not in values]
        for name in missing:
            self._report.add(Kind.MISSING, place, f"the field `{name}` is missing.",
                             f"Write `{name}:` with its value.")  # fmt: skip
        if missing or any(value is WRONG for value in values.values()):
            return WRONG
        return kind(**values)

    def _unknown(self, name: str, place: str, known: tuple[str, ...]) -> None:
        if self._report.full:
            return
        near = difflib.get_close_matches(name[:100], known, 1, 0.6)
        hint = f"Did you mean {near[0]!r}?" if near else f"Known here: {', '.join(sorted(known))}."
        self._report.add(Kind.FIELD, place, "there is no such field.", hint)

    def _pairs(self, node: yaml.Node, place: str) -> dict[str, yaml.Node] | None:
        """Names and nodes of a mapping; each name once."""
        if not isinstance(node, yaml.MappingNode):
            self._wrong(node, "fields with values", place)
            return None
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
            here = f"{place}.{name}" if place else name
            if name in found or not isinstance(key, yaml.ScalarNode):
                self._report.places[here] = mark_of(key)
                problem = "is written twice." if name in found else "has a key that is not a word."
                self._report.add(Kind.FILE, here, problem, "Remove one of the two.")
                continue
            self._report.places[here] = mark_of(key)
            found[name] = value
        return found

    def _row(self, node: yaml.Node, inner: tuple[Any, ...], place: str, shape: str) -> Any:
        if not isinstance(node, yaml.SequenceNode):
            return self._wrong(node, "a list, as in [a, b]", place)
        kinds = inner[:1] * len(node.value) if inner[1:] == (...,) else inner
        if len(kinds) != len(node.value):
            return self._wrong(node, f"a list of {len(kinds)}", place, f"of {len(node.value)}")
        items = tuple(
            self.build(one, kind, f"{place}[{number}]", f"{shape}[]")
            for number, (one, kind) in enumerate(zip(node.value, kinds, strict=True))
        )
        return WRONG if any(item is WRONG for item in items) else items

    def _mapping(self, node: yaml.Node, kind: Any, place: str, shape: str) -> Any:
        pairs = self._pairs(node, place)
        if pairs is None:
            return WRONG
        found = {
            # "off" is how people write that something weighs nothing.
            name: 0.0 if kind is float and _is_off(value)
            else self.build(value, kind, f"{place}.{name}", f"{shape}.*")
            for name, value in pairs.items()
        }  # fmt: skip
        if all(value is not WRONG for value in found.values()):
            return found
        self._hold(found, place, shape)  # its names can be told about all the same
        return WRONG

    def _scalar(self, node: yaml.Node, kind: Any, place: str) -> Any:
        told, read = _reader(kind)
        value = read(node) if isinstance(node, yaml.ScalarNode) else WRONG
        return self._wrong(node, told, place) if value is WRONG else value

    def _wrong(self, node: yaml.Node, told: str, place: str, seen: str = "") -> Any:
        self._report.add(Kind.TYPE, place, f"must be {told}, not {seen or _seen(node)}.")
        return WRONG


def _is_off(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value in ("off", "Off", "OFF")


def needed(kind: Any) -> tuple[str, ...]:
    """Name the fields that a file must have."""
    nothing = dataclasses.MISSING
    return tuple(
        field.name.rstrip("_")
        for field in dataclasses.fields(kind)
        if field.default is nothing and field.default_factory is nothing
    )


@lru_cache(maxsize=64)
def _hints(kind: Any) -> dict[str, tuple[str, Any]]:
    """Name in the file → name of the field and its type."""
    return {name.rstrip("_"): (name, hint) for name, hint in typing.get_type_hints(kind).items()
            if name in {f.name for f in dataclasses.fields(kind)}}  # fmt: skip


def _suits(kind: Any, node: yaml.Node) -> bool:
    origin = typing.get_origin(kind)
    if isinstance(node, yaml.SequenceNode):
        return origin is tuple
    record = dataclasses.is_dataclass(kind) or (origin is not None and origin is not tuple)
    return record == isinstance(node, yaml.MappingNode) and origin is not tuple


def _seen(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        return "nothing" if not node.style and not node.value else repr(node.value[:80])
    return "a list" if isinstance(node, yaml.SequenceNode) else "fields"


def _reader(kind: Any) -> tuple[str, Callable[[yaml.ScalarNode], Any]]:
    """What people call a type, and what reads it; a reader returns `WRONG` for anything else."""
    if isinstance(kind, type) and issubclass(kind, Enum):
        names = {str(one.value): one for one in kind}
        return f"one of {', '.join(names)}", lambda node: names.get(node.value, WRONG)
    return _READERS[kind]


def _text(node: yaml.ScalarNode) -> Any:
    empty = not node.style and not node.value
    sound = len(node.value) <= _LONGEST_TEXT and not _STEERING.search(node.value)
    return str(node.value) if sound and not empty else WRONG


def _number(node: yaml.ScalarNode) -> Any:
    whole = not node.style and _NUMBER.fullmatch(node.value)
    return float(node.value) if whole else WRONG


def _integer(node: yaml.ScalarNode) -> Any:
    whole = not node.style and _INTEGER.fullmatch(node.value)
    return int(node.value) if whole else WRONG


def _truth(node: yaml.ScalarNode) -> Any:
    return _WORDS.get(node.value, WRONG) if not node.style else WRONG


def _day(node: yaml.ScalarNode) -> Any:
    try:
        return date.fromisoformat(node.value) if _DAY.fullmatch(node.value) else WRONG
    except ValueError:
        return WRONG


_READERS: Mapping[Any, tuple[str, Callable[[yaml.ScalarNode], Any]]] = {
    str: (f"plain text of at most {_LONGEST_TEXT} characters", _text),
    float: ("a number", _number),
    int: ("a whole number", _integer),
    bool: ("true or false", _truth),
    date: ("a day such as 2026-12-24", _day),
}
