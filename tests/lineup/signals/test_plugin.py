from dataclasses import replace
from typing import ClassVar

import numpy as np
import pytest
from numpy.typing import NDArray

from dj.errors import PluginError
from dj.lineup.catalogue import Catalogue
from dj.lineup.moment import Moment
from dj.lineup.signals.plugin import signal_of
from dj.lineup.signals.signal import Signal
from dj.lineup.signals.tempo import TempoSignal
from dj.model.scene import Scene
from tests.lineup.worlds import AT, library, listener, newcomer, song

SONGS = library(40, 10)


class Rain:
    """A signal as a stranger might write it."""

    name: ClassVar[str] = "rain"
    meaning: ClassVar[str] = "it suits the rain"
    reads: ClassVar[str] = "nothing"
    privacy: ClassVar[str] = "none"
    default_weight: ClassVar[float] = 0.5
    version: ClassVar[int] = 1
    answer: object = None

    def values(self, scene: Scene, rows: NDArray[np.int64], /) -> NDArray[np.float64]:
        return self.answer(scene, rows) if callable(self.answer) else self.answer  # type: ignore[return-value]


def rain(answer: object = None, **fields: object) -> Signal:
    kind = type("Rain", (Rain,), {"answer": staticmethod(answer) if callable(answer) else answer,
                                  **fields})  # fmt: skip
    return signal_of(kind(), "weather 0.1")


def asked(signal: Signal, *, known: bool = True) -> list[float]:
    taste = listener(SONGS) if known else newcomer()
    moment = Moment.of(Catalogue.of(SONGS), taste, AT, np.random.default_rng(1))
    return [float(value) for value in signal.values(moment, np.arange(40))]


@pytest.mark.parametrize(
    "answer",
    [np.full(40, 1.1), np.full(40, -0.1), np.full(40, np.nan), np.ones(39), np.ones((40, 2)), None,
     "rain", np.array(["x"] * 40)],
    ids=["too much", "too little", "nan", "short", "wide", "none", "text", "texts"],
)  # fmt: skip
def test_values_that_are_none_are_an_error_that_names_the_plugin(answer: object) -> None:
    with pytest.raises(PluginError, match=r"'rain' of weather 0\.1"):
        asked(rain(answer))


@pytest.mark.parametrize(
    "fields", [{"privacy": "all"}, {"default_weight": float("inf")}, {"default_weight": "much"},
               {"meaning": ""}, {"reads": ""}, {"name": "no name"}],
)  # fmt: skip
def test_a_signal_that_does_not_say_what_it_is_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(PluginError, match=r"weather 0\.1"):
        rain(np.ones(40), **fields)


@pytest.mark.parametrize("what", ["plays", "liking", "saved", "rested_days", "at", "energy"])
def test_what_is_not_declared_cannot_be_read(what: str) -> None:
    def peek(scene: Scene, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        assert getattr(scene, what) is not None
        return np.zeros(rows.size)

    with pytest.raises(PluginError, match="'none' asked for more"):
        asked(rain(peek))
    assert asked(rain(peek, privacy="history")) == [0.0] * 40
    if what in ("at", "energy"):
        assert asked(rain(peek, privacy="clock")) == [0.0] * 40


def test_songs_are_open_to_all() -> None:
    def short(scene: Scene, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        assert scene.energies.shape == scene.years.shape == (40,)
        assert scene.vectors.shape[0] == 40
        return np.array([scene.song(int(row)).track.duration_s < 200 for row in rows], float)

    assert set(asked(rain(short))) <= {0.0, 1.0}


def test_like_tempos_are_near_and_songs_without_a_pulse_say_nothing() -> None:
    songs = [song(0, bpm=120.0), song(1, bpm=122.0), song(2, bpm=75.0),
             song(3, bpm=None)]  # fmt: skip
    taste = replace(newcomer(), affinity={songs[0].id: 1.0})
    moment = Moment.of(Catalogue.of(songs), taste, AT, np.random.default_rng(1))
    found = signal_of(TempoSignal(), "us").values(moment, np.arange(4))
    assert found[0] == 1.0
    assert found[0] > found[1] > 0.9 > found[2] > found[3] == 0.0
