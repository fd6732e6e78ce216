"""Signals that plug-ins bring: what they may see, and what is refused of what they say.

A plug-in sees a `Scene` of arrays and never the taste itself, and of it only what its privacy class
allows: the same gate for every plug-in, so that what is declared is what is read. Our own signals
are simply known to the registry; what a plug-in can do is less, and checked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from dj import plugins
from dj.errors import PluginError
from dj.interfaces import SIGNALS as GROUP
from dj.lineup.moment import DAY_S, Moment
from dj.lineup.signals.signal import Privacy, Rows, Signal, Values
from dj.model.analysis import Song
from dj.model.scene import ListenerSignal

_CONTEXT = (Privacy.CLOCK, Privacy.HISTORY)


def plugged() -> Iterator[Signal]:
    """Load all signals of the group ``dj.signals``.

    Raises:
        PluginError: if one does not load, or does not say what it is.
    """
    for entry in plugins.available(GROUP):
        made = plugins.load(GROUP, entry)
        if isinstance(made, type):
            made = made()
        yield signal_of(made, plugins.distribution(GROUP, entry))  # type: ignore[arg-type]


def signal_of(plugin: ListenerSignal, origin: str) -> Signal:
    """Turn a plug-in into a signal whose values are checked.

    Raises:
        PluginError: if it does not say what it is.
    """
    try:
        name, meaning = str(plugin.name), str(plugin.meaning)
        privacy, weight = Privacy(plugin.privacy), float(plugin.default_weight)
        reads, version = str(plugin.reads), int(plugin.version)
    except (AttributeError, TypeError, ValueError) as error:
        raise _refused(str(getattr(plugin, "name", plugin)), origin, str(error)) from error
    if not (name.isidentifier() and meaning and reads and np.isfinite(weight)):
        raise _refused(name, origin, "it needs a name, a meaning, what it reads and a weight")
    return Signal(
        name=name, meaning=meaning, reads=reads, privacy=privacy, default_weight=weight,
        values=lambda moment, rows: _values(plugin, Scene(moment, privacy), rows, origin),
        version=version, origin=origin,
    )  # fmt: skip


def _values(plugin: ListenerSignal, scene: "Scene", rows: Rows, origin: str) -> Values:
    try:
        found = np.asarray(plugin.values(scene, rows), np.float64)
    except (TypeError, ValueError) as error:
        raise _refused(plugin.name, origin, f"its values are no numbers ({error})") from error
    if found.shape != rows.shape:
        raise _refused(plugin.name, origin, f"it gave {found.shape} values for {rows.shape} songs")
    if found.size and not (found.min() >= 0.0 and found.max() <= 1.0):  # NaN is neither
        raise _refused(plugin.name, origin, "a value is not between 0 and 1")
    return found


def _refused(name: str, origin: str, what: str) -> PluginError:
    return PluginError(
        f"the signal {name[:100]!r} of {origin} cannot be used: {what}.", where=GROUP,
        hint="Give it the weight 0 in the show, or remove the package that brings it.",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scene:
    """The listener at one moment over the library, as far as a privacy class goes; `n` songs."""

    _moment: Moment
    _privacy: Privacy

    def song(self, row: int) -> Song:
        """A song with its track and analysis."""
        return self._moment.catalogue.songs[row]

    @property
    def vectors(self) -> NDArray[np.float32]:
        """Style of each song: unit rows or zeros, shape (n, d)."""
        return self._moment.catalogue.vectors

    @property
    def energies(self) -> Values:
        """Energy of each song, 0 to 1, shape (n,)."""
        return self._moment.catalogue.energy

    @property
    def tempos_bpm(self) -> Values:
        """Tempo of each song, NaN without a pulse, shape (n,)."""
        tempos: Values = np.exp2(self._moment.catalogue.octaves)
        return tempos

    @property
    def years(self) -> NDArray[np.int64]:
        """Year of release of each song, 0 if unknown, shape (n,)."""
        return self._moment.catalogue.years

    @property
    def at(self) -> datetime:
        """The moment on the listener's own clock; needs ``clock``."""
        self._need(*_CONTEXT)
        return self._moment.at

    @property
    def energy(self) -> float:
        """Energy that suits the hour for this listener, 0 to 1; needs ``clock``."""
        self._need(*_CONTEXT)
        return self._moment.energy

    @property
    def plays(self) -> NDArray[np.int64]:
        """Plays of each song of 30 seconds or more, shape (n,); needs ``history``."""
        self._need(Privacy.HISTORY)
        return self._moment.plays.dense()

    @property
    def rested_days(self) -> Values:
        """Days since each song's latest play, infinite if never heard; needs ``history``."""
        self._need(Privacy.HISTORY)
        days: Values = self._moment.rested_s.dense() / DAY_S
        return days

    @property
    def liking(self) -> Values:
        """How much they like each song, 0 to 1, shape (n,); needs ``history``."""
        self._need(Privacy.HISTORY)
        return self._moment.liking.dense()

    @property
    def saved(self) -> NDArray[np.bool_]:
        """Songs that they keep in a playlist, shape (n,); needs ``history``."""
        self._need(Privacy.HISTORY)
        return self._moment.saved.dense()

    def _need(self, *allowed: Privacy) -> None:
        if self._privacy not in allowed:
            raise PluginError(
                f"a signal of privacy class {self._privacy.value!r} asked for more than it "
                f"declares: that needs {allowed[0].value!r}.",
                where=GROUP, hint="Its author must declare what it reads.",
            )  # fmt: skip
