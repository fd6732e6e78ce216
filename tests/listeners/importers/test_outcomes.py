from datetime import UTC, datetime
from pathlib import Path

from dj.listeners.importers.outcomes import lacking, outcomes
from dj.model.listening import Listen
from dj.model.track import Skipped


def understand(row: int) -> Listen | str:
    at = datetime(2020, 1, row, tzinfo=UTC)
    return Listen(started_at=at, artist="A", title="B") if row > 1 else "is too early."


def test_each_row_is_heard_or_refused_where_it_stands() -> None:
    rows: list[tuple[int, int | str]] = [(4, 2), (7, "is broken."), (9, 1)]
    assert list(outcomes(Path("list"), rows, understand)) == [
        Listen(started_at=datetime(2020, 1, 2, tzinfo=UTC), artist="A", title="B"),
        Skipped(where="list:7", reason="is broken."),
        Skipped(where="list:9", reason="is too early."),
    ]


def test_what_lacks_is_named_the_artist_first() -> None:
    assert lacking("A", "B") == ""
    assert lacking("A", "") == "has no title."
    assert lacking("", "") == "has no artist."
