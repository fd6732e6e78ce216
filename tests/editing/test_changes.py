"""What an edit makes of the order, the locks and the wishes; songs are counted from 1."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.editing import Changes, differences
from dj.editing.changes import checked, edits, followed, order
from dj.editing.staying import talk_after, words_before
from dj.errors import ConfigError
from dj.model.edits import Edits, JoinEdit, Kinds, Turn
from dj.model.timeline import JoinKind
from dj.testing.examples import manifest
from dj.units import TrackId

SESSION = manifest(["First", "Second", "Third", "Fourth"])
IDS = [track.id for track in SESSION.tracks]
OTHER = TrackId("f" * 32)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (Changes(move=(4, 1)), [3, 0, 1, 2]),
        (Changes(move=(1, 3)), [1, 2, 0, 3]),
        (Changes(move=(2, 2)), [0, 1, 2, 3]),
        (Changes(remove=2), [0, 2, 3]),
    ],
)
def test_songs_move_and_go(changes: Changes, expected: list[int]) -> None:
    assert order(changes, IDS) == [IDS[number] for number in expected]


def test_a_song_comes_in_and_takes_anothers_place() -> None:
    assert order(Changes(after=0, track=OTHER), IDS) == [OTHER, *IDS]
    assert order(Changes(after=4, track=OTHER), IDS) == [*IDS, OTHER]
    assert order(Changes(replace=3, track=OTHER), IDS) == [*IDS[:2], OTHER, IDS[3]]
    assert order(Changes(replace=3), IDS) == [*IDS[:2], None, IDS[3]]


def test_a_song_that_is_there_cannot_be_put_in_again() -> None:
    with pytest.raises(ConfigError, match=r"number 2 already.*--move 2"):
        order(Changes(after=0, track=IDS[1]), IDS)


@given(st.integers(1, 4), st.integers(1, 4))
def test_a_move_loses_no_song_and_lands_where_it_was_sent(song: int, to: int) -> None:
    moved = order(Changes(move=(song, to)), IDS)
    assert sorted(map(str, moved)) == sorted(IDS)
    assert moved[to - 1] == IDS[song - 1]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        (Changes(join=1), "no join 1.*there are 2 to 4"),
        (Changes(join=5), "no join 5"),
        (Changes(lock_joins=(9,)), "no join 9"),
        (Changes(move=(1, 5)), "no song 5"),
        (Changes(remove=0), "no song 0"),
        (Changes(after=5, track=OTHER), "no song 5.*--after 0"),
        (Changes(lock=(7,)), "no song 7"),
        (Changes(remove=1, move=(1, 2)), "more than one change"),
        (Changes(remove=3), "song 3 is locked.*--unlock 3"),
        (Changes(lock=(2,), move=(2, 1)), "song 2 is locked"),
    ],
)
def test_what_cannot_be_done_is_refused_with_what_can(changes: Changes, complaint: str) -> None:
    locked = replace(SESSION, edits=Edits(locked=((2, IDS[2]),)))
    with pytest.raises(ConfigError, match=f"(?s){complaint}"):
        checked(changes, locked)


def test_a_locked_song_may_go_once_it_is_let_go() -> None:
    locked = replace(SESSION, edits=Edits(locked=((2, IDS[2]),)))
    checked(Changes(remove=3, unlock=(3,)), locked)


def test_the_only_song_stays() -> None:
    with pytest.raises(ConfigError, match="only song"):
        checked(Changes(remove=1), manifest(["Alone"]))


def test_a_wish_is_of_two_songs_and_grows_by_parts() -> None:
    first = edits(Changes(join=2, kind=JoinKind.GAP), SESSION)
    assert first.joins == (JoinEdit(outgoing=IDS[0], incoming=IDS[1], kind=JoinKind.GAP),)
    then = edits(Changes(join=2, length_s=1.5), replace(SESSION, edits=first))
    assert then.joins[0].kind is JoinKind.GAP
    assert then.joins[0].length_s == 1.5
    assert edits(Changes(free_joins=(2,)), replace(SESSION, edits=then)).joins == ()


def test_a_join_is_locked_as_it_is() -> None:
    wish = edits(Changes(lock_joins=(3,)), SESSION).joins[0]
    assert (wish.outgoing, wish.incoming) == (IDS[1], IDS[2])
    assert (wish.kind, wish.length_s) == (JoinKind.CROSSFADE, 5.0)


def test_locks_are_kept_and_follow_their_songs() -> None:
    locked = edits(Changes(lock=(4, 2)), SESSION).locked
    assert locked == ((1, IDS[1]), (3, IDS[3]))
    assert followed(locked, [IDS[3], IDS[0], IDS[1]]) == ((0, IDS[3]), (2, IDS[1]))
    assert edits(Changes(unlock=(2,)), replace(SESSION, edits=Edits(locked=locked))).locked == (
        (3, IDS[3]),
    )


def test_words_stay_between_the_same_two_songs_only() -> None:
    opening = SESSION.script.breaks[0]
    assert words_before(SESSION, IDS) == {-1: opening.wordings}
    assert words_before(SESSION, [IDS[1], IDS[0], *IDS[2:]]) == {}


def test_the_host_talks_where_talk_was_before_at_either_song() -> None:
    talk = replace(SESSION.script.breaks[0], id="b01", after_position=1)
    script = replace(SESSION.script, breaks=(*SESSION.script.breaks, talk))
    session = replace(SESSION, script=script)
    assert talk_after(session, IDS) == {1}
    assert talk_after(session, [IDS[0], IDS[1], OTHER, IDS[2], IDS[3]]) == {1, 2}
    assert talk_after(session, [IDS[3], IDS[0]]) == frozenset()


def test_only_joins_that_changed_are_told() -> None:
    assert differences(SESSION, SESSION) == ()
    joins = SESSION.timeline.joins
    other = replace(joins[1], kind=JoinKind.CUT, overlap_frames=0)
    timeline = replace(SESSION.timeline, joins=(joins[0], other, joins[2]))
    (found,) = differences(SESSION, replace(SESSION, timeline=timeline))
    assert (found.number, found.before, found.after) == (3, joins[1], other)


def test_a_plan_made_again_forgets_the_turns_that_come_after_its_beginning() -> None:
    turns = tuple(Turn(position=n, by=Kinds.DECADE, left="1970", to="1990") for n in (1, 3))
    turned = replace(SESSION, edits=Edits(turns=turns, began_as="0" * 16))
    assert edits(Changes(lock=(1,)), turned).turns == turns
    assert edits(Changes(replan=True, played=3), turned).turns == turns
    assert edits(Changes(replan=True, played=2), turned).turns == turns[:1]
    assert edits(Changes(replan=True), turned).turns == ()
    assert edits(Changes(replan=True), turned).began_as == "0" * 16
