"""Joins that somebody has asked for."""

import pytest

from dj.mix.excerpt import excerpt
from dj.mix.meeting import Meeting
from dj.mix.wishes import beside_words, obey
from dj.model.analysis import Ending, Song
from dj.model.edits import JoinEdit
from dj.model.show import Mixing
from dj.model.timeline import Join, JoinKind
from tests.mix import material
from tests.mix.material import RATE_HZ


def wish(kind: JoinKind | None = None, length_s: float | None = None) -> JoinEdit:
    one, other = material.song("a").id, material.song("b").id
    return JoinEdit(outgoing=one, incoming=other, kind=kind, length_s=length_s)


def asked(
    one: Song, other: Song, kind: JoinKind | None, length_s: float | None = None, room_s: float = 60
) -> Meeting:
    pair = excerpt(one, RATE_HZ), excerpt(other, RATE_HZ)
    return obey(*pair, Mixing(), round(room_s * RATE_HZ), wish(kind, length_s))


def steady(name: str, bpm: float = 120.0, **facts: object) -> Song:
    return material.song(name, bpm=bpm, confidence=0.9, **{"sung": (), **facts})  # type: ignore[arg-type]


@pytest.mark.parametrize("ending", list(Ending))
@pytest.mark.parametrize(
    ("kind", "length_s", "overlap_s"),
    [
        (JoinKind.CROSSFADE, 8.0, 8.0),
        (JoinKind.CROSSFADE, 0.0, 0.0),
        (JoinKind.CROSSFADE, 25.0, 25.0),
        (JoinKind.SEGUE, 0.3, 0.3),
        (JoinKind.CUT, None, 0.0),
        (JoinKind.GAP, 2.5, -2.5),
        (JoinKind.GAP, None, -0.5),
    ],
)
def test_what_is_possible_is_done_to_the_frame(
    ending: Ending, kind: JoinKind, length_s: float | None, overlap_s: float
) -> None:
    meeting = asked(material.song("a", ending=ending), material.song("b"), kind, length_s)
    assert meeting.kind is kind
    assert meeting.overlap == round(overlap_s * RATE_HZ)
    assert meeting.locked
    assert meeting.reason.startswith("Chosen by hand.")


def test_a_blend_that_was_asked_for_may_cross_two_voices() -> None:
    one, other = steady("a", sung=((20, 179),)), steady("b", sung=((1, 160),))
    meeting = asked(one, other, JoinKind.BLEND)
    assert meeting.kind is JoinKind.BLEND
    assert meeting.cost > 0.5


@pytest.mark.parametrize("length_s", [5.0, 9.0, 20.0])
def test_a_blend_of_some_length_is_the_nearest_in_whole_bars(length_s: float) -> None:
    meeting = asked(steady("a"), steady("b"), JoinKind.BLEND, length_s)
    assert meeting.kind is JoinKind.BLEND
    assert abs(meeting.overlap - length_s * RATE_HZ) <= 1.05 * RATE_HZ
    if meeting.overlap != length_s * RATE_HZ:
        assert f"of {length_s:.1f} s was asked for" in meeting.reason
        assert "in whole bars" in meeting.reason


def test_why_beats_cannot_be_matched_is_said() -> None:
    for other, why in (
        (material.song("b", bpm=None), "no steady tempo"),
        (material.song("b", bpm=120.0, confidence=0.3), "cannot be trusted"),
        (steady("b", 140.0), "more than 6 % apart"),
        (steady("b", duration_s=3.0), "no whole bars"),
    ):
        meeting = asked(steady("a"), other, JoinKind.BLEND, 6.0)
        assert meeting.kind is JoinKind.CROSSFADE
        assert meeting.locked
        assert why in meeting.reason
        assert meeting.reason.startswith("Matching the beats of 6.0 s was asked for, but")


def test_a_length_beyond_the_room_is_as_long_as_goes() -> None:
    meeting = asked(material.song("a"), material.song("b"), JoinKind.CROSSFADE, 30.0, room_s=12)
    assert meeting.overlap == 12 * RATE_HZ
    assert "A crossfade of 30.0 s was asked for" in meeting.reason
    assert "room for 12.0 s" in meeting.reason
    short = asked(material.song("a"), material.song("b", duration_s=10.0, sung=()), None, 30.0)
    assert short.overlap == 5 * RATE_HZ


def test_a_cut_has_no_length_and_falls_on_a_bar_line() -> None:
    one = steady("a", 100.0)
    meeting = asked(one, steady("b"), JoinKind.CUT, 3.0)
    assert meeting.overlap == 0
    assert "a cut has no length" in meeting.reason
    assert abs(meeting.out_at / RATE_HZ - one.analysis.downbeats_s).min() < 0.001


def test_a_length_alone_leaves_the_kind_to_us() -> None:
    meeting = asked(material.song("a"), material.song("b"), None, 5.0)
    assert (meeting.kind, meeting.overlap) == (JoinKind.CROSSFADE, 5 * RATE_HZ)
    assert asked(material.song("a"), material.song("b"), None, 0.0).kind is JoinKind.SEGUE


def test_talk_where_nothing_is_said_is_what_would_have_been() -> None:
    meeting = asked(material.song("a"), material.song("b"), JoinKind.TALK)
    assert meeting.kind is JoinKind.SEGUE
    assert "Talk was asked for, but nothing is said here." in meeting.reason


def test_a_lock_alone_keeps_what_was_planned() -> None:
    meeting = asked(steady("a"), steady("b"), None)
    assert meeting.kind is JoinKind.BLEND
    assert meeting.locked


def test_beside_words_a_wish_is_kept_and_explained() -> None:
    join = Join(
        position=1, kind=JoinKind.TALK, at_frame=0, overlap_frames=0, reason="The host speaks."
    )
    done = beside_words(join, wish(JoinKind.BLEND))
    assert done.locked
    assert done.reason == (
        "The host speaks. Matching the beats was asked for, but the host speaks here."
    )
    assert beside_words(join, wish(JoinKind.TALK)).reason == join.reason
    assert "left to the words" in beside_words(join, wish(None, 4.0)).reason
