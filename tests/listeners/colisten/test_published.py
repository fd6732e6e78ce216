"""The figures of the table that the constants come from, on the data it was made with."""

from pathlib import Path

import pytest

from benchmarks.colisten import PUBLISHED, averaged, measured, table

DATA = Path(__file__).parents[4] / "shared" / "data" / "colisten"

pytestmark = [
    pytest.mark.real,
    pytest.mark.slow,
    pytest.mark.skipif(not DATA.exists(), reason="the HetRec table is not beside the project"),
]


@pytest.fixture(scope="module")
def found() -> dict[str, dict[str, float]]:
    return averaged([measured(table(DATA), seed) for seed in (0, 1)])


@pytest.mark.parametrize("order", ["popularity", "kNN", "ALS", "familiar", "discovery"])
def test_recall_is_as_published(found: dict[str, dict[str, float]], order: str) -> None:
    assert found[order]["recall"] == pytest.approx(PUBLISHED[order], abs=0.01)


def test_fusing_beats_each_order_alone(found: dict[str, dict[str, float]]) -> None:
    assert found["familiar"]["recall"] > max(found["kNN"]["recall"], found["ALS"]["recall"])
    assert found["familiar"]["ndcg"] > max(found["kNN"]["ndcg"], found["ALS"]["ndcg"])


def test_discovery_gives_recall_for_the_width_of_the_catalogue(
    found: dict[str, dict[str, float]],
) -> None:
    assert found["discovery"]["coverage"] > 2 * found["familiar"]["coverage"]
    assert found["discovery"]["novelty"] > found["familiar"]["novelty"] + 1
