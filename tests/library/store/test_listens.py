import dataclasses
from collections.abc import Iterator
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dj.errors import LibraryError
from dj.library.store import Store
from dj.model.listening import Listen
from dj.units import TrackId
from tests.library.store.conftest import NOON, make_listen

MINUTE = timedelta(minutes=1)


def again(number: int, minutes: int, **changes: object) -> Listen:
    """Play a song once more, later."""
    listen = make_listen(number)
    return dataclasses.replace(listen, started_at=NOON + minutes * MINUTE, **changes)  # type: ignore[arg-type]


def test_plays_of_the_same_words_share_one_recording(store: Store) -> None:
    store.add_listens("me", [make_listen(1), again(1, 60), again(1, 90), make_listen(2)])
    one, two = store.recordings("me")
    assert (one.title, two.title) == ("Song 1", "Song 2")
    assert store.play_counts("me") == {one.number: 3, two.number: 1}


def test_other_albums_sources_or_identifiers_are_other_recordings(store: Store) -> None:
    others = [again(1, 60, album="Other"), again(1, 61, source="other"),
              again(1, 62, ids={"mbid": "m"}), again(1, 63, duration_ms=1),
              again(1, 64, track_id=TrackId("7"))]  # fmt: skip
    store.add_listens("me", [make_listen(1), *others])
    assert len(store.recordings("me")) == 6
    assert store.listens("me") == (make_listen(1), *others)


def test_words_that_came_with_repeated_plays_only_are_not_kept(store: Store) -> None:
    store.add_listens("me", [make_listen(1)])
    assert store.add_listens("me", [again(1, 1, album="Other"), make_listen(2)]) == (1, 1)
    assert [row.album for row in store.recordings("me")] == ["Record", "Record"]


def test_a_span_of_time_is_read_from_its_start_to_before_its_end(store: Store) -> None:
    store.add_listens("me", [make_listen(number) for number in range(10)])
    span = store.listens("me", start=NOON + 3 * MINUTE, end=NOON + 6 * MINUTE)
    assert span == tuple(make_listen(number) for number in (3, 4, 5))
    assert store.listens("me", start=NOON + 9 * MINUTE) == (make_listen(9),)
    assert tuple(store.each_listen("me", end=NOON + MINUTE)) == (make_listen(0),)


def test_listens_are_taken_one_by_one(store: Store) -> None:
    taken = []

    def rows() -> Iterator[Listen]:
        for number in range(5):
            taken.append(number)
            yield make_listen(number)

    assert store.add_listens("me", rows()) == (5, 0)
    assert taken == [0, 1, 2, 3, 4]


def test_columns_say_what_the_listens_say(store: Store) -> None:
    listens = [dataclasses.replace(make_listen(number), context=f"run {number % 2}" * (number > 1),
                                   skipped=None if number == 4 else number % 2 == 0,
                                   played_ms=None if number == 3 else number)
               for number in range(6)]  # fmt: skip
    store.add_listens("me", [*listens, again(1, 60)])
    plays, rows = store.plays("me"), store.listens("me")
    assert len(rows) == 7
    for place, row in enumerate(rows):
        recording = plays.recordings[plays.recording[place]]
        assert (recording.artist, recording.title, recording.album) == (
            row.artist, row.title, row.album)  # fmt: skip
        assert plays.started_us[place] == (row.started_at - NOON) // timedelta(microseconds=1) + (
            int(NOON.timestamp()) * 10**6
        )
        assert plays.played_ms[place] == (-1 if row.played_ms is None else row.played_ms)
        assert plays.skipped[place] == (-1 if row.skipped is None else row.skipped)
        assert plays.contexts[plays.context[place]] == row.context
        assert plays.within_s[place] == row.within_s
    assert np.all(np.diff(plays.started_us) > 0)


def test_without_listens_the_columns_are_empty(store: Store) -> None:
    plays = store.plays("me")
    assert (plays.recordings, plays.contexts, len(plays.started_us)) == ((), (), 0)


def test_matching_a_recording_matches_all_its_plays(store: Store) -> None:
    store.add_listens("me", [make_listen(1), again(1, 60), make_listen(2)])
    store.add_listens("you", [make_listen(1)])
    one, two = store.recordings("me")
    found = {one.number: TrackId("7"), two.number: None}
    assert store.match_recordings("me", found) == 1
    assert store.match_recordings("me", found) == 0
    assert [row.track_id for row in store.listens("me")] == ["7", None, "7"]
    assert store.match_recordings("you", {one.number: None}) == 0
    assert [row.track_id for row in store.listens("you")] == [None]


def test_one_play_is_corrected_and_the_others_of_its_words_stay(store: Store) -> None:
    store.add_listens("me", [make_listen(1), again(1, 60)])
    right = again(1, 60, track_id=TrackId("9"))
    assert store.match_listens("me", [right, make_listen(5)]) == 1
    assert [row.track_id for row in store.listens("me")] == [None, "9"]
    assert store.match_listens("me", [make_listen(1), again(1, 60)]) == 1
    assert len(store.recordings("me")) == 1


def test_removed_plays_are_gone_with_the_words_that_only_they_had(store: Store) -> None:
    store.add_listens("me", [make_listen(1), again(1, 60), make_listen(2)])
    assert store.remove_listens("me", [make_listen(2), make_listen(3), again(1, 60)]) == 2
    assert store.listens("me") == (make_listen(1),)
    assert [row.title for row in store.recordings("me")] == ["Song 1"]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 9)), max_size=12))
def test_every_play_has_a_recording_and_every_recording_a_play(
    store: Store, plays: list[tuple[int, int]]
) -> None:
    store.remove_listens("me", store.listens("me"))
    for number, minutes in plays:
        store.add_listens("me", [again(number, minutes, album=str(minutes % 3))])
    counts = store.play_counts("me")
    assert set(counts) == {row.number for row in store.recordings("me")}
    assert sum(counts.values()) == len(store.listens("me"))


@pytest.mark.parametrize("word", ["", "\ud800", "'; DROP TABLE listens; --", "é 椎 \u200f"])
def test_any_words_are_kept_or_refused_whole(store: Store, word: str) -> None:
    listen = dataclasses.replace(make_listen(1), title=word)
    try:
        store.add_listens("me", [make_listen(2), listen])
    except UnicodeEncodeError:
        assert store.listens("me") == ()
        assert store.recordings("me") == ()
    else:
        assert store.listens("me") == (listen, make_listen(2))


def test_a_row_that_is_not_what_was_written_is_told(store: Store) -> None:
    store.add_listens("me", [make_listen(1)])
    with store._db.writing() as connection:
        connection.execute("UPDATE listens SET played_ms = 'many'")
    with pytest.raises(LibraryError, match="cannot be read"):
        store.plays("me")
    with store._db.writing() as connection:
        connection.execute("UPDATE recordings SET ids = '{'")
    with pytest.raises(LibraryError, match="cannot be read"):
        store.listens("me")


def test_an_endless_play_is_as_long_as_a_column_can_say(store: Store) -> None:
    store.add_listens("me", [again(1, 1, played_ms=2**40)])
    assert store.plays("me").played_ms.tolist() == [2**31 - 1]


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stored=st.sets(st.integers(0, 30), max_size=20), asked=st.lists(st.integers(0, 30)))
def test_it_is_known_of_any_plays_whether_they_are_stored(
    store: Store, stored: set[int], asked: list[int]
) -> None:
    """Three songs at each of ten moments: a moment alone tells nothing."""

    def listen(number: int) -> Listen:
        return dataclasses.replace(make_listen(number % 3), started_at=make_listen(
            number // 3).started_at)  # fmt: skip

    store.forget_listener("you")
    store.add_listens("you", map(listen, sorted(stored)))
    found = store.has_listens("you", [listen(number) for number in asked])
    assert found.tolist() == [number in stored for number in asked]
