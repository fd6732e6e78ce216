"""How far music steps back under words."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from dj.audio.curves import corners_db
from dj.mix.ducking import Dip, Words, corners_on, dips
from dj.mix.excerpt import excerpt
from dj.mix.meeting import Placed
from dj.model.analysis import Song
from dj.model.show import Mixing
from dj.model.timeline import Event, EventKind
from tests.mix import material
from tests.mix.material import RATE_HZ

OVER_LU = 4.5


def words(start_s: float, end_s: float, levels: tuple[float, ...] = ()) -> Words:
    return Words(
        start=round(start_s * RATE_HZ), end=round(end_s * RATE_HZ), loudness_lufs=-16,
        levels_lufs=levels,
    )  # fmt: skip


def placed(song: Song, gain_db: float = 0.0) -> Placed:
    part = excerpt(song, RATE_HZ)
    event = Event(
        id="m00", kind=EventKind.MUSIC, source_id="a", at_frame=0, source_in_frame=part.start,
        source_out_frame=part.end, gain_db=gain_db,
    )  # fmt: skip
    return Placed(excerpt=part, event=event)


def even(lufs: float, gain_db: float = 0.0) -> Placed:
    return placed(material.song("a", lufs=lufs), gain_db)


def ridden(spans: list[Words], music: list[Placed], *, duck_db: float = -12.0) -> tuple[Dip, ...]:
    mixing = Mixing(speech_lu_over_music=OVER_LU, duck_db=duck_db)
    return dips(spans, music, mixing, RATE_HZ)


def height_at(curve: tuple[Dip, ...], second: float) -> float:
    corners = [corner for dip in curve for corner in dip.corners]
    return float(corners_db(corners, np.array([second * RATE_HZ]))[0])


@pytest.mark.parametrize(
    ("lufs", "gain_db", "depth"),
    [(-16, 0, -4.5), (-20, 4, -4.5), (-12, 0, -8.5), (-22, 0, 1.5), (-40, 0, 4), (0, 10, -24)],
)
def test_the_fader_follows_the_measured_level(lufs: float, gain_db: float, depth: float) -> None:
    curve = ridden([words(10, 15)], [even(lufs, gain_db)])
    assert height_at(curve, 12.5) == pytest.approx(depth, abs=0.02)


def test_two_songs_under_the_words_count_together() -> None:
    curve = ridden([words(10, 15)], [even(-16), even(-16)])
    assert height_at(curve, 12.5) == pytest.approx(-7.51, abs=0.02)


def test_unmeasured_music_goes_down_by_the_shows_duck() -> None:
    song = even(-16).excerpt.song
    bare = replace(song.analysis, levels_lufs=song.analysis.levels_lufs[:0].copy())
    curve = ridden([words(10, 15)], [placed(replace(song, analysis=bare))], duck_db=-9.0)
    assert height_at(curve, 12.5) == -9


def test_nothing_under_the_words_needs_no_fader() -> None:
    (dip,) = ridden([words(10, 15)], [])
    assert all(corner.gain_db == pytest.approx(0) for corner in dip.corners)


def stepped(low: float, high: float) -> Placed:
    """Music that becomes louder at 15 s."""
    song = material.song("a", lufs=low)
    levels = song.analysis.levels_lufs.copy()
    levels[150:] = high
    return placed(replace(song, analysis=replace(song.analysis, levels_lufs=levels)))


def test_a_chorus_that_begins_under_the_words_goes_down_further() -> None:
    curve = ridden([words(10, 20)], [stepped(-20, -12)])
    assert height_at(curve, 11) == pytest.approx(-0.5, abs=0.7)
    assert height_at(curve, 19) == pytest.approx(-8.5, abs=0.7)


def test_the_fader_moves_slowly_and_never_jerks() -> None:
    rng = np.random.default_rng(1)
    beat = placed(material.song("a"))
    levels = beat.excerpt.song.analysis.levels_lufs + rng.uniform(-9, 4, 1800).astype(np.float32)
    song = beat.excerpt.song
    loud = placed(replace(song, analysis=replace(song.analysis, levels_lufs=levels)), 8.0)
    (dip,) = ridden([words(10, 22)], [loud])
    slopes = [
        (b.gain_db - a.gain_db) * RATE_HZ / (b.at_frame - a.at_frame)
        for a, b in pairwise(dip.corners)
    ]
    assert slopes[0] >= -12.01
    assert slopes[-1] <= 8.01
    assert max(map(abs, slopes[1:-1])) < 4


def test_pauses_in_the_speech_do_not_move_the_fader() -> None:
    spoken = (-14.0,) * 15 + (-70.0,) * 8 + (-14.0,) * 27
    steady = ridden([words(10, 15, (-14.0,) * 50)], [even(-16)])
    paused = ridden([words(10, 15, spoken)], [even(-16)])
    for second in (10.5, 12, 14):
        assert height_at(paused, second) == pytest.approx(height_at(steady, second), abs=0.1)


def test_a_voice_that_gets_softer_takes_the_music_with_it() -> None:
    curve = ridden([words(10, 16, (-13.0,) * 30 + (-19.0,) * 30)], [even(-16)])
    assert height_at(curve, 15.5) < height_at(curve, 10.5) - 3


def test_music_is_down_before_the_first_word_and_back_after_the_last() -> None:
    (dip,) = ridden([words(10, 15)], [even(-10)])
    first, last = dip.corners[0], dip.corners[-1]
    assert (first.gain_db, last.gain_db) == (0, 0)
    assert first.at_frame / RATE_HZ == pytest.approx(10 - 10.5 / 12, abs=0.01)
    assert last.at_frame / RATE_HZ == pytest.approx(15 + 10.5 / 8, abs=0.01)
    assert dip.corners[1].at_frame == dip.start == 10 * RATE_HZ


def test_music_stays_down_between_two_clips() -> None:
    curve = ridden([words(10, 15), words(15.35, 18)], [even(-10)])
    assert len(curve) == 1
    assert height_at(curve, 15.2) == pytest.approx(-10.5, abs=0.1)


def test_distant_words_have_dips_that_do_not_touch() -> None:
    one, other = ridden([words(10, 15), words(21, 25)], [even(5)])
    assert one.corners[-1].at_frame < other.corners[0].at_frame


def test_words_at_the_very_start_need_no_attack() -> None:
    (dip,) = ridden([words(0, 4)], [even(-10)])
    assert dip.corners[0].at_frame == 0
    assert dip.corners[0].gain_db == pytest.approx(-10.5, abs=0.1)


def test_only_music_under_the_words_is_ducked() -> None:
    curve = ridden([words(10, 15), words(30, 35)], [even(-10)])
    assert corners_on(curve, 0, 10 * RATE_HZ) == ()
    assert corners_on(curve, 14 * RATE_HZ, 30 * RATE_HZ) == curve[0].corners
    assert corners_on(curve, 0, 60 * RATE_HZ) == curve[0].corners + curve[1].corners
