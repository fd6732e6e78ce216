from collections.abc import Mapping
from pathlib import Path

import pytest

from dj.library.sidecars import reading
from dj.library.sidecars.beside import Sidecar
from dj.model.track import Skipped


class Careless:
    """A guest's reader that breaks every promise."""

    def recognises(self, name: str) -> bool:
        return True

    def read(self, path: Path) -> Mapping[str, Mapping[str, str]]:
        if path.name == "bad":
            raise ZeroDivisionError
        return {
            "../up.ogg": {"title": "no"}, "/etc/x": {"title": "no"}, "a\\b": {"title": "no"},
            "": {"title": "no"}, "x" * 300: {"title": "no"}, "Good.OGG": {"title": "y" * 100_000},
        }  # fmt: skip


@pytest.fixture(autouse=True)
def careless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "readers", lambda: {"careless": Careless()})


def test_a_reader_that_raises_loses_its_own_sidecar_only() -> None:
    batch = [Sidecar(path="/m/bad", reader="careless"), Sidecar(path="/m/ok", reader="careless")]
    bad, good = reading.read_sidecars(batch)
    assert bad == Skipped(where="/m/bad", reason="cannot be read (ZeroDivisionError)")
    assert not isinstance(good, Skipped)


def test_only_names_without_a_folder_and_values_of_bearable_length_are_kept() -> None:
    (told,) = reading.read_sidecars([Sidecar(path="/m/ok", reader="careless")])
    assert not isinstance(told, Skipped)
    assert set(told) == {"good.ogg"}
    assert len(told["good.ogg"]["title"]) < 10_000
