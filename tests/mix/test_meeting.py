"""Time on the programme and time in a file."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.mix.meeting import free_from, sounding_at, source_frames
from dj.model.timeline import Event, EventKind, Stretch

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
