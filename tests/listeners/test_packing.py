import pickle
from datetime import UTC, datetime

import pytest

from dj.listeners.packing import pack, unpack
from dj.model.listening import Heard, Listen, Save, Tally
from dj.model.track import Skipped

AT = datetime(2025, 1, 1, 10, 0, 0, 123_456, UTC)
ROWS: list[Heard | Skipped] = [
    Listen(started_at=AT, artist="A", title="B"),
    Listen(started_at=AT, artist="A", title="B", album="C", played_ms=1, duration_ms=2,
           skipped=True, ids={"mbid": "x"}, source="s", context="p", within_s=60),
    Save(artist="A", title="B"),
    Save(artist="A", title="B", album="C", location="/a", playlist="P", saved_at=AT,
         ids={"isrc": "x"}, source="s"),
    Tally(artist="A", title="B", plays=3),
    Tally(artist="A", title="B", album="C", plays=3, skips=1, last_at=AT, since=AT,
          duration_ms=5, location="/a", ids={"a": "b"}, source="s"),
    Skipped(where="a:1", reason="has no title.", passing=True),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS)
def test_a_row_comes_out_as_it_went_in(row: Heard | Skipped) -> None:
    assert unpack(pickle.loads(pickle.dumps(pack(row)))) == row  # noqa: S301 - our own bytes


def test_a_name_that_repeats_is_held_once() -> None:
    rows = [unpack(pickle.loads(pickle.dumps(pack(ROWS[0])))) for _ in range(2)]  # noqa: S301
    first, second = rows
    assert isinstance(first, Listen)
    assert isinstance(second, Listen)
    assert first.artist is second.artist
