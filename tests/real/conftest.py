"""Real music from Debian packages: scanned and analysed once, read by every test of this lane."""

import pickle
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dj import intake
from dj.library import ScanReport, Store
from tests.sharing import made_once

WESNOTH = Path("/usr/share/games/wesnoth/1.16/data/core/music")
SECTOID = Path("/usr/share/games/fretsonfire/data/songs/sectoid")


@pytest.fixture(scope="session")
def music() -> tuple[Path, Path]:
    missing = [str(folder) for folder in (WESNOTH, SECTOID) if not folder.is_dir()]
    if missing:
        pytest.skip(f"real music is not installed: {', '.join(missing)}")
    return WESNOTH, SECTOID


@pytest.fixture(scope="session")
def scanned(
    music: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Store, ScanReport]]:
    def make(place: Path) -> None:
        with Store.open(place / "data") as store:
            report = intake.scan(store, music, processes=2, progress=None)
            assert intake.hear(store, processes=2, progress=None) == ()
        (place / "report").write_bytes(pickle.dumps(report))

    once = made_once(tmp_path_factory, "real music", make)
    own = tmp_path_factory.mktemp("real") / "data"
    shutil.copytree(once / "data", own)
    with Store.open(own) as store:
        yield store, pickle.loads((once / "report").read_bytes())  # noqa: S301 # our own


@pytest.fixture(scope="session")
def store(scanned: tuple[Store, ScanReport]) -> Store:
    return scanned[0]
