"""Sample by sample: songs where they belong, nothing that clicks, nothing that clips."""

from collections.abc import Iterator

import numpy as np
from scipy.signal import correlate

from benchmarks.listening.placing import Frames, gain_db
from benchmarks.listening.reading import Reading
from benchmarks.listening.sources import samples
from benchmarks.listening.stems import Heard
from dj.model.audio import Samples
from dj.model.timeline import Event

_WINDOW_S = 1.0
_PLACES = (0.1, 0.5, 0.9)
_REACH = 4_096
"""Frames in which a shifted song is looked for."""
_SEEN_S = 0.03
"""Around an edge, what jumps are usual in this music."""
_EDGE = 4
_LEAST_JUMP = 10.0 ** (-46.0 / 20.0)
"""Jumps smaller than this are not heard as clicks."""
_FULL_SCALE = 0.9995
_SILENCE_DB = -150.0


def edges(heard: Heard) -> Iterator[Reading]:
    """Measure positions, edges and peaks of a session."""
    for number, event in enumerate(heard.music):
        stem = heard.songs[number % 2]
        yield from _positions(heard, event, stem)
        for frame in _seams(event):
            yield Reading(
                measure="jump at an edge", value=_jump(stem, frame),
                at_s=frame / heard.rate_hz, note=heard.title(event),
            )  # fmt: skip
    yield Reading(measure="clipped samples", value=float(_clipped(heard.file.samples)))
    yield from _lags(heard)


def _positions(heard: Heard, event: Event, stem: Samples) -> Iterator[Reading]:
    track = heard.tracks[event.source_id]
    path = (heard.made.folder / track.path).resolve()
    original = samples(path, track.decoder, heard.rate_hz)
    count = round(_WINDOW_S * heard.rate_hz)
    for place in _PLACES:
        at = event.at_frame + round(place * (event.length_frames - count))
        if at < event.at_frame or not _is_untouched(event, at, at + count):
            continue
        shift = sum(
            span.source_out_frame - span.source_in_frame - span.length_frames
            for span in event.stretches
        )
        first = at - event.at_frame + event.source_in_frame + shift
        there = stem[at : at + count]
        wanted = original[first : first + count] * np.float32(10.0 ** (event.gain_db / 20.0))
        if len(wanted) < count or not there.any():
            continue
        residual = _level_db(there - wanted) - _level_db(there)
        lag = _lag(there[:, 0], original[:, 0], first) if residual > -40.0 else 0
        yield Reading(
            measure="song out of place", value=residual, at_s=at / heard.rate_hz,
            note=f"{heard.title(event)}, {lag} samples off",
        )  # fmt: skip


def _is_untouched(event: Event, first: int, last: int) -> bool:
    """Tell whether a span of the programme plays an event as it is, but for one gain."""
    inside = event.at_frame + event.fade_in_frames <= first and last <= (
        event.end_frame - event.fade_out_frames
    )
    frames: Frames = np.linspace(first, last, 41)
    corners = (gain_db(curve, frames) for curve in (event.duck, event.lows))
    return inside and first > _stretched_until(event) and not any(db.any() for db in corners)


def _stretched_until(event: Event) -> int:
    """Programme frame after which an event plays at its own tempo, the last seam included."""
    if not event.stretches:
        return -1
    last = event.stretches[-1]
    own = event.source_out_frame - last.source_out_frame
    return event.end_frame - own + 2_000


def _lag(there: Samples, original: Samples, first: int) -> int:
    start = max(0, first - _REACH)
    near = original[start : first + len(there) + _REACH]
    return start + int(np.argmax(correlate(near, there, "valid", "fft"))) - first


def _seams(event: Event) -> list[int]:
    """Programme frames at which an event begins, ends or changes its tempo.

    How a recording itself begins is not for us to judge.
    """
    frames = [event.at_frame, event.end_frame] if event.source_in_frame else [event.end_frame]
    moved = event.at_frame - event.source_in_frame
    for span in event.stretches:
        frames.append(span.source_in_frame + moved)
        moved += span.length_frames - (span.source_out_frame - span.source_in_frame)
        frames.append(span.source_out_frame + moved)
    return sorted(set(frames))


def _jump(stem: Samples, frame: int) -> float:
    """Greatest step from sample to sample at an edge ÷ the greatest one near it; 0 if faint."""
    reach = round(_SEEN_S * 44_100)
    start = max(0, frame - reach)
    part = np.concatenate([np.zeros((1, 2), np.float32), stem[start : frame + reach]])
    if start:
        part[0] = stem[start - 1]
    steps = np.abs(np.diff(part, axis=0)).max(axis=1)
    middle = slice(max(0, frame - start - _EDGE), frame - start + _EDGE)
    at_edge = float(steps[middle].max(initial=0.0))
    steps[middle] = 0.0
    usual = float(steps.max(initial=0.0))
    return at_edge / max(usual, 1e-6) if at_edge > _LEAST_JUMP else 0.0


def _clipped(sound: Samples) -> int:
    """Samples in runs of three or more at full scale."""
    full = np.abs(sound) >= _FULL_SCALE
    return int((full[2:] & full[1:-1] & full[:-2]).sum())


def _lags(heard: Heard) -> Iterator[Reading]:
    """Samples by which the finished file is late, where music is alone."""
    count, rate = heard.rate_hz, heard.rate_hz
    yield Reading(
        measure="length of the file off", at_s=heard.timeline.duration_s,
        value=abs(len(heard.file.samples) - heard.timeline.length_frames) * 1000.0 / rate,
        note=heard.made.manifest.mix,
    )  # fmt: skip
    for place in _PLACES:
        first = round(place * (heard.timeline.length_frames - count))
        spoken = any(w.at_frame < first + count and w.end_frame > first for w in heard.words)
        there = heard.file.samples[first : first + count, 0]
        if spoken or first < _REACH or np.abs(there).max(initial=0.0) < _LEAST_JUMP:
            continue
        span = slice(first - _REACH, first + count + _REACH)
        plan = heard.songs[0][span, 0] + heard.songs[1][span, 0]
        lag = int(np.argmax(correlate(plan, there, "valid", "fft"))) - _REACH
        yield Reading(
            measure="file out of place", value=float(abs(lag)), at_s=first / rate,
            note=heard.made.manifest.mix,
        )  # fmt: skip


def _level_db(sound: Samples) -> float:
    power = float(np.mean(np.square(sound, dtype=np.float64)))
    return max(_SILENCE_DB, 10.0 * float(np.log10(max(power, 1e-15))))
