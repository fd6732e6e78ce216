"""Line files: what editors write, read and checked.

``<pack>/<situation>/<name>.j2`` holds YAML front matter between two lines of ``---`` and then the
variants, separated by a line of ``%%``:

    ---
    situation: front_announce
    needs: [next.title, next.artist]
    status: approved
    ---
    This is {{ next.title }} by {{ next.artist }}.
    %%
    Next, {{ next.artist }} with {{ next.title }}.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec
import yaml

from dj.commentary.context import WORDS, WordKind, absent, implied
from dj.commentary.findings import Finding
from dj.commentary.language import check
from dj.commentary.vocabulary import Vocabulary, vocabulary
from dj.errors import ConfigError, DjError
from dj.model.script import BreakKind
from dj.model.show import TalkLevel

MAX_FILE_BYTES = 64_000
_NAME = re.compile(r"[a-z0-9_]+(?:-[a-z0-9_]+)*")
_FENCE = "---"
_DIVIDER = "%%"


class FrontMatter(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What an editor says about a set of variants."""

    situation: BreakKind
    needs: tuple[str, ...] = ()
    """Words that must be there and true, or ``word is value``; every variant may rely on them."""
    reason: str = ""
    """Signal the line gives as the reason for the next song; empty if it gives none."""
    locale: str = "en"
    """BCP 47 language of the wording."""
    max_s: float = 9.0
    """Longest it may be, in estimated seconds."""
    cooldown_days: int = 3
    """Days a variant rests after it was spoken."""
    tier: int = 1
    """Greatest tier of fact it may carry, 0 to 2."""
    status: str = "draft"
    """``draft``, ``approved`` or ``withdrawn``; only approved lines are spoken."""
    persona: str = ""
    """Only for this host; empty for all."""
    daypart: tuple[str, ...] = ()
    """Only in these parts of the day; empty for all."""
    talk: tuple[TalkLevel, ...] = ()
    """Only at these levels of talk; empty for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One variant of a line file, checked."""

    name: str
    """Line set: ``front_announce/tempo``."""
    variant: int
    """Index in its file, from 0."""
    source: str
    """As written."""
    where: str
    """File and line of its beginning."""
    front: FrontMatter
    words: frozenset[str]
    """Documented words it mentions, those it needs included."""

    @property
    def key(self) -> tuple[str, int]:
        """What a ledger of spoken wordings stores."""
        return self.name, self.variant

    @property
    def needs_nothing(self) -> bool:
        """True if it is eligible whatever is known."""
        front = self.front
        return not (front.needs or front.reason or front.persona or front.daypart or front.talk)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """All lines of a pack, and what is wrong with the rest."""

    path: Path
    lines: tuple[Line, ...]
    """Variants without a finding, in order of name and index; whatever their status."""
    findings: tuple[Finding, ...]
    approved: Mapping[tuple[BreakKind, str], tuple[Line, ...]]
    """(situation, primary language) → approved variants."""

    def spoken(self, kind: BreakKind, language: str) -> tuple[Line, ...]:
        """List the approved variants for a situation and language."""
        return self.approved.get((kind, _primary(language)), ())

    def speaks(self, language: str) -> bool:
        """Tell whether there is any approved line in a language."""
        return any(self.spoken(kind, language) for kind in BreakKind)


def read_pack(path: Path) -> Pack:
    """Read and check every line file of a pack; unchanged packs are remembered.

    Raises:
        ConfigError: if there is no such folder.
    """
    if not path.is_dir():
        raise ConfigError("there is no such pack of lines.", where=str(path),
                          hint="Name a folder such as prompts/house.")  # fmt: skip
    files = sorted(path.glob("*/*.j2")) + sorted(path.glob("words/*.yaml"))
    stamps = tuple((file, file.stat().st_mtime_ns, file.stat().st_size) for file in files)
    return _read(path, stamps)


@lru_cache(maxsize=8)
def _read(path: Path, stamps: tuple[tuple[Path, int, int], ...]) -> Pack:
    lines: list[Line] = []
    findings: list[Finding] = []
    for file, _, _ in stamps:
        if file.suffix == ".j2":
            for item in _read_file(file, path):
                (lines if isinstance(item, Line) else findings).append(item)  # type: ignore[arg-type]
    return Pack(path=path, lines=tuple(lines), findings=tuple(findings), approved=_approved(lines))


def _approved(lines: list[Line]) -> dict[tuple[BreakKind, str], tuple[Line, ...]]:
    found: dict[tuple[BreakKind, str], tuple[Line, ...]] = {}
    for line in lines:
        if line.front.status == "approved":
            key = (line.front.situation, _primary(line.front.locale))
            found[key] = (*found.get(key, ()), line)
    return found


def _read_file(file: Path, pack: Path) -> Iterator[Line | Finding]:
    where = file.relative_to(pack).as_posix()
    try:
        text = _text(file)
        head, body, first = _split(text)
        front = msgspec.convert(yaml.safe_load(head), FrontMatter)
        words = vocabulary(pack, front.locale)
    except (DjError, ValueError, yaml.YAMLError, RecursionError) as error:
        detail = " ".join(str(error).split())
        yield Finding(code="COPY01", where=where, message=f"it cannot be read: {detail}.",
                      remedy="See prompts/README.md for the form of a line file.")  # fmt: skip
        return
    faults = tuple(_faults(front, file))
    yield from (Finding(code="COPY01", where=where, message=m, remedy=r) for m, r in faults)
    if not faults:
        name = where.removesuffix(".j2")
        yield from _variants(name, front, _parts(body, first), words)


def _text(file: Path) -> str:
    if not _NAME.fullmatch(file.stem):
        raise ValueError("its name may hold only a-z, 0-9, _ and -")
    if file.stat().st_size > MAX_FILE_BYTES:
        raise ValueError(f"it is larger than {MAX_FILE_BYTES} bytes")
    return file.read_text(encoding="utf-8").replace("\r\n", "\n")


def _split(text: str) -> tuple[str, list[str], int]:
    """Return the front matter, the lines of the body, and the number of its first line."""
    rows = text.split("\n")
    if rows[0].strip() != _FENCE or _FENCE not in (row.strip() for row in rows[1:]):
        raise ValueError("it does not begin with front matter between two lines of ---")
    end = next(i for i, row in enumerate(rows) if i and row.strip() == _FENCE)
    return "\n".join(rows[1:end]), rows[end + 1 :], end + 2


def _parts(body: list[str], first: int) -> Iterator[tuple[int, str]]:
    """Yield (number of its first line, source) for each variant."""
    start, part = first, list[str]()
    for number, row in enumerate([*body, _DIVIDER], first):
        if row.strip() != _DIVIDER:
            part.append(row)
            continue
        yield start, "\n".join(part).rstrip()
        start, part = number + 1, []


def _faults(front: FrontMatter, file: Path) -> Iterator[tuple[str, str]]:
    if front.situation != file.parent.name:
        yield (f"its situation is {front.situation}, its folder {file.parent.name}.",
               "Move it, or change the situation.")  # fmt: skip
    if front.status not in {"draft", "approved", "withdrawn"}:
        yield f"status {front.status!r} is unknown.", "Use draft, approved or withdrawn."
    if not 0 <= front.tier <= 2:
        yield f"tier {front.tier} is not 0 to 2.", "Sensitive facts are never spoken from lines."
    for need in front.needs:
        complaint = _need_fault(need, front.situation)
        if complaint:
            yield f"needs {need!r}: {complaint}.", "See the dictionary in prompts/README.md."


def _need_fault(need: str, kind: BreakKind) -> str:
    path, _, value = need.partition(" is ")
    word = WORDS.get(path)
    if word is None:
        return "there is no such word"
    if path.partition(".")[0] in absent(kind):
        return f"it has no value in the situation {kind}"
    if word.kind is WordKind.CHOICE and value and value not in word.choices:
        return f"it is one of {', '.join(word.choices)}"
    return "only a choice can be compared" if value and word.kind is not WordKind.CHOICE else ""


def _variants(
    name: str, front: FrontMatter, parts: Iterator[tuple[int, str]], words: Vocabulary
) -> Iterator[Line | Finding]:
    proven = _proven(front)
    for index, (first, source) in enumerate(parts):
        checked = check(source, front.situation, proven, words)
        for line, (code, message, remedy) in checked.problems:
            yield Finding(code=code, where=f"{name}.j2:{first + line - 1}", message=message,
                          remedy=remedy)  # fmt: skip
        if not checked.problems:
            mentioned = checked.words | {need.partition(" is ")[0] for need in front.needs}
            yield Line(name=name, variant=index, source=source, where=f"{name}.j2:{first}",
                       front=front, words=mentioned)  # fmt: skip


def _proven(front: FrontMatter) -> frozenset[str]:
    """List what holds wherever the line is used; a stated reason proves itself."""
    needed = {part for need in front.needs for part in (need, need.partition(" is ")[0])}
    reason = {"reason", f"reason is {front.reason}"} if front.reason else set[str]()
    return frozenset(needed | reason | set(implied(front.situation)))


def _primary(tag: str) -> str:
    return tag.partition("-")[0].casefold()
