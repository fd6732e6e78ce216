"""What every signal of a plug-in must do; inherit it and give it the signal.

    class TestMySignal(SignalContract):
        signal = MySignal()

It is asked about a small made-up library, for a listener with a history and for one without.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from dj.lineup.catalogue import Catalogue
from dj.lineup.moment import Moment
from dj.lineup.signals import Privacy, Signal
from dj.lineup.signals.plugin import signal_of
from dj.model.listening import PlayStats, Taste
from dj.model.scene import ListenerSignal
from dj.testing.examples import song

AT = datetime(2026, 5, 5, 8, tzinfo=UTC)
SONGS = 24


class SignalContract:
    """Inherit in a test module; the class name must begin with ``Test``."""

    signal: ClassVar[ListenerSignal]

    def made(self) -> Signal:
        """The signal as the registry takes it; refuses what does not say what it is."""
        return signal_of(self.signal, "under test")

    def values(self, taste: Taste, rows: NDArray[np.int64] | None = None) -> NDArray[np.float64]:
        """Values for some rows of the library; refuses those that are not 0 to 1."""
        rows = np.arange(SONGS) if rows is None else rows
        moment = Moment.of(_catalogue(), taste, AT, np.random.default_rng(1))
        return self.made().values(moment, rows)

    def test_it_says_what_it_means_and_what_it_reads(self) -> None:
        """In words that fit a sentence: no capital, no full stop."""
        made = self.made()
        for words in (made.meaning, made.reads):
            assert words == words.strip().rstrip(".")
            assert not words[:1].isupper() or words[:2].isupper()

    def test_values_are_from_nothing_to_one_for_anybody(self) -> None:
        """A listener with a history, one without, and one of whom strange things are known."""
        for taste in (_newcomer(), _listener(), _strange()):
            assert self.values(taste).shape == (SONGS,)

    def test_a_row_has_the_same_value_in_any_company(self) -> None:
        """In another order, alone, and for no rows at all."""
        whole = self.values(_listener())
        backwards = np.arange(SONGS)[::-1].copy()
        assert np.array_equal(self.values(_listener(), backwards), whole[::-1])
        assert self.values(_listener(), np.array([3])).tolist() == [whole[3]]
        assert self.values(_listener(), np.zeros(0, np.int64)).size == 0

    def test_the_same_scene_gives_the_same_values(self) -> None:
        """Same input, same output."""
        assert np.array_equal(self.values(_listener()), self.values(_listener()))

    def test_without_personal_data_it_is_the_same_for_everybody(self) -> None:
        """A signal of privacy class ``none`` cannot tell listeners apart."""
        if self.made().privacy is Privacy.NONE:
            assert np.array_equal(self.values(_listener()), self.values(_newcomer()))


def _catalogue() -> Catalogue:
    songs = [song(number, title=f"Song {number}", artist=f"Artist {number % 5}",
                  energy=number / SONGS) for number in range(SONGS)]  # fmt: skip
    dated = [replace(one, track=replace(one.track, year=1960 + 3 * number if number % 4 else None))
             for number, one in enumerate(songs)]  # fmt: skip
    return Catalogue.of(dated)


def _newcomer() -> Taste:
    return Taste(listener="new", as_of=AT, time_zone="UTC", time_zone_inferred=False, listens=0,
                 matched=0)  # fmt: skip


def _listener() -> Taste:
    ids = [song(number).id for number in range(0, SONGS, 2)]
    plays = {
        one: PlayStats(
            plays=3, skips=1, first_at=AT - timedelta(days=90), last_at=AT - timedelta(days=number)
        )
        for number, one in enumerate(ids)
    }
    liking = {one: number / len(ids) for number, one in enumerate(ids)}  # fmt: skip
    return replace(_newcomer(), listens=400, matched=400, plays=plays, affinity=liking,
                   hour_affinity=liking, saves=frozenset(ids[:2]))  # fmt: skip


def _strange() -> Taste:
    """Likings that are no numbers, plays in the future."""
    one = song(0).id
    late = PlayStats(plays=10**9, skips=0, first_at=AT, last_at=AT + timedelta(days=400))
    return replace(_listener(), affinity={one: float("nan")}, plays={one: late})
