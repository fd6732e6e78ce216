"""What joins cost."""

from dataclasses import replace

import numpy as np
import pytest

from dj.mix import ways
from dj.mix.blend import blends
from dj.mix.excerpt import excerpt
from dj.mix.meeting import Meeting
from dj.mix.pricing import WEIGHTS, WORDS, Price, price
from dj.model.analysis import Ending, Song
from dj.model.show import Mixing
from dj.model.tonality import Key
from tests.mix import material
from tests.mix.material import RATE_HZ


def parts(one: Song, other: Song, meeting: Meeting, **mixing: object) -> Price:
    limits = Mixing(**mixing)  # type: ignore[arg-type]
    return price(excerpt(one, RATE_HZ), excerpt(other, RATE_HZ), meeting, limits)


def faded(one: Song, other: Song, seconds: float) -> Meeting:
    pair = excerpt(one, RATE_HZ), excerpt(other, RATE_HZ)
    return ways.even(*pair, round(seconds * RATE_HZ))


def test_every_part_has_a_weight_and_words() -> None:
    one, other = material.song("a"), material.song("b")
    found = parts(one, other, faded(one, other, 4)).parts
    assert set(found) == set(WEIGHTS) == set(WORDS)


def test_voices_cost_as_long_as_both_are_heard() -> None:
    one = material.song("a", sung=((20, 180),))
    other = material.song("b", sung=((1, 160),))
    costs = [parts(one, other, faded(one, other, s)).parts["voices"] for s in (1, 2, 4, 8)]
    assert costs == sorted(costs)
    assert costs[0] == 0.0
    assert costs[-1] == WEIGHTS["voices"]


def test_an_ending_that_is_faded_away_costs_and_one_that_plays_does_not() -> None:
    one, other = material.song("a", sung=()), material.song("b", sung=())
    pair = excerpt(one, RATE_HZ), excerpt(other, RATE_HZ)
    assert parts(one, other, faded(one, other, 12)).parts["ending"] > 0.2
    assert parts(one, other, ways.segue(*pair, RATE_HZ)).parts["ending"] == 0.0
    early = replace(ways.segue(*pair, RATE_HZ), out_at=170 * RATE_HZ)
    assert parts(one, other, early).parts["ending"] == WEIGHTS["ending"]
    cheap = parts(one, other, early, cut_endings=True).parts["ending"]
    assert cheap < WEIGHTS["ending"] / 2
    running = material.song("a", sung=(), ending=Ending.SEGUE)
    assert parts(running, other, faded(running, other, 12)).parts["ending"] == 0.0


def test_silence_between_two_songs_is_a_hole_unless_it_is_meant() -> None:
    song = material.song("a")
    levels = song.analysis.levels_lufs.copy()
    levels[-20:] = -14 - 30
    tail = replace(song, analysis=replace(song.analysis, levels_lufs=levels))
    other = material.song("b")
    pair = excerpt(tail, RATE_HZ), excerpt(other, RATE_HZ)
    assert parts(tail, other, ways.follow(*pair, 0)).parts["hole"] > 0.4
    assert parts(tail, other, ways.follow(*pair, 2 * RATE_HZ)).parts["hole"] == 0.0
    pair = excerpt(song, RATE_HZ), excerpt(other, RATE_HZ)
    paused = parts(song, other, ways.pause(*pair, RATE_HZ // 2))
    assert paused.parts["hole"] < 0.05
    assert paused.parts["pause"] == WEIGHTS["pause"]


def test_keys_that_clash_cost_no_more_than_they_are_known() -> None:
    one, other = material.song("a", sung=()), material.song("b", sung=())

    def keyed(song: Song, name: str, confidence: float) -> Song:
        facts = {"key": Key.parse(name), "key_confidence": confidence}
        return replace(song, analysis=replace(song.analysis, **facts))  # type: ignore[arg-type]

    meeting = faded(one, other, 8)
    sure = parts(keyed(one, "C", 1.0), keyed(other, "F#", 1.0), meeting).parts["key"]
    unsure = parts(keyed(one, "C", 0.5), keyed(other, "F#", 0.5), meeting).parts["key"]
    near = parts(keyed(one, "C", 1.0), keyed(other, "G", 1.0), meeting).parts["key"]
    assert sure > unsure > near == 0.0


def test_two_drummers_cost_unless_their_beats_fall_together() -> None:
    facts = {"bpm": 120.0, "confidence": 0.9, "sung": ()}
    one, other = (material.song(n, **facts) for n in "ab")  # type: ignore[arg-type]
    pair = excerpt(one, RATE_HZ), excerpt(other, RATE_HZ)
    blended = next(blends(*pair, Mixing(), 60 * RATE_HZ))
    assert parts(one, other, faded(one, other, 8)).parts["drummers"] > 0.3
    matched = parts(one, other, blended).parts
    assert matched["drummers"] == matched["pulse"] == 0.0
    assert parts(one, other, ways.follow(*pair, 0)).parts["pulse"] > 0.2
    assert parts(one, other, ways.follow(*pair, 0), beat_match=False).parts["pulse"] == 0.0


def test_a_tempo_bent_further_costs_more() -> None:
    one = material.song("a", bpm=120.0, confidence=0.9, sung=())
    costs = []
    for bpm in (120.0, 122.0, 126.0):
        other = material.song("b", bpm=bpm, confidence=0.9, sung=())
        pair = excerpt(one, RATE_HZ), excerpt(other, RATE_HZ)
        meeting = next(blends(*pair, Mixing(), 60 * RATE_HZ))
        costs.append(parts(one, other, meeting).parts["tempo"])
    assert costs[0] < costs[1] < costs[2]


def test_a_song_that_runs_on_is_broken_off_by_a_cut() -> None:
    one, other = material.song("a", ending=Ending.SEGUE, sung=()), material.song("b")
    pair = excerpt(one, RATE_HZ), excerpt(other, RATE_HZ)
    assert parts(one, other, ways.cut(*pair)).parts["break"] > 0.4
    assert parts(one, other, ways.let_go(*pair, Mixing(), 9 * RATE_HZ)).parts["break"] == 0.0


@pytest.mark.parametrize("worst", [0.0, 0.5, 1.0])
def test_a_cost_is_never_more_than_the_whole(worst: float) -> None:
    cost = Price(parts=dict.fromkeys(WEIGHTS, worst)).cost
    assert 0.0 <= cost <= 1.0
    assert (cost == 1.0) == (worst == 1.0)


def test_songs_without_levels_are_priced_too() -> None:
    one, other = (
        replace(s, analysis=replace(s.analysis, levels_lufs=np.zeros(0, np.float32)))
        for s in (material.song("a"), material.song("b"))
    )
    assert 0.0 <= parts(one, other, faded(one, other, 6)).cost <= 1.0
