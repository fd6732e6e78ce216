"""The sheet an editor looks at: every situation of the matrix, and what could be said in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dj.commentary.bench import Rendered, Values, rehearse
from dj.commentary.context import implied
from dj.commentary.lines import Line, Pack, read_pack
from dj.commentary.proofs.tries import Try, in_matrix
from dj.commentary.spoken_length import estimate
from dj.commentary.trials.matrix import Case
from dj.commentary.trials.pairing import trial_cases
from dj.model.script import BreakKind

SAID = "said"
"""Status of a wording that a host may say in its situation."""
LONG = "too long"
FAILS = "fails"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One variant in one situation."""

    situation: str
    """Name in the matrix."""
    kind: BreakKind
    line: str
    variant: int
    text: str
    """What would be said; why it fails, if it does."""
    seconds: float
    """Estimated."""
    status: str
    """``said``; or why it is not: ``too long``, ``fails``, ``draft``, ``withdrawn``,
    ``not approved``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One pack in one language over the whole matrix."""

    pack: str
    locale: str
    situations: tuple[str, ...]
    """In the order of the matrix."""
    kinds: tuple[BreakKind, ...]
    """Kinds of break that the pack has lines for or should have, in their order."""
    cells: tuple[Cell, ...]
    gaps: tuple[tuple[str, BreakKind], ...]
    """(situation, kind) where a break may be and no line can be said."""


def sheets(pack: Path) -> tuple[Sheet, ...]:
    """Lay a pack out, a sheet for each language it has lines in.

    Raises:
        ConfigError: if there is no such pack.
    """
    read = read_pack(pack)
    locales = sorted({line.front.locale for line in read.lines}) or ["en"]
    every = _cells(in_matrix(pack), read)
    return tuple(_sheet(pack, locale, every.get(locale, [])) for locale in locales)


def _cells(tries: Sequence[Try], pack: Pack) -> dict[str, list[Cell]]:
    answers = rehearse([(one.line.source, one.values) for one in tries])
    found: dict[str, list[Cell]] = {}
    for one, answer in zip(tries, answers, strict=True):
        seconds = estimate(answer.text)
        cell = Cell(
            situation=one.situation, kind=one.line.front.situation, line=one.line.name,
            variant=one.line.variant, text=answer.text or answer.error, seconds=seconds,
            status=_status(one.line, answer, seconds, pack),
        )  # fmt: skip
        found.setdefault(one.line.front.locale, []).append(cell)
    return found


def _status(line: Line, answer: Rendered, seconds: float, pack: Pack) -> str:
    front = line.front
    if front.status != "approved":
        return front.status
    if line not in pack.spoken(front.situation, front.locale):
        return "not approved"
    if answer.error or not any(map(str.isalnum, answer.text)):
        return FAILS
    return LONG if seconds > front.max_s else SAID


def _sheet(pack: Path, locale: str, cells: Sequence[Cell]) -> Sheet:
    cases = trial_cases(pack, locale)
    said = {(cell.situation, cell.kind) for cell in cells if cell.status == SAID}
    allowed = [(case.name, kind) for case in cases for kind in _allowed(case)]
    there = {kind for _, kind in allowed} | {cell.kind for cell in cells}
    return Sheet(
        pack=pack.name, locale=locale, situations=tuple(case.name for case in cases),
        kinds=tuple(kind for kind in BreakKind if kind in there), cells=tuple(cells),
        gaps=tuple(pair for pair in allowed if pair not in said),
    )  # fmt: skip


def _allowed(case: Case) -> Iterator[BreakKind]:
    """Yield the kinds of break that can happen in a case."""
    for kind in BreakKind:
        if kind in case.kinds and all(_is_true(need, case.values) for need in implied(kind)):
            yield kind


def _is_true(path: str, values: Values) -> bool:
    value = values.get(path)
    return value is not None and value.value not in {False, ""}
