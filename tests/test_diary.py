"""What the library keeps of a session: its folder, and the words that were heard."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dj.diary import note_plan, note_session
from dj.library import Store
from dj.model.manifest import Manifest
from dj.session import build, turned_off, write
from tests.steering.shelves import furnished, planned

pytestmark = pytest.mark.slow


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    yield from furnished(tmp_path, monkeypatch)


@pytest.fixture
def made(store: Store, tmp_path: Path) -> Manifest:
    return build(planned(store, tmp_path, minutes=5, talk="lots"), tmp_path / "out")


def folders(store: Store, *, made: bool = False) -> list[str]:
    return [path.name for _, path, _ in store.sessions(made=made)]


def test_a_plan_has_a_place_and_was_not_heard(store: Store, made: Manifest, tmp_path: Path) -> None:
    note_plan(store, made, tmp_path / "out")
    note_plan(store, made, tmp_path / "out")
    assert folders(store) == ["out"]
    assert folders(store, made=True) == []
    assert store.said(made.listener) == ()


def test_what_was_made_of_a_plan_takes_its_place(
    store: Store, made: Manifest, tmp_path: Path
) -> None:
    note_plan(store, made, tmp_path / "out")
    note_session(store, made, tmp_path / "out")
    note_session(store, made, tmp_path / "out")
    note_plan(store, made, tmp_path / "out")
    assert folders(store) == folders(store, made=True) == ["out"]
    assert len(store.said(made.listener)) == len(made.takes) > 0


def test_a_copy_is_found_and_is_no_second_hearing(
    store: Store, made: Manifest, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    write(made, tmp_path / "out")
    note_session(store, made, tmp_path / "out")
    note_session(store, made, tmp_path / "copy")
    assert sorted(folders(store)) == ["copy", "out"]
    assert len(store.said(made.listener)) == len(made.takes)


def test_a_session_that_was_moved_is_found_where_it_is(
    store: Store, made: Manifest, tmp_path: Path
) -> None:
    note_session(store, made, tmp_path / "gone")
    note_session(store, made, tmp_path / "here")
    assert folders(store) == ["here"]


def test_a_private_session_leaves_nothing(store: Store, made: Manifest, tmp_path: Path) -> None:
    controls = replace(store.controls(made.listener), private=True)
    secret = replace(made, notes=(*made.notes, *turned_off(controls)))
    note_plan(store, secret, tmp_path / "out")
    note_session(store, secret, tmp_path / "out")
    assert folders(store) == []
