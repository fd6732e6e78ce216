"""What is said, and when? Editors' lines, checked, chosen and rendered from true facts only."""

# The names are imported when they are asked for: the worker that renders lines lives in this
# room, and it must start without the libraries that choosing them needs.

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dj.commentary.approvals.spoken import need_approval, unapproved
    from dj.commentary.approvals.voiced import fallen, told_facts
    from dj.commentary.audit import unproven
    from dj.commentary.check import Preview, check_pack, preview_pack
    from dj.commentary.context import reference
    from dj.commentary.findings import Finding
    from dj.commentary.proofs.at_join import possible_joins, rehearse
    from dj.commentary.proofs.coverage import Coverage, coverage
    from dj.commentary.proofs.diffing import Difference, differences, word_changes
    from dj.commentary.proofs.golden import golden_changes, has_goldens, write_goldens
    from dj.commentary.proofs.repeats import repeats
    from dj.commentary.proofs.sheet import Sheet, sheets
    from dj.commentary.remembering import remembered
    from dj.commentary.script import chooser, write
    from dj.commentary.spoken_length import estimate
    from dj.commentary.trials.cases import run_cases

__all__ = [
    "Coverage",
    "Difference",
    "Finding",
    "Preview",
    "Sheet",
    "check_pack",
    "chooser",
    "coverage",
    "differences",
    "estimate",
    "fallen",
    "golden_changes",
    "has_goldens",
    "need_approval",
    "possible_joins",
    "preview_pack",
    "reference",
    "rehearse",
    "remembered",
    "repeats",
    "run_cases",
    "sheets",
    "told_facts",
    "unapproved",
    "unproven",
    "word_changes",
    "write",
    "write_goldens",
]

_HOMES = {
    "Coverage": "proofs.coverage",
    "Difference": "proofs.diffing",
    "Finding": "findings",
    "Preview": "check",
    "Sheet": "proofs.sheet",
    "check_pack": "check",
    "chooser": "script",
    "coverage": "proofs.coverage",
    "differences": "proofs.diffing",
    "estimate": "spoken_length",
    "fallen": "approvals.voiced",
    "golden_changes": "proofs.golden",
    "has_goldens": "proofs.golden",
    "need_approval": "approvals.spoken",
    "possible_joins": "proofs.at_join",
    "preview_pack": "check",
    "reference": "context",
    "rehearse": "proofs.at_join",
    "remembered": "remembering",
    "repeats": "proofs.repeats",
    "run_cases": "trials.cases",
    "sheets": "proofs.sheet",
    "told_facts": "approvals.voiced",
    "unapproved": "approvals.spoken",
    "unproven": "audit",
    "word_changes": "proofs.diffing",
    "write": "script",
    "write_goldens": "proofs.golden",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
