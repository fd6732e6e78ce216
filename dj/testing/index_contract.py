"""What every neighbour index must do; inherit it and give it the index's entry-point name.

    class TestMyIndex(IndexContract):
        name = "mine"

`recall` is how much of the truth it must find; an exact index says 1.
"""

from pathlib import Path
from typing import ClassVar, cast

import numpy as np
import pytest
from numpy.typing import NDArray

from dj import plugins
from dj.errors import LibraryError
from dj.interfaces import INDEXES, IndexBuilder, NeighbourIndex

_SIZE = 24
_QUERIES = 20


def directions(count: int, seed: int = 0) -> NDArray[np.float32]:
    """Unit rows around a few styles, float32, shape (count, 24)."""
    rng = np.random.default_rng(seed)
    centres = rng.standard_normal((20, _SIZE))
    rows = centres[rng.integers(20, size=count)] + 0.6 * rng.standard_normal((count, _SIZE))
    unit: NDArray[np.float32] = rows.astype(np.float32)
    unit /= np.linalg.norm(unit, axis=1, keepdims=True)
    return unit


class IndexContract:
    """Inherit in a test module; the class name must begin with ``Test``."""

    name: ClassVar[str]
    """Entry-point name in ``dj.indexes``."""
    recall: ClassVar[float] = 0.9
    """Least mean share of the nearest that it finds."""

    def builder(self) -> IndexBuilder:
        """Load the builder as the planner does."""
        made = plugins.load(INDEXES, self.name)
        return cast(IndexBuilder, made() if isinstance(made, type) else made)

    def built(self, rows: NDArray[np.float32], folder: Path | None = None) -> NeighbourIndex:
        """Build, or reopen."""
        return self.builder().build(rows, folder, 1)

    def test_a_row_finds_itself_first(self) -> None:
        """And is wholly like itself."""
        rows = directions(200)
        found, similarities = self.built(rows).query(rows[17], 10)
        assert found[0] == 17
        assert similarities[0] == pytest.approx(1.0, abs=1e-5)

    def test_answers_are_rows_once_nearest_first_with_exact_cosines(self) -> None:
        """Whatever was approximate in finding them."""
        rows = directions(200)
        found, similarities = self.built(rows).query(directions(1, seed=9)[0], 40)
        assert found.dtype == np.int64
        assert similarities.dtype == np.float32
        assert len(set(found.tolist())) == found.size == 40
        assert (np.diff(similarities) <= 0).all()
        assert similarities == pytest.approx(rows[found] @ directions(1, seed=9)[0], abs=1e-5)

    def test_the_pool_is_found_to_the_recall_promised(self) -> None:
        """On the mean over directions that are in no row."""
        rows, queries = directions(700), directions(_QUERIES, seed=5)
        index, shares = self.built(rows), []
        for query in queries:
            truth = np.argsort(-(rows @ query), kind="stable")[:200]
            shares.append(np.isin(truth, index.query(query, 200)[0]).mean())
        assert np.mean(shares) >= self.recall

    def test_more_neighbours_than_rows_are_all_rows(self) -> None:
        """A small library is no error."""
        rows = directions(7)
        assert sorted(self.built(rows).query(rows[0], 500)[0].tolist()) == list(range(7))

    def test_two_builds_answer_alike(self) -> None:
        """Plans are the same in every process."""
        rows, query = directions(150), directions(1, seed=3)[0]
        one, other = (self.built(rows.copy()).query(query, 60)[0].tolist() for _ in range(2))
        assert one == other

    def test_a_folder_is_reopened_and_answers_alike(self, tmp_path: Path) -> None:
        """What was kept is what was built."""
        rows, query = directions(150), directions(1, seed=3)[0]
        one, other = (self.built(rows, tmp_path).query(query, 60)[0].tolist() for _ in range(2))
        assert one == other

    def test_rows_added_and_lost_are_seen_at_once(self, tmp_path: Path) -> None:
        """A row that is new is found, one that is gone is not, and numbers are the new ones."""
        before = directions(250)
        self.built(before, tmp_path)
        now = np.concatenate([directions(9, seed=8), before[:100], before[110:]])
        index = self.built(now, tmp_path)
        for row in (3, 8, 70, 120, 248):
            assert index.query(now[row], 30)[0][0] == row
        truth = np.argsort(-(now @ before[105]), kind="stable")[:30]
        assert np.isin(truth, index.query(before[105], 30)[0]).mean() >= self.recall

    @pytest.mark.parametrize("bad", [0.0, np.nan, 3.0])
    def test_rows_that_are_no_directions_are_refused(self, bad: float) -> None:
        """With an error that says which."""
        rows = directions(50)
        rows[9] = bad
        with pytest.raises(LibraryError, match="row 9"):
            self.built(rows)

    def test_a_query_that_is_no_direction_is_refused(self) -> None:
        """Another length, or no numbers."""
        index = self.built(directions(50))
        for query in (np.zeros(3, np.float32), np.full(_SIZE, np.nan, np.float32)):
            with pytest.raises(LibraryError, match=f"{_SIZE} finite numbers"):
                index.query(query, 5)

    def test_a_library_without_rows_has_no_neighbours(self) -> None:
        """It is no error either."""
        found, similarities = self.built(np.zeros((0, _SIZE), np.float32)).query(
            directions(1)[0], 5
        )
        assert found.size == similarities.size == 0
