"""Groups of clips, and what lies under them."""

from dataclasses import replace

import pytest

from dj.mix.excerpt import excerpt
from dj.mix.meeting import Placed
from dj.mix.talk import FAINT_LU, lead_in, placement, sign_off_at, soft_start, speeches
from dj.model.analysis import Ending
from dj.model.script import BreakKind
from dj.model.timeline import Event, EventKind, Placement
from tests.mix import material
from tests.mix.material import RATE_HZ


def span(start: int, end: int) -> Event:
    return Event(
        id="m", kind=EventKind.MUSIC, source_id="m", at_frame=start,
        source_in_frame=0, source_out_frame=end - start,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "before", "after", "where"),
    [
        ((50, 90), (0, 100), (100, 300), Placement.OVER_OUTRO),
        ((110, 150), (0, 100), (100, 300), Placement.OVER_RAMP),
        ((90, 150), (0, 100), (100, 300), Placement.ACROSS),
        ((90, 150), (0, 120), (80, 300), Placement.ACROSS),
        ((90, 150), (0, 100), (120, 300), Placement.IN_CLEAR),
        ((0, 50), None, (20, 300), Placement.IN_CLEAR),
        ((30, 50), None, (20, 300), Placement.OVER_RAMP),
        ((80, 95), (0, 100), None, Placement.OVER_OUTRO),
        ((80, 120), (0, 100), None, Placement.IN_CLEAR),
    ],
)
def test_a_placement_names_what_lies_under_the_words(
    words: tuple[int, int],
    before: tuple[int, int] | None,
    after: tuple[int, int] | None,
    where: Placement,
) -> None:
    first, second = (span(*one) if one else None for one in (before, after))
    assert placement(*words, first, second) is where


def test_a_bed_fills_what_would_be_in_the_clear() -> None:
    songs = span(0, 100), span(150, 300)
    assert placement(110, 140, *songs, [span(90, 160)]) is Placement.OVER_BED
    assert placement(110, 140, *songs, [span(0, 50)]) is Placement.IN_CLEAR
    assert placement(60, 90, *songs, [span(90, 160)]) is Placement.OVER_OUTRO


def room_s(speech_s: float, post_s: float) -> float:
    script = material.script([(0, BreakKind.FRONT_ANNOUNCE)])
    speech = speeches(script, [material.take(0, speech_s)], 1, RATE_HZ)[0]
    song = excerpt(material.song(sung=((post_s, 170.0),)), RATE_HZ)
    return lead_in(speech, song, over_vocals=False) / RATE_HZ


def test_words_wait_for_a_post_that_is_near_and_not_for_one_that_is_far() -> None:
    assert room_s(5, 12) == pytest.approx(11.75)
    assert room_s(5, 100) == pytest.approx(6.0)


def test_words_over_a_soft_instrumental_opening_wait_until_it_carries_them() -> None:
    song = material.song(sung=())
    levels = song.analysis.levels_lufs.copy()
    levels[:30] -= 15
    soft = replace(song, analysis=replace(song.analysis, levels_lufs=levels))
    assert soft_start(excerpt(soft, RATE_HZ)) == pytest.approx(3 * RATE_HZ, abs=RATE_HZ / 2)


def test_a_sign_off_comes_before_a_fade_is_faint() -> None:
    song = material.song(sung=((20.0, 150.0),), ending=Ending.FADE, fade_s=20)
    part = excerpt(song, RATE_HZ)
    event = span(0, part.end)
    script = material.script([(0, BreakKind.SIGN_OFF)])
    speech = speeches(script, [material.take(0, 5)], 1, RATE_HZ)[0]
    at = sign_off_at(speech, Placed(excerpt=part, event=event), 150 * RATE_HZ)
    level = part.levels[(at + speech.length) * 10 // RATE_HZ]
    assert level == pytest.approx(part.loudness_lufs - FAINT_LU, abs=1.5)


def test_breaks_without_a_take_say_nothing() -> None:
    script = material.script([(0, BreakKind.FRONT_ANNOUNCE), (1, BreakKind.SIGN_OFF)])
    groups = speeches(script, [material.take(1, 3)], 2, RATE_HZ)
    assert list(groups) == [1]
    assert groups[1].length == 3 * RATE_HZ


def test_two_takes_of_one_break_are_refused() -> None:
    script = material.script([(0, BreakKind.FRONT_ANNOUNCE)])
    with pytest.raises(ValueError, match="at most one take"):
        speeches(script, [material.take(0, 3), material.take(0, 4)], 1, RATE_HZ)


@pytest.mark.parametrize("place", [-2, 2])
def test_a_break_outside_the_lineup_is_refused(place: int) -> None:
    script = material.script([(place, BreakKind.FRONT_ANNOUNCE)])
    with pytest.raises(ValueError, match="b00"):
        speeches(script, [material.take(0, 3)], 2, RATE_HZ)
