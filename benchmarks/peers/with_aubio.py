"""aubio: its tempo object at the defaults of its own command. GPL-3.0-or-later."""

from collections.abc import Mapping

import aubio
import numpy as np
from reporting import main

_WINDOW, _HOP = 1024, 512


def analyse(path: str) -> Mapping[str, object]:
    source = aubio.source(path, 0, _HOP)
    tracker = aubio.tempo("default", _WINDOW, _HOP, source.samplerate)
    beats: list[float] = []
    frames = _HOP
    while frames == _HOP:
        samples, frames = source()
        if tracker(samples):
            beats.append(float(tracker.get_last_s()))
    tempo = 60.0 / float(np.median(np.diff(beats))) if len(beats) > 1 else None
    return {"tempo_bpm": tempo, "beats_s": beats}


if __name__ == "__main__":
    main(analyse)
