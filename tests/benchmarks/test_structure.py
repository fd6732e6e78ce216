"""The structure columns of the analysis benchmark, from findings that were made up."""

import numpy as np
import pytest

from benchmarks.peers.structure import structure
from dj.model.analysis import Region, Section
from dj.model.audio import Audio
from dj.model.tonality import Key, Mode
from dj.testing.truth import FullSong

_SUNG = (Region(start_s=10.0, end_s=20.0), Region(start_s=30.0, end_s=40.0))


def _song(vocals: tuple[Region, ...]) -> FullSong:
    sections = (
        Section(start_s=1.0, end_s=10.0, label="A"), Section(start_s=10.0, end_s=50.0, label="B"),
    )  # fmt: skip
    return FullSong(
        name="made up", style="rock", lead="voice plain" if vocals else "violin",
        audio=Audio(samples=np.zeros((6000, 2), np.float32), sample_rate_hz=100),
        tempo_bpm=120.0, key=Key(tonic=0, mode=Mode.MAJOR), beats_s=np.zeros(0),
        downbeats_s=np.zeros(0), vocals=vocals, sections=sections, cue_in_s=1.0, end_s=50.0,
        fade_from_s=None,
    )  # fmt: skip


def _right(song: FullSong) -> dict[str, object]:
    return {
        "vocals": [(v.start_s, v.end_s) for v in song.vocals], "ending": song.ending.value,
        "boundaries_s": song.boundaries_s.tolist(), "cue_in_s": song.cue_in_s,
        "post_s": song.post_s, "cue_out_s": song.end_s,
    }  # fmt: skip


def test_the_truth_itself_scores_full_marks() -> None:
    songs = {"a": _song(_SUNG), "b": _song(())}
    row = structure({name: _right(song) for name, song in songs.items()}, songs)
    assert row == {
        "voc_p": 1.0, "voc_r": 1.0, "voc_f1": 1.0, "alarm": 0.0, "silent": 1, "bound_3": 1.0,
        "bound_05": 1.0, "cue_in": 0.0, "cue_out": 0.0, "ending": 2, "post": 0.0, "post_1s": 1,
    }  # fmt: skip


def test_a_voice_heard_in_a_violin_is_a_false_alarm_and_costs_no_recall() -> None:
    songs = {"a": _song(_SUNG), "b": _song(())}
    found = {name: _right(song) for name, song in songs.items()}
    found["b"]["vocals"] = [(0.0, 15.0)]
    row = structure(found, songs)
    assert (row["alarm"], row["silent"]) == (0.25, 0)
    assert row["voc_f1"] == 1.0


def test_a_late_post_and_a_near_boundary_are_told_apart_from_right_ones() -> None:
    songs = {"a": _song(_SUNG), "b": _song(())}
    found = {name: _right(song) for name, song in songs.items()}
    found["a"] |= {"post_s": 12.5, "boundaries_s": [12.0]}
    row = structure(found, songs)
    assert (row["post"], row["post_1s"]) == (2.5, 0)
    assert (row["bound_3"], row["bound_05"]) == pytest.approx((1.0, 0.5))


def test_a_song_without_findings_scores_nothing() -> None:
    songs = {"a": _song(_SUNG), "b": _song(())}
    row = structure({}, songs)
    assert (row["voc_r"], row["bound_3"], row["post"], row["silent"]) == (0.0, 0.0, None, 1)
