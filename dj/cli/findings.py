"""Findings about editors' files: for people, for machines, for a review on GitHub."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console
from dj.units import counted

if TYPE_CHECKING:
    from dj.documents import Finding

EXIT_FINDINGS = 5


class Form(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    """Workflow commands, which show beside the line in a review."""


Format = Annotated[Form, typer.Option("--format", help="text, json or github.")]
Files = Annotated[
    list[Path] | None, typer.Argument(help="Files to check; all there are if none.", exists=True,
                                      dir_okay=False)
]  # fmt: skip


def chosen(form: Form, *, json: bool) -> Form:
    """Let ``--json`` mean here what it means everywhere."""
    return Form.JSON if json else form


def tell(findings: "Sequence[Finding]", form: Form, files: int) -> None:
    """Print findings and leave with code 5 if there are any.

    Raises:
        Exit: with code 5.
    """
    findings = [replace(finding, path=_near(finding.path)) for finding in findings]
    if form is Form.JSON:
        console.print_json({"files": files, "findings": findings})
    for finding in findings:
        if form is Form.TEXT:
            console.tell(f"{finding} ({finding.level.value})")
        elif form is Form.GITHUB:
            print(_command(finding))
    if form is Form.TEXT:
        print(f"{counted(len(findings), 'finding')} in {counted(files, 'file')}.")
    if findings:
        raise typer.Exit(EXIT_FINDINGS)


def _near(path: str) -> str:
    """Write a path from here where it lies below: reviews know a file by its place in a project."""
    here = Path.cwd()
    return str(Path(path).relative_to(here)) if Path(path).is_relative_to(here) else path


def _command(finding: "Finding") -> str:
    place = {"file": finding.path, "line": str(finding.line), "col": str(finding.column),
             "title": finding.code}  # fmt: skip
    values = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in place.items())
    field = f"{finding.field}: " if finding.field else ""
    text = _escaped(f"{field}{finding.message} {finding.hint}".rstrip())
    return f"::{finding.level.value} {values}::{text}"


def _escaped(text: str, more: str = "") -> str:
    """Write what would end or steer a workflow command as percent codes."""
    return "".join(
        f"%{ord(c):02X}" if c in f"%\r\n{more}" else console.plain(c) for c in text
    )  # fmt: skip
