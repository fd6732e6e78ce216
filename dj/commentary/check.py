"""Check a pack of lines: as written, tried in every situation, approved, and by editors' cases."""

from collections.abc import Collection
from datetime import UTC, date, datetime
from pathlib import Path

from dj.commentary.approvals.objections import objections
from dj.commentary.checks.disclosing import disclosing
from dj.commentary.checks.said import said
from dj.commentary.checks.tried import Preview, preview_pack
from dj.commentary.checks.whole import whole
from dj.commentary.findings import Finding
from dj.commentary.lines import read_pack
from dj.commentary.trials.cases import run_cases
from dj.commentary.trials.matrix import matrix

__all__ = ["Preview", "check_lines", "check_pack", "preview_pack", "situations"]


def check_pack(
    pack: Path, on: date | None = None, reasons: Collection[str] | None = None
) -> tuple[Finding, ...]:
    """Check every line of a pack, in every situation, its approvals, and run the editors' cases.

    Args:
        pack: Folder of lines.
        on: The day on which approvals must stand; None is today.
        reasons: Signals that lines may give as a reason; None lets every name pass.

    Raises:
        ConfigError: if there is no such pack.
    """
    today = on or datetime.now(UTC).date()
    found = [
        *check_lines(pack, reasons),
        *objections(read_pack(pack, today), today),
        *run_cases(pack),
    ]
    return tuple(sorted(found, key=lambda finding: (finding.where, finding.code)))


def check_lines(pack: Path, reasons: Collection[str] | None = None) -> tuple[Finding, ...]:
    """Check what is written, whoever stands for it.

    Raises:
        ConfigError: if there is no such pack.
    """
    read = read_pack(pack)
    rows = preview_pack(pack)
    return (*read.findings, *said(rows, read.lines), *disclosing(rows, read.lines),
            *whole(read.lines, reasons))  # fmt: skip


def situations() -> tuple[str, ...]:
    """List the names of the matrix, in order."""
    return tuple(case.name for case in matrix())
