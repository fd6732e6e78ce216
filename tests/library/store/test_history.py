import dataclasses
import time
from collections.abc import Iterator
from datetime import timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dj.library.store import Store
from dj.model.listening import Listen, Save, Tally
from dj.units import TrackId
from tests.library.store.conftest import make_listen

SAVE = Save(artist="Ana", title="Song", album="Record", playlist="Mine", source="m3u")


def test_listens_come_back_oldest_first_and_as_they_were(store: Store) -> None:
    listens = [make_listen(number) for number in (3, 1, 2)]
    assert store.add_listens("me", listens) == (3, 0)
    assert store.listens("me") == tuple(make_listen(number) for number in (1, 2, 3))


def test_the_same_listen_twice_is_stored_once(store: Store) -> None:
    listens = [make_listen(number) for number in range(5)]
    store.add_listens("me", listens)
    shouted = dataclasses.replace(make_listen(0), artist="ANA")
    elsewhere = make_listen(1).started_at.astimezone(timezone(timedelta(hours=5)))
    again = [*listens, shouted, dataclasses.replace(make_listen(1), started_at=elsewhere)]
    assert store.add_listens("me", again) == (0, 7)
    assert len(store.listens("me")) == 5


def test_two_songs_may_start_in_the_same_moment(store: Store) -> None:
    other = dataclasses.replace(make_listen(1), title="Other")
    assert store.add_listens("me", [make_listen(1), other]) == (2, 0)


def test_listeners_are_kept_apart(store: Store) -> None:
    store.add_listens("me", [make_listen(1)])
    assert store.add_listens("you", [make_listen(1)]) == (1, 0)
    assert store.listeners() == ("me", "you")
    assert store.forget_listener("me") == 1
    assert store.listens("me") == ()
    assert len(store.listens("you")) == 1


def test_an_import_that_breaks_off_stores_nothing(store: Store) -> None:
    def broken() -> Iterator[Listen]:
        yield make_listen(1)
        raise ValueError("the file ends here")

    with pytest.raises(ValueError, match="ends here"):
        store.add_listens("me", broken())
    assert store.listens("me") == ()


def test_saves_are_stored_once_and_come_back(store: Store) -> None:
    other = dataclasses.replace(SAVE, playlist="Other", location="a.mp3", track_id=TrackId("7"))
    assert store.add_saves("me", [SAVE, other, SAVE]) == (2, 1)
    assert store.saves("me") == (SAVE, other)


def test_a_match_is_set_changed_and_taken_back(store: Store) -> None:
    store.add_listens("me", [make_listen(1), make_listen(2)])
    store.add_saves("me", [SAVE])
    match = dataclasses.replace(make_listen(1), track_id=TrackId("7"))
    save = dataclasses.replace(SAVE, track_id=TrackId("8"))
    stranger = dataclasses.replace(make_listen(9), track_id=TrackId("9"))
    assert store.set_matches("me", [match, save, stranger]) == 2
    assert store.set_matches("me", [match, save]) == 0
    assert store.listens("me") == (match, make_listen(2))
    assert store.saves("me") == (save,)
    assert store.set_matches("me", [make_listen(1)]) == 1
    assert store.listens("me")[0].track_id is None


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(range(20)), max_size=40))
def test_added_and_repeated_always_add_up(store: Store, numbers: list[int]) -> None:
    store.forget_listener("me")
    added, repeated = store.add_listens("me", (make_listen(number) for number in numbers))
    assert added == len(set(numbers)) == len(store.listens("me"))
    assert added + repeated == len(numbers)


@pytest.mark.slow
def test_two_hundred_thousand_listens_are_stored_in_five_seconds(store: Store) -> None:
    listens = [make_listen(number) for number in range(200_000)]
    began = time.process_time()
    store.add_listens("me", listens)
    assert time.process_time() - began <= 5.0


def test_a_newer_count_takes_the_place_of_the_older_one(store: Store) -> None:
    at = make_listen(1).started_at
    tally = Tally(artist="Ana", title="Song", plays=3, last_at=at, ids={"mbid": "m"}, source="x")
    more = dataclasses.replace(tally, plays=5, last_at=make_listen(2).started_at)
    assert store.add_tallies("me", [tally]) == (1, 0)
    assert store.add_tallies("me", [tally]) == (0, 1)
    assert store.add_tallies("me", [more]) == (1, 0)
    assert store.tallies("me") == (more,)
    assert store.set_matches("me", [dataclasses.replace(more, track_id=TrackId("7"))]) == 1
    assert store.tallies("me")[0].track_id == "7"


def test_a_save_keeps_its_date_and_identifiers(store: Store) -> None:
    save = dataclasses.replace(SAVE, saved_at=make_listen(1).started_at, ids={"isrc": "X"})
    store.add_saves("me", [save])
    assert store.saves("me") == (save,)


def test_a_listen_keeps_where_it_was_played_and_how_well_its_start_is_known(store: Store) -> None:
    listen = dataclasses.replace(make_listen(1), context="run 7", within_s=60)
    store.add_listens("me", [listen])
    assert store.listens("me") == (listen,)
