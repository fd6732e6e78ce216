import pytest

from dj.model.timeline import Event, EventKind, Stretch, Timeline


def music(name: str, at: int, length: int) -> Event:
    return Event(id=name, kind=EventKind.MUSIC, source_id=name, at_frame=at,
                 source_in_frame=0, source_out_frame=length)  # fmt: skip


def test_a_stretched_span_changes_how_long_the_event_sounds() -> None:
    event = Event(
        id="m", kind=EventKind.MUSIC, source_id="x", at_frame=10, source_in_frame=0,
        source_out_frame=1000,
        stretches=(Stretch(source_in_frame=0, source_out_frame=100, length_frames=104),),
    )  # fmt: skip
    assert event.length_frames == 1004
    assert event.end_frame == 1014
    assert event.stretches[0].ratio == pytest.approx(1.04)


def test_three_songs_at_once_are_refused() -> None:
    events = (music("a", 0, 100), music("b", 50, 100), music("c", 90, 100))
    with pytest.raises(ValueError, match="at most two songs"):
        Timeline(sample_rate_hz=44100, length_frames=200, events=events)


def test_events_must_be_in_order_and_inside() -> None:
    with pytest.raises(ValueError, match="sorted"):
        Timeline(
            sample_rate_hz=44100, length_frames=200, events=(music("b", 50, 10), music("a", 0, 10))
        )
    with pytest.raises(ValueError, match="inside the programme"):
        Timeline(sample_rate_hz=44100, length_frames=50, events=(music("a", 0, 100),))


@pytest.mark.parametrize("gain_db", [900.0, -900.0, float("nan"), float("inf")])
def test_a_gain_that_no_programme_has_is_refused(gain_db: float) -> None:
    with pytest.raises(ValueError, match="gain_db of m must be"):
        Event(id="m", kind=EventKind.MUSIC, source_id="x", at_frame=0, source_in_frame=0,
              source_out_frame=10, gain_db=gain_db)  # fmt: skip
