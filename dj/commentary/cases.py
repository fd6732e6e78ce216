"""Editors' own tests: YAML cases that say what a line must and must not say.

- name: a hostile title is read, never run
  line: front_announce/names
  situation: hostile title
  set: {next.title: "{{ 7*7 }}"}
  says: [by]
  never_says: ["49"]
  at_most_s: 9
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path

import msgspec
import yaml

from dj.commentary.bench import Rendered, Value, shared_bench
from dj.commentary.context import WORDS, WordKind
from dj.commentary.findings import Finding
from dj.commentary.lines import Line, read_pack
from dj.commentary.matrix import Case
from dj.commentary.song_words import Raw
from dj.commentary.speakable import plain, speakable
from dj.commentary.spoken_length import estimate
from dj.commentary.trial import applies, trial_cases


class EditorsCase(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One case of a file in ``cases``."""

    name: str
    """One sentence: what must hold."""
    line: str = "*"
    """Line sets it speaks of; ``*`` and ``?`` stand for other characters."""
    situation: str
    """Situation of the matrix."""
    set: Mapping[str, str | int | bool | None] = msgspec.field(default_factory=dict)
    """Words that differ from the matrix; null takes a word away."""
    says: tuple[str, ...] = ()
    """Phrases each wording holds, whatever their case."""
    never_says: tuple[str, ...] = ()
    """Phrases no wording holds, whatever their case."""
    at_most_s: float | None = None
    """Longest any wording may be, in estimated seconds."""
    at_least: int = 1
    """Wordings that must be possible; 0 if there may be none."""
    at_most: int | None = None
    """Wordings that may be possible; 0 if there must be none."""


def run_cases(pack: Path) -> tuple[Finding, ...]:
    """Run every case of a pack; a case that does not hold is a finding.

    Raises:
        ConfigError: if there is no such pack.
    """
    trials: list[_Trial] = []
    findings: list[Finding] = []
    for file in sorted(pack.glob("cases/*.yaml")):
        where = file.relative_to(pack).as_posix()
        try:
            trials += _trials(file, where, pack)
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            detail = f"it cannot be read: {' '.join(str(error).split())}."
            remedy = "See the form in prompts/README.md."
            findings.append(Finding(code="COPY01", where=where, message=detail, remedy=remedy))
    return (*findings, *_judged(trials))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trial:
    """A case with the situation it made and the variants that are true there."""

    where: str
    case: EditorsCase
    situation: Case
    lines: tuple[Line, ...]


def _trials(file: Path, where: str, pack: Path) -> list[_Trial]:
    lines = read_pack(pack).lines
    trials = []
    for case in msgspec.convert(yaml.safe_load(file.read_text("utf-8")), list[EditorsCase]):
        situation = _situation(case, pack)
        fitting = tuple(
            line for line in lines if fnmatchcase(line.name, case.line) and applies(line, situation)
        )
        trials.append(_Trial(where=where, case=case, situation=situation, lines=fitting))
    return trials


def _judged(trials: list[_Trial]) -> Iterator[Finding]:
    jobs = [(line.source, trial.situation.values) for trial in trials for line in trial.lines]
    answers = iter(shared_bench().render(jobs))
    for trial in trials:
        rendered = [(line, next(answers)) for line in trial.lines]
        for complaint in _complaints(trial.case, rendered):
            yield _finding(trial.where, trial.case, complaint)


def _situation(case: EditorsCase, pack: Path) -> Case:
    """Return the situation of the matrix with the case's changes.

    Raises:
        ValueError: if the case names a situation or word that does not exist.
    """
    known = {found.name: found for found in trial_cases(pack, "en")}
    if case.situation not in known:
        names = ", ".join(known)
        raise ValueError(f"{case.name!r}: no situation {case.situation!r}; known: {names}")
    return _changed(known[case.situation], case)


def _changed(situation: Case, case: EditorsCase) -> Case:
    values = dict(situation.values)
    for path, raw in case.set.items():
        if path not in WORDS:
            raise ValueError(f"{case.name!r}: there is no word {path!r}")
        value = _as_spoken(path, raw)
        values.pop(path, None)
        if value is not None:
            values[path] = Value(value=value, source=WORDS[path].source)
    return replace(situation, values=values)


def _as_spoken(path: str, raw: Raw) -> Raw:
    """Text goes through the same cleaning as a tag."""
    is_text = WORDS[path].kind in {WordKind.NAME, WordKind.TEXT}
    return speakable(plain(raw)) if is_text and isinstance(raw, str) else raw


def _complaints(case: EditorsCase, rendered: list[tuple[Line, Rendered]]) -> Iterator[str]:
    count = len(rendered)
    if count < case.at_least:
        yield f"{count} wordings are possible, at least {case.at_least} expected"
    if case.at_most is not None and count > case.at_most:
        yield f"{count} wordings are possible, at most {case.at_most} expected"
    for line, answer in rendered:
        for complaint in _about(case, answer):
            yield f"{line.name} variant {line.variant} {complaint}: {answer.text!r}"


def _about(case: EditorsCase, answer: Rendered) -> Iterator[str]:
    text = _folded(answer.text)
    if answer.error:
        yield f"fails ({answer.error})"
    yield from (f"does not say {phrase!r}" for phrase in case.says if _folded(phrase) not in text)
    yield from (f"says {phrase!r}" for phrase in case.never_says if _folded(phrase) in text)
    seconds = estimate(answer.text)
    if case.at_most_s is not None and seconds > case.at_most_s:
        yield f"takes {seconds:.1f} s, more than {case.at_most_s:g}"


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).casefold()


def _finding(where: str, case: EditorsCase, complaint: str) -> Finding:
    return Finding(code="COPY30", where=f"{where}: {case.name}", message=f"{complaint}.",
                   remedy="Change the line, or the case.")  # fmt: skip
