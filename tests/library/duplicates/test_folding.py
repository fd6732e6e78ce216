from dataclasses import replace
from datetime import UTC, datetime

from dj.library.duplicates import fold, refer
from dj.model.listening import Listen
from dj.testing.examples import song
from dj.units import TrackId

SONGS = [song(number) for number in range(5)]
IDS = [item.id for item in SONGS]


def test_the_first_of_a_group_that_is_there_stands_for_all() -> None:
    gone = TrackId("f" * 32)
    left, stands = fold(SONGS, [(gone, IDS[3], IDS[1]), (IDS[4], gone)])
    assert [item.id for item in left] == [IDS[0], IDS[2], IDS[3], IDS[4]]
    assert stands == {IDS[1]: IDS[3]}


def test_without_groups_nothing_changes() -> None:
    assert fold(SONGS, []) == (tuple(SONGS), {})


def test_listens_of_a_copy_count_for_the_one_that_stands_for_it() -> None:
    heard = Listen(started_at=datetime(2026, 1, 1, tzinfo=UTC), artist="A", title="T",
                   track_id=IDS[1], source="test")  # fmt: skip
    other, unmatched = replace(heard, track_id=IDS[0]), replace(heard, track_id=None)
    found = refer({IDS[1]: IDS[3]}, [heard, other, unmatched])
    assert [row.track_id for row in found] == [IDS[3], IDS[0], None]
