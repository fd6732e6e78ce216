"""Every line in every situation of the matrix in which it is true, as text."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dj.commentary.bench import Rendered, rehearse
from dj.commentary.lines import Line, read_pack
from dj.commentary.spoken_length import estimate
from dj.commentary.trials.matrix import Case
from dj.commentary.trials.pairing import applies, trial_cases
from dj.model.script import Trace


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


_Alike = tuple[Case, object]
"""(situation, its values for the words of a line): lines say the same where these are the same."""
_Key = tuple[object, object]


def preview_pack(pack: Path, line: str = "", situation: str = "") -> tuple[Preview, ...]:
    """Render variants in every situation of the matrix in which they are true.

    Args:
        pack: Folder of lines.
        line: Only this line set, such as ``front_announce/names``; empty for all.
        situation: Only this situation of the matrix; empty for all.

    Raises:
        ConfigError: if there is no such pack.
    """
    fitting = _Fitting(pack)
    todo = [
        (variant, case, (variant.key, values))
        for variant in read_pack(pack).lines
        if line in {"", variant.name}
        for case, values in fitting.cases(variant)
        if situation in {"", case.name}
    ]
    said = _rendered(todo)
    return tuple(_row(variant, case, *said[key]) for variant, case, key in todo)


class _Fitting:
    """Which situations variants fit; those of one file that use the same words fit the same."""

    def __init__(self, pack: Path) -> None:
        self.pack = pack
        self.known: dict[object, tuple[_Alike, ...]] = {}
        self.matrices: dict[str, tuple[Case, ...]] = {}

    def cases(self, line: Line) -> tuple[_Alike, ...]:
        key = (line.name, line.words)
        if key not in self.known:
            locale = line.front.locale
            if locale not in self.matrices:
                self.matrices[locale] = trial_cases(self.pack, locale)
            cases = self.matrices[locale]
            self.known[key] = tuple((case, _values(line, case)) for case in cases
                                    if applies(line, case))  # fmt: skip
        return self.known[key]


def _values(line: Line, case: Case) -> object:
    found = (case.values.get(word) for word in sorted(line.words))
    return tuple((value.value, value.source) if value else None for value in found)


def _rendered(todo: Sequence[tuple[Line, Case, _Key]]) -> dict[_Key, tuple[Rendered, float]]:
    """Render each variant once for all situations that give its words the same values."""
    jobs = {key: (line.source, case.values) for line, case, key in reversed(todo)}
    answers = zip(jobs, rehearse(list(jobs.values())), strict=True)
    return {key: (answer, estimate(answer.text)) for key, answer in answers}


def _row(line: Line, case: Case, answer: Rendered, seconds: float) -> Preview:
    return Preview(line=line.name, variant=line.variant, situation=case.name, text=answer.text,
                   seconds=seconds, traces=answer.traces, error=answer.error)  # fmt: skip
