"""The library is searched as its editors know it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dj.errors import ConfigError
from dj.library import Store
from dj.searching import search
from tests.library.search.conftest import put, track

_OVERRIDES = """
tracks:
  - match: {artist: Sombody, title: Unkown}
    set: {title: Waterfall, artist: Ana}
"""
_FACTS = """
- id: lighthouse
  subject: {artist: Bo, title: Ridge}
  predicate: studio_note
  value: an old lighthouse
  as_of: 2026-01-01
  source: {title: Liner notes, locator: page 2}
  tier: 1
"""
_POOL = """
name: rainy
title: Rainy windows
editor: Ann
songs:
  - {artist: Cy, title: Lamp, note: the umbrella song}
"""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A library in an empty project folder."""
    monkeypatch.chdir(tmp_path)
    with Store.open(tmp_path / "library") as opened:
        put(opened, [track(1, "Unkown", "Sombody"), track(2, "Ridge", "Bo"),
                     track(3, "Lamp", "Cy")])  # fmt: skip
        yield opened


def found(store: Store, words: str) -> list[str]:
    return [hit.track.label for hit in search(store, words).hits]


def test_corrections_facts_and_pools_are_found_once_they_are_written(
    store: Store, tmp_path: Path
) -> None:
    assert [found(store, words) for words in ("waterfall", "lighthouse", "umbrella")] == [
        [],
        [],
        [],
    ]
    (tmp_path / "overrides.yaml").write_text(_OVERRIDES)
    for folder, text in (("facts", _FACTS), ("pools", _POOL)):
        (tmp_path / "assets" / folder).mkdir(parents=True)
        (tmp_path / "assets" / folder / "rainy.yaml").write_text(text)
    assert found(store, "waterfall") == ["Ana - Waterfall"]
    assert found(store, "unkown") == ["Ana - Waterfall"]
    assert found(store, "lighthouse") == ["Bo - Ridge"]
    assert found(store, "umbrella") == found(store, "note:rainy") == ["Cy - Lamp"]
    (tmp_path / "overrides.yaml").unlink()
    assert found(store, "waterfall") == []
    assert found(store, "unkown") == ["Sombody - Unkown"]


def test_a_mistake_in_a_file_of_editors_is_told(store: Store, tmp_path: Path) -> None:
    (tmp_path / "overrides.yaml").write_text("tracks: 7")
    with pytest.raises(ConfigError, match="overrides"):
        search(store, "ridge")
