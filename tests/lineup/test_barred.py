"""A ban holds: in every session, on a pin, and when nothing else is left."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from dj.errors import NotEnoughTracks
from dj.lineup import plan, stock
from dj.lineup.candidates import gather
from dj.lineup.catalogue import Catalogue
from dj.lineup.moment import Moment
from dj.lineup.playable import playable
from dj.listeners import barred
from dj.model.analysis import Song
from dj.model.brief import Brief
from dj.model.controls import Ban, BanKind, Controls
from dj.model.listening import Taste
from dj.model.show import Rules
from dj.units import TrackId
from tests.lineup.worlds import AT, SHOW, ids, library, listener, newcomer, song

SESSIONS = 10_000


def banning(songs: Sequence[Song], rng: np.random.Generator) -> dict[TrackId, str]:
    """Bar what a listener with a few random bans of songs and artists has banned."""
    chosen = rng.choice(len(songs), size=int(rng.integers(1, 8)), replace=False)
    bans = [
        Ban(kind=BanKind.TRACK, name=songs[n].id, at=AT) if rng.random() < 0.5
        else Ban(kind=BanKind.ARTIST, name=songs[n].track.artist.upper(), at=AT)
        for n in chosen
    ]  # fmt: skip
    return barred(Controls(bans=tuple(bans)), [one.track for one in songs], at=AT)


@pytest.mark.slow
def test_a_ban_holds_in_ten_thousand_sessions() -> None:
    rng = np.random.default_rng(20_260_501)
    songs = library(40, 16)
    ready = stock(songs)
    taste = listener(songs)
    show = replace(SHOW, length_s=900.0)
    for seed in range(SESSIONS):
        forbidden = banning(songs, rng)
        theirs = replace(taste, barred=forbidden)
        if seed % 50 == 0:  # whole sessions, with pins of what is forbidden
            pins = {int(rng.integers(5)): next(iter(forbidden))}
            made = plan(ready, show, theirs, at=AT, seed=seed, brief=Brief(pins=pins))
            assert not forbidden.keys() & set(ids(made))
            continue
        # Only songs of the pool can play: a pool without them is a session without them.
        moment = Moment.of(ready.catalogue, theirs, AT, np.random.default_rng(seed), {})
        left = playable(moment, show.rules, show.length_s)
        pool = gather(moment, ready.shelf, show, left.open, ())
        assert not forbidden.keys() & {ready.catalogue.songs[row].id for row in pool.rows}


def test_barred_songs_stay_away_though_nothing_else_fills_the_length() -> None:
    songs = [song(number) for number in range(6)]
    taste = replace(newcomer(), barred={songs[2].id: "you banned this song"})
    moment = Moment.of(Catalogue.of(songs), taste, AT, np.random.default_rng(1))
    found = playable(moment, Rules(), 9000.0)
    assert found.open.tolist() == [True, True, False, True, True, True]


def test_a_pin_of_a_barred_song_is_dropped_with_the_reason() -> None:
    songs = library(30, 12)
    taste = replace(newcomer(), barred={songs[5].id: "you banned this song"})
    made = plan(songs, SHOW, taste, at=AT, seed=1, brief=Brief(pins={0: songs[5].id}))
    assert songs[5].id not in ids(made)
    assert made.relaxed[0] == ("The song pinned to position 0 may not play: you banned this song.")


def test_barred_tracks_that_are_not_in_the_library_change_nothing() -> None:
    songs = library(30, 12)
    taste = replace(newcomer(), barred={TrackId("elsewhere"): "you banned this song"})
    same = plan(songs, SHOW, newcomer(), at=AT, seed=1)
    assert plan(songs, SHOW, taste, at=AT, seed=1) == same


def test_a_library_that_is_barred_as_a_whole_is_said_to_be() -> None:
    songs = [song(number) for number in range(3)]
    taste: Taste = replace(newcomer(), barred=dict.fromkeys((one.id for one in songs), "banned"))
    with pytest.raises(NotEnoughTracks, match=r"most were barred by you \(banned\)"):
        plan(songs, SHOW, taste, at=AT, seed=1)
