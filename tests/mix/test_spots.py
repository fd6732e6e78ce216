"""Which of the ways to place words is taken, and what holds for all of them."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.mix import arrange
from dj.mix.meeting import sounding_at
from dj.model.analysis import Ending, Song
from dj.model.script import BreakKind
from dj.model.show import ImagingLevel, LongTalk
from dj.model.sound import BRIGHT_BED, BUMPER, CALM_BED, IDENT, SWEEPER
from dj.model.timeline import Event, EventKind, Placement, Timeline
from tests.mix import material
from tests.mix.material import RATE_HZ

BEDS = (material.sound(CALM_BED), material.sound(BRIGHT_BED))
ALL = (
    *BEDS, material.sound(IDENT, 5), material.sound(BUMPER, 4), material.sound(SWEEPER, 3),
)  # fmt: skip
TO_THE_END = ((20.0, 180.0),)


def plan(
    before: Song,
    after: Song,
    seconds: float,
    kind: BreakKind = BreakKind.FRONT_ANNOUNCE,
    **mixing: object,
) -> Timeline:
    return arrange(
        material.lineup([before, after]),
        {song.id: song for song in (before, after)},
        material.script([(0, kind)]),
        [material.take(0, seconds)],
        material.show(imaging=ImagingLevel.NONE, **mixing),
        sounds=BEDS,
    )


def of(timeline: Timeline, kind: EventKind) -> list[Event]:
    return [event for event in timeline.events if event.kind is kind]


def said(timeline: Timeline) -> Event:
    (event,) = of(timeline, EventKind.SPEECH)
    return event


def seconds(frames: int) -> float:
    return frames / RATE_HZ


def test_words_that_lead_on_hit_the_post() -> None:
    songs = material.song("a"), material.song("b", sung=((12.0, 160.0),))
    timeline = plan(*songs, 6)
    post = sounding_at(of(timeline, EventKind.MUSIC)[1], 12 * RATE_HZ)
    assert post - said(timeline).end_frame == RATE_HZ // 4
    assert timeline.joins[0].cost < 0.1


def test_words_about_the_last_song_stay_on_its_outro() -> None:
    songs = material.song("a"), material.song("b", sung=((12.0, 160.0),))
    timeline = plan(*songs, 6, BreakKind.BACK_ANNOUNCE)
    assert said(timeline).placement is Placement.OVER_OUTRO
    assert said(timeline).end_frame <= of(timeline, EventKind.MUSIC)[1].at_frame


def test_words_that_fit_nowhere_are_carried_by_a_bed() -> None:
    songs = material.song("a", sung=TO_THE_END), material.song("b", sung=((3.0, 160.0),))
    timeline = plan(*songs, 14)
    (bed,), (first, second) = of(timeline, EventKind.BED), of(timeline, EventKind.MUSIC)
    assert said(timeline).placement is Placement.OVER_BED
    assert bed.at_frame == first.end_frame < said(timeline).at_frame
    assert second.at_frame < bed.end_frame <= sounding_at(second, 3 * RATE_HZ)
    assert "bed" in timeline.joins[0].reason


def test_words_that_are_only_a_little_too_long_need_no_bed() -> None:
    songs = material.song("a", sung=TO_THE_END), material.song("b", sung=((6.0, 160.0),))
    timeline = plan(*songs, 8)
    assert of(timeline, EventKind.BED) == []
    assert said(timeline).placement is Placement.IN_CLEAR


def looping(name: str, post_s: float = 9.0) -> Song:
    return material.song(name, sung=((post_s, 160.0),), confidence=0.9)


def test_a_song_waits_by_playing_its_own_opening_again() -> None:
    timeline = plan(material.song("a", sung=TO_THE_END), looping("b"), 14)
    beds, (_, second) = of(timeline, EventKind.BED), of(timeline, EventKind.MUSIC)
    assert {bed.source_id for bed in beds} == {"b"}
    assert said(timeline).placement is Placement.OVER_BED
    post = sounding_at(second, 9 * RATE_HZ)
    assert post - said(timeline).end_frame == RATE_HZ // 4
    assert {bed.gain_db for bed in beds} == {second.gain_db}
    assert all(bed.duck for bed in beds)


def test_a_show_may_want_the_music_to_pause_for_long_talk() -> None:
    songs = material.song("a", sung=TO_THE_END), looping("b")
    timeline = plan(*songs, 14, long_talk=LongTalk.PAUSE)
    first, second = of(timeline, EventKind.MUSIC)
    assert of(timeline, EventKind.BED) == []
    assert first.end_frame < said(timeline).at_frame
    assert said(timeline).end_frame < second.at_frame
    assert not first.duck
    assert not second.duck
    assert "as the show asks" in timeline.joins[0].reason


def test_a_show_that_pauses_still_talks_over_a_fitting_ramp() -> None:
    songs = material.song("a", sung=TO_THE_END), material.song("b", sung=((12.0, 160.0),))
    timeline = plan(*songs, 6, long_talk=LongTalk.PAUSE)
    assert said(timeline).placement is Placement.OVER_RAMP


def test_a_show_may_want_a_bed_for_all_long_talk() -> None:
    songs = material.song("a", sung=((20.0, 160.0),)), material.song("b", sung=((12.0, 160.0),))
    wishes = {wish: plan(*songs, 20, long_talk=wish) for wish in (LongTalk.FIT, LongTalk.BED)}
    assert said(wishes[LongTalk.FIT]).placement is Placement.ACROSS
    assert of(wishes[LongTalk.BED], EventKind.BED)


def test_without_sounds_and_loops_the_next_song_waits() -> None:
    songs = material.song("a", sung=TO_THE_END), material.song("b", sung=((3.0, 160.0),))
    timeline = arrange(
        material.lineup(songs), {s.id: s for s in songs},
        material.script([(0, BreakKind.FRONT_ANNOUNCE)]), [material.take(0, 14)], material.show(),
    )  # fmt: skip
    assert said(timeline).placement is Placement.IN_CLEAR


@pytest.mark.parametrize(("after", "length_s"), [(-1, 15), (0, 8)])
def test_the_opening_and_the_end_have_a_bed_where_the_song_has_no_room(
    after: int, length_s: float
) -> None:
    song = material.song("a", sung=((1.0, 180.0),))
    kind = BreakKind.OPENING if after < 0 else BreakKind.SIGN_OFF
    timeline = arrange(
        material.lineup([song]), {song.id: song}, material.script([(after, kind)]),
        [material.take(0, length_s)], material.show(imaging=ImagingLevel.NONE), sounds=BEDS,
    )  # fmt: skip
    (bed,) = of(timeline, EventKind.BED)
    assert said(timeline).placement is Placement.OVER_BED
    assert bed.at_frame <= said(timeline).at_frame < said(timeline).end_frame <= bed.end_frame


@st.composite
def any_song(draw: st.DrawFn, name: str) -> Song:
    duration_s = draw(st.floats(12, 200))
    marks = sorted(draw(st.lists(st.floats(0.01, 0.99), max_size=4, unique=True)))
    spans = [
        (a * duration_s, b * duration_s) for a, b in zip(marks[::2], marks[1::2], strict=False)
    ]
    return material.song(
        name, duration_s=duration_s, sung=tuple((a, b) for a, b in spans if b - a > 0.1),
        ending=draw(st.sampled_from(Ending)), fade_s=draw(st.floats(0.5, 20)),
        bpm=draw(st.sampled_from([None, 60.0, 120.0])),
        confidence=draw(st.sampled_from([0.2, 0.9])),
        first_beat_s=draw(st.floats(0, 2)), lufs=draw(st.floats(-40, -5)),
    )  # fmt: skip


Programme = tuple[list[Song], list[int], list[float], LongTalk]


@st.composite
def any_programme(draw: st.DrawFn) -> Programme:
    songs = [draw(any_song(f"t{number}")) for number in range(draw(st.integers(1, 4)))]
    places = sorted(draw(st.lists(st.integers(-1, len(songs) - 1), max_size=4)))
    lengths = [draw(st.floats(0.5, 35)) for _ in places]
    return songs, places, lengths, draw(st.sampled_from(LongTalk))


def lay_out(programme: Programme) -> Timeline:
    songs, places, lengths, wish = programme
    return arrange(
        material.lineup(songs), {song.id: song for song in songs},
        material.script([(place, BreakKind.FRONT_ANNOUNCE) for place in places]),
        [material.take(number, length) for number, length in enumerate(lengths)],
        material.show(long_talk=wish), sounds=ALL,
    )  # fmt: skip


def sung_spans(timeline: Timeline, songs: Sequence[Song]) -> list[tuple[int, int]]:
    """Where a voice is heard, in songs and in bars of songs."""
    regions = {song.id: song.analysis.vocal_regions for song in songs}
    spans = []
    for event in timeline.events:
        for region in regions.get(event.source_id, ()):  # type: ignore[call-overload]
            first = max(round(region.start_s * RATE_HZ), event.source_in_frame)
            last = min(round(region.end_s * RATE_HZ), event.source_out_frame)
            if first < last:
                spans.append((sounding_at(event, first), sounding_at(event, last)))
    return spans


@settings(max_examples=25, deadline=None)
@given(any_programme())
def test_no_word_no_bed_and_no_imaging_is_ever_laid_on_a_voice(programme: Programme) -> None:
    timeline = lay_out(programme)
    voices = sung_spans(timeline, programme[0])
    for event in timeline.events:
        if event.kind is EventKind.MUSIC or event.source_id.startswith("t"):
            continue
        assert not any(a < event.end_frame and event.at_frame < b for a, b in voices), event


@settings(max_examples=10, deadline=None)
@given(any_programme())
def test_all_words_are_said_once_in_order_and_all_songs_are_heard(programme: Programme) -> None:
    songs, places, _, _ = programme
    timeline = lay_out(programme)
    words = of(timeline, EventKind.SPEECH)
    assert [event.id for event in words] == [f"b{n:02d}" for n in range(len(places))]
    assert all(a.end_frame <= b.at_frame for a, b in pairwise(words))
    assert [event.source_id for event in of(timeline, EventKind.MUSIC)] == [s.id for s in songs]
    assert all(0 <= join.cost <= 1 for join in timeline.joins)
    assert lay_out(programme) == timeline


@settings(max_examples=10, deadline=None)
@given(any_programme())
def test_a_placement_is_what_lies_under_the_words(programme: Programme) -> None:
    timeline = lay_out(programme)
    for event in of(timeline, EventKind.SPEECH):
        under = [
            other.kind for other in timeline.events
            if other.kind in (EventKind.MUSIC, EventKind.BED)
            and other.at_frame < event.end_frame and event.at_frame < other.end_frame
        ]  # fmt: skip
        if event.placement is Placement.OVER_BED:
            assert EventKind.BED in under
        elif event.placement is not Placement.IN_CLEAR:
            assert EventKind.MUSIC in under


def test_words_are_not_left_alone_on_an_opening_too_soft_to_carry_them() -> None:
    song = material.song("a", sung=((12.0, 160.0),))
    levels = song.analysis.levels_lufs.copy()
    levels[:110] -= 14
    soft = replace(song, analysis=replace(song.analysis, levels_lufs=levels))
    timeline = arrange(
        material.lineup([soft]), {soft.id: soft}, material.script([(-1, BreakKind.OPENING)]),
        [material.take(0, 8)], material.show(imaging=ImagingLevel.NONE), sounds=BEDS,
    )  # fmt: skip
    assert said(timeline).placement is Placement.OVER_BED
