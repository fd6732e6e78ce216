"""All signals, our own and those of plug-ins, and how their values become a score."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NoReturn

import numpy as np

from dj.errors import ConfigError, PluginError
from dj.interfaces import SIGNALS as GROUP
from dj.lineup.moment import Moment
from dj.lineup.signals import (
    chance,
    company,
    names,
    played,
    release,
    seed,
    sequence,
    sounds,
    wish,
)
from dj.lineup.signals.plugin import plugged
from dj.lineup.signals.signal import Rows, Signal, Values
from dj.model.show import Show

_OURS = (chance, company, names, played, release, seed, sequence, sounds, wish)
"""Files of our own signals; each holds a tuple `SIGNALS`."""


class Registry(Mapping[str, Signal]):
    """Signals by name, in the order of their names; plug-ins are looked for at the first use."""

    def __getitem__(self, name: str) -> Signal:
        """Return a signal."""
        return _signals()[name]

    def __iter__(self) -> Iterator[str]:
        """List the names in order."""
        return iter(_signals())

    def __len__(self) -> int:
        """Count the signals."""
        return len(_signals())


SIGNALS = Registry()
"""All signals by name, in the order of their names."""


@cache
def _signals() -> dict[str, Signal]:
    ours = {signal.name: signal for part in _OURS for signal in part.SIGNALS}
    for signal in plugged():
        if signal.name in ours:
            raise PluginError(
                f"{signal.name!r} of {signal.origin} has the name of another signal.",
                where=GROUP, hint="Remove that package, or ask its author for another name.",
            )  # fmt: skip
        ours[signal.name] = signal
    return dict(sorted(ours.items()))


def weights_of(show: Show) -> dict[str, float]:
    """Weights of a show: the signals' own, with the show's changes.

    Raises:
        ConfigError: if the show weighs a signal that does not exist.
    """
    for name in sorted(set(show.weights) - set(SIGNALS)):
        unknown(name, f"show {show.name}: weights")
    return {name: show.weights.get(name, signal.default_weight) for name, signal in SIGNALS.items()}


def unknown(name: str, where: str) -> NoReturn:
    """Refuse a name that no signal has."""
    raise ConfigError(
        f"there is no signal {name!r}; known: {', '.join(SIGNALS)}.",
        where=where, hint="Check the spelling.",
    )  # fmt: skip


def contributions(moment: Moment, rows: Rows, weights: Mapping[str, float]) -> Values:
    """Contribution of each signal to each candidate, rounded to 6 decimals.

    Returns:
        Shape (signals, rows), in the order of `SIGNALS`; a signal of weight 0 is not computed.

    Raises:
        PluginError: if a plug-in's values are not what it promised.
    """
    table = np.zeros((len(SIGNALS), rows.size))
    for line, (name, signal) in enumerate(SIGNALS.items()):
        if weights[name]:
            np.multiply(signal.values(moment, rows), weights[name], out=table[line])
    return np.round(table, 6, out=table)
