"""A value as the file that would be read as this value: every field, in its order."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

import yaml


def in_yaml(value: object) -> str:
    """Write a dataclass as YAML, defaults filled in; what is read from it is equal."""
    return yaml.safe_dump(plain(value), sort_keys=False, allow_unicode=True, width=100,
                          default_flow_style=None)  # fmt: skip


def plain(value: Any) -> Any:
    """Turn dataclasses, enumerations, dates and tuples into what YAML and JSON know."""
    if is_dataclass(value):
        return {f.name.rstrip("_"): plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, tuple | list) else value
