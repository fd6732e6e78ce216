"""A Timeline from some moment on, so that a listener need not wait for all that comes before.

Songs under way are entered in the middle, where nothing of theirs depends on what was before: after
their fade-in, and not inside a stretched span. What sounds is sample for sample what the whole
programme has there, but for 20 ms where a span of another tempo begins or ends.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from dj.audio.limiter import Limiter
from dj.mix import mix
from dj.mix.sounding import SourceFile
from dj.model.audio import Samples
from dj.model.timeline import Event, GainPoint, Timeline

_WARM_UP_S = 1.0
"""A limiter has forgotten by now whatever was before."""
_HEADROOM_DB = 0.9
"""As for a first rendering: codecs overshoot."""


def window(timeline: Timeline, first: int) -> tuple[Timeline, int]:
    """Cut off what is over before a frame.

    Returns:
        The rest of the programme, and the frame of the whole at which it begins: `first` or before.
    """
    events = [_entered(event, first) for event in timeline.events if event.end_frame > first]
    base = min([first, *(event.at_frame for event in events)])
    moved = sorted((_moved(e, base) for e in events), key=lambda e: (e.at_frame, e.kind, e.id))
    left = replace(timeline, length_frames=timeline.length_frames - base, events=tuple(moved),
                   joins=())  # fmt: skip
    return left, base


def limited(
    timeline: Timeline, sources: Mapping[str, SourceFile], first: int, last: int
) -> Iterator[Samples]:
    """Yield the programme from one frame to another as a rendering has it, before its codec.

    Args:
        timeline: the whole programme.
        sources: by `Event.source_id`; what is not heard there may lack.
        first: programme frame of the first sample.
        last: end, exclusive.

    Raises:
        AudioError: if a source cannot be read, with its path.
    """
    rate_hz = timeline.sample_rate_hz
    part, base = window(timeline, max(0, first - round(_WARM_UP_S * rate_hz)))
    limiter = Limiter(timeline.max_true_peak_dbtp - _HEADROOM_DB, rate_hz)
    skip, left = first - base, min(last, timeline.length_frames) - first
    for block in _limited(part, sources, limiter):
        heard = block[skip:][:left]
        skip, left = max(0, skip - len(block)), left - len(heard)
        if len(heard):
            yield heard
        if left <= 0:
            return


def _limited(
    part: Timeline, sources: Mapping[str, SourceFile], limiter: Limiter
) -> Iterator[Samples]:
    for block in mix(part, sources):
        yield limiter.feed(block)
    yield limiter.flush()


def _entered(event: Event, first: int) -> Event:
    """Let an event begin at a frame if it is under way by then, or as shortly before as can be."""
    at, source = event.at_frame, event.source_in_frame
    if first < at + event.fade_in_frames or first <= at:
        return event
    stretches = list(event.stretches)
    while stretches:
        native_end = at + stretches[0].source_in_frame - source
        if first < native_end:
            break
        if first < native_end + stretches[0].length_frames:
            if native_end < event.at_frame + event.fade_in_frames:
                return event
            return _from(event, native_end, stretches[0].source_in_frame, len(stretches))
        at = native_end + stretches[0].length_frames
        source = stretches.pop(0).source_out_frame
    return _from(event, first, source + first - at, len(stretches))


def _from(event: Event, at: int, source: int, stretches: int) -> Event:
    return replace(
        event, at_frame=at, source_in_frame=source, fade_in_frames=0,
        stretches=event.stretches[len(event.stretches) - stretches :],
    )  # fmt: skip


def _moved(event: Event, by: int) -> Event:
    return replace(event, at_frame=event.at_frame - by, duck=_earlier(event.duck, by),
                   lows=_earlier(event.lows, by))  # fmt: skip


def _earlier(corners: tuple[GainPoint, ...], by: int) -> tuple[GainPoint, ...]:
    return tuple(replace(corner, at_frame=corner.at_frame - by) for corner in corners)
