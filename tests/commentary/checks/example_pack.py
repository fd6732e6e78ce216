"""The editors' tables of examples, written as one pack and checked in one go.

``examples/TPL0NN.yaml`` lists what a code finds and what it lets pass: a text, or a mapping of
``text`` (a list makes several variants) and front matter; ``file`` is a whole file, ``name`` and
``folder`` say where it lies, ``times`` repeats the text before what comes ``after`` it.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

import yaml

from dj.commentary.checks.disclosing import disclosing
from dj.commentary.checks.said import said
from dj.commentary.checks.tried import preview_pack
from dj.commentary.checks.whole import whole
from dj.commentary.findings import Finding
from dj.commentary.lines import read_pack
from tests.commentary.sessions import HOUSE

TABLES = Path(__file__).parent / "examples"
REASONS = ("affinity",)
TRIED = frozenset({"TPL020", "TPL021", "TPL022", "TPL026", "TPL032", "TPL033"})
"""Codes of what only shows when a line is said in the situations of the matrix."""
_WORDS = {"de": "haus", "es": "casa"}
_PLACING = frozenset({"text", "file", "name", "folder", "times", "after"})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Example:
    """One row of a table."""

    code: str
    finds: bool
    row: Mapping[str, Any]
    path: str
    """In the pack."""


def tables() -> list[str]:
    """Name the codes that have a table."""
    return sorted(file.stem for file in TABLES.glob("*.yaml"))


def examples() -> Iterator[Example]:
    """Read all tables."""
    for code in tables():
        listed = _listed(code)
        for key in ("finds", "passes"):
            for number, row in enumerate(listed[key]):
                row = row if isinstance(row, dict) else {"text": row}
                folder = row.get("folder") or row.get("situation", "mood_turn")
                name = f"{code.lower()}_{key}_{number}{row.get('name', '')}"
                yield Example(code=code, finds=key == "finds", row=row,
                              path=f"{folder}/{name}.j2")  # fmt: skip


@cache
def _listed(code: str) -> Mapping[str, list[Any]]:
    listed: Mapping[str, list[Any]] = yaml.safe_load((TABLES / f"{code}.yaml").read_bytes())
    return listed


def findings_of(pack: Path, rows: list[Example]) -> dict[Example, list[Finding]]:
    """Write examples into a folder, check them, and return what is found in each."""
    by_path: dict[str, list[Finding]] = {}
    for found in _findings(pack, rows):
        by_path.setdefault(f"{found.where.partition('.j2')[0]}.j2", []).append(found)
    return {one: by_path.get(one.path, []) for one in rows}


def _findings(pack: Path, rows: list[Example]) -> Iterator[Finding]:
    for language, name in _WORDS.items():
        (pack / "words").mkdir(parents=True, exist_ok=True)
        shutil.copy(HOUSE.parent / name / "words" / f"{language}.yaml", pack / "words")
    for one in rows:
        file = pack / one.path
        file.parent.mkdir(exist_ok=True)
        file.write_text(one.row.get("file") or _file(one.row), encoding="utf-8", newline="")
    read = read_pack(pack)
    yield from read.findings
    # Examples of different tables may say the same: where that counts, each is looked at alone.
    yield from (one for one in whole(read.lines, REASONS) if one.code != "TPL025")
    for name, lines in groupby(read.lines, key=attrgetter("name")):
        if "tpl025" in name:
            yield from whole(tuple(lines), REASONS)
    if any(one.code in TRIED for one in rows):
        previews = preview_pack(pack)
        yield from said(previews, read.lines)
        yield from disclosing(previews, read.lines)


def _file(row: Mapping[str, Any]) -> str:
    front = {"situation": "mood_turn", "status": "approved",
             **{key: value for key, value in row.items() if key not in _PLACING}}  # fmt: skip
    texts = row["text"] if isinstance(row["text"], list) else [row["text"]]
    body = "\n%%\n".join(texts) * row.get("times", 1) + row.get("after", "")
    return f"---\n{json.dumps(front)}\n---\n{body}\n"
