"""Listeners see of themselves what counts for them; without a profile nothing is read."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dj import likeness
from dj.library.store import Store
from dj.model.controls import Controls, Exclusion, ExclusionKind
from tests.steering.shelves import AT, SONGS, add, heard, request


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "library") as opened:
        for number in range(SONGS):
            add(opened, tmp_path, number)
        opened.add_listens("me", heard(opened))
        yield opened


def test_a_profile_and_a_year_count_what_is_stored(store: Store, tmp_path: Path) -> None:
    found = likeness.profile(store, request(tmp_path))
    assert (found.taste.listens, found.taste.matched, found.left_out) == (300, 300, 0)
    assert found.plays == 300 - 43  # every seventh ended before half a minute
    assert {one.name for one in found.tags} == {"pop", "jazz"}
    year = likeness.year(store, request(tmp_path), 2026)
    assert year.plays == sum(month.plays for month in found.months if month.year == 2026)
    assert not year.complete


def test_what_is_excluded_is_left_out_of_both_and_counted(store: Store, tmp_path: Path) -> None:
    gone = Exclusion(kind=ExclusionKind.CONTEXT, name="list 1")
    store.set_controls("me", Controls(excluded=(gone,)))
    found = likeness.profile(store, request(tmp_path))
    assert (found.taste.listens, found.left_out) == (225, 75)
    year = likeness.year(store, request(tmp_path), 2026)
    assert 0 < year.left_out < 75


def test_nothing_is_read_without_a_profile(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.set_controls("me", Controls(profiling=False))

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a history was read")

    for name in ("listens", "saves", "tallies", "each_listen", "plays"):
        monkeypatch.setattr(Store, name, refuse)
    found = likeness.profile(store, request(tmp_path))
    assert (found.plays, found.taste.profiled, found.artists) == (0, False, ())
    assert likeness.year(store, request(tmp_path), 2026).plays == 0


def test_the_future_is_not_in_it(store: Store, tmp_path: Path) -> None:
    early = replace(request(tmp_path), at=AT.replace(year=2025, month=12))
    found = likeness.profile(store, early)
    assert 0 < found.taste.listens < 300
    assert (found.left_out, found.last_at is not None and found.last_at < early.at) == (0, True)
