"""Where everything lands on the programme."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.mix import arrange
from dj.mix.meeting import corner_frames, sounding_at
from dj.model.analysis import Ending, Song
from dj.model.edits import Edits, JoinEdit
from dj.model.script import BreakKind, Script
from dj.model.show import Mixing
from dj.model.take import Take
from dj.model.timeline import Event, EventKind, Join, JoinKind, Placement, Timeline
from dj.units import TrackId
from tests.mix import material
from tests.mix.material import RATE_HZ


def plan(
    songs: Sequence[Song],
    places: Sequence[tuple[int, BreakKind]] = (),
    takes: Sequence[Take] = (),
    **mixing: object,
) -> Timeline:
    script = material.script(places)
    return arrange(
        material.lineup(songs),
        {song.id: song for song in songs},
        script,
        takes,
        material.show(**mixing),
    )


def music(timeline: Timeline) -> list[Event]:
    return [event for event in timeline.events if event.kind is EventKind.MUSIC]


def words(timeline: Timeline) -> list[Event]:
    return [event for event in timeline.events if event.kind is EventKind.SPEECH]


def seconds(frames: int) -> float:
    return frames / RATE_HZ


def test_without_takes_songs_are_simply_joined() -> None:
    songs = [material.song("a"), material.song("b")]
    timeline = plan(songs, [(0, BreakKind.FRONT_ANNOUNCE)])
    assert [event.id for event in timeline.events] == ["m00", "m01"]
    assert timeline.joins[0].kind is JoinKind.SEGUE


def test_a_cold_ending_plays_out_and_the_next_song_follows_at_once() -> None:
    first, second = music(plan([material.song("a"), material.song("b")]))
    assert first.end_frame == second.at_frame
    assert first.source_out_frame == 180 * RATE_HZ


def test_a_fade_is_crossed_inside_the_fade() -> None:
    songs = [material.song("a", ending=Ending.FADE, fade_s=10), material.song("b")]
    timeline = plan(songs)
    overlap_s = seconds(timeline.joins[0].overlap_frames)
    assert timeline.joins[0].kind is JoinKind.CROSSFADE
    assert 3 < overlap_s <= 10


def test_silence_around_a_song_is_not_played() -> None:
    songs = [material.song("a", silence_s=(4, 6)), material.song("b", silence_s=(3, 0))]
    first, second = music(plan(songs))
    assert seconds(first.source_in_frame) == pytest.approx(4, abs=0.11)
    assert seconds(first.source_out_frame) == pytest.approx(174, abs=0.6)
    assert seconds(second.at_frame - first.end_frame) <= 0


def test_a_hidden_track_after_a_long_silence_is_left_out() -> None:
    song = material.song("a", duration_s=300, sung=((20, 100),))
    levels = song.analysis.levels_lufs.copy()
    levels[1800:2700] = -120
    hidden = replace(song, analysis=replace(song.analysis, levels_lufs=levels))
    first, _ = music(plan([hidden, material.song("b")]))
    assert seconds(first.source_out_frame) == pytest.approx(180, abs=0.6)


def test_words_over_a_ramp_end_a_quarter_second_before_the_post() -> None:
    songs = [material.song("a", sung=((20, 179.9),)), material.song("b", sung=((12, 160),))]
    timeline = plan(songs, [(0, BreakKind.FRONT_ANNOUNCE)], [material.take(0, 6)])
    (said,) = words(timeline)
    post = sounding_at(music(timeline)[1], 12 * RATE_HZ)
    assert post - said.end_frame == RATE_HZ // 4
    assert said.placement is Placement.OVER_RAMP


def test_words_longer_than_the_ramp_reach_back_into_the_outro() -> None:
    songs = [material.song("a", sung=((20, 172),)), material.song("b", sung=((3, 160),))]
    (said,) = words(plan(songs, [(0, BreakKind.FRONT_ANNOUNCE)], [material.take(0, 6)]))
    assert said.placement is Placement.ACROSS


def test_words_that_fit_nowhere_make_the_next_song_wait() -> None:
    songs = [material.song("a", sung=((20, 180),)), material.song("b", sung=((2, 160),))]
    timeline = plan(songs, [(0, BreakKind.FRONT_ANNOUNCE)], [material.take(0, 9)])
    (said,), (first, second) = words(timeline), music(timeline)
    assert said.placement is Placement.IN_CLEAR
    assert seconds(said.at_frame - first.end_frame) == pytest.approx(0.25, abs=0.001)
    assert second.at_frame < said.end_frame


def test_words_before_an_instrumental_lie_over_its_first_seconds() -> None:
    songs = [material.song("a", sung=((20, 180),)), material.song("b", sung=())]
    timeline = plan(songs, [(0, BreakKind.FRONT_ANNOUNCE)], [material.take(0, 5)])
    (said,), (_, second) = words(timeline), music(timeline)
    assert 0 < seconds(said.at_frame - second.at_frame) < 3


def test_an_opening_hits_the_first_post_and_a_long_one_delays_the_music() -> None:
    songs = [material.song("a", sung=((8, 160),))]
    for length_s in (5, 20):
        timeline = plan(songs, [(-1, BreakKind.OPENING)], [material.take(0, length_s)])
        (said,), (first,) = words(timeline), music(timeline)
        assert sounding_at(first, 8 * RATE_HZ) - said.end_frame == RATE_HZ // 4
        assert min(said.at_frame, first.at_frame) == 0


def test_a_sign_off_lies_over_the_last_outro_or_follows_it() -> None:
    for voice_ends_s, where in ((165, Placement.OVER_OUTRO), (180, Placement.IN_CLEAR)):
        songs = [material.song("a", sung=((20, voice_ends_s),))]
        timeline = plan(songs, [(0, BreakKind.SIGN_OFF)], [material.take(0, 6)])
        assert words(timeline)[0].placement is where
        assert timeline.length_frames == max(e.end_frame for e in timeline.events)


def test_a_song_that_ends_before_the_words_is_not_ducked() -> None:
    songs = [material.song("a", sung=((20, 180),))]
    timeline = plan(songs, [(0, BreakKind.SIGN_OFF)], [material.take(0, 6)])
    assert music(timeline)[0].duck == ()


def test_two_clips_at_one_join_follow_one_another() -> None:
    songs = [material.song("a", sung=((20, 160),)), material.song("b")]
    places = [(0, BreakKind.BACK_ANNOUNCE), (0, BreakKind.FRONT_ANNOUNCE)]
    one, other = words(plan(songs, places, [material.take(0, 5), material.take(1, 4)]))
    assert 0.2 < seconds(other.at_frame - one.end_frame) < 0.6


def test_words_wait_for_the_voice_of_the_song_before_the_last() -> None:
    songs = [
        material.song("a", sung=((20, 180),), ending=Ending.FADE),
        material.song("b", duration_s=12, sung=()),
        material.song("c", sung=((1, 160),)),
    ]
    timeline = plan(songs, [(1, BreakKind.FRONT_ANNOUNCE)], [material.take(0, 20)])
    first, second, _ = music(timeline)
    assert seconds(first.end_frame - second.at_frame) > 5
    assert words(timeline)[0].at_frame >= first.end_frame


def test_a_chapter_begins_with_the_words_that_introduce_its_song() -> None:
    songs = [material.song("a", sung=((20, 170),)), material.song("b", sung=((1, 160),))]
    for kind, introduced in ((BreakKind.FRONT_ANNOUNCE, True), (BreakKind.BACK_ANNOUNCE, False)):
        timeline = plan(songs, [(0, kind)], [material.take(0, 6)])
        expected = words(timeline)[0].at_frame if introduced else music(timeline)[1].at_frame
        assert timeline.joins[0].at_frame == expected


def test_neighbours_on_a_gapless_album_touch_and_share_one_gain() -> None:
    album: dict[str, Any] = {"album": "Suite", "album_artist": "x"}
    songs = [
        material.song("a", lufs=-20, ending=Ending.SEGUE, track_number=1, **album),
        material.song("b", lufs=-12, track_number=2, **album),
    ]
    first, second = music(plan(songs))
    assert first.end_frame == second.at_frame
    assert (first.source_out_frame, second.source_in_frame) == (180 * RATE_HZ, 0)
    assert first.gain_db == second.gain_db
    assert first.fade_out_frames == second.fade_in_frames == 0


def test_a_take_without_a_break_is_refused() -> None:
    with pytest.raises(ValueError, match="b07"):
        plan([material.song("a")], [], [material.take(7, 3)])


def test_an_empty_lineup_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one song"):
        plan([])


def test_a_song_without_levels_is_still_arranged() -> None:
    songs = [material.song(name, ending=Ending.FADE) for name in "ab"]
    bare = [
        replace(s, analysis=replace(s.analysis, levels_lufs=s.analysis.levels_lufs[:0].copy()))
        for s in songs
    ]
    timeline = plan(bare)
    first, second = music(timeline)
    assert first.gain_db == pytest.approx(-2, abs=0.5)
    assert first.fade_out_frames == second.fade_in_frames == timeline.joins[0].overlap_frames


def test_a_silent_recording_does_no_harm() -> None:
    silent = material.song("a", lufs=-120, sung=(), bpm=None)
    timeline = plan([silent, material.song("b")])
    assert [event.id for event in music(timeline)] == ["m00", "m01"]


@st.composite
def any_song(draw: st.DrawFn, name: str) -> Song:
    duration_s = draw(st.floats(12, 240))
    marks = sorted(draw(st.lists(st.floats(0.01, 0.99), min_size=0, max_size=6, unique=True)))
    pairs = zip(marks[::2], marks[1::2], strict=False)
    return material.song(
        name,
        duration_s=duration_s,
        sung=tuple((a * duration_s, b * duration_s) for a, b in pairs if b - a > 0.01),
        ending=draw(st.sampled_from(Ending)),
        fade_s=draw(st.floats(0.5, 20)),
        bpm=draw(st.sampled_from([None, 60.0, 118.0, 120.0, 123.0])),
        confidence=draw(st.sampled_from([0.2, 0.9])),
        first_beat_s=draw(st.floats(0, 2)),
        lufs=draw(st.floats(-40, -5)),
    )


@st.composite
def any_programme(draw: st.DrawFn) -> tuple[list[Song], Script, list[Take]]:
    count = draw(st.integers(1, 5))
    songs = [draw(any_song(f"t{number}")) for number in range(count)]
    places = sorted(draw(st.lists(st.integers(-1, count - 1), max_size=6)))
    script = material.script([(place, BreakKind.FRONT_ANNOUNCE) for place in places])
    spoken = draw(st.sets(st.sampled_from(range(len(places))))) if places else set()
    takes = [material.take(n, draw(st.floats(0.5, 30))) for n in sorted(spoken)]
    return songs, script, takes


def lay_out(programme: tuple[list[Song], Script, list[Take]]) -> Timeline:
    songs, script, takes = programme
    return arrange(
        material.lineup(songs),
        {song.id: song for song in songs},
        script,
        takes,
        material.show(max_dead_air_s=1.5),
    )


def voices(timeline: Timeline, songs: Sequence[Song]) -> list[tuple[int, int]]:
    by_id = {song.id: song for song in songs}
    spans = []
    for event in music(timeline):
        for region in by_id[event.source_id].analysis.vocal_regions:  # type: ignore[index]
            first = max(round(region.start_s * RATE_HZ), event.source_in_frame)
            last = min(round(region.end_s * RATE_HZ), event.source_out_frame)
            if first < last:
                spans.append((sounding_at(event, first), sounding_at(event, last)))
    return spans


@settings(max_examples=25, deadline=None)
@given(any_programme())
def test_every_programme_keeps_the_invariants(
    programme: tuple[list[Song], Script, list[Take]],
) -> None:
    songs, _, takes = programme
    timeline = lay_out(programme)
    said = words(timeline)
    assert sorted(event.id for event in said) == sorted(take.break_id for take in takes)
    assert [e.source_id for e in music(timeline)] == [song.id for song in songs]
    for event in said:
        assert not any(
            event.at_frame < last and first < event.end_frame
            for first, last in voices(timeline, songs)
        )
    for one, other in pairwise(said):
        assert one.end_frame <= other.at_frame
    assert lay_out(programme) == timeline


@settings(max_examples=25, deadline=None)
@given(any_programme())
def test_nothing_is_silent_between_two_songs_but_for_a_breath(
    programme: tuple[list[Song], Script, list[Take]],
) -> None:
    timeline = lay_out(programme)
    heard_to = 0
    for event in timeline.events:
        assert seconds(event.at_frame - heard_to) <= 0.6
        heard_to = max(heard_to, event.end_frame)
    assert heard_to == timeline.length_frames


@settings(max_examples=25, deadline=None)
@given(any_programme())
def test_fades_and_stretches_stay_inside_their_events(
    programme: tuple[list[Song], Script, list[Take]],
) -> None:
    for event in music(lay_out(programme)):
        assert event.fade_in_frames + event.fade_out_frames <= event.length_frames
        at, source = corner_frames(event)
        assert (at[1:] >= at[:-1]).all()
        assert (source[1:] >= source[:-1]).all()
        assert at[-1] == event.end_frame
        for span in event.stretches:
            assert abs(1 / span.ratio - 1) <= Mixing().max_stretch + 0.001


@st.composite
def any_edits(draw: st.DrawFn) -> Edits:
    """Wishes for some of the pairs of any programme, and for some that are none."""
    pairs = draw(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), unique=True, max_size=6))
    return Edits(
        joins=tuple(
            JoinEdit(
                outgoing=TrackId(f"t{one}"),
                incoming=TrackId(f"t{other}"),
                kind=draw(st.none() | st.sampled_from(JoinKind)),
                length_s=draw(st.none() | st.floats(0, 90)),
            )
            for one, other in pairs
        )
    )


@settings(max_examples=20, deadline=None)
@given(any_programme(), any_edits(), st.booleans())
def test_any_wish_is_obeyed_or_explained(
    programme: tuple[list[Song], Script, list[Take]],
    edits: Edits,
    cut_endings: bool,
) -> None:
    songs, script, takes = programme
    by_id = {song.id: song for song in songs}
    show = material.show(cut_endings=cut_endings)
    timeline = arrange(material.lineup(songs), by_id, script, takes, show, edits=edits)
    placed = music(timeline)
    assert [event.source_id for event in placed] == [song.id for song in songs]
    for event in placed:
        assert 0 <= event.source_in_frame < event.source_out_frame
        assert event.fade_in_frames + event.fade_out_frames <= event.length_frames
    for join in timeline.joins:
        one, other = placed[join.position - 1], placed[join.position]
        if join.kind is not JoinKind.TALK:
            assert join.overlap_frames == one.end_frame - other.at_frame
        assert 0.0 <= join.cost <= 1.0
        wish = edits.join(songs[join.position - 1].id, songs[join.position].id)
        assert join.locked == (wish is not None)
        if wish is not None:
            assert _is_obeyed(join, wish) or " asked for" in join.reason or "left to" in join.reason


def _is_obeyed(join: Join, wish: JoinEdit) -> bool:
    as_long = (
        wish.length_s is None or abs(abs(join.overlap_frames) - round(wish.length_s * RATE_HZ)) <= 1
    )
    return wish.kind in (None, join.kind) and as_long


def test_a_wish_moves_nothing_before_its_join() -> None:
    songs = [material.song(name) for name in "abc"]
    by_id = {song.id: song for song in songs}
    wish = JoinEdit(outgoing=songs[1].id, incoming=songs[2].id, kind=JoinKind.CROSSFADE, length_s=8)
    show, script = material.show(), material.script([])
    planned = arrange(material.lineup(songs), by_id, script, [], show)
    edited = arrange(material.lineup(songs), by_id, script, [], show, edits=Edits(joins=(wish,)))
    assert edited.joins[0] == planned.joins[0]
    assert edited.joins[1].kind is JoinKind.CROSSFADE
    assert edited.joins[1].overlap_frames == 8 * RATE_HZ
    assert edited.events[1].at_frame == planned.events[1].at_frame
