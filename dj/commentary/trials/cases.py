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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import translate
from pathlib import Path
from typing import Annotated

import msgspec
import yaml

from dj.commentary.bench import Raw, Rendered, Value, Values, rehearse
from dj.commentary.context import WORDS, WordKind
from dj.commentary.findings import Finding
from dj.commentary.lines import Line, Pack, read_pack
from dj.commentary.lines.front import LONGEST_S
from dj.commentary.spoken_length import estimate
from dj.commentary.titles import plain, speakable
from dj.commentary.trials.matrix import Case
from dj.commentary.trials.pairing import applies, trial_cases
from dj.documents import load

_TYPES: Mapping[WordKind, type] = {WordKind.NUMBER: int, WordKind.FLAG: bool}
"""What a word's value is; text if it does not stand here."""


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
    at_most_s: Annotated[float, msgspec.Meta(gt=0, le=LONGEST_S)] | None = None
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
    found, findings = trials(pack)
    return (*findings, *_judged(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A case with the variants that are true in the situation it made."""

    where: str
    case: EditorsCase
    jobs: tuple[tuple[Line, Values], ...]
    """Variant, and the values of the situation in its language."""


def trials(pack: Path) -> tuple[tuple[Trial, ...], tuple[Finding, ...]]:
    """Read every case of a pack, and say which files cannot be read.

    Raises:
        ConfigError: if there is no such pack.
    """
    read = read_pack(pack)
    found: list[Trial] = []
    findings: list[Finding] = []
    for file in sorted(pack.glob("cases/[!.]*.yaml")):
        where = file.relative_to(pack).as_posix()
        try:
            found += _trials(file, where, read)
        except (OSError, yaml.YAMLError, ValueError, RecursionError) as error:
            detail = f"it cannot be read: {' '.join(str(error).split())}."
            remedy = "See the form in prompts/README.md."
            findings.append(Finding(code="TPL001", where=where, message=detail, remedy=remedy))
    return tuple(found), tuple(findings)


def _trials(file: Path, where: str, pack: Pack) -> list[Trial]:
    raw = load(file.read_text("utf-8"))
    cases = msgspec.convert(raw, list[EditorsCase])
    return [Trial(where=where, case=case, jobs=tuple(_jobs(case, pack))) for case in cases]


def _jobs(case: EditorsCase, pack: Pack) -> Iterator[tuple[Line, Values]]:
    meant = re.compile(translate(case.line))
    for locale in sorted({line.front.locale for line in pack.lines}) or ["en"]:
        situation = _situation(case, pack.path, locale)
        for line in pack.lines:
            is_meant = line.front.locale == locale and meant.match(line.name)
            if is_meant and applies(line, situation):
                yield line, situation.values


def _judged(trials: Sequence[Trial]) -> Iterator[Finding]:
    jobs = [(line.source, values) for trial in trials for line, values in trial.jobs]
    answers = iter(rehearse(jobs))
    for trial in trials:
        rendered = [(line, next(answers)) for line, _ in trial.jobs]
        for complaint in _complaints(trial.case, rendered):
            yield _finding(trial.where, trial.case, complaint)


def _situation(case: EditorsCase, pack: Path, locale: str) -> Case:
    """Return the situation of the matrix with the case's changes.

    Raises:
        ValueError: if the case names a situation or word that does not exist.
    """
    known = {found.name: found for found in trial_cases(pack, locale)}
    if case.situation not in known:
        names = ", ".join(known)
        raise ValueError(f"{case.name!r}: no situation {case.situation!r}; known: {names}")
    return _changed(known[case.situation], case)


def _changed(situation: Case, case: EditorsCase) -> Case:
    values = dict(situation.values)
    for path, raw in case.set.items():
        if path not in WORDS:
            raise ValueError(f"{case.name!r}: there is no word {path!r}")
        if not _is_fit(path, raw):
            raise ValueError(f"{case.name!r}: {raw!r} is no value of {path}, see the dictionary")
        value = _as_spoken(path, raw)
        values.pop(path, None)
        if value is not None:
            values[path] = Value(value=value, source=WORDS[path].source)
    return replace(situation, values=values)


def _is_fit(path: str, raw: Raw) -> bool:
    """Tell whether a word could have a value; None takes any word away."""
    word = WORDS[path]
    if raw is None:
        return True
    if word.kind is WordKind.CHOICE:
        return raw in word.choices
    return type(raw) is _TYPES.get(word.kind, str)


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
    return Finding(code="TPL030", where=f"{where}: {case.name}", message=f"{complaint}.",
                   remedy="Change the line, or the case.")  # fmt: skip
