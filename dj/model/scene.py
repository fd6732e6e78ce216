"""What a signal of a plug-in is, and what it may ask. Group ``dj.signals``; see `dj.interfaces`."""

from datetime import datetime
from typing import ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray

from dj.model.analysis import Song


class Scene(Protocol):
    """What a signal may ask: one listener at one moment over a library of n songs, as arrays.

    What a signal's privacy class does not allow raises `PluginError`.
    """

    def song(self, row: int, /) -> Song:
        """A song with its track and analysis; one by one, so only for the rows asked for."""
        ...

    @property
    def vectors(self) -> NDArray[np.float32]:
        """Style of each song: unit rows or zeros, shape (n, d)."""
        ...

    @property
    def energies(self) -> NDArray[np.float64]:
        """Energy of each song, 0 to 1, shape (n,)."""
        ...

    @property
    def tempos_bpm(self) -> NDArray[np.float64]:
        """Tempo of each song, NaN without a pulse, shape (n,)."""
        ...

    @property
    def years(self) -> NDArray[np.int64]:
        """Year of release of each song, 0 if unknown, shape (n,)."""
        ...

    @property
    def at(self) -> datetime:
        """The moment on the listener's own clock; needs ``clock`` or ``history``."""
        ...

    @property
    def energy(self) -> float:
        """Energy that suits the hour for this listener; needs ``clock`` or ``history``."""
        ...

    @property
    def plays(self) -> NDArray[np.int64]:
        """Plays of each song of 30 seconds or more, shape (n,); needs ``history``."""
        ...

    @property
    def rested_days(self) -> NDArray[np.float64]:
        """Days since each song's latest play, infinite if never heard; needs ``history``."""
        ...

    @property
    def liking(self) -> NDArray[np.float64]:
        """How much they like each song, 0 to 1, shape (n,); needs ``history``."""
        ...

    @property
    def saved(self) -> NDArray[np.bool_]:
        """Songs that they keep in a playlist, shape (n,); needs ``history``."""
        ...


class ListenerSignal(Protocol):
    """Group ``dj.signals``: one more reason to play a song; an object or a class."""

    name: ClassVar[str]
    """Unique: lower-case letters, digits and underscores."""
    meaning: ClassVar[str]
    """What a value of 1 says, as in "because ‹you like this song›"."""
    reads: ClassVar[str]
    """What it looks at, in plain words."""
    privacy: ClassVar[str]
    """``none``, ``clock`` or ``history``: how much of the listener it may ask the scene for."""
    default_weight: ClassVar[float]
    """Contribution at value 1; below 0 speaks against the song, 0 leaves it off until weighed."""
    version: ClassVar[int]
    """Changes when the same values mean something else."""

    def values(self, scene: Scene, rows: NDArray[np.int64], /) -> NDArray[np.float64]:
        """Value of each row of the library, 0 to 1, shape (rows,); 0 says nothing."""
        ...
