"""Whether whole songs keep the structure that is told of them."""

from itertools import pairwise

import numpy as np
import pytest

from dj.model.analysis import Ending
from dj.testing import truth
from dj.testing.truth.known import FullSong
from dj.testing.truth.plans import FORMS, PLANS

_SUNG_AND_FADING, _INSTRUMENTAL = 3, 7


@pytest.fixture(scope="module")
def sung() -> FullSong:
    return truth.song(3, _SUNG_AND_FADING)


def _level_db(song: FullSong, start_s: float, end_s: float) -> float:
    rate_hz = song.audio.sample_rate_hz
    part = song.audio.samples[round(start_s * rate_hz) : round(end_s * rate_hz)]
    return float(10 * np.log10(np.mean(np.square(part)) + 1e-12))


@pytest.mark.slow
def test_sections_cover_the_bars_without_gaps_and_the_chorus_comes_back(sung: FullSong) -> None:
    assert all(a.end_s == b.start_s for a, b in pairwise(sung.sections))
    labels = [section.label for section in sung.sections]
    assert labels == ["A", "B", "C", "B", "C", "D", "C", "A"]
    assert np.isin(sung.boundaries_s.round(6), sung.downbeats_s.round(6)).all()


@pytest.mark.slow
def test_nobody_sings_in_the_intro_or_the_solo(sung: FullSong) -> None:
    silent = [section for section in sung.sections if section.label in {"A", "D"}]
    for section in silent:
        for phrase in sung.vocals:
            inside = min(phrase.end_s, section.end_s) - max(phrase.start_s, section.start_s)
            assert inside < 0.3, "only a pickup consonant or a last release may reach over"


@pytest.mark.slow
def test_phrases_are_apart_and_the_post_is_the_first(sung: FullSong) -> None:
    assert len(sung.vocals) > 8
    assert all(b.start_s - a.end_s > 0.2 for a, b in pairwise(sung.vocals))
    assert sung.post_s == sung.vocals[0].start_s


@pytest.mark.slow
def test_a_fade_loses_level_until_nothing_is_left(sung: FullSong) -> None:
    assert sung.ending is Ending.FADE
    assert sung.fade_from_s is not None
    before = _level_db(sung, sung.fade_from_s - 2, sung.fade_from_s)
    assert _level_db(sung, sung.end_s - 1, sung.end_s) < before - 25


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(PLANS)))
def test_every_song_begins_at_its_cue_and_ends_at_its_end(number: int) -> None:
    song = truth.song(2, number)
    assert 88 < song.audio.duration_s < 152
    assert _level_db(song, song.cue_in_s, song.cue_in_s + 0.1) > -50
    if song.cue_in_s > 0.3:
        assert _level_db(song, 0.0, song.cue_in_s - 0.2) < -100
    if song.audio.duration_s - song.end_s > 1.3:
        assert _level_db(song, song.end_s + 0.7, song.audio.duration_s) < -45
    assert bool(song.vocals) == song.lead.startswith("voice")


def test_no_plan_sings_over_an_unknown_form() -> None:
    assert {plan.form for plan in PLANS} == set(FORMS)
