"""Write into the editors' log what has changed since it was last written, and say so."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dj.cli import console

if TYPE_CHECKING:
    from dj.editorial import Change


_TOLD = 3


def changes_seen(folder: Path, editor: str = "", note: str = "") -> "Sequence[Change]":
    """Record changes of editors' files, facts among them; a few lines on stderr tell them."""
    from dj import editorial

    changes = editorial.record(folder, datetime.now(UTC), editor, note)
    for change in changes[:_TOLD]:
        console.note(f"{what(change)}: {what_happened(change)}, "
                     f"by {change.editor or 'nobody knows whom'}.")  # fmt: skip
    if len(changes) > _TOLD:
        console.note(f"and {len(changes) - _TOLD} more changes; `dj pool log` lists them.")
    return changes


def what(change: "Change") -> str:
    """Name the file that changed, such as ``pool kitchen`` or ``overrides``."""
    return change.name if change.kind == change.name else f"{change.kind} {change.name}"


def what_happened(change: "Change") -> str:
    """Say what happened to the file: new, changed, gone, or a word that was added later."""
    if change.before == change.after:
        return "explained"
    if not change.before:
        return "new"
    return "changed" if change.after else "gone"
