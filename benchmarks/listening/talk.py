"""Words over music: never on a singer, 3 to 6 LU above what lies under them, up to the post."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.listening.meters import TENTHS, Levels, pooled
from benchmarks.listening.placing import gain_db, on_programme, spans_on_programme
from benchmarks.listening.reading import Reading
from benchmarks.listening.stems import HUNDREDTHS, Heard
from dj.library import Store
from dj.model.analysis import Region
from dj.model.timeline import Event, EventKind

_PAUSE_LU = 15.0
"""A tenth this far below the clip is a pause for breath, not a word."""
_CLEAR_LUFS = -50.0
"""Music under words that is softer than this is not there."""
RATIO_LU = (3.0, 6.0)
_TOUCH_LU = 0.05
"""Rounding of a meter."""
_UNNOTICED_DB = 0.5
_RAMP_S = 20.0
"""An opening longer than this is not talked through to its end."""
Spans = Sequence[tuple[float, float]]
Tenths = NDArray[np.intp]


def talk(heard: Heard) -> Iterator[Reading]:
    """Measure all words of a session."""
    found = _sung_as_analysed(heard)
    yield from _over_vocals(heard, found, "words on vocals, as analysed")
    true: dict[str, Spans] = {
        track_id: heard.made.world.sung[path]
        for track_id, track in heard.tracks.items()
        if (path := (heard.made.folder / track.path).resolve()) in heard.made.world.sung
    }
    if heard.made.world.sung:
        yield from _over_vocals(heard, true, "words on vocals, as composed")
    for event in heard.words:
        yield from _ratios(heard, event)
    yield from _posts(heard, found)


def _sung_as_analysed(heard: Heard) -> dict[str, Spans]:
    sung: dict[str, Spans] = {}
    with Store.open(heard.made.world.data) as store:
        for track_id, track in heard.tracks.items():
            song = store.song(track_id)
            regions = song.analysis.vocal_regions if song else ()
            cues = track.cues
            if not regions and cues.post_s is not None:
                regions = (Region(start_s=cues.post_s, end_s=max(cues.outro_s, cues.post_s)),)
            sung[track_id] = [(region.start_s, region.end_s) for region in regions]
    return sung


def _over_vocals(heard: Heard, sung: dict[str, Spans], measure: str) -> Iterator[Reading]:
    under = np.repeat(heard.under > _CLEAR_LUFS, HUNDREDTHS // TENTHS)
    count = min(len(under), len(heard.speaking))
    worst = Reading(measure=measure, value=0.0)
    for event in heard.timeline.events:
        if event.kind not in (EventKind.MUSIC, EventKind.BED):
            continue
        for start, end in spans_on_programme(event, sung.get(event.source_id, ()), heard.rate_hz):
            first, last = round(start * HUNDREDTHS), min(round(end * HUNDREDTHS), count)
            both = heard.speaking[first:last] & under[first:last]
            if both.any():
                at_s = (first + int(np.argmax(both))) / HUNDREDTHS
                value = float(both.sum()) / HUNDREDTHS
                yield Reading(measure=measure, value=value, at_s=at_s, note=heard.title(event))
    yield worst


def _ratios(heard: Heard, event: Event) -> Iterator[Reading]:
    first, last = (frame * TENTHS // heard.rate_hz for frame in (event.at_frame, event.end_frame))
    spoken = np.flatnonzero(heard.voice > pooled(heard.voice[first:last]) - _PAUSE_LU)
    inside = spoken[(spoken >= first) & (spoken < last)]
    for seconds in (3, 1):
        found = [_ratio(heard, spoken, at, seconds * TENTHS) for at in inside.tolist()]
        ratios = np.array([np.nan if ratio is None else ratio for ratio in found])
        there = ~np.isnan(ratios)
        if there.any():
            yield from _shares(heard, event, inside[there], ratios[there], seconds)
    clear = float((heard.under[inside] <= _CLEAR_LUFS).sum()) / max(1, len(inside))
    yield Reading(
        measure="words without music", value=clear, at_s=first / TENTHS,
        note=str(event.placement), weight=float(len(inside)),
    )  # fmt: skip


def _shares(
    heard: Heard, event: Event, tenths: Tenths, ratios: Levels, seconds: int
) -> Iterator[Reading]:
    """How much of a clip is well balanced, by the ratio around each tenth of its words."""
    low, high = RATIO_LU[0] - _TOUCH_LU, RATIO_LU[1] + _TOUCH_LU
    too_loud = ratios > high
    hits = {
        "voice over music in 3 to 6 LU": (ratios >= low) & ~too_loud,
        "voice over music below 3 LU": ratios < low,
        "voice over music above 6 LU": too_loud,
        "music turned down for nothing": too_loud & _is_down(heard, tenths),
    }
    note = f"{event.id} {event.placement}, {ratios.min():.1f} to {ratios.max():.1f} LU"
    for name, hit in hits.items():
        yield Reading(
            measure=f"{name}, {seconds} s", value=float(hit.mean()),
            at_s=event.at_frame / heard.rate_hz, note=note, weight=float(len(ratios)),
        )  # fmt: skip


def _is_down(heard: Heard, tenths: Tenths) -> NDArray[np.bool_]:
    """Tell where some music is ducked: there the voice need not be so far above it."""
    frames = (tenths + 0.5) * heard.rate_hz / TENTHS
    down = np.zeros(len(tenths), np.bool_)
    for event in heard.timeline.events:
        sounding = (frames >= event.at_frame) & (frames < event.end_frame)
        down |= sounding & (gain_db(event.duck, frames) < -_UNNOTICED_DB)
    return down


def _ratio(heard: Heard, spoken: Tenths, at: int, width: int) -> float | None:
    """Voice minus music in a window around a tenth, both where words sound; None in the clear."""
    near = spoken[(spoken >= at - width // 2) & (spoken < at + (width + 1) // 2)]
    music = pooled(heard.under[near])
    return pooled(heard.voice[near]) - music if music > _CLEAR_LUFS else None


def _posts(heard: Heard, sung: dict[str, Spans]) -> Iterator[Reading]:
    """Seconds from the last word to the first sung note, where words lie on an opening."""
    for event in heard.music:
        regions = sung.get(event.source_id)
        if not regions:
            continue
        post = float(on_programme(event, np.array([regions[0][0] * heard.rate_hz]))[0])
        if post - event.at_frame > _RAMP_S * heard.rate_hz:
            continue
        ends = [w.end_frame for w in heard.words if event.at_frame < w.end_frame]
        ends = [end for end in ends if end < post + heard.rate_hz]
        if ends:
            end_s = _last_word_s(heard, max(ends))
            yield Reading(
                measure="last word to the post", value=post / heard.rate_hz - end_s,
                at_s=end_s, note=heard.title(event),
            )  # fmt: skip


def _last_word_s(heard: Heard, end_frame: int) -> float:
    spoken = np.flatnonzero(heard.speaking[: end_frame * HUNDREDTHS // heard.rate_hz])
    return float(spoken[-1] + 1) / HUNDREDTHS if len(spoken) else 0.0
