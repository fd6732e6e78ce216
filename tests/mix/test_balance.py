"""Gains for all."""

from dataclasses import replace

import pytest

from dj.mix.balance import balance
from dj.mix.excerpt import excerpt
from dj.mix.loudness import predicted_lufs
from dj.mix.meeting import Placed
from dj.model.show import Mixing
from dj.model.timeline import Event, EventKind
from tests.mix import material
from tests.mix.material import RATE_HZ


def placed(name: str, at_s: float, lufs: float) -> Placed:
    song = excerpt(material.song(name, lufs=lufs), RATE_HZ)
    return Placed(
        excerpt=song,
        event=Event(
            id=name,
            kind=EventKind.MUSIC,
            source_id=name,
            at_frame=round(at_s * RATE_HZ),
            source_in_frame=song.start,
            source_out_frame=song.end,
        ),
    )


def words(at_s: float) -> Event:
    return Event(
        id="b00",
        kind=EventKind.SPEECH,
        source_id="b00",
        at_frame=round(at_s * RATE_HZ),
        source_in_frame=0,
        source_out_frame=4 * RATE_HZ,
    )


@pytest.mark.parametrize("target", [-23.0, -16.0, -14.0])
def test_the_programme_is_planned_to_its_target(target: float) -> None:
    music = [placed("a", 0, -9), placed("b", 180, -21)]
    events = balance(music, [words(5)], [material.take(0, 4)], Mixing(target_lufs=target))
    by_id = {event.id: event for event in events}
    final = [replace(p, event=by_id[p.event.id]) for p in music]
    heard = {"b00": -18.0}
    assert predicted_lufs(final, [by_id["b00"]], heard, RATE_HZ) == pytest.approx(target, abs=0.01)


def test_songs_meet_at_one_loudness() -> None:
    music = [placed("a", 0, -9), placed("b", 180, -21)]
    one, other = balance(music, [], [], Mixing())
    assert one.gain_db - other.gain_db == pytest.approx(-12, abs=0.05)


def test_a_silent_take_is_treated_as_a_spoken_one() -> None:
    silent = replace(material.take(0, 4), loudness_lufs=-120.0)
    events = balance([placed("a", 0, -16)], [words(5)], [silent], Mixing())
    (said,) = (event for event in events if event.kind is EventKind.SPEECH)
    assert abs(said.gain_db) < 1


def test_events_come_sorted() -> None:
    music = [placed("a", 0, -9), placed("b", 180, -21)]
    events = balance(music, [words(5)], [material.take(0, 4)], Mixing())
    assert [event.id for event in events] == ["a", "b00", "b"]
