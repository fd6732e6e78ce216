import numpy as np
import pytest

from dj.lineup.catalogue import NO_KEY, key_code
from dj.lineup.sequencer.joins import NEUTRAL, Sounds, energy_cost, key_cost, tempo_cost
from dj.model.tonality import Key


def tempo(before: float, after: float) -> float:
    return float(tempo_cost(np.log2([before]), np.log2([after]))[0])


def key(before: str, after: str) -> float:
    codes = [np.array([key_code(Key.parse(name))]) for name in (before, after)]
    return float(key_cost(*codes)[0])


def sounds(count: int = 6) -> Sounds:
    rng = np.random.default_rng(1)
    rows = rng.standard_normal((count, 8))
    return Sounds(
        octaves=np.log2(rng.uniform(60, 200, count)),
        keys=rng.integers(0, 24, count),
        energy=rng.random(count),
        vectors=(rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32),
        has_vector=np.ones(count, np.bool_),
    )


def test_equal_tempo_is_free_and_double_time_nearly() -> None:
    assert tempo(120, 120) == 0
    assert tempo(60, 120) == pytest.approx(0.02 / np.log2(1.06) / 3)
    assert tempo(60, 120) == tempo(120, 60)


def test_a_stretch_of_six_percent_costs_a_third() -> None:
    assert tempo(100, 106) == pytest.approx(1 / 3)


def test_a_tempo_far_off_costs_everything() -> None:
    assert tempo(100, 140) == 1


@pytest.mark.parametrize(
    ("before", "after", "cost"),
    [("C", "C", 0), ("C", "Am", 1 / 12), ("C", "G", 1 / 6), ("C", "Em", 2 / 6), ("C", "F#", 1)],
)
def test_keys_cost_their_steps_round_the_circle(before: str, after: str, cost: float) -> None:
    assert key(before, after) == pytest.approx(cost)
    assert key(after, before) == pytest.approx(cost)


def test_what_was_not_measured_costs_the_middle() -> None:
    assert tempo_cost(np.array([np.nan]), np.array([7.0]))[0] == NEUTRAL
    assert key_cost(np.array([NO_KEY]), np.array([3]))[0] == NEUTRAL


def test_energy_costs_everything_from_its_greatest_step_on() -> None:
    steps = energy_cost(np.array([0.0, 0.0, 0.0]), np.array([0.0, 0.175, 0.9]))
    assert steps.tolist() == pytest.approx([0, 0.5, 1])


def test_the_matrix_is_symmetric_and_agrees_with_the_explained_joins() -> None:
    heard = sounds()
    matrix = heard.matrix()
    assert (matrix == matrix.T).all()
    for before in range(6):
        for after in range(6):
            assert heard.join(before, after).total == pytest.approx(matrix[before, after], abs=1e-5)
