"""Beats on beats: by the analysed grids, by the scores' own beats, and by the sound alone."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from benchmarks.listening.pairs import Pair, note
from benchmarks.listening.placing import Frames, on_programme
from benchmarks.listening.reading import Reading
from benchmarks.listening.stems import Heard
from dj.library import Store
from dj.model.audio import Samples

_HOP = 110
"""Frames between values of an onset curve: 2.5 ms."""
_REACH = 40
"""Hops by which two onset curves are moved against one another: 0.1 s."""
_FAINT_DB = -60.0
_AGREE = 0.15
"""Least correlation of two onset curves that have beats in common."""


def beats(heard: Heard, pair: Pair) -> Iterator[Reading]:
    """Measure the milliseconds between beats of a blend that shall coincide."""
    with Store.open(heard.made.world.data) as store:
        songs = [store.song(event.source_id) for event in (pair.outgoing, pair.incoming)]
    found = [song.analysis.beats_s if song else np.zeros(0) for song in songs]
    yield from _misses(heard, pair, found, "beats apart, as analysed")
    known = heard.made.world.beats
    paths = [
        (heard.made.folder / heard.tracks[event.source_id].path).resolve()
        for event in (pair.outgoing, pair.incoming)
    ]
    if all(path in known for path in paths):
        true = [np.array(known[path]) for path in paths]
        yield from _misses(heard, pair, true, "beats apart, as composed")
    yield from _onsets(heard, pair)


def _misses(heard: Heard, pair: Pair, times: list[Frames], measure: str) -> Iterator[Reading]:
    first, last = pair.span
    there = []
    for event, beats_s in zip((pair.outgoing, pair.incoming), times, strict=True):
        frames = on_programme(event, beats_s * heard.rate_hz)
        there.append(frames[(frames >= first) & (frames < last)])
    sparse, dense = sorted(there, key=len)
    for frame in sparse.tolist():
        yield Reading(
            measure=measure, value=1000.0 * float(np.abs(dense - frame).min()) / heard.rate_hz,
            at_s=frame / heard.rate_hz, note=note(heard, pair),
        )  # fmt: skip


def _onsets(heard: Heard, pair: Pair) -> Iterator[Reading]:
    """How far one song's onsets must be moved to lie best on the other's, if they agree at all."""
    first, last = pair.span
    number = heard.music.index(pair.outgoing)
    one, other = (_onset_curve(heard.songs[n % 2][first:last]) for n in (number, number + 1))
    if len(one) <= 4 * _REACH:
        return
    middle = one[_REACH:-_REACH]
    fits = np.array([
        float(np.dot(middle, other[_REACH + lag : len(other) - _REACH + lag]))
        for lag in range(-_REACH, _REACH + 1)
    ]) / max(1e-9, float(np.linalg.norm(one) * np.linalg.norm(other)))  # fmt: skip
    best = int(np.argmax(fits))
    if fits[best] >= _AGREE:
        apart_ms = abs(best - _REACH) * _HOP * 1000 / heard.rate_hz
        yield Reading(
            measure="onsets apart, by sound", value=apart_ms,
            at_s=first / heard.rate_hz, note=f"fit {fits[best]:.2f}, {note(heard, pair)}",
        )  # fmt: skip


def _onset_curve(sound: Samples) -> NDArray[np.float64]:
    """Growth of the level of the highs, mean free: large where something is struck."""
    highs = np.diff(sound.sum(axis=1, dtype=np.float64))
    whole = len(highs) // _HOP * _HOP
    powers = np.square(highs[:whole]).reshape(-1, _HOP).mean(axis=1)
    level_db = 10.0 * np.log10(
        np.maximum(powers, 10.0 ** (_FAINT_DB / 10.0) * powers.max(initial=1e-12))
    )
    growth = np.maximum(0.0, np.diff(level_db))
    return np.asarray(growth - growth.mean())
