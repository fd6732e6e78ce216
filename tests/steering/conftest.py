"""A library that can be planned from, made without a sound, and a listener with a history."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dj.library import Store
from tests.steering.shelves import SONGS, add, heard


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    with Store.open(tmp_path / "library") as opened:
        for number in range(SONGS):
            add(opened, tmp_path, number)
        opened.add_listens("me", heard(opened))
        yield opened
