"""What each sentence of a wording rests on: the facts it says, and those that let it be said."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from jinja2 import nodes

from dj.commentary.bench import Values
from dj.commentary.context import implied
from dj.commentary.language.conditions import word_path
from dj.commentary.language.interpreter import parse, slots_of
from dj.commentary.lines import Line
from dj.model.lineup import Decision
from dj.model.script import Clause, Trace, VoicedFact
from dj.units import TrackId

_END = re.compile(r"[.!?…]+[\"'”’)\]]*\s+")

Span = tuple[int, int]


def clauses(
    text: str, traces: Sequence[Trace], line: Line, values: Values, reason_ids: Sequence[str]
) -> tuple[Clause, ...]:
    """Cut a wording into sentences, each with the ids of all it rests on.

    Args:
        text: The wording.
        traces: Its slots.
        line: The line it came from, whose conditions held.
        values: The words at the join.
        reason_ids: Facts behind the reason that the line gives; empty if it gives none.
    """
    held = [*_facts(conditions(line), values), *reason_ids]
    return tuple(
        Clause(start=start, end=end, reason=line.front.reason,
               facts=tuple(dict.fromkeys([*_said(traces, start, end), *held])))
        for start, end in sentences(text, traces)
    )  # fmt: skip


def grounded(traces: Sequence[Trace], values: Values) -> tuple[Trace, ...]:
    """Write the ids of the facts behind it into each trace."""
    return tuple(replace(trace, facts=tuple(values[trace.word].facts)) for trace in traces)


def sentences(text: str, traces: Sequence[Trace]) -> list[Span]:
    """Cut a text into sentences, never inside what a slot said; white space between is left out."""
    cuts = [found.end() for found in _END.finditer(text) if _ends(text, found.end(), traces)]
    edges = [0, *cuts, len(text)]
    spans = [(a, a + len(text[a:b].rstrip())) for a, b in pairwise(edges)]
    return [(a, b) for a, b in spans if a < b]


def conditions(line: Line) -> frozenset[str]:
    """List the words on whose values it depends whether a line, or a part of it, is said."""
    needs = (*implied(line.front.situation), *line.front.needs)
    return frozenset(need.partition(" is ")[0] for need in needs) | _tested(line.source)


def reason_id(track_id: TrackId, signal: str) -> str:
    """Name the fact that a signal is a reason for a song."""
    return f"reason:{track_id}:{signal}"


def reason_facts(decision: Decision, title: str) -> dict[str, VoicedFact]:
    """Tell what stands behind each reason that may be given for a song."""
    return {
        reason_id(decision.track_id, signal): VoicedFact(
            says=f"reason {rank} for {title}",
            value=f"{signal} {decision.signals[signal]:+.3f}",
            source="lineup",
        )
        for rank, signal in enumerate(decision.top_reasons(), 1)
    }


@lru_cache(maxsize=8192)
def _tested(source: str) -> frozenset[str]:
    if slots_of(source) is not None:
        return frozenset()
    branches = parse(source).find_all(nodes.If)
    return frozenset(path for branch in branches for path in _paths(branch.test))


def _paths(test: nodes.Node) -> Iterator[str]:
    for node in (test, *test.find_all(nodes.Getattr)):
        path = word_path(node)
        if path:
            yield path


def _said(traces: Sequence[Trace], start: int, end: int) -> Iterator[str]:
    for trace in traces:
        if start <= trace.start < end:
            yield from trace.facts


def _facts(paths: Iterable[str], values: Values) -> Iterator[str]:
    for path in sorted(paths):
        if path in values:
            yield from values[path].facts


def _ends(text: str, following: int, traces: Sequence[Trace]) -> bool:
    if any(t.start < following < t.start + len(t.text) for t in traces):
        return False
    begins_name = any(t.start == following for t in traces)
    return following >= len(text) or begins_name or not text[following].islower()
