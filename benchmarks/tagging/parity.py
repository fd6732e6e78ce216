"""Our forward pass beside the original network in TensorFlow, layer by layer.

    python benchmarks/tagging/parity.py --peers FOLDER [--install-peers] [--wheel FILE]

The original runs from its own published source, in an environment of its own, as a process. Both
hear the same synthesised patches: chords with clicks and noise from silence to full scale. Prints
one JSON object; exit code 1 if a layer differs by more than 1e-3 of its largest value, or a
probability by more than 1e-4.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import numpy as np

from dj.analysis.tagging import fetch, package
from dj.analysis.tagging.mel import HOP, RATE_HZ, SIZE, log_mel
from dj.analysis.tagging.musicnn import FRAMES
from dj.analysis.tagging.network import Network

sys.path.insert(0, str(Path(__file__).parents[1] / "peers"))
from contenders import Contender, install

_PEER = Contender(name="musicnn", script="", needs=("tensorflow-cpu", "tf_keras"))
_ORIGINAL = Path(__file__).with_name("with_tensorflow.py")
_MOST, _MOST_PROBABILITY = 1e-3, 1e-4
_LEVELS = (0.0, 0.001, 0.03, 0.2, 0.5, 1.0)


def patches() -> np.ndarray:
    """Twelve patches, float32, shape (12, 187, 96); the same in every run."""
    rng = np.random.default_rng(11)
    time_s = np.arange((FRAMES - 1) * HOP + SIZE) / RATE_HZ
    sounds = []
    for level in _LEVELS:
        chord = sum(np.sin(2 * np.pi * rng.uniform(60, 2000) * time_s) for _ in range(4)) / 4
        beat = (time_s % 0.5 < 0.02) * rng.normal(size=time_s.size)
        sounds += [level * chord, level * (0.5 * chord + 0.4 * beat).clip(-1, 1)]
    return np.stack([log_mel(sound.astype(np.float32)) for sound in sounds])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers", type=Path, required=True, help="folder of the environments")
    parser.add_argument("--install-peers", action="store_true")
    parser.add_argument("--wheel", type=Path, help="the published wheel; else it is fetched")
    options = parser.parse_args()
    if options.install_peers:
        install([_PEER], options.peers)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        wheel = options.wheel or fetch.fetch(place)
        original = _original(options.peers / _PEER.name / "bin" / "python", wheel, place)
        differences = _differences(original, Network(package.read(wheel)).hear(patches()))
    print(json.dumps(differences, indent=1))
    sys.exit(any(not row["fine"] for row in differences))


def _original(python: Path, wheel: Path, place: Path) -> dict[str, np.ndarray]:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place / "package")
    np.save(place / "patches.npy", patches())
    subprocess.run(
        [str(python), str(_ORIGINAL), str(place / "package"), str(place / "patches.npy"),
         str(place / "layers.npz")],
        check=True,
    )  # fmt: skip
    with np.load(place / "layers.npz") as found:
        return dict(found)


def _differences(original: dict[str, np.ndarray], ours) -> list[dict[str, object]]:
    layers = {
        "timbral": ours.timbral, "temporal": ours.temporal,
        **{f"inner {k + 1}": layer[..., None] for k, layer in enumerate(ours.inner)},
        "embedding": ours.embedding, "logits": ours.logits, "probabilities": ours.probabilities,
    }  # fmt: skip
    rows = []
    for name, found in layers.items():
        largest = float(np.abs(found - original[name]).max())
        share = largest / float(np.abs(original[name]).max())
        fine = largest <= _MOST_PROBABILITY if name == "probabilities" else share <= _MOST
        rows.append({"layer": name, "largest": largest, "share": share, "fine": fine})
    return rows


if __name__ == "__main__":
    main()
