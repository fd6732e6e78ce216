"""Where the station's own sounds are heard."""

from dataclasses import replace
from itertools import pairwise

import pytest

from dj.mix import arrange
from dj.mix.imaging import changes
from dj.model.analysis import Ending, Song
from dj.model.lineup import Lineup
from dj.model.script import BreakKind
from dj.model.show import ImagingLevel
from dj.model.sound import BUMPER, IDENT, SWEEPER
from dj.model.timeline import Event, EventKind, Timeline
from tests.mix import material
from tests.mix.material import RATE_HZ

SOUNDS = (material.sound(IDENT, 5), material.sound(BUMPER, 4), material.sound(SWEEPER, 3))


def in_parts(songs: list[Song], segments: list[int]) -> Lineup:
    order = material.lineup(songs)
    slots = zip(order.slots, segments, strict=True)
    return replace(order, slots=tuple(replace(slot, segment=at) for slot, at in slots))


def programme(
    songs: list[Song], segments: list[int], level: ImagingLevel = ImagingLevel.SOME
) -> Timeline:
    return arrange(
        in_parts(songs, segments), {song.id: song for song in songs},
        material.script([(-1, BreakKind.OPENING)]), [material.take(0, 4)],
        material.show(imaging=level), sounds=SOUNDS,
    )  # fmt: skip


def imaging(timeline: Timeline) -> list[Event]:
    return [event for event in timeline.events if event.kind is EventKind.IMAGING]


def long(name: str, **facts: object) -> Song:
    return material.song(name, duration_s=480, sung=((20.0, 470.0),), **facts)  # type: ignore[arg-type]


def test_the_ident_opens_the_programme_and_words_come_after_it() -> None:
    timeline = programme([material.song("a")], [0])
    (ident,) = imaging(timeline)
    others = [event for event in timeline.events if event is not ident]
    assert (ident.at_frame, ident.source_id) == (0, IDENT)
    assert min(event.at_frame for event in others) == ident.end_frame
    assert not ident.duck


def test_a_new_part_that_nobody_speaks_of_is_marked_once_in_a_quarter_of_an_hour() -> None:
    songs = [long(name) for name in "abcdef"]
    timeline = programme(songs, [0, 1, 2, 3, 4, 5])
    _, *swept = imaging(timeline)
    assert [event.id for event in swept] == ["sweep02", "sweep04"]
    starts = [0] + [event.at_frame for event in swept]
    assert all(b - a >= 900 * RATE_HZ for a, b in pairwise(starts))


@pytest.mark.parametrize(("energy", "name"), [(0.2, BUMPER), (0.8, SWEEPER)])
def test_it_suits_what_comes(energy: float, name: str) -> None:
    songs = [long("a"), long("b"), long("c")]
    songs[2] = replace(songs[2], analysis=replace(songs[2].analysis, energy=energy))
    assert imaging(programme(songs, [0, 0, 1]))[-1].source_id == name


def test_inside_a_part_there_is_none() -> None:
    assert len(imaging(programme([long(name) for name in "abcd"], [0, 0, 0, 0]))) == 1


def test_songs_that_belong_together_are_not_parted() -> None:
    album = {"album": "Suite", "album_artist": "x"}
    songs = [
        long("a"),
        long("b", ending=Ending.SEGUE, track_number=1, **album),
        long("c", track_number=2, **album),
    ]
    assert len(imaging(programme(songs, [0, 0, 1]))) == 1


def test_where_two_singers_leave_no_room_there_is_none() -> None:
    songs = [long("a"), long("b"), material.song("c", sung=((0.5, 160.0),))]
    songs[1] = material.song("b", duration_s=480, sung=((20.0, 480.0),))
    assert len(imaging(programme(songs, [0, 0, 1]))) == 1


def test_a_show_may_want_none_and_a_session_without_words_has_none() -> None:
    songs = [long(name) for name in "abc"]
    assert imaging(programme(songs, [0, 1, 2], ImagingLevel.NONE)) == []
    silent = arrange(
        in_parts(songs, [0, 1, 2]), {song.id: song for song in songs}, material.script([]), [],
        material.show(), sounds=SOUNDS,
    )  # fmt: skip
    assert imaging(silent) == []


def test_parts_begin_where_the_segment_changes() -> None:
    assert changes([0, 0, 1, 1, 2]) == (2, 4)
    assert changes([3]) == ()
