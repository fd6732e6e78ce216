"""The JSON Schema (2020-12) of a file: its types, its limits, and the words under its fields."""

import ast
import dataclasses
import inspect
import textwrap
import types
import typing
from collections.abc import Mapping
from datetime import date
from enum import Enum
from itertools import pairwise
from typing import Any

from dj.documents.limits import Limit, Limits
from dj.documents.written import plain

_SCALARS: Mapping[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    date: {"type": "string", "format": "date"},
}


def schema(kind: type, limits: Limits, title: str) -> dict[str, Any]:
    """Describe the file that is read as a dataclass under these limits."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    return {**head, **_of(kind, limits, "")}


def _of(kind: Any, limits: Limits, shape: str) -> dict[str, Any]:
    found = _plain_of(kind, limits, shape)
    bound = limits.get(shape, ())
    for limit in bound if isinstance(bound, tuple) else (typing.cast("Limit", bound),):
        target = next((one for one in found.get("anyOf", ()) if one != _SCALARS[type(None)]), found)
        _add(target, limit.schema())
    return found


def _add(target: dict[str, Any], told: dict[str, Any]) -> None:
    """Add what a limit says; what it says of every item goes to each of a fixed number."""
    for item in target.get("prefixItems", ()):
        item.update(told.get("items", {}))
    target.update({name: one for name, one in told.items() if name != "items"})


def _plain_of(kind: Any, limits: Limits, shape: str) -> dict[str, Any]:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return {"anyOf": [_plain_of(one, limits, shape) for one in inner]}
    if dataclasses.is_dataclass(kind):
        return _record(kind, limits, shape)
    if origin is tuple:
        return _row(inner, limits, shape)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        value = _of(inner[1], limits, f"{shape}.*")
        off = {"anyOf": [value, {"enum": ["off", False]}]} if inner[1] is float else value
        return {"type": "object", "additionalProperties": off}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [one.value for one in kind]}
    return dict(_SCALARS[kind])


def _row(inner: tuple[Any, ...], limits: Limits, shape: str) -> dict[str, Any]:
    if inner[1:] == (...,):
        return {"type": "array", "items": _of(inner[0], limits, f"{shape}[]")}
    items = [_of(one, limits, f"{shape}[]") for one in inner]
    return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}


def _record(kind: Any, limits: Limits, shape: str) -> dict[str, Any]:
    words, hints = _words(kind), typing.get_type_hints(kind)
    properties: dict[str, Any] = {}
    needed: list[str] = []
    for field in dataclasses.fields(kind):
        name = field.name.rstrip("_")
        told = {"description": words[field.name]} if field.name in words else {}
        inside = _of(hints[field.name], limits, f"{shape}.{name}" if shape else name)
        properties[name] = {**told, **inside, **_default(field)}
        if "default" not in properties[name]:
            needed.append(name)
    return {"type": "object", "properties": properties, "additionalProperties": False,
            **({"required": needed} if needed else {})}  # fmt: skip


def _default(field: "dataclasses.Field[Any]") -> dict[str, Any]:
    if field.default is not dataclasses.MISSING:
        return {"default": plain(field.default)}
    if field.default_factory is not dataclasses.MISSING:
        return {"default": plain(field.default_factory())}
    return {}


def _words(kind: Any) -> dict[str, str]:
    """Map field to the docstring under it."""
    body = ast.parse(textwrap.dedent(inspect.getsource(kind))).body[0]
    lines = body.body if isinstance(body, ast.ClassDef) else []
    return {
        field.target.id: " ".join(told.value.value.split())
        for field, told in pairwise(lines)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        and isinstance(told, ast.Expr) and isinstance(told.value, ast.Constant)
        and isinstance(told.value.value, str)
    }  # fmt: skip
