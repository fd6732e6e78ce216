"""A turn is named only when anyone can hear it."""

from dataclasses import replace

import numpy as np
import pytest

from dj.commentary.words.turns import energy_turn, key_turn, tempo_turn
from dj.model.analysis import Analysis
from dj.model.tonality import Key, Mode
from tests.commentary.sessions import song

BASE = replace(
    song(0, np.random.default_rng(0)).analysis,
    tempo_bpm=100.0, tempo_confidence=0.9, energy=0.5, key_confidence=0.9,
    key=Key(tonic=0, mode=Mode.MAJOR),
)  # fmt: skip


def at(**changes: object) -> Analysis:
    return replace(BASE, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("bpm", "energy", "turn"),
    [(120.0, 0.6, "up"), (85.0, 0.4, "down"), (101.0, 0.5, "level"), (105.0, 0.6, None),
     (200.0, 0.8, None), (50.0, 0.2, None), (150.0, 0.8, None), (None, 0.8, None)],
)  # fmt: skip
def test_a_tempo_turn_holds_for_half_and_double_tempo_too(
    bpm: float | None, energy: float, turn: str | None
) -> None:
    assert tempo_turn(BASE, at(tempo_bpm=bpm, energy=energy)) == turn


@pytest.mark.parametrize(("bpm", "energy"), [(85.0, 0.55), (85.0, 0.7), (120.0, 0.3)])
def test_a_tempo_turn_that_the_energy_contradicts_stays_unsaid(bpm: float, energy: float) -> None:
    assert tempo_turn(BASE, at(tempo_bpm=bpm, energy=energy)) is None


def test_an_unsteady_beat_has_no_tempo_turn() -> None:
    assert tempo_turn(BASE, at(tempo_bpm=120.0, tempo_confidence=0.3)) is None


@pytest.mark.parametrize(
    ("energy", "turn"), [(0.7, "up"), (0.3, "down"), (0.52, "level"), (0.59, None)]
)
def test_an_energy_turn_is_clear_or_not_named(energy: float, turn: str | None) -> None:
    assert energy_turn(BASE, at(energy=energy)) == turn


@pytest.mark.parametrize(
    ("tonic", "mode", "turn"),
    [(0, Mode.MAJOR, "same"), (9, Mode.MINOR, "near"), (7, Mode.MAJOR, "near"),
     (6, Mode.MAJOR, "far"), (2, Mode.MAJOR, None)],
)  # fmt: skip
def test_keys_are_the_same_near_or_far(tonic: int, mode: Mode, turn: str | None) -> None:
    assert key_turn(BASE, at(key=Key(tonic=tonic, mode=mode))) == turn
