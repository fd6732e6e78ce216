"""Imagined days: counted like real ones, and gone without a trace."""

from pathlib import Path

import pytest

from dj.library import Store
from dj.planning import plan
from dj.repeating import Imagined, repeated
from tests.steering.shelves import AT, furnished, request

pytestmark = pytest.mark.slow

store = pytest.fixture(furnished)


def test_days_are_counted_and_nothing_of_them_is_kept(store: Store, tmp_path: Path) -> None:
    listens, said = store.listens("me"), store.said("me")
    asked = request(tmp_path, minutes=10, talk="lots")
    found = repeated(store, asked, days=2)
    assert found.sessions == 2
    assert found.breaks >= 4
    assert sum(kind.breaks for kind in found.kinds) == found.breaks
    assert sum(len(use.sessions) for use in found.frames) == found.breaks
    assert found.holds
    assert (store.listens("me"), store.said("me"), store.sessions()) == (listens, said, ())
    assert found == repeated(store, asked, days=2)


def test_a_day_that_was_lived_is_known_the_day_after(store: Store, tmp_path: Path) -> None:
    planned = plan(store, request(tmp_path, minutes=10, talk="lots"))
    with Imagined.open(store.folder) as imagined:
        words = imagined.live("a day", planned)
        assert [one.frame for one in imagined.said("me")] == [w.frame for _, w in words]
        assert imagined.said("me", until=AT) == ()
        heard = imagined.listens("me")[-len(planned.lineup.slots) :]
        assert [one.track_id for one in heard] == [s.track_id for s in planned.lineup.slots]
        assert imagined.listens("me", end=AT) == store.listens("me")
