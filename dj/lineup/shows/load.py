"""Read the format of a programme from an editor's YAML file.

The file has the fields of `dj.model.show.Show`; what it leaves out keeps its default. A field that
nobody reads is refused, because a misspelt rule that silently does nothing is worse than an error.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dj import resources
from dj.documents import Document, Finding, Kind, read, refuse, schema
from dj.lineup.shows.limits import LIMITS, LONGEST_S
from dj.lineup.shows.sense import contradictions, doubts
from dj.model.show import Show

__all__ = ["FOLDER", "LONGEST_S", "check_show", "load_show", "show_files", "show_schema"]

FOLDER = "assets/shows"
"""Where shows lie: below the project, the user's folder, or packaged."""
_PREFIX = "SHW"


def load_show(path: Path) -> Show:
    """Read one show file.

    Raises:
        ConfigError: with the first thing that is wrong: file, line, column, field, what to do.
    """
    document = _checked(path)
    refuse(document.findings)
    # Without an error there is a value; the document says so by its findings.
    return document.value or Show(name="", title="")


def check_show(path: Path) -> tuple[Finding, ...]:
    """Tell everything that is wrong with a show file, and what is not as it seems."""
    document = _checked(path)
    if document.value is None:
        return document.findings
    report, show = document.report, document.value
    for field, problem, hint in doubts(show):
        report.add(Kind.WARNING, field, problem, hint)
    if show.pool and f"{show.pool}.yaml" not in resources.listing("assets/pools", "*.yaml"):
        report.add(Kind.WARNING, "pool", f"there is no pool {show.pool!r} here.",
                   "Write assets/pools/NAME.yaml; `dj pool list` shows what there is.")  # fmt: skip
    return document.findings


def show_files() -> Mapping[str, Path]:
    """Map the name of every show to its file; a user's file hides a packaged one."""
    return {Path(name).stem: path for name, path in resources.listing(FOLDER, "*.yaml").items()}


def show_schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of a show file."""
    return schema(Show, LIMITS, "dj-session show")


def _checked(path: Path) -> Document[Show]:
    document = read(path, Show, LIMITS, _PREFIX)
    if document.value is None:
        return document
    if document.value.name != path.stem:
        document.report.add(Kind.FILE_NAME, "name", f"must be the file's name, {path.stem!r}.",
                            "Change it, or rename the file.")  # fmt: skip
    for field, problem, hint in contradictions(document.value):
        document.report.add(Kind.CONTRADICTION, field, problem, hint)
    return document
