"""Every variant in every situation it is true in: those of the matrix, then those of the cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dj.commentary.bench import Values, rehearse
from dj.commentary.lines import Line, read_pack
from dj.commentary.proofs.branches import marked, taken
from dj.commentary.trials.cases import trials
from dj.commentary.trials.pairing import applies, trial_cases


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """One variant with the values of one situation."""

    line: Line
    situation: str
    """Name in the matrix, or of the editors' case."""
    values: Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way through one variant, in the first situation that takes it."""

    line: str
    variant: int
    situation: str
    text: str


def in_matrix(pack: Path) -> tuple[Try, ...]:
    """List every variant in every situation of the matrix that it is true in.

    Raises:
        ConfigError: if there is no such pack.
    """
    return tuple(
        Try(line=line, situation=case.name, values=case.values)
        for line in read_pack(pack).lines
        for case in trial_cases(pack, line.front.locale)
        if applies(line, case)
    )


def in_cases(pack: Path) -> tuple[Try, ...]:
    """List the same for the editors' own cases; a case that cannot be read is left out."""
    return tuple(
        Try(line=line, situation=trial.case.name, values=values)
        for trial in trials(pack)[0]
        for line, values in trial.jobs
    )


def branches_taken(tries: Sequence[Try]) -> list[frozenset[int]]:
    """Tell which branches each try takes; one that cannot be rendered takes none."""
    sources = {one.line.source: marked(one.line.source)[0] for one in tries}
    answers = rehearse([(sources[one.line.source], one.values) for one in tries])
    return [taken(answer.text) for answer in answers]


def ways(pack: Path) -> tuple[Way, ...]:
    """Say every variant once along each way that the matrix takes through it.

    Raises:
        ConfigError: if there is no such pack.
    """
    tries = in_matrix(pack)
    first: dict[tuple[str, int, frozenset[int]], Try] = {}
    for one, branches in zip(tries, branches_taken(tries), strict=True):
        first.setdefault((*one.line.key, branches), one)
    answers = rehearse([(one.line.source, one.values) for one in first.values()])
    return tuple(
        Way(line=one.line.name, variant=one.line.variant, situation=one.situation,
            text=answer.text)
        for one, answer in zip(first.values(), answers, strict=True)
    )  # fmt: skip
