"""Joins by the way a song ends."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from dj.mix import arrange, mix
from dj.mix.excerpt import excerpt
from dj.mix.joins import are_movements, is_gapless, plain, without_beats
from dj.mix.meeting import Meeting
from dj.model.analysis import Ending, Song
from dj.model.show import Mixing
from dj.model.timeline import JoinKind
from dj.units import frames_from_s
from tests.mix import material
from tests.mix.material import RATE_HZ


def meet(one: Song, other: Song, room_s: float = 60) -> Meeting:
    parts = excerpt(one, RATE_HZ), excerpt(other, RATE_HZ)
    return plain(*parts, Mixing(), round(room_s * RATE_HZ))


def fading(fade_s: float = 10, **facts: object) -> Song:
    return material.song("a", ending=Ending.FADE, fade_s=fade_s, **facts)  # type: ignore[arg-type]


def test_two_singers_hardly_overlap() -> None:
    both = meet(fading(sung=((20, 180),)), material.song("b", sung=((0.5, 160),)))
    apart = meet(fading(sung=((20, 160),)), material.song("b", sung=((20, 160),)))
    assert both.overlap <= RATE_HZ
    assert apart.overlap > 4 * RATE_HZ


@pytest.mark.parametrize("fade_s", [2, 5, 10, 20])
def test_the_overlap_lies_inside_the_fade(fade_s: float) -> None:
    meeting = meet(fading(fade_s), material.song("b"))
    assert 0 < meeting.overlap <= (fade_s + 0.5) * RATE_HZ
    assert meeting.fade_out == meeting.overlap


def test_a_long_faint_tail_is_covered_by_the_next_song() -> None:
    song = fading(10)
    levels = song.analysis.levels_lufs.copy()
    levels[-140:] = -14 - np.linspace(14, 31, 140)
    faint = replace(song, analysis=replace(song.analysis, levels_lufs=levels))
    assert meet(faint, material.song("b")).overlap > 13 * RATE_HZ


def ringing(seconds: float) -> Song:
    song = material.song("a", sung=((20, 120),))
    levels = song.analysis.levels_lufs.copy()
    count = round(10 * seconds)
    levels[-count:] = -14 - np.linspace(20.5, 31, count)
    return replace(song, analysis=replace(song.analysis, levels_lufs=levels))


def test_a_last_chord_rings_under_the_next_song_for_a_moment() -> None:
    meeting = meet(ringing(0.7), material.song("b"))
    assert meeting.kind is JoinKind.SEGUE
    assert 0.5 * RATE_HZ <= meeting.overlap <= 0.8 * RATE_HZ
    assert meeting.out_at == 180 * RATE_HZ


def test_a_sound_that_dies_away_for_long_rings_on_under_the_next_song() -> None:
    meeting = meet(ringing(5), material.song("b"))
    assert meeting.kind is JoinKind.CROSSFADE
    assert 4 * RATE_HZ <= meeting.overlap <= 5.1 * RATE_HZ
    assert meeting.out_at == 180 * RATE_HZ
    assert "following at once would leave a hole" in meeting.reason


def test_a_soft_beginning_lies_under_the_end_of_the_last_song() -> None:
    soft = material.song("b", sung=((30, 160),))
    levels = soft.analysis.levels_lufs.copy()
    levels[:40] = -14 - 24
    soft = replace(soft, analysis=replace(soft.analysis, levels_lufs=levels))
    meeting = meet(material.song("a"), soft)
    assert meeting.kind is JoinKind.CROSSFADE
    assert 3 * RATE_HZ <= meeting.overlap <= 4.1 * RATE_HZ
    assert "begins softly" in meeting.reason


def test_a_pause_parts_a_loud_song_from_a_very_soft_one() -> None:
    loud = material.song("a", sung=((20, 179),))
    soft = material.song("b", sung=((0.2, 160),))
    levels = soft.analysis.levels_lufs.copy()
    levels[:80] = -14 - 17
    meeting = meet(loud, replace(soft, analysis=replace(soft.analysis, levels_lufs=levels)))
    assert meeting.kind is JoinKind.GAP
    assert meeting.overlap == -RATE_HZ // 2
    assert "greater step in loudness" in meeting.reason


def test_two_voices_are_never_blended() -> None:
    facts = {"bpm": 120.0, "confidence": 0.9}
    one = material.song("a", sung=((20, 179),), **facts)  # type: ignore[arg-type]
    early, late = (
        material.song("b", sung=((first, 160),), **facts)  # type: ignore[arg-type]
        for first in (1, 40)
    )
    assert meet(one, early).kind is not JoinKind.BLEND
    assert meet(one, late).kind is JoinKind.BLEND


def test_beats_are_not_matched_where_the_show_does_not_want_it() -> None:
    facts = {"bpm": 120.0, "confidence": 0.9, "sung": ()}
    one, other = (excerpt(material.song(n, **facts), RATE_HZ) for n in "ab")  # type: ignore[arg-type]
    without = plain(one, other, Mixing(beat_match=False), 60 * RATE_HZ)
    assert without.kind is JoinKind.SEGUE
    assert plain(one, other, Mixing(), 60 * RATE_HZ).kind is JoinKind.BLEND


@pytest.mark.parametrize("ending", [Ending.COLD, Ending.FADE])
@pytest.mark.parametrize("confidence", [0.0, 0.9])
def test_an_ending_is_played_to_its_last_sound(ending: Ending, confidence: float) -> None:
    facts = {"bpm": 96.0, "confidence": confidence, "sung": ((20, 120),)}
    one, other = (
        material.song(n, ending=ending, **facts)  # type: ignore[arg-type]
        for n in "ab"
    )
    assert meet(one, other).out_at == excerpt(one, RATE_HZ).end


def test_movements_of_one_work_are_parted_by_a_breath() -> None:
    one, other, third = (
        material.song(str(n), work="Symphony No. 1", movement_number=n, bpm=120.0, confidence=0.9)
        for n in (1, 2, 3)
    )
    meeting = meet(one, other)
    assert meeting.kind is JoinKind.GAP
    assert 0 < -meeting.overlap <= Mixing().max_dead_air_s * RATE_HZ
    assert not are_movements(one, third)
    assert not are_movements(other, one)


def test_the_reason_names_what_decided() -> None:
    facts = {"bpm": 120.0, "confidence": 0.9, "sung": ()}
    one, other = (material.song(n, **facts) for n in "ab")  # type: ignore[arg-type]
    assert "following at once would lose the beat" in meet(one, other).reason


def test_there_is_never_more_overlap_than_room() -> None:
    assert meet(fading(20), material.song("b"), room_s=0.5).overlap == round(0.5 * RATE_HZ)


def album(number: int, name: str = "Suite", **facts: object) -> Song:
    given = {"ending": Ending.SEGUE, "album": name, "track_number": number, **facts}
    return material.song(str(number), **given)  # type: ignore[arg-type]


def test_only_a_song_that_runs_on_into_its_neighbour_is_gapless() -> None:
    assert is_gapless(album(1), album(2))
    assert not is_gapless(album(1), album(3))
    assert not is_gapless(album(2), album(1))
    assert not is_gapless(album(1), album(2, "Other"))
    assert not is_gapless(album(1, ending=Ending.COLD), album(2))
    assert not is_gapless(album(1), album(2, disc_number=2))
    assert not is_gapless(material.song("x", ending=Ending.SEGUE), material.song("y"))


def test_a_song_that_runs_on_is_faded_out_where_another_one_follows() -> None:
    meeting = meet(album(1), album(3))
    assert meeting.kind is JoinKind.CROSSFADE
    assert meeting.overlap == meeting.fade_in == frames_from_s(Mixing().crossfade_s, RATE_HZ)
    assert meeting.fade_out >= meeting.overlap
    assert meet(album(1), album(3), room_s=0.0).fade_out >= RATE_HZ


def test_a_recording_in_three_files_is_played_as_one(tmp_path: Path) -> None:
    recording = material.noise(9.0)
    cuts = (0, 3 * RATE_HZ + 17, 6 * RATE_HZ + 5, len(recording))
    facts = {"ending": Ending.SEGUE, "album": "Live", "bpm": None, "sung": ()}
    made = [
        material.measured(str(n), recording[a:b], tmp_path, track_number=n, **facts)
        for n, (a, b) in enumerate(pairwise(cuts), start=1)
    ]
    songs = [song for song, _ in made]
    timeline = arrange(
        material.lineup(songs), {s.id: s for s in songs}, material.script([]), [], material.show()
    )
    played = np.concatenate(list(mix(timeline, {str(s.id): source for s, source in made})))
    gain = 10 ** (timeline.events[0].gain_db / 20)
    kept = slice(0, len(recording) - 3 * RATE_HZ)
    assert len(played) == len(recording)
    assert np.abs(played[kept] - gain * recording[kept]).max() < 1e-4


def test_under_talk_no_tempo_is_touched() -> None:
    facts = {"bpm": 120.0, "confidence": 0.9, "sung": ()}
    parts = [excerpt(material.song(n, **facts), RATE_HZ) for n in "ab"]  # type: ignore[arg-type]
    assert meet(parts[0].song, parts[1].song).kind is JoinKind.BLEND
    assert without_beats(parts[0], parts[1], Mixing(), 60 * RATE_HZ).kind is JoinKind.SEGUE
