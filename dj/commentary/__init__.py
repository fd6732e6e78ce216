"""What is said, and when? Editors' lines, checked, chosen and rendered from true facts only."""

# The names are imported when they are asked for: the worker that renders lines lives in this
# room, and it must start without the libraries that choosing them needs.

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dj.commentary.cases import run_cases
    from dj.commentary.check import Preview, check_pack, preview_pack
    from dj.commentary.context import reference
    from dj.commentary.findings import Finding
    from dj.commentary.script import cooldowns, write
    from dj.commentary.spoken_length import estimate

__all__ = [
    "Finding",
    "Preview",
    "check_pack",
    "cooldowns",
    "estimate",
    "preview_pack",
    "reference",
    "run_cases",
    "write",
]

_HOMES = {
    "Finding": "findings",
    "Preview": "check",
    "check_pack": "check",
    "cooldowns": "script",
    "estimate": "spoken_length",
    "preview_pack": "check",
    "reference": "context",
    "run_cases": "cases",
    "write": "script",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
