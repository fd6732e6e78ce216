"""Where a moment of a source falls on the programme, worked out from the Timeline alone."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dj.model.timeline import Event, GainPoint

Frames = NDArray[np.float64]


def on_programme(event: Event, source_frames: Frames) -> Frames:
    """Programme frames at which source frames of an event sound; straight on beyond its ends."""
    moved = np.asarray(source_frames, np.float64) - event.source_in_frame + event.at_frame
    shift = np.zeros(len(moved))
    for span in event.stretches:
        length = span.source_out_frame - span.source_in_frame
        inside = np.clip(source_frames - span.source_in_frame, 0, length)
        shift += inside * (span.length_frames / length - 1.0)
    return moved + shift


def spans_on_programme(
    event: Event, regions_s: Sequence[tuple[float, float]], rate_hz: int
) -> list[tuple[float, float]]:
    """Programme seconds of regions of an event's source, as far as they sound."""
    edges = np.array(regions_s, np.float64).reshape(-1) * rate_hz
    frames = on_programme(event, edges).reshape(-1, 2)
    clipped = np.clip(frames, event.at_frame, event.end_frame) / rate_hz
    return [(float(a), float(b)) for a, b in clipped if b > a]


def gain_db(corners: Sequence[GainPoint], frames: Frames) -> Frames:
    """Gain of a curve at some programme frames, 0 dB outside it."""
    if not corners:
        return np.zeros(len(frames))
    at = [corner.at_frame for corner in corners]
    db = [corner.gain_db for corner in corners]
    return np.asarray(np.interp(frames, at, db, left=0.0, right=0.0), np.float64)
