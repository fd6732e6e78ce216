"""Which passages a recording is made of, and which of them sound alike.

Boundaries are found where the texture changes for good (`structure.cutting`), moved to the nearest
bar line where the grid can be trusted, and named so that equal names sound alike.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from dj.analysis.structure.cutting import cut, likeness
from dj.analysis.structure.labels import groups, name
from dj.analysis.structure.texture import texture
from dj.interfaces import Signal
from dj.model.analysis import CuePoints, Section

_STEP_S = 0.5
_MOST_STEPS = 960
"""Eight minutes at full resolution; a longer recording is seen in longer steps, so that two hours
cost no more."""
_SHORTEST_S = 4.0
_TRUSTED_GRID = 0.6
"""Least tempo confidence at which boundaries lie on bar lines."""
_SNAP_S = 1.6


class SectionAnalyser:
    """Passages from cue-in to cue-out."""

    version: ClassVar[str] = "1"
    needs: ClassVar[tuple[str, ...]] = ("cues", "downbeats_s", "tempo_confidence")
    gives: ClassVar[tuple[str, ...]] = ("sections",)

    def analyse(self, signal: Signal, known: Mapping[str, object], /) -> Mapping[str, object]:
        """Cut and name; what has no length has no sections."""
        cues = known["cues"]
        if not isinstance(cues, CuePoints) or cues.play_s <= 0.0:
            return {"sections": ()}
        return {"sections": sections(signal, cues, _trusted_bars(known))}


def sections(signal: Signal, cues: CuePoints, bars_s: NDArray[np.float64]) -> tuple[Section, ...]:
    """Divide the part between cue-in and cue-out.

    Args:
        signal: what was heard.
        cues: where to begin and end.
        bars_s: bar lines that can be trusted, seconds, rising; empty without any.
    """
    steps = max(1, min(_MOST_STEPS, round(cues.play_s / _STEP_S)))
    step_s = cues.play_s / steps
    alike = likeness(texture(signal, cues.cue_in_s, cues.cue_out_s, step_s))
    bar = float(np.median(np.diff(bars_s))) / step_s if len(bars_s) > 1 else None
    cuts = cut(alike, max(1, round(_SHORTEST_S / step_s)), bar)
    names = [name(group) for group in groups(alike, cuts)]
    inner = [cues.cue_in_s + at * step_s for at in cuts[1:-1]]
    edges = (cues.cue_in_s, *_snapped(inner, bars_s), cues.cue_out_s)
    return tuple(
        Section(start_s=start, end_s=end, label=label)
        for (start, end), label in zip(pairwise(edges), names, strict=True)
    )


def _trusted_bars(known: Mapping[str, object]) -> NDArray[np.float64]:
    bars, confidence = known["downbeats_s"], known["tempo_confidence"]
    trusted = isinstance(confidence, float) and confidence >= _TRUSTED_GRID
    return bars if trusted and isinstance(bars, np.ndarray) else np.zeros(0)


def _snapped(edges_s: Sequence[float], bars_s: NDArray[np.float64]) -> list[float]:
    """Move each edge to a bar line near it; parts stay longer than a bar's distance either way."""
    moved = []
    for edge in edges_s:
        nearest = float(bars_s[np.abs(bars_s - edge).argmin()]) if len(bars_s) else edge
        moved.append(nearest if abs(nearest - edge) <= _SNAP_S else edge)
    return moved
