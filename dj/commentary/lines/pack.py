"""A pack of lines: what its host may say, and what is wrong with the rest."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

from dj.commentary.approvals.log import logs_of
from dj.commentary.approvals.standing import Standing, standing
from dj.commentary.findings import Finding
from dj.commentary.lines.files import read_file
from dj.commentary.lines.front import primary
from dj.commentary.lines.line import Line
from dj.commentary.vocabulary import Vocabulary
from dj.errors import ConfigError
from dj.model.script import BreakKind

Stamp = tuple[str, int, int]
"""(file, time of its last change, bytes)."""
Stamps = tuple[Stamp, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """All lines of a pack, and what is wrong with the rest."""

    path: Path
    lines: tuple[Line, ...]
    """Variants without a finding, in order of name and index; whatever their status."""
    findings: tuple[Finding, ...]
    approved: Mapping[tuple[BreakKind, str], tuple[Line, ...]]
    """(situation, primary language) → approved variants."""
    standing: Standing
    """Who stands for what."""

    @property
    def name(self) -> str:
        """As `Persona.prompt_pack` names it."""
        return self.path.name

    def spoken(self, kind: BreakKind, language: str) -> tuple[Line, ...]:
        """List the approved variants for a situation and language."""
        return self.approved.get((kind, primary(language)), ())

    def speaks(self, language: str) -> bool:
        """Tell whether there is any approved line in a language."""
        return any(self.spoken(kind, language) for kind in BreakKind)


def read_pack(path: Path, on: date | None = None) -> Pack:
    """Read and check every line file of a pack; unchanged packs are remembered.

    Args:
        path: Folder of the pack.
        on: The day on which its lines shall be spoken, since approvals end; None is today.

    Raises:
        ConfigError: if there is no such folder.
    """
    if not path.is_dir():
        raise ConfigError("there is no such pack of lines.", where=str(path),
                          hint="Name a folder such as prompts/house.")  # fmt: skip
    files = tuple(sorted(_stamped(path)))
    logs = tuple(_stamp(log, log.stat()) for log in logs_of(path) if log.exists())
    return _gated(path, files, logs, on or datetime.now(UTC).date())


def _stamped(pack: Path) -> Iterator[Stamp]:
    """Yield the line files and word lists; asked at every reading, so by the quickest way."""
    for folder in os.scandir(pack):
        if folder.is_dir():
            ending = ".yaml" if folder.name == "words" else ".j2"
            for file in os.scandir(folder):
                if file.name.endswith(ending):
                    yield _stamp(file.path, file.stat())


def _stamp(path: str | Path, found: os.stat_result) -> Stamp:
    return str(path), found.st_mtime_ns, found.st_size


@lru_cache(maxsize=16)
def _gated(path: Path, files: Stamps, logs: Stamps, on: date) -> Pack:
    lines, findings = _read(path, files)
    stand = standing(tuple(Path(log) for log, _, _ in logs))
    approved: dict[tuple[BreakKind, str], tuple[Line, ...]] = {}
    for line in lines:
        if line.front.status == "approved" and not stand.objection(line, on):
            key = (line.front.situation, line.front.language)
            approved[key] = (*approved.get(key, ()), line)
    return Pack(path=path, lines=lines, findings=findings, approved=approved, standing=stand)


@lru_cache(maxsize=8)
def _read(path: Path, files: Stamps) -> tuple[tuple[Line, ...], tuple[Finding, ...]]:
    lines: list[Line] = []
    findings: list[Finding] = []
    known: dict[str, Vocabulary] = {}
    for file in (Path(name) for name, _, _ in files if name.endswith(".j2")):
        for item in read_file(file, path, known):
            (lines if isinstance(item, Line) else findings).append(item)  # type: ignore[arg-type]
    return tuple(lines), tuple(findings)
