"""Time on the programme and time in a file."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.mix.excerpt import excerpt
from dj.mix.meeting import (
    Meeting,
    Placed,
    ended,
    free_from,
    song_event,
    sounding_at,
    source_frames,
)
from dj.model.timeline import Event, EventKind, JoinKind, Stretch
from tests.mix import material
from tests.mix.material import RATE_HZ

SLOW = Stretch(source_in_frame=100, source_out_frame=200, length_frames=110)
FAST = Stretch(source_in_frame=300, source_out_frame=400, length_frames=95)
EVENT = Event(
    id="m00",
    kind=EventKind.MUSIC,
    source_id="a",
    at_frame=1000,
    source_in_frame=50,
    source_out_frame=900,
    stretches=(SLOW, FAST),
)


@pytest.mark.parametrize(
    ("source", "programme"),
    [(50, 1000), (100, 1050), (150, 1105), (200, 1160), (300, 1260), (400, 1355), (900, 1855)],
)
def test_a_source_frame_sounds_where_the_stretches_put_it(source: int, programme: int) -> None:
    assert sounding_at(EVENT, source) == programme
    assert source_frames(EVENT, np.array([float(programme)]))[0] == pytest.approx(source)


@given(st.integers(50, 900))
def test_there_and_back_is_the_same_frame(frame: int) -> None:
    back = source_frames(EVENT, np.array([float(sounding_at(EVENT, frame))]))[0]
    assert abs(back - frame) <= 1


def test_the_next_song_waits_until_the_tempo_is_back() -> None:
    assert free_from(EVENT) == 1000 + EVENT.length_frames // 2
    late = Stretch(source_in_frame=700, source_out_frame=800, length_frames=105)
    stretched = Event(
        id="m", kind=EventKind.MUSIC, source_id="a", at_frame=0,
        source_in_frame=0, source_out_frame=900, stretches=(late,),
    )  # fmt: skip
    assert free_from(stretched) == 805


def test_the_bass_changes_hands_at_one_moment_for_both_songs() -> None:
    one, other = (excerpt(material.song(n), RATE_HZ) for n in "ab")
    meeting = Meeting(
        kind=JoinKind.BLEND,
        overlap=8 * RATE_HZ,
        out_at=one.end,
        in_at=0,
        fade_out=0,
        fade_in=0,
        swap=4 * RATE_HZ,
        swap_length=RATE_HZ // 2,
        reason="Both have a beat.",
    )
    leaving = ended(Placed(excerpt=one, event=song_event(0, one, 0)), meeting).event
    entering = song_event(1, other, leaving.end_frame - meeting.overlap, meeting)
    assert [c.at_frame for c in leaving.lows][:3] == [c.at_frame for c in entering.lows][1:]
    assert [c.gain_db for c in leaving.lows] == [0.0, -3.0, -30.0, -30.0]
    assert [c.gain_db for c in entering.lows] == [-30.0, -30.0, -3.0, 0.0]
    assert entering.lows[0].at_frame == entering.at_frame
    assert leaving.lows[-1].at_frame == leaving.end_frame
