"""The rows of the analysis benchmark, from findings that were made up."""

import numpy as np
import pytest

from benchmarks.peers.scoring import Known, accuracy, table
from dj.model.audio import Audio
from dj.model.tonality import Key, Mode
from dj.testing.truth import Clip

_SILENCE = Audio(samples=np.zeros((10, 2), np.float32), sample_rate_hz=22_050)


def _known(tempo_bpm: float) -> Known:
    beats_s = np.arange(0.5, 48.0, 60.0 / tempo_bpm)
    clip = Clip(
        name="made up", style="rock", audio=_SILENCE, tempo_bpm=tempo_bpm, beats_per_bar=4,
        key=Key(tonic=9, mode=Mode.MINOR), tuning_cents=0.0, human_ms=0.0, beats_s=beats_s,
        downbeats_s=beats_s[::4],
    )  # fmt: skip
    return Known(clip=clip, lufs=-14.0)


def _right(known: Known) -> dict[str, object]:
    clip = known.clip
    return {
        "tempo_bpm": clip.tempo_bpm, "beats_s": clip.beats_s.tolist(), "key": "A minor",
        "downbeats_s": clip.downbeats_s.tolist(), "lufs": known.lufs,
    }  # fmt: skip


def test_the_truth_itself_scores_full_marks() -> None:
    known = {"a": _known(120.0), "b": _known(90.0)}
    row = accuracy({name: _right(fact) for name, fact in known.items()}, known)
    assert row == {
        "acc1": 2, "acc2": 2, "bpm_err": 0.0, "beat_f1": 1.0, "bias_ms": 0.0, "down_f1": 1.0,
        "key": 2, "key_w": 1.0, "lufs_diff": 0.0,
    }  # fmt: skip


def test_a_file_without_findings_counts_as_wrong() -> None:
    known = {"a": _known(120.0), "b": _known(90.0)}
    row = accuracy({"a": _right(known["a"])}, known)
    assert (row["acc1"], row["acc2"], row["key"]) == (1, 1, 1)
    assert row["beat_f1"] == pytest.approx(0.5)


def test_errors_are_told_in_their_units() -> None:
    known = {"a": _known(120.0)}
    found = _right(known["a"])
    found |= {"tempo_bpm": 121.0, "lufs": -14.2, "key": "E minor"}
    found["beats_s"] = (known["a"].clip.beats_s + 0.02).tolist()
    row = accuracy({"a": found}, known)
    assert (row["bpm_err"], row["lufs_diff"], row["bias_ms"]) == (1.0, 0.2, 20.0)
    assert (row["key"], row["key_w"]) == (0, 0.5)


def test_what_a_contender_cannot_do_is_left_out_of_its_row() -> None:
    known = {"a": _known(120.0)}
    row = accuracy({"a": {"tempo_bpm": 60.0, "beats_s": []}}, known)
    assert (row["acc1"], row["acc2"]) == (0, 1)
    assert not {"key", "down_f1", "lufs_diff"} & set(row)


def test_a_row_without_figures_says_why() -> None:
    rows: list[dict[str, object]] = [
        {"who": "dj", "speed": 1.5},
        {"who": "other", "why": "not installed"},
    ]
    lines = table(rows, ("who", "speed")).splitlines()
    assert [line.split() for line in lines] == [
        ["who", "speed"], ["dj", "1.5"], ["other", "–", "not", "installed"],
    ]  # fmt: skip
