"""Step 5: clips become inputs and truths of the network.

    python -m benchmarks.train_vocals.clips FOLDER [--clips 2900] [--hard 1450] [--workers 2]

Writes ``FOLDER/clips.npz``, and ``FOLDER/clips_hard.npz`` with quieter voices in denser music:
inputs as `dj.analysis.singing` makes them, shape (clips, frames, inputs), and for each frame
whether somebody sings in the middle of it.
"""

import argparse
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.train_vocals import RATE_HZ, mixing
from dj.analysis import singing
from dj.analysis.features import bands
from dj.analysis.features.bands import Bands
from dj.analysis.features.voice import Voice
from dj.interfaces import Frames

Example = tuple[NDArray[np.float16], NDArray[np.bool_], str]
_FRAME = bands.HOP * bands.MEL_EVERY
_MIDDLE = bands.HOP * (bands.MEL_EVERY - 1) // 2


def heard(samples: mixing.Sound) -> NDArray[np.float32]:
    """Inputs of the network for stereo samples at 22.05 kHz."""
    middle = np.ascontiguousarray(samples.mean(axis=1))
    side = np.ascontiguousarray((samples[:, 0] - samples[:, 1]) * np.float32(0.5))
    mel, voice = Bands(RATE_HZ), Voice(RATE_HZ)
    mel.feed(middle)
    voice.feed(middle, side)
    mel.finish()
    voice.finish()
    return singing.joined(
        Frames(values=mel.mel_db, rate_hz=mel.mel_rate_hz),
        Frames(values=voice.values, rate_hz=voice.rate_hz),
    )


def example(number: int, *, folder: Path, hard: bool = False) -> Example:
    """Mix a clip, listen to it and say where somebody sings."""
    clip = mixing.clip(
        np.random.default_rng((11, int(hard), number)), mixing.shelf(folder, hard=hard)
    )
    inputs = heard(clip.samples)[: len(clip.voiced) // _FRAME]
    at = np.arange(len(inputs)) * _FRAME + _MIDDLE
    return inputs.astype(np.float16), clip.voiced[at] > 0.5, clip.kind


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--clips", type=int, default=2900)
    parser.add_argument("--hard", type=int, default=1450)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    with ProcessPoolExecutor(given.workers) as pool:
        for name, count in (("clips", given.clips), ("clips_hard", given.hard)):
            make = partial(example, folder=given.folder, hard=name == "clips_hard")
            write(list(pool.map(make, range(count), chunksize=8)), given.folder / f"{name}.npz")


def write(made: list[Example], path: Path) -> None:
    """Keep examples, stacked."""
    if made:
        inputs, truths, kinds = zip(*made, strict=True)
        np.savez(path, inputs=np.stack(inputs), truths=np.stack(truths), kinds=np.array(kinds))


if __name__ == "__main__":
    main()
