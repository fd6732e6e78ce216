"""What of a listener's history counts for their taste? What they excluded is as if never played.

Taste forgets all before a reset and learns nothing after a pause. What carries no date cannot be
older or newer than a reset or pause: a reset forgets it, a pause leaves it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from dj.model.controls import Controls, Exclusion, ExclusionKind
from dj.model.listening import Listen, Save, Tally

Mask = NDArray[np.bool_]
Seconds = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What counts."""

    listens: tuple[Listen, ...]
    """Before the moment, oldest first, rows of one second in an order that their content gives."""
    starts_s: Seconds
    """Start of each play, seconds since 1970, float64, shape (plays,)."""
    saves: tuple[Save, ...]
    tallies: tuple[Tally, ...]


def kept(
    listens: Sequence[Listen],
    saves: Iterable[Save],
    tallies: Iterable[Tally],
    controls: Controls,
    at: datetime,
) -> Kept:
    """Leave out what is later than `at` and what the listener does not want to count."""
    listens, starts = _in_order(listens)
    first, last = _bounds(controls, at)
    counts = (starts >= first) & (starts < last)
    for exclusion in controls.excluded:
        counts &= ~_EXCLUDED[exclusion.kind](exclusion, listens, starts)
    return Kept(
        listens=tuple(compress(listens, counts.tolist())),
        starts_s=starts[counts],
        saves=tuple(save for save in saves if _save_counts(save, controls, at)),
        tallies=tuple(x for tally in tallies if (x := _tally_before(tally, controls, at))),
    )


def _bounds(controls: Controls, at: datetime) -> tuple[float, float]:
    first = controls.forgotten_at.timestamp() if controls.forgotten_at else -np.inf
    paused = controls.paused_at.timestamp() if controls.paused_at else np.inf
    return first, min(paused, at.timestamp())


def _in_order(listens: Sequence[Listen]) -> tuple[list[Listen], Seconds]:
    starts = np.array([x.started_at.timestamp() for x in listens], np.float64)
    order = np.argsort(starts, kind="stable")
    ordered, starts = [listens[row] for row in order.tolist()], starts[order]
    ends = np.flatnonzero(np.diff(starts, append=np.inf) > 0) + 1
    begins = np.concatenate([[0], ends[:-1]])
    for begin, end in zip(begins.tolist(), ends.tolist(), strict=True) if len(listens) else ():
        if end - begin > 1:
            ordered[begin:end] = sorted(ordered[begin:end], key=_content)
    return ordered, starts


def _content(listen: Listen) -> tuple[str, str, str, int, int, str]:
    length = listen.duration_ms if listen.duration_ms is not None else -1
    played = listen.played_ms if listen.played_ms is not None else -1
    return (listen.track_id or "", listen.artist, listen.title, played, length,
            str(listen.skipped))  # fmt: skip


def _in_range(exclusion: Exclusion, _: Sequence[Listen], starts: Seconds) -> Mask:
    begin = exclusion.start.timestamp() if exclusion.start else -np.inf
    end = exclusion.end.timestamp() if exclusion.end else np.inf
    within: Mask = (starts >= begin) & (starts < end)
    return within


def _one_play(exclusion: Exclusion, _: Sequence[Listen], starts: Seconds) -> Mask:
    wanted = exclusion.start.timestamp() if exclusion.start else np.nan
    same: Mask = starts == wanted
    return same


def _in_context(exclusion: Exclusion, listens: Sequence[Listen], _: Seconds) -> Mask:
    return np.array([x.context == exclusion.name for x in listens], np.bool_)


def _by_source(exclusion: Exclusion, listens: Sequence[Listen], _: Seconds) -> Mask:
    return np.array([x.source == exclusion.name for x in listens], np.bool_)


_EXCLUDED: dict[ExclusionKind, Callable[[Exclusion, Sequence[Listen], Seconds], Mask]] = {
    ExclusionKind.RANGE: _in_range,
    ExclusionKind.CONTEXT: _in_context,
    ExclusionKind.SOURCE: _by_source,
    ExclusionKind.PLAY: _one_play,
}


def _save_counts(save: Save, controls: Controls, at: datetime) -> bool:
    if _left_out(controls, source=save.source, context=save.playlist, when=save.saved_at):
        return False
    if save.saved_at is None:
        return controls.forgotten_at is None
    first, last = _bounds(controls, at)
    return first <= save.saved_at.timestamp() < last


def _tally_before(tally: Tally, controls: Controls, at: datetime) -> Tally | None:
    """Give the part of a tally that counts, as if its plays were spread evenly over its time."""
    if _left_out(controls, source=tally.source, context="", when=None):
        return None
    if tally.last_at is not None and tally.last_at >= at:
        return None
    if controls.forgotten_at and (tally.since is None or tally.since < controls.forgotten_at):
        return None
    paused = controls.paused_at
    if paused is None or tally.last_at is None or tally.last_at < paused:
        return tally
    if tally.since is None or tally.since >= paused:
        return None
    share = (paused - tally.since) / (tally.last_at - tally.since)
    return replace(tally, last_at=paused, plays=round(tally.plays * share),
                   skips=round(tally.skips * share))  # fmt: skip


def _left_out(controls: Controls, *, source: str, context: str, when: datetime | None) -> bool:
    for exclusion in controls.excluded:
        if exclusion.kind is ExclusionKind.SOURCE and source == exclusion.name:
            return True
        if exclusion.kind is ExclusionKind.CONTEXT and context == exclusion.name != "":
            return True
        if exclusion.kind is ExclusionKind.RANGE and when is not None and _spans(exclusion, when):
            return True
    return False


def _spans(exclusion: Exclusion, when: datetime) -> bool:
    begun = exclusion.start is None or when >= exclusion.start
    return begun and (exclusion.end is None or when < exclusion.end)
