"""Another kind of music: where a session turns to, and what skips in a row do."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.lineup.catalogue import Catalogue
from dj.lineup.divisions import NO_KIND, divisions, kind_of
from dj.lineup.vibe import HARD_RUN, LOWERED, SOFT_RUN, Turned, turned
from dj.model.analysis import Song
from dj.model.edits import Kinds, Turn
from dj.model.feedback import SoFar
from dj.model.listening import Taste
from dj.testing.examples import song
from dj.units import TrackId

EACH = 24
HALF_HOUR_S = 1800.0


def directions(count: int) -> np.ndarray:
    rng = np.random.default_rng(5)
    found, _ = np.linalg.qr(rng.normal(size=(84, count)))
    return found.T.astype(np.float32)


@cache
def library(kinds: int, *, year: int = 1990, energy: float = 0.5) -> Catalogue:
    """Songs number 0, 3, 6 … are of the first kind, 1, 4, 7 … of the second, and so on."""
    rng = np.random.default_rng(1)
    songs: list[Song] = []
    for number in range(kinds * EACH):
        made = song(number, title=f"Song {number}", artist=f"Artist {number % 40}", energy=energy)
        vector = directions(kinds)[number % kinds] + rng.normal(0, 0.03, 84).astype(np.float32)
        songs.append(replace(
            made, track=replace(made.track, year=year),
            analysis=replace(made.analysis, vector=vector / np.linalg.norm(vector)),
        ))  # fmt: skip
    return Catalogue.of(songs)


def listener(kinds: int, weights: Sequence[float]) -> Taste:
    moment = datetime(2026, 5, 1, 7, 30, tzinfo=UTC)
    everything = {TrackId(f"{n:032x}"): 0.5 for n in range(kinds * EACH)}
    return Taste(
        listener="me", as_of=moment, time_zone="UTC", time_zone_inferred=False, listens=500,
        matched=500, modes=directions(kinds), mode_weights=tuple(weights), affinity=everything,
        hour_affinity=everything,
    )  # fmt: skip


def ids(kind: int, count: int, kinds: int = 3) -> tuple[TrackId, ...]:
    return tuple(TrackId(f"{kind + kinds * n:032x}") for n in range(count))


def kinds_left(catalogue: Catalogue, taste: Taste, found: Turned) -> set[int]:
    style = divisions(catalogue, taste)[0]
    return {kind_of(s.id, style, catalogue) for s in catalogue.songs if s.id not in found.without}


def test_a_switch_goes_to_another_kind_that_is_liked_and_says_so() -> None:
    catalogue, taste = library(3), listener(3, (0.5, 0.3, 0.2))
    found = turned(catalogue, taste, SoFar(heard=ids(0, 4), switch=True), (), HALF_HOUR_S)
    (turn,) = found.turns
    assert (turn.position, turn.by) == (4, Kinds.STYLE)
    assert kinds_left(catalogue, taste, found) == {1}
    name = catalogue.songs[catalogue.row_of[TrackId(turn.to)]].track.label
    assert found.notes == (f"From song 5 on: songs that sound more like {name}.",)
    assert np.array_equal(found.taste.modes, taste.modes[[1]])


@given(st.lists(st.integers(0, 2), min_size=3, max_size=3), st.integers(1, 6))
def test_two_switches_in_a_row_never_return_to_what_was_left(parts: list[int], heard: int) -> None:
    weights = np.array(parts) + 1.0
    catalogue, taste = library(3), listener(3, (weights / weights.sum()).tolist())
    first = turned(catalogue, taste, SoFar(heard=ids(0, heard), switch=True), (), HALF_HOUR_S)
    (there,) = kinds_left(catalogue, taste, first)
    for more in (0, 2):
        songs = (*ids(0, heard), *ids(there, more))
        again = turned(catalogue, taste, SoFar(heard=songs, switch=True), first.turns, HALF_HOUR_S)
        (now,) = kinds_left(catalogue, taste, again)
        assert {0, there, now} == {0, 1, 2}


def test_a_turn_holds_when_the_rest_is_planned_again() -> None:
    catalogue, taste = library(3), listener(3, (0.5, 0.3, 0.2))
    first = turned(catalogue, taste, SoFar(heard=ids(0, 4), switch=True), (), HALF_HOUR_S)
    later = turned(
        catalogue, taste, SoFar(heard=(*ids(0, 4), *ids(1, 2))), first.turns, HALF_HOUR_S
    )
    assert (later.turns, later.without) == (first.turns, first.without)


def test_with_two_kinds_the_second_switch_finds_another_contrast() -> None:
    old, new = library(2, year=1975, energy=0.3), library(2, year=2015, energy=0.7)
    mixed = [a if n % 4 < 2 else b for n, (a, b) in enumerate(zip(old, new, strict=True))]
    catalogue, taste = Catalogue.of(mixed), listener(2, (0.6, 0.4))
    first = turned(catalogue, taste, SoFar(heard=ids(0, 2, 2), switch=True), (), 600.0)
    heard = (*ids(0, 2, 2), *ids(1, 2, 2))
    again = turned(catalogue, taste, SoFar(heard=heard, switch=True), first.turns, 600.0)
    assert [turn.by for turn in again.turns] == [Kinds.STYLE, Kinds.DECADE]
    left, to = again.turns[-1].left, again.turns[-1].to
    assert {left, to} == {"1970", "2010"}
    assert "songs of the" in again.notes[-1]


def test_a_newcomer_without_taste_turns_by_decade_or_energy() -> None:
    songs = [replace(one, track=replace(one.track, year=1970 + 30 * (n % 2)))
             for n, one in enumerate(library(3).songs)]  # fmt: skip
    taste = replace(listener(3, (1, 1, 1)), modes=np.zeros((0, 0), np.float32), mode_weights=(),
                    affinity={}, hour_affinity={})  # fmt: skip
    found = turned(Catalogue.of(songs), taste, SoFar(heard=(), switch=True), (), HALF_HOUR_S)
    assert found.turns[-1].by is Kinds.DECADE


def test_where_all_music_is_alike_the_session_stays_and_says_why() -> None:
    catalogue = library(1)
    taste = listener(1, (1.0,))
    found = turned(catalogue, taste, SoFar(heard=ids(0, 2, 1), switch=True), (), HALF_HOUR_S)
    assert (found.turns, found.without) == ((), frozenset())
    assert "no other kind" in found.notes[0]


def test_too_few_songs_of_a_kind_are_joined_by_others_and_that_is_said() -> None:
    catalogue, taste = library(3), listener(3, (0.5, 0.3, 0.2))
    found = turned(catalogue, taste, SoFar(heard=ids(0, 4), switch=True), (), 12 * HALF_HOUR_S)
    assert kinds_left(catalogue, taste, found) == {0, 1, 2}
    assert "too few" in found.notes[-1]
    almost = turned(catalogue, taste, SoFar(heard=ids(0, 4), switch=True), (), 3 * HALF_HOUR_S)
    assert kinds_left(catalogue, taste, almost) == {1, 2}
    assert "too few" in almost.notes[-1]


@pytest.mark.parametrize("run", [SOFT_RUN, HARD_RUN - 1])
def test_skips_in_a_row_lower_their_kind_and_no_other(run: int) -> None:
    catalogue, taste = library(3), listener(3, (0.5, 0.3, 0.2))
    skipped = ids(1, run)
    found = turned(
        catalogue, taste, SoFar(heard=skipped, skipped=frozenset(skipped)), (), HALF_HOUR_S
    )
    assert (found.turns, found.without) == ((), frozenset())
    for kind in range(3):
        part = LOWERED if kind == 1 else 1.0
        for track in ids(kind, EACH):
            assert found.taste.affinity[track] == pytest.approx(0.5 * part)
            assert found.taste.hour_affinity[track] == pytest.approx(0.5 * part)
    assert np.array_equal(found.taste.modes, taste.modes[[0, 2]])
    assert sum(found.taste.mode_weights) == pytest.approx(1.0)
    assert f"skipped {run}" in found.notes[0]


def test_five_skips_in_a_row_turn_the_session_away_from_their_kind() -> None:
    catalogue, taste = library(3), listener(3, (0.5, 0.3, 0.2))
    skipped = ids(1, HARD_RUN)
    so_far = SoFar(heard=(*ids(0, 2), *skipped), skipped=frozenset(skipped))
    found = turned(catalogue, taste, so_far, (), HALF_HOUR_S)
    assert kinds_left(catalogue, taste, found) == {0}


def test_two_skips_and_skips_of_different_kinds_change_nothing() -> None:
    catalogue, taste = library(3), listener(3, (0.5, 0.3, 0.2))
    for skipped in (ids(1, 2), tuple(ids(n % 3, 3)[n % 2] for n in range(5))):
        so_far = SoFar(heard=skipped, skipped=frozenset(skipped))
        found = turned(catalogue, taste, so_far, (), HALF_HOUR_S)
        assert (found.turns, found.without, found.notes) == ((), frozenset(), ())
        assert found.taste.affinity == taste.affinity


def test_a_song_of_the_kind_heard_to_its_end_makes_up_for_the_skips() -> None:
    catalogue, taste = library(3), listener(3, (0.5, 0.3, 0.2))
    songs = ids(1, SOFT_RUN + 1)
    so_far = SoFar(heard=songs, skipped=frozenset(songs[:-1]), enjoyed=frozenset(songs[-1:]))
    assert turned(catalogue, taste, so_far, (), HALF_HOUR_S).notes == ()
    playing = replace(so_far, enjoyed=frozenset())
    assert turned(catalogue, taste, playing, (), HALF_HOUR_S).notes != ()


def test_a_turn_to_a_kind_that_is_gone_leaves_out_only_what_was_left() -> None:
    catalogue, taste = library(3), listener(3, (0.5, 0.3, 0.2))
    old = Turn(position=1, by=Kinds.STYLE, left=str(ids(0, 1)[0]), to="f" * 32)
    found = turned(catalogue, taste, SoFar(heard=ids(0, 1)), (old,), HALF_HOUR_S)
    assert kinds_left(catalogue, taste, found) == {1, 2}
    assert NO_KIND not in kinds_left(catalogue, taste, found)
