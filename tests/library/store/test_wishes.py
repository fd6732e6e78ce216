from datetime import UTC, datetime, timedelta

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
