"""What both views of a mix share: colours for what sounds, gains as heard, names that fit."""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from numpy.typing import NDArray

from dj.audio.curves import corners_db, rising
from dj.drawing import BLUE, GREEN, ORANGE, PURPLE, SOFT, VERMILION
from dj.model.names import one_line
from dj.model.timeline import Event, EventKind, Timeline

SONGS = (BLUE, GREEN)
"""Songs in turn."""
COLOURS = {EventKind.SPEECH: VERMILION, EventKind.BED: PURPLE, EventKind.IMAGING: ORANGE}
NAMES = {EventKind.SPEECH: "talk", EventKind.BED: "bed", EventKind.IMAGING: "imaging"}
HATCHES = {EventKind.SPEECH: "////", EventKind.BED: "....", EventKind.IMAGING: "xxxx"}
"""So that no colour is needed to tell them apart."""
_WIDE_CHARACTERS = 190
"""Characters of the labels' type across a whole picture."""


def seconds(event: Event, timeline: Timeline) -> tuple[float, float]:
    """Start and end of an event on the programme."""
    rate_hz = timeline.sample_rate_hz
    return event.at_frame / rate_hz, event.end_frame / rate_hz


def gain(event: Event, frames: NDArray[np.float64]) -> NDArray[np.float64]:
    """Fades and ducks of an event at programme frames, linear, 0 to 1 and a little more."""
    up = rising(event.curve, event.fade_in_frames, frames - event.at_frame)
    down = rising(event.curve, event.fade_out_frames, event.end_frame - 1 - frames)
    inside = (frames >= event.at_frame) & (frames < event.end_frame)
    return np.where(inside, up * down * 10.0 ** (corners_db(event.duck, frames) / 20.0), 0.0)


def music(timeline: Timeline) -> list[Event]:
    """List the songs in order."""
    return [event for event in timeline.events if event.kind is EventKind.MUSIC]


def fitting(name: str, share: float) -> str:
    """Cut a name from outside to a share of the picture's width."""
    line, room = one_line(name), int(share * _WIDE_CHARACTERS)
    if len(line) <= room:
        return line
    return line[: room - 1].rstrip() + "…" if room > 4 else ""


def signed(value: float, unit: str) -> str:
    """Write a value with one decimal, a proper minus sign and its unit."""
    return f"{value:.1f} {unit}".replace("-", "−")


def legend(figure: Figure, at: tuple[float, float]) -> None:
    """Say what the colours mean, with its right end at a place."""
    patches = [Patch(color=SONGS[0], label="song"), Patch(color=SONGS[1], label="next song")]
    patches += [
        Patch(facecolor=COLOURS[kind], hatch=HATCHES[kind], edgecolor="white", label=NAMES[kind])
        for kind in COLOURS
    ]
    figure.legend(handles=patches, loc="upper right", bbox_to_anchor=at, ncols=len(patches),
                  frameon=False, fontsize=8, labelcolor=SOFT, borderaxespad=0.0,
                  handlelength=1.4, columnspacing=1.2)  # fmt: skip
