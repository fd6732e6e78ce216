"""The host talks where the show wants it, and nowhere else."""

from dataclasses import replace
from itertools import pairwise

import pytest

from dj.commentary.choosing.places import IN_CLEAR_S, limit_s
from dj.commentary.tongues import tongue
from dj.commentary.words.spoken_time import later, spoken_time
from dj.model.analysis import CuePoints, Ending, Song
from dj.model.script import BreakKind, Script
from dj.model.show import TalkLevel
from tests.commentary.sessions import Session, invent, written


def joins(script: Script) -> list[int]:
    return [b.after_position for b in script.breaks]


def test_a_silent_show_has_no_breaks() -> None:
    assert invent(1, talk=TalkLevel.NONE).write().breaks == ()


def test_an_empty_lineup_has_no_breaks() -> None:
    session = invent(1)
    empty = replace(session.lineup, slots=())
    assert replace(session, lineup=empty).write().breaks == ()


@pytest.mark.parametrize("seed", range(3))
def test_some_talk_means_both_ends_every_segment_and_every_few_songs(seed: int) -> None:
    where = joins(invent(seed, 16, TalkLevel.SOME).write(seed))
    assert where[0] == -1
    assert where[-1] == 15
    assert {3, 7, 11} <= set(where)
    assert max(b - a for a, b in pairwise(where)) <= 4


@pytest.mark.parametrize("seed", range(5))
def test_lots_of_talk_never_lets_two_joins_pass(seed: int) -> None:
    where = joins(written(seed))
    assert max(b - a for a, b in pairwise(where)) <= 2


def test_one_song_is_opened_and_signed_off() -> None:
    script = invent(1, 1).write()
    assert [b.kind for b in script.breaks] == [BreakKind.OPENING, BreakKind.SIGN_OFF]
    assert [b.about for b in script.breaks] == [(0,), (0,)]


def test_nobody_talks_inside_an_album_played_as_a_whole() -> None:
    session = invent(3, 6)
    for position in range(4):
        session = session.with_track(position, album="Suite", track_number=position + 1)
    assert not {0, 1, 2} & set(joins(session.write()))


def with_cues(session: Session, position: int, cues: CuePoints) -> Song:
    song = session.songs[session.lineup.slots[position].track_id]
    return replace(song, analysis=replace(song.analysis, cues=cues))


def test_the_limit_is_the_room_in_which_nobody_sings() -> None:
    session = invent(1, 2)
    sung = CuePoints(cue_in_s=1.0, post_s=9.0, outro_s=180.0, cue_out_s=192.0, ending=Ending.FADE)
    songs = (with_cues(session, 0, sung), with_cues(session, 1, sung))
    assert [limit_s(songs, after) for after in (-1, 0, 1)] == [None, 20.0 + IN_CLEAR_S, None]
    unsung = with_cues(session, 1, replace(sung, post_s=None))
    assert limit_s((songs[0], unsung), 0) is None


@pytest.mark.slow
def test_the_time_is_told_for_the_moment_it_is_heard() -> None:
    told = []
    for seed in range(16):
        session = invent(seed)
        plays = [session.songs[slot.track_id].analysis.cues.play_s for slot in session.lineup.slots]
        for b in written(seed).breaks:
            after = b.after_position
            overlaps_s = session.show.mixing.crossfade_s / 2 * max(0, after)
            now = later(session.at, sum(plays[: after + 1]) - overlaps_s)
            told += [
                (trace.text.lower(), spoken_time(now, tongue("en")))
                for wording in b.wordings
                for trace in wording.traces
                if trace.word == "clock.spoken_time"
            ]
    assert len(told) > 10
    assert all(said == true for said, true in told)
