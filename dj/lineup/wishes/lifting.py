"""Exceptions to refusals: ``no rap except Miles Dover``."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

import numpy as np

from dj.lineup.filters import Mask
from dj.lineup.wishes.parts import LOST, Part
from dj.lineup.wishes.weighing import Weighed
from dj.model.wish import Use

_LOST = "the whole exception cannot be told here"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Exception:
    """All that stands behind one word such as ``except``."""

    parts: tuple[Weighed, ...]
    songs: Mask

    def concerns(self, refusal: Weighed) -> bool:
        """Tell whether it is an exception to a part."""
        first = self.parts[0].part
        within = first.lifts <= refusal.part.first < first.first
        told = refusal.passing is not None or refusal.nice is not None
        return within and (told or bool(refusal.part.titles))


def lifted(weighed: Sequence[Weighed], parts: Sequence[Part]) -> list[Weighed]:
    """Take exceptions out of the refusals that they are told of, and count what that keeps.

    Args:
        weighed: The parts of a wish that are used.
        parts: All parts; an exception of which a part says nothing here excepts nothing.
    """
    vague = frozenset(one.part for one in weighed if one.use is Use.NOTHING)
    lost = _lost(parts, vague)
    held = [replace(one, use=Use.NOTHING, why=_LOST)
            if one.use is Use.EXCEPT and one.part.excepts in lost else one
            for one in weighed]  # fmt: skip
    exceptions = _exceptions(held)
    if not exceptions:
        return held
    return [_kept(one, held, exceptions) if one.use is Use.EXCEPT else _without(one, exceptions)
            for one in held]  # fmt: skip


def _lost(parts: Sequence[Part], vague: frozenset[Part]) -> frozenset[int]:
    """Return the exceptions of which a part that is no choice says nothing here."""
    return frozenset(
        part.excepts for part, then in zip_longest(parts, parts[1:])
        if (part.sort in LOST or part in vague) and part.lifts >= 0 and not part.chosen
        and not (then is not None and then.excepts == part.excepts and then.chosen)
    )  # fmt: skip


def _exceptions(weighed: Sequence[Weighed]) -> list[_Exception]:
    """Join the parts of each exception: choices by either, all else by both."""
    words: dict[int, list[Weighed]] = {}
    for one in weighed:
        if one.use is Use.EXCEPT:
            words.setdefault(one.part.excepts, []).append(one)
    return [_Exception(parts=tuple(parts), songs=_songs(parts)) for parts in words.values()]


def _songs(parts: Sequence[Weighed]) -> Mask:
    groups: list[Mask] = []
    for one in parts:
        if one.passing is not None and one.part.chosen and groups:
            groups[-1] = groups[-1] | one.passing
        elif one.passing is not None:
            groups.append(one.passing)
    marks: Mask = np.all(groups, axis=0)
    return marks


def _without(one: Weighed, exceptions: Sequence[_Exception]) -> Weighed:
    own = [exception for exception in exceptions if exception.concerns(one)]
    if not own or one.use is Use.SHOW or one.use is Use.NOTHING:
        return one
    free: Mask = np.any([exception.songs for exception in own], axis=0)
    passing, nice = one.passing, one.nice
    if passing is not None:
        passing = passing | free if one.use is Use.MUST else passing & ~free
    if nice is not None:
        nice = np.where(free, 1.0, nice)
    return replace(one, passing=passing, nice=nice, free=free,
                   excepted=tuple(exception.parts for exception in own))  # fmt: skip


def _kept(one: Weighed, weighed: Sequence[Weighed], exceptions: Sequence[_Exception]) -> Weighed:
    own = next(exception for exception in exceptions if one in exception.parts)
    refused = np.zeros_like(own.songs)
    for refusal in filter(own.concerns, weighed):
        refused |= _refuses(refusal, own.songs.size)
    return replace(one, kept=int((own.songs & refused).sum()), excepted=(own.parts,))


def _refuses(one: Weighed, count: int) -> Mask:
    """Mark the songs that a part would leave out, or put last, if nothing were excepted from it."""
    if one.passing is not None:
        return ~one.passing if one.use is Use.MUST else one.passing
    marks = np.zeros(count, np.bool_)
    marks[list(one.part.titles)] = True
    return marks
