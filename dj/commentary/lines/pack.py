"""A pack of lines: what its host may say, and what is wrong with the rest."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeGuard

from dj import resources
from dj.commentary.approvals.log import logs_of
from dj.commentary.approvals.standing import Standing, standing
from dj.commentary.findings import Finding
from dj.commentary.language.vocabulary import Vocabulary
from dj.commentary.lines.files import findings_of, read_file
from dj.commentary.lines.line import Line
from dj.errors import ConfigError
from dj.model.names import primary_language
from dj.model.script import BreakKind

Stamp = tuple[str, int, int]
"""(file, time of its last change, bytes)."""
Stamps = tuple[Stamp, ...]


@dataclass(frozen=True, kw_only=True)
class Pack:
    """All lines of a pack, and what is wrong with the rest.

    Reading one looks at no variant. Asking for `lines` or `findings` looks at all of them; a
    session asks each that could be said whether it is sound.
    """

    path: Path
    read: tuple[Line | Finding, ...]
    """Every variant, and what is wrong with whole files, in order of name and index."""
    approved: Mapping[tuple[BreakKind, str], tuple[Line, ...]]
    """(situation, primary language) → approved variants, sound or not."""
    standing: Standing
    """Who stands for what."""

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Variants without a finding, in order of name and index; whatever their status."""
        return tuple(one for one in self.read if isinstance(one, Line) and one.is_sound)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with files and variants as they are written."""
        return tuple(found for one in self.read for found in _findings(one))

    def named(self, name: str) -> tuple[Line, ...]:
        """List the sound variants of one line set; no other is looked at."""
        return tuple(one for one in self.read
                     if isinstance(one, Line) and one.name == name and one.is_sound)  # fmt: skip

    @property
    def name(self) -> str:
        """As `Persona.prompt_pack` names it."""
        return self.path.name

    def spoken(self, kind: BreakKind, language: str) -> tuple[Line, ...]:
        """List the approved variants for a situation and language; ask each if it is sound."""
        return self.approved.get((kind, primary_language(language)), ())

    def speaks(self, language: str) -> bool:
        """Tell whether there is any approved line in a language."""
        return any(self.spoken(kind, language) for kind in BreakKind)


def read_pack(path: Path, on: date | None = None) -> Pack:
    """Read every line file of a pack; unchanged packs are remembered.

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
        if folder.is_dir() and not folder.name.startswith("."):
            yield from _in(folder, ".yaml" if folder.name == "words" else ".j2")
    for place in resources.folders("prompts/house/words"):  # for packs that have none of their own
        yield from _in(place, ".yaml")


def _in(folder: str | os.PathLike[str], ending: str) -> Iterator[Stamp]:
    for file in os.scandir(folder):
        # Hidden names are editors' programs' own: locks, and copies for safety.
        if file.name.endswith(ending) and not file.name.startswith("."):
            yield _of(file)


def _of(file: os.DirEntry[str]) -> Stamp:
    try:
        return _stamp(file.path, file.stat())
    except OSError:  # a link to nothing, which reading it will tell
        return file.path, 0, 0


def _stamp(path: str | Path, found: os.stat_result) -> Stamp:
    return str(path), found.st_mtime_ns, found.st_size


@lru_cache(maxsize=16)
def _gated(path: Path, files: Stamps, logs: Stamps, on: date) -> Pack:
    read = _read(path, files)
    stand = standing(tuple(Path(log) for log, _, _ in logs))
    approved: dict[tuple[BreakKind, str], list[Line]] = {}
    for one in read:
        if _says_approved(one) and not stand.objection(one, on):
            approved.setdefault((one.front.situation, one.front.language), []).append(one)
    return Pack(path=path, read=read, standing=stand,
                approved={key: tuple(lines) for key, lines in approved.items()})  # fmt: skip


@lru_cache(maxsize=8)
def _read(path: Path, files: Stamps) -> tuple[Line | Finding, ...]:
    lists = tuple(file for file in files if file[0].endswith(".yaml"))
    return tuple(item for file in files if file[0].endswith(".j2")
                 for item in _file(path, file, lists))  # fmt: skip


@lru_cache(maxsize=4096)
def _file(path: Path, file: Stamp, lists: Stamps) -> tuple[Line | Finding, ...]:
    """Read one file; where another changes, its variants stay, with all that is known of them."""
    return tuple(read_file(Path(file[0]), path, _known(path, lists)))


@lru_cache(maxsize=16)
def _known(_path: Path, _lists: Stamps) -> dict[str, Vocabulary]:
    """Begin a table of word lists, to be filled by the files that need them."""
    return {}


def _says_approved(one: Line | Finding) -> TypeGuard[Line]:
    return isinstance(one, Line) and one.front.status == "approved"


def _findings(one: Line | Finding) -> Iterator[Finding]:
    yield from findings_of(one) if isinstance(one, Line) else (one,)
