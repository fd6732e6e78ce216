from datetime import UTC, datetime, timedelta

import pytest

from dj.library.store import Store
from dj.model.controls import (
    Ban,
    BanKind,
    Controls,
    Dials,
    Exclusion,
    ExclusionKind,
    Switches,
)
from dj.model.feedback import Feedback, FeedbackKind
from dj.units import TrackId

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


def test_a_new_listener_has_decided_nothing(store: Store) -> None:
    assert store.controls("me") == Controls()


def test_controls_come_back_as_they_were_for_each_listener(store: Store) -> None:
    controls = Controls(
        bans=(Ban(kind=BanKind.ARTIST, name="Ana", at=AT),),
        liked={TrackId("1"): AT},
        resting={TrackId("2"): AT + timedelta(days=1)},
        excluded=(Exclusion(kind=ExclusionKind.RANGE, start=AT, end=AT + timedelta(hours=8)),),
        paused_at=AT,
        dials=Dials(talk=0.0),
        switches=Switches(explicit=False),
        picked_artists=("Ana",),
    )
    store.set_controls("me", controls)
    assert store.controls("me") == controls
    assert store.controls("you") == Controls()


def test_feedback_is_appended_in_the_order_it_came(store: Store) -> None:
    skip = Feedback(kind=FeedbackKind.SKIPPED, at=AT, track_id=TrackId("1"), at_s=12.5, slot=3)
    like = Feedback(kind=FeedbackKind.LIKED, at=AT - timedelta(days=1), artist="Ana", title="Song")
    assert store.add_feedback("me", [skip]) == 0
    assert store.add_feedback("me", [like]) == 1
    assert store.add_feedback("you", [like]) == 0
    assert store.feedback("me") == (skip, like)
    assert store.feedback("me", AT) == (skip,)


def test_a_change_that_fails_changes_nothing(store: Store) -> None:
    store.set_controls("me", Controls(private=True))

    def fail(now: Controls) -> Controls:
        assert now.private
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        store.change_controls("me", fail)
    assert store.controls("me") == Controls(private=True)
    assert store.change_controls("you", lambda _: Controls(profiling=False)).profiling is False
    assert store.deciders() == ("me", "you")


def test_decisions_can_be_forgotten_without_those_of_others(store: Store) -> None:
    for name in ("me", "you"):
        store.set_controls(name, Controls(private=True))
    store.forget_controls("me")
    assert (store.controls("me"), store.deciders()) == (Controls(), ("you",))


def test_feedback_that_is_not_kept_is_deleted(store: Store) -> None:
    said = [Feedback(kind=FeedbackKind.LIKED, at=AT + timedelta(hours=n)) for n in range(4)]
    for name in ("me", "you"):
        store.add_feedback(name, said)
    store.keep_feedback("me", said[1:3])
    assert store.feedback("me") == tuple(said[1:3])
    assert store.feedback("you") == tuple(said)
