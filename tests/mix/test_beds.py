"""Bars that return, and beds of ours."""

from dataclasses import replace

import numpy as np
import pytest

from dj.mix.beds import carpet, opening_loops, rounds, suited
from dj.mix.excerpt import Excerpt, excerpt
from dj.model.analysis import Section, Song
from dj.model.sound import BRIGHT_BED, CALM_BED
from tests.mix import material
from tests.mix.material import RATE_HZ


def opening(song: Song) -> Excerpt:
    return excerpt(song, RATE_HZ)


def steady(**facts: object) -> Song:
    """Two seconds a bar, sung from second 17."""
    return material.song(sung=((17.0, 160.0),), confidence=0.9, **facts)  # type: ignore[arg-type]


def test_bars_before_the_voice_make_loops_of_eight_four_and_two() -> None:
    loops = opening_loops(opening(steady()))
    assert [loop.bars for loop in loops] == [8, 4, 2]
    assert [loop.length / RATE_HZ for loop in loops] == pytest.approx([16, 8, 4])
    assert all(loop.last <= 17 * RATE_HZ for loop in loops)


@pytest.mark.parametrize(
    "song",
    [
        material.song(sung=((17.0, 160.0),), confidence=0.3),
        material.song(sung=((2.0, 160.0),), confidence=0.9),
        material.song(sung=((17.0, 160.0),), confidence=0.9, bpm=None),
    ],
    ids=["an untrusted grid", "a voice at once", "no pulse"],
)
def test_there_is_no_loop_with(song: Song) -> None:
    assert opening_loops(opening(song)) == ()


def shaped(levels_at: dict[tuple[int, int], float]) -> Song:
    song = steady()
    levels = song.analysis.levels_lufs.copy()
    for (first, last), level in levels_at.items():
        levels[first:last] = level
    return replace(song, analysis=replace(song.analysis, levels_lufs=levels))


def test_a_loop_does_not_jump_from_loud_to_soft() -> None:
    growing = opening(shaped({(s * 20, s * 20 + 20): -26.0 + 2.5 * s for s in range(9)}))
    assert opening_loops(growing) == ()


def test_a_lead_in_softer_than_the_song_is_no_bed() -> None:
    assert opening_loops(opening(shaped({(0, 170): -30.0}))) == ()


def test_a_loop_stays_within_one_passage() -> None:
    song = steady()
    sections = (
        Section(start_s=0, end_s=8, label="A"), Section(start_s=8, end_s=180, label="B"),
    )  # fmt: skip
    parted = replace(song, analysis=replace(song.analysis, sections=sections))
    assert [loop.bars for loop in opening_loops(opening(parted))] == [4, 2]


def test_rounds_follow_one_another_on_the_frame_and_the_song_goes_on_from_its_bar() -> None:
    song = opening(steady())
    loop = opening_loops(song)[1]
    laid, rest, song_at = rounds(song, loop, 3, 1000, fade_in=441, name="bed01")
    seam = laid[0].event.fade_out_frames
    starts = [one.event.at_frame for one in laid] + [song_at]
    assert np.diff(starts).tolist() == [loop.last - song.start, loop.length, loop.length]
    assert [one.event.end_frame - seam for one in laid] == starts[1:]
    assert rest.start == loop.first
    assert [one.event.source_in_frame for one in laid] == [song.start, loop.first, loop.first]


def test_the_bed_suits_the_energy_of_the_songs() -> None:
    sounds = {name: material.sound(name) for name in (CALM_BED, BRIGHT_BED)}
    song = steady()
    for energy, name in ((0.2, CALM_BED), (0.8, BRIGHT_BED)):
        near = opening(replace(song, analysis=replace(song.analysis, energy=energy)))
        chosen = suited(sounds, [near])
        assert chosen is not None
        assert chosen.id == name
    assert suited({}, [opening(song)]) is None


def test_a_bed_that_is_too_short_is_not_laid() -> None:
    sound = material.sound(CALM_BED, seconds=20)
    fades = (1000, 1000)
    fits = carpet(sound, 0, 20 * RATE_HZ, fades, rate_hz=RATE_HZ, name="bed01")
    assert fits is not None
    assert fits.event.length_frames == 20 * RATE_HZ
    for last in (20 * RATE_HZ + 1, RATE_HZ):
        assert carpet(sound, 0, last, fades, rate_hz=RATE_HZ, name="bed01") is None
