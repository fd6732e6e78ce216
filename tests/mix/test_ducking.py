"""How far music steps back under words."""

from dataclasses import replace

import pytest

from dj.mix.ducking import Words, corners_on, depth_db, duck_curve
from dj.mix.excerpt import excerpt
from dj.mix.meeting import Placed
from dj.model.show import Mixing
from dj.model.timeline import Event, EventKind
from tests.mix import material
from tests.mix.material import RATE_HZ


def words(start_s: float, end_s: float) -> Words:
    return Words(start=round(start_s * RATE_HZ), end=round(end_s * RATE_HZ), loudness_lufs=-16)


def placed(lufs: float, gain_db: float = 0.0) -> Placed:
    song = excerpt(material.song("a", lufs=lufs), RATE_HZ)
    event = Event(
        id="m00",
        kind=EventKind.MUSIC,
        source_id="a",
        at_frame=0,
        source_in_frame=song.start,
        source_out_frame=song.end,
        gain_db=gain_db,
    )
    return Placed(excerpt=song, event=event)


@pytest.mark.parametrize(
    ("lufs", "gain_db", "depth"),
    [(-16, 0, -5), (-20, 4, -5), (-12, 0, -9), (-40, 0, -3), (0, 10, -24)],
)
def test_the_depth_follows_the_measured_level(lufs: float, gain_db: float, depth: float) -> None:
    music = [placed(lufs, gain_db)]
    assert depth_db(words(10, 15), music, Mixing(), RATE_HZ) == pytest.approx(depth, abs=0.01)


def test_two_songs_under_the_words_count_together() -> None:
    music = [placed(-16), placed(-16)]
    assert depth_db(words(10, 15), music, Mixing(), RATE_HZ) == pytest.approx(-8.01, abs=0.01)


def test_unmeasured_music_goes_down_by_the_shows_duck() -> None:
    song = placed(-16).excerpt.song
    bare = replace(song.analysis, levels_lufs=song.analysis.levels_lufs[:0].copy())
    unmeasured = replace(placed(-16), excerpt=excerpt(replace(song, analysis=bare), RATE_HZ))
    assert depth_db(words(10, 15), [unmeasured], Mixing(duck_db=-9), RATE_HZ) == -9


def corners(*spans: tuple[float, float]) -> list[tuple[float, float]]:
    curve = duck_curve([(words(*span), -6.0) for span in spans], RATE_HZ)
    return [(round(c.at_frame / RATE_HZ, 3), c.gain_db) for c in curve]


def test_music_is_down_before_the_first_word_and_back_after_the_last() -> None:
    assert corners((10, 15)) == [(9.7, 0.0), (10, -6.0), (15, -6.0), (15.6, 0.0)]


def test_music_stays_down_between_two_clips() -> None:
    assert corners((10, 15), (15.35, 18)) == [
        (9.7, 0.0), (10, -6.0), (15, -6.0), (15.35, -6.0), (18, -6.0), (18.6, 0.0),
    ]  # fmt: skip


def test_words_at_the_very_start_need_no_attack() -> None:
    assert corners((0, 4)) == [(0, -6.0), (4, -6.0), (4.6, 0.0)]
    assert corners((0.1, 4))[0] == (0, 0.0)


def test_only_music_under_the_words_is_ducked() -> None:
    curve = duck_curve([(words(10, 15), -6.0), (words(30, 35), -4.0)], RATE_HZ)
    assert corners_on(curve, 0, 10 * RATE_HZ) == ()
    assert corners_on(curve, 14 * RATE_HZ, 30 * RATE_HZ) == curve[:4]
    assert corners_on(curve, 0, 60 * RATE_HZ) == curve
