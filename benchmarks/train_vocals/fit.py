"""Step 6: fit the network and keep its weights as plain arrays.

    python -m benchmarks.train_vocals.fit FOLDER WEIGHTS.npz [--start WEIGHTS.npz] [--epochs 10]

Needs torch, which nothing else does. The network looks at bands and time, then at time alone; while
it learns, each clip's bands are coloured and hidden by chance, and its weights are averaged over
the last steps. With ``--start`` it goes on from weights whose sight was shorter. The first clips of
each file are not learned from; they share singers and pieces with the others, so their score only
tells that learning goes on.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from dj.analysis.features.bands import MEL_BANDS
from dj.analysis.singing import INPUTS
from dj.analysis.vocals_model import DILATIONS, PLANES, TAPS, WIDTH

BATCH = 16
_WATCHED = {"clips": 50, "clips_hard": 100}
_DECAY, _AVERAGED = 1e-3, 0.995
_COLOUR = 0.3
"""Deviation of the colouring, in those of the bands."""
_NEW = 0.1
"""Layers put on top of known ones begin with weights so much smaller than usual."""
_MISSED = 1.5
"""A missed voice costs this much more than a false alarm."""


class Network(nn.Module):
    """The same arithmetic as `dj.analysis.vocals_model`."""

    def __init__(self) -> None:
        super().__init__()
        self.planes = nn.ModuleList(
            nn.Conv2d(before, after, TAPS, stride=(2, 1), padding=1)
            for before, after in zip((1, *PLANES[:-1]), PLANES, strict=True)
        )
        seen = PLANES[-1] * (MEL_BANDS >> len(PLANES)) + INPUTS - MEL_BANDS
        self.first = nn.Conv1d(seen, WIDTH, 1)
        self.middle = nn.ModuleList(
            nn.Conv1d(WIDTH, WIDTH, TAPS, padding="same", dilation=dilation)
            for dilation in DILATIONS
        )
        self.last = nn.Conv1d(WIDTH, 1, 1)
        self.hide = nn.Dropout1d(0.1)
        self.register_buffer("centre", torch.zeros(INPUTS, 1))
        self.register_buffer("spread", torch.ones(INPUTS, 1))

    def begin(self, inputs: Tensor, weights: Path | None) -> None:
        """Take over weights, or else the mean and deviation of each input."""
        if weights is None:
            self.centre[:, 0] = inputs.mean((0, 2), dtype=torch.float32)
            self.spread[:, 0] = inputs.float().std((0, 2)) + 1e-3
            return
        with np.load(weights) as kept, torch.no_grad():
            arrays = {name: torch.from_numpy(kept[name].astype(np.float32)) for name in kept.files}
            self.centre[:, 0], self.spread[:, 0] = arrays["centre"], arrays["spread"]
            count = sum(name.startswith("layer_") for name in arrays) // 2
            named = {f"plane_{n}": plane for n, plane in enumerate(self.planes)}
            named |= {"layer_0": self.first, f"layer_{count - 1}": self.last}
            named |= {f"layer_{n + 1}": layer for n, layer in enumerate(self.middle[: count - 2])}
            for name, layer in named.items():
                layer.weight.copy_(arrays[name].permute(*reversed(range(arrays[name].ndim))))
                layer.bias.copy_(arrays[f"{name}_bias"])
            for layer in self.middle[count - 2 :]:
                layer.weight.mul_(_NEW)
                layer.bias.zero_()

    def scaled(self, inputs: Tensor) -> Tensor:
        """Inputs in deviations from their mean."""
        return (inputs.float() - self.centre) / self.spread

    def forward(self, inputs: Tensor) -> Tensor:
        """Log odds, shape (clips, frames), of inputs of shape (clips, inputs, frames)."""
        picture = inputs[:, None, :MEL_BANDS]
        for plane in self.planes:
            picture = torch.relu(plane(picture))
        seen = torch.cat([picture.flatten(1, 2), inputs[:, MEL_BANDS:]], dim=1)
        hidden = torch.relu(self.first(self.hide(seen)))
        for layer in self.middle:
            hidden = hidden + torch.relu(layer(self.hide(hidden)))
        return self.last(self.hide(hidden))[:, 0]


def varied(inputs: Tensor, chance: torch.Generator) -> Tensor:
    """Colour the bands of each clip, change its level, hide some bands and some of the cues."""
    clips = len(inputs)
    draw = torch.rand(5, clips, 1, generator=chance)
    curve = nn.functional.interpolate(
        torch.randn(clips, 1, 6, generator=chance), MEL_BANDS, mode="linear", align_corners=True
    )[:, 0]
    bands = torch.arange(MEL_BANDS)[None]
    first = (draw[0] * (MEL_BANDS - 4)).int()
    hidden = (bands >= first) & (bands < first + 5 * draw[1]) & (draw[2] < 0.4)
    mel = (
        inputs[:, :MEL_BANDS]
        + (_COLOUR * (curve + torch.randn(clips, 1, generator=chance)))[..., None]
    )
    mel = torch.where(hidden[..., None], torch.zeros(()), mel)
    cues = inputs[:, MEL_BANDS:-1] * (draw[3] > 0.1)[..., None]
    image = inputs[:, -1:] * (draw[4] > 0.2)[..., None]
    return torch.cat([mel, cues, image], dim=1)


def load(path: Path) -> tuple[Tensor, Tensor, NDArray[np.str_]]:
    """Inputs of shape (clips, inputs, frames), truths of shape (clips, frames), kinds."""
    with np.load(path) as kept:
        inputs = torch.from_numpy(kept["inputs"].transpose(0, 2, 1).copy())
        return inputs, torch.from_numpy(kept["truths"].astype(np.float32)), kept["kinds"]


def fit(given: argparse.Namespace) -> Network:
    """Learn; return the averaged network, which keeps mean and deviation of each input."""
    torch.manual_seed(given.seed)
    chance = torch.Generator().manual_seed(given.seed)
    parts = {name: load(given.folder / f"{name}.npz") for name in _WATCHED}
    learned = [[part[n:] for part in parts[name][:2]] for name, n in _WATCHED.items()]
    inputs, truths = (torch.cat(kept) for kept in zip(*learned, strict=True))
    network = Network()
    network.begin(inputs, given.start)
    averaged = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(_AVERAGED)
    )
    steps = given.epochs * (len(inputs) // BATCH)
    teacher = torch.optim.AdamW(network.parameters(), given.rate, weight_decay=_DECAY)
    plan = torch.optim.lr_scheduler.OneCycleLR(
        teacher, given.rate, total_steps=steps, pct_start=0.15
    )
    cost = nn.BCEWithLogitsLoss(pos_weight=torch.tensor(_MISSED))
    for epoch in range(given.epochs):
        network.train()
        order = torch.randperm(len(inputs), generator=chance)
        for chosen in order[: len(order) // BATCH * BATCH].reshape(-1, BATCH):
            teacher.zero_grad()
            shown = varied(network.scaled(inputs[chosen]), chance)
            with torch.autocast("cpu", torch.bfloat16):
                odds = network(shown)
            cost(odds.float(), truths[chosen]).backward()
            teacher.step()
            plan.step()
            averaged.update_parameters(network)
        for name, (kept, sung, kinds) in parts.items():
            n = _WATCHED[name]
            score = judged(averaged.module, network.scaled(kept[:n]), sung[:n], kinds[:n])
            print(f"{epoch:3d} {name}: {score}", flush=True)
    return averaged.module


def judged(network: Network, inputs: Tensor, truths: Tensor, kinds: NDArray[np.str_]) -> str:
    """Precision and recall of frames in clips with a voice, and false alarms in the others."""
    network.eval()
    with torch.no_grad():
        found = torch.cat([network(part) for part in inputs.split(32)]).numpy() > 0.0
    sung = truths.numpy() > 0.5
    voices = np.isin(kinds, ["voice", "both", "alone"])
    both = (found & sung)[voices].sum()
    precision, recall = both / max(1, found[voices].sum()), both / max(1, sung[voices].sum())
    alarms = " ".join(f"{kind} {found[kinds == kind].mean():.3f}" for kind in ("music", "lead"))
    return f"precision {precision:.3f} recall {recall:.3f} alarms: {alarms}"


def keep(network: Network, path: Path) -> None:
    """Write weights of shape (taps in time, taps in bands if any, from, to) in half precision."""
    arrays = {name: getattr(network, name).numpy()[:, 0] for name in ("centre", "spread")}
    named = [("plane", network.planes), ("layer", [network.first, *network.middle, network.last])]
    for name, layers in named:
        for number, layer in enumerate(layers):
            arrays[f"{name}_{number}"] = layer.weight.detach().numpy().T
            arrays[f"{name}_{number}_bias"] = layer.bias.detach().numpy()
    np.savez_compressed(path, **{name: array.astype(np.float16) for name, array in arrays.items()})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(1)
    keep(fit(given), given.weights)


if __name__ == "__main__":
    main()
