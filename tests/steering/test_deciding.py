"""Every decision is kept, can be taken back, and two at once lose nothing."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dj import steering
from dj.errors import ConfigError
from dj.library import Store
from dj.model.controls import Ban, BanKind, Controls, Exclusion, ExclusionKind
from dj.model.listening import Save
from dj.units import TrackId

AT = datetime(2026, 5, 1, 7, 30, tzinfo=UTC)
SONG, OTHER = TrackId("a" * 32), TrackId("b" * 32)
TAG = Ban(kind=BanKind.TAG, name="Hip-Hop", at=AT)
HOUR = Exclusion(kind=ExclusionKind.RANGE, start=AT, end=AT + timedelta(hours=1))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as opened:
        yield opened


Step = Callable[[Store], Controls]


@pytest.mark.parametrize(("do", "undo"), [
    (lambda s: steering.like(s, "me", SONG, at=AT), lambda s: steering.forgive(s, "me", SONG)),
    (lambda s: steering.dislike(s, "me", SONG, at=AT), lambda s: steering.forgive(s, "me", SONG)),
    (lambda s: steering.not_now(s, "me", SONG, at=AT), lambda s: steering.unrest(s, "me", SONG)),
    (lambda s: steering.ban(s, "me", TAG),
     lambda s: steering.allow(s, "me", BanKind.TAG, "hip hop")),
    (lambda s: steering.exclude(s, "me", HOUR), lambda s: steering.include(s, "me", 1)),
    (lambda s: steering.set_private(s, "me", on=True),
     lambda s: steering.set_private(s, "me", on=False)),
    (lambda s: steering.set_profiling(s, "me", on=False),
     lambda s: steering.set_profiling(s, "me", on=True)),
    (lambda s: steering.reset(s, "me", at=AT), lambda s: steering.unreset(s, "me")),
    (lambda s: steering.pause(s, "me", at=AT), lambda s: steering.resume(s, "me", at=AT)),
    (lambda s: steering.set_dial(s, "me", "talk", 1.0),
     lambda s: steering.set_dial(s, "me", "talk", 0.5)),
    (lambda s: steering.set_switch(s, "me", "voice", on=False),
     lambda s: steering.set_switch(s, "me", "voice", on=True)),
    (lambda s: steering.pick(s, "me", ["Ana"]), lambda s: steering.pick(s, "me")),
])  # fmt: skip
def test_each_decision_is_kept_and_can_be_taken_back(store: Store, do: Step, undo: Step) -> None:
    said = do(store)
    assert said != Controls()
    assert store.controls("me") == said
    assert undo(store) == Controls()
    assert store.controls("you") == Controls()


def test_a_like_takes_a_dislike_back_and_the_other_way_round(store: Store) -> None:
    steering.dislike(store, "me", SONG, at=AT)
    said = steering.like(store, "me", SONG, at=AT)
    assert (set(said.liked), set(said.disliked)) == ({SONG}, set())
    said = steering.dislike(store, "me", SONG, at=AT)
    assert (set(said.liked), set(said.disliked)) == (set(), {SONG})


def test_a_ban_said_twice_is_one_ban(store: Store) -> None:
    steering.ban(store, "me", TAG)
    assert len(steering.ban(store, "me", Ban(kind=BanKind.TAG, name="hiphop", at=AT)).bans) == 1


def test_rests_that_are_over_are_tidied_away(store: Store) -> None:
    steering.not_now(store, "me", SONG, at=AT)
    said = steering.not_now(store, "me", OTHER, at=AT + timedelta(days=2))
    assert set(said.resting) == {OTHER}


def test_a_pause_ends_as_an_exclusion(store: Store) -> None:
    steering.pause(store, "me", at=AT)
    steering.pause(store, "me", at=AT + timedelta(minutes=30))
    said = steering.resume(store, "me", at=AT + timedelta(hours=1))
    assert (said.excluded, said.paused_at) == ((HOUR,), None)
    assert steering.resume(store, "me", at=AT + timedelta(hours=2)) == said


@pytest.mark.parametrize(("wrong", "says"), [
    (lambda s: steering.set_dial(s, "me", "volume", 0.5), "no dial 'volume'"),
    (lambda s: steering.set_dial(s, "me", "talk", 1.01), "from 0 to 1"),
    (lambda s: steering.set_dial(s, "me", "talk", float("nan")), "from 0 to 1"),
    (lambda s: steering.set_switch(s, "me", "adverts", on=True), "no switch"),
    (lambda s: steering.ban(s, "me", Ban(kind=BanKind.ARTIST, name=" \u200b", at=AT)), "a name"),
    (lambda s: steering.allow(s, "me", BanKind.ARTIST, "Ana"), "no ban"),
    (lambda s: steering.include(s, "me", 1), "no exclusion 1"),
    (lambda s: steering.unreport(s, "me", 0), "no report 0"),
    (lambda s: steering.pick(s, "me", playlist="Gym"), "no playlist 'Gym'"),
    (lambda s: steering.exclude(s, "me", Exclusion(kind=ExclusionKind.RANGE, start=AT, end=AT)),
     "begin before it ends"),
    (lambda s: steering.exclude(s, "me", Exclusion(kind=ExclusionKind.SOURCE)), "which source"),
    (lambda s: steering.exclude(s, "me", Exclusion(kind=ExclusionKind.PLAY)), "which play"),
])  # fmt: skip
def test_what_cannot_be_done_is_refused_in_words_and_changes_nothing(
    store: Store, wrong: Step, says: str
) -> None:
    with pytest.raises(ConfigError, match=says):
        wrong(store)
    assert store.deciders() == ()


def test_a_playlist_among_the_saves_can_be_picked_in_any_spelling(store: Store) -> None:
    store.add_saves("me", [Save(artist="A", title="T", playlist="Gym")])
    assert steering.pick(store, "me", playlist="GYM").picked_playlist == "GYM"


def test_decisions_of_two_processes_at_once_are_all_kept(store: Store, tmp_path: Path) -> None:
    def decide(number: int) -> None:
        with Store.open(tmp_path) as own:
            steering.like(own, "me", TrackId(f"t{number}"), at=AT)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(decide, range(12)))
    assert len(store.controls("me").liked) == 12
