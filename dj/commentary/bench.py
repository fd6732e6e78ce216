"""The parent's side of rendering: batches go to one limited worker, marked text comes back.

One worker per process is started with the first batch and kept, since starting costs a quarter of
a second. A batch that kills its worker is tried again wording by wording, so that one bad line
cannot take the others with it.
"""

import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dj.commentary.context import WORDS, WordKind
from dj.commentary.worker import CLOSE, MAX_OUTPUT, MIDDLE, OPEN, Answer, Batch, render
from dj.errors import WorkerError
from dj.model.script import Trace, VoicedFact
from dj.runner import Limits, Worker

LIMITS = Limits(wall_s=20.0, cpu_s=5.0, memory_mb=512, files=32)
"""What one batch may use."""
MAX_DEATHS = 3
"""Workers one batch may kill before the rest of it is given up."""

_SLOT = re.compile(f"{OPEN}([^{OPEN}{MIDDLE}{CLOSE}]*){MIDDLE}([^{OPEN}{MIDDLE}{CLOSE}]*){CLOSE}")
_SPACE_BEFORE = re.compile(r"\s+(?=[.,;:!?…])")
_ENDS = ".!?…"


Raw = str | int | bool | None
"""A word's value before its origin is written down; None if it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One word's value with its origin."""

    value: str | int | bool
    source: str
    tier: int = 0
    """Greatest tier of the facts behind it."""
    facts: Mapping[str, VoicedFact] = field(default_factory=dict)
    """Id → what it says: all that the value rests on, also where it is False."""


Values = Mapping[str, Value]
"""Dotted word → value; a word that is missing has no entry."""

Job = tuple[str, Values]
"""(source of a variant, values for it)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """One wording, or why there is none."""

    text: str = ""
    traces: tuple[Trace, ...] = ()
    error: str = ""


class Bench:
    """Renders batches of wordings in one limited child process."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        """Remember the limits; the child starts with the first batch."""
        self._worker = Worker("dj.commentary.worker:render", limits)
        self._lock = threading.Lock()

    def render(self, jobs: Sequence[Job]) -> list[Rendered]:
        """Render (source, values) pairs in order; a failure is a `Rendered` with an error.

        Raises:
            WorkerError: if no worker can run here at all.
        """
        if not jobs:
            return []
        with self._lock:
            answers = self._answers(_batch(jobs))
        return _finished(answers, jobs)

    def close(self) -> None:
        """End the child; a later batch starts a new one."""
        self._worker.kill()

    def _answers(self, batch: Batch) -> list[Answer]:
        try:
            return list(self._worker.call(batch))
        except WorkerError:
            return self._one_by_one(batch)

    def _one_by_one(self, batch: Batch) -> list[Answer]:
        answers: list[Answer] = []
        deaths = 0
        for job in batch[1]:
            try:
                answers += self._worker.call((batch[0], [job]))
            except WorkerError as error:
                deaths += 1
                answers.append((False, str(error)))
                if deaths == len(answers) == MAX_DEATHS:
                    raise  # no wording came through: the worker itself cannot run here
            if deaths >= MAX_DEATHS:
                break
        missing = len(batch[1]) - len(answers)
        return answers + [(False, "given up: this batch has ended too many workers")] * missing


def rehearse(jobs: Sequence[Job]) -> list[Rendered]:
    """Render checked variants in this process, for a trial of whole packs.

    Starting a child costs more than a trial; and of what the checker let pass, nothing loops,
    calls, or takes longer than it is long.
    """
    return _finished(render(_batch(jobs)), jobs)


_shared = Bench()


def shared_bench() -> Bench:
    """Return the process's own bench."""
    return _shared


def _batch(jobs: Sequence[Job]) -> Batch:
    contexts = {id(values): values for _, values in jobs}
    index = {key: number for number, key in enumerate(contexts)}
    return (
        [_payload(values) for values in contexts.values()],
        [(source, index[id(values)]) for source, values in jobs],
    )


def _finished(answers: Sequence[Answer], jobs: Sequence[Job]) -> list[Rendered]:
    return [
        _finish(text, values) if ok else Rendered(error=text)
        for (ok, text), (_, values) in zip(answers, jobs, strict=True)
    ]


def _payload(values: Values) -> dict[str, dict[str, str | int | bool | None]]:
    """Lay the values out for the template; a missing flag is false, any other word nothing."""
    spaces: dict[str, dict[str, str | int | bool | None]] = {}
    for path, word in WORDS.items():
        space, _, name = path.partition(".")
        value = values.get(path)
        missing = False if word.kind is WordKind.FLAG else None
        spaces.setdefault(space, {})[name] = value.value if value else missing
    return spaces


def _finish(marked: str, values: Values) -> Rendered:
    """Turn marked text into plain text with traces, tidying only what is fixed wording."""
    text, traces, at = "", list[Trace](), 0
    line = " ".join(marked.split())
    for slot in _SLOT.finditer(line):
        text = _joined(text, line[at : slot.start()])
        path, said = slot.groups()
        if path:
            traces.append(_trace(path, said, len(text), values))
        text, at = text + said, slot.end()
    text = _joined(text, line[at:])
    if len(text) > MAX_OUTPUT:
        return Rendered(error=f"longer than {MAX_OUTPUT} characters")
    return Rendered(text=text, traces=tuple(traces))


def _joined(before: str, fixed: str) -> str:
    """Append fixed wording; a full stop after ``What Now?`` would be one too many."""
    tidy = _SPACE_BEFORE.sub("", fixed)
    if tidy[:1] == "." and before[-1:] and before[-1] in _ENDS:
        tidy = tidy[1:]
    return before + tidy


def _trace(path: str, said: str, start: int, values: Values) -> Trace:
    is_name = WORDS[path].kind is WordKind.NAME
    return Trace(word=path, text=said, start=start, source=values[path].source, is_name=is_name)
