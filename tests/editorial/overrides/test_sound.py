from dataclasses import replace

import numpy as np
import pytest

from dj.editorial.overrides.sound import correct
from dj.model.analysis import Region
from dj.model.tonality import Key, Mode
from dj.testing.examples import song

SUNG = song(1, duration_s=180.0, post_s=12.0, tempo_bpm=120.0).analysis
PLAYED = song(2, duration_s=180.0, post_s=None).analysis


def test_twice_the_tempo_has_twice_the_beats_and_bars() -> None:
    for wanted in ("x2.0", 240.0, 241.0):
        found = correct(SUNG, {"tempo_bpm": wanted})
        assert found.tempo_bpm == pytest.approx(240.0, abs=1.0)
        assert np.diff(found.beats_s) == pytest.approx(0.25)
        assert np.diff(found.downbeats_s) == pytest.approx(1.0)
        assert set(SUNG.beats_s) <= set(found.beats_s)
        assert found.tempo_confidence == SUNG.tempo_confidence


def test_half_the_tempo_keeps_the_beats_that_bars_start_on() -> None:
    late = replace(SUNG, downbeats_s=SUNG.beats_s[3::4])
    found = correct(late, {"tempo_bpm": "x0.5"})
    assert np.diff(found.beats_s) == pytest.approx(1.0)
    assert np.diff(found.downbeats_s) == pytest.approx(4.0)
    assert set(found.downbeats_s) <= set(found.beats_s)
    assert found.downbeats_s[0] == late.downbeats_s[0]


def test_another_pulse_has_no_grid_and_is_never_beat_matched() -> None:
    found = correct(SUNG, {"tempo_bpm": 93.0})
    assert found.tempo_bpm == 93.0
    assert found.tempo_confidence == 0.0
    assert len(found.beats_s) == len(found.downbeats_s) == 0


def test_the_measured_tempo_said_again_keeps_the_grid() -> None:
    found = correct(SUNG, {"tempo_bpm": 119.5})
    assert found.tempo_bpm == 119.5
    np.testing.assert_array_equal(found.beats_s, SUNG.beats_s)


def test_a_factor_of_no_tempo_is_no_tempo() -> None:
    none = replace(SUNG, tempo_bpm=None, tempo_confidence=0.0)
    assert correct(none, {"tempo_bpm": "x2.0"}).tempo_bpm is None
    assert correct(none, {"tempo_bpm": 90.0}).tempo_bpm == 90.0


def test_an_editors_key_is_certain() -> None:
    key = Key(tonic=0, mode=Mode.MAJOR)
    found = correct(SUNG, {"key": key})
    assert (found.key, found.key_confidence) == (key, 1.0)


def test_an_instrumental_has_no_post_and_nobody_sings() -> None:
    found = correct(SUNG, {"instrumental": True})
    assert found.cues.post_s is None
    assert found.vocal_regions == ()


def test_a_post_moves_where_singing_begins() -> None:
    found = correct(SUNG, {"post_s": 20.0})
    assert (found.cues.post_s, found.cues.cue_in_s) == (20.0, SUNG.cues.cue_in_s)
    assert found.vocal_regions == (Region(start_s=20.0, end_s=165.0),)
    begun = correct(PLAYED, {"post_s": 20.0})
    assert begun.vocal_regions == (Region(start_s=20.0, end_s=begun.cues.outro_s),)
    assert correct(SUNG, {"post_s": None}).vocal_regions == ()


@pytest.mark.parametrize(
    "values",
    [{"post_s": 0.0}, {"post_s": 179.9}, {"cue_in_s": 100.0}, {"cue_out_s": 5.0},
     {"outro_s": 1.0}, {"cue_out_s": 9999.0}, {"cue_in_s": 9999.0}, {"post_s": 9999.0},
     {"cue_in_s": 3.0, "post_s": 4.0, "outro_s": 5.0, "cue_out_s": 6.0}],
)  # fmt: skip
def test_cue_points_give_way_to_the_given_one_and_stay_in_order(values: dict[str, float]) -> None:
    for analysis in (SUNG, PLAYED):
        cues = correct(analysis, values).cues
        assert cues.cue_out_s <= analysis.duration_s
        for name, value in values.items():
            if value <= analysis.duration_s:
                assert getattr(cues, name) == value


def test_points_of_two_entries_that_contradict_each_other_stay_in_order() -> None:
    cues = correct(SUNG, {"post_s": 30.0, "outro_s": 20.0}).cues
    assert cues.post_s is not None
    assert cues.cue_in_s <= cues.post_s <= cues.outro_s <= cues.cue_out_s


def test_what_must_not_be_talked_over_has_no_place_for_words() -> None:
    for analysis in (SUNG, PLAYED):
        found = correct(analysis, {"never_talk_over": True})
        assert found.cues.ramp_s == 0.0
        assert found.cues.outro_s == found.cues.cue_out_s
        assert found.breaks == ()


def test_nothing_to_correct_changes_nothing() -> None:
    assert correct(SUNG, {}) is SUNG
    assert correct(SUNG, {"never_talk_over": False}) is SUNG
