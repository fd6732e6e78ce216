"""A rehearsed line for people: what it says there, on what it rests, and whether it would be."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dj.cli import console

if TYPE_CHECKING:
    from dj.model.rehearsal import Rehearsed


def tell(found: "Sequence[Rehearsed]") -> None:
    """Print a few rows for each."""
    for one in found:
        for row in _rows(one):
            console.tell(row)


def _rows(one: "Rehearsed") -> Iterator[str]:
    yield f"join {one.join}  {one.line}#{one.variant}  {_verdict(one)}"
    if one.text:
        yield f"   {one.text}"
        yield f"   {one.seconds:.1f} s; {_room(one)}"
    yield from (f"   not now: {why}" for why in one.not_now)
    yield from (f"   took {branch}" for branch in one.branches)
    for trace in one.traces:
        ids = f" [{', '.join(trace.facts)}]" if trace.facts else ""
        yield f"   {trace.word}: {trace.text} ({trace.source}){ids}"
    for name, fact in one.facts.items():
        as_of = f", {fact.as_of}" if fact.as_of else ""
        yield f"   {name}: {fact.says} = {fact.value} ({fact.source}{as_of})"
    if one.already:
        yield f"   the session says: {one.already}"


def _verdict(one: "Rehearsed") -> str:
    return "would not be said" if one.not_now else "may be said"


def _room(one: "Rehearsed") -> str:
    if one.limit_s is None:
        return "no limit here"
    return f"it fits into {one.limit_s:.1f} s" if one.fits else (
        f"it does not fit into {one.limit_s:.1f} s")  # fmt: skip
