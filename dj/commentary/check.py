"""Check a pack of lines, and try every line in every situation of the matrix."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dj.commentary.bench import Rendered, shared_bench
from dj.commentary.cases import run_cases
from dj.commentary.findings import Finding
from dj.commentary.lines import Line, read_pack
from dj.commentary.matrix import Case, matrix
from dj.commentary.spoken_length import estimate
from dj.commentary.trial import applies, trial_cases
from dj.model.script import BreakKind, Trace

ORDINARY = frozenset({"very long title", "hostile title"})
"""Situations left out of the length check: there the runtime falls back to shorter lines."""


_ALWAYS = (BreakKind.OPENING, BreakKind.FRONT_ANNOUNCE, BreakKind.BACK_ANNOUNCE,
           BreakKind.MOOD_TURN, BreakKind.TIME_CHECK, BreakKind.DISCOVERY,
           BreakKind.SIGN_OFF)  # fmt: skip
"""Situations that may come up where nothing else is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """One variant in one situation."""

    line: str
    variant: int
    situation: str
    """Name in the matrix."""
    text: str
    """What would be said; empty if it could not be rendered."""
    seconds: float
    """Estimated."""
    traces: tuple[Trace, ...] = ()
    error: str = ""


def check_pack(pack: Path) -> tuple[Finding, ...]:
    """Check every line of a pack, in every situation, and run the editors' cases.

    Raises:
        ConfigError: if there is no such pack.
    """
    read = read_pack(pack)
    rows = preview_pack(pack)
    lines = {line.key: line for line in read.lines}
    found = [*read.findings, *_rendered(rows, lines), *_unreached(rows, lines),
             *_silent(read.lines), *run_cases(pack)]  # fmt: skip
    return tuple(sorted(found, key=lambda finding: (finding.where, finding.code)))


def preview_pack(pack: Path, line: str = "", situation: str = "") -> tuple[Preview, ...]:
    """Render variants in every situation of the matrix in which they are true.

    Args:
        pack: Folder of lines.
        line: Only this line set, such as ``front_announce/names``; empty for all.
        situation: Only this situation of the matrix; empty for all.

    Raises:
        ConfigError: if there is no such pack.
    """
    pairs = [
        (variant, case)
        for variant in read_pack(pack).lines
        if line in {"", variant.name}
        for case in trial_cases(pack, variant.front.locale)
        if situation in {"", case.name} and applies(variant, case)
    ]
    rendered = shared_bench().render([(variant.source, case.values) for variant, case in pairs])
    return tuple(_row(*pair, answer) for pair, answer in zip(pairs, rendered, strict=True))


def situations() -> tuple[str, ...]:
    """List the names of the matrix, in order."""
    return tuple(case.name for case in matrix())


def _row(line: Line, case: Case, answer: Rendered) -> Preview:
    return Preview(line=line.name, variant=line.variant, situation=case.name, text=answer.text,
                   seconds=estimate(answer.text), traces=answer.traces,
                   error=answer.error)  # fmt: skip


def _rendered(
    rows: tuple[Preview, ...], lines: Mapping[tuple[str, int], Line]
) -> Iterator[Finding]:
    for row in rows:
        line = lines[row.line, row.variant]
        if row.error or not row.text:
            yield Finding(code="COPY21", where=line.where,
                          message=f"in {row.situation!r} it gives nothing: {row.error or 'empty'}.",
                          remedy="Add an else, or a condition to needs.")  # fmt: skip
        elif row.seconds > line.front.max_s and row.situation not in ORDINARY:
            yield Finding(code="COPY20", where=line.where,
                          message=f"in {row.situation!r} it takes {row.seconds:.1f} s, more than "
                          f"max_s {line.front.max_s:g}.",
                          remedy="Shorten it, or raise max_s.")  # fmt: skip


def _unreached(
    rows: tuple[Preview, ...], lines: Mapping[tuple[str, int], Line]
) -> Iterator[Finding]:
    reached = {(row.line, row.variant) for row in rows}
    for key, line in lines.items():
        if key not in reached:
            yield Finding(code="COPY22", where=line.where,
                          message="no situation of the matrix satisfies what it needs.",
                          remedy="Check needs for a combination that cannot happen.")  # fmt: skip


def _silent(lines: tuple[Line, ...]) -> Iterator[Finding]:
    bare = Counter(line.front.situation for line in lines if line.needs_nothing)
    for kind in _ALWAYS:
        if not bare[kind]:
            yield Finding(code="COPY23", where=f"{kind}/", remedy="Add a line without needs.",
                          message="where nothing is known, the host would be silent.")  # fmt: skip
