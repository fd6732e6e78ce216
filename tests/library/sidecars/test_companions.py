"""Sidecars in real scans: noticed when they come, change, break and go."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from dj.library.scan import ScanReport, scan
from dj.library.store import Store
from tests.library.conftest import noise, write_audio

pytestmark = pytest.mark.slow


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def album(tmp_path: Path) -> Path:
    folder = tmp_path / "music" / "album"
    for seed, name in enumerate(("t1.ogg", "t2.ogg")):
        write_audio(folder / name, noise(1.5, seed))
    write_audio(tmp_path / "music" / "other" / "x.ogg", noise(1.5, 9))
    return folder


def tell(folder: Path, title: str) -> None:
    tracks = [{"filename": "t1.ogg", "title": title}, {"filename": "../other/x.ogg", "title": "no"}]
    (folder / "album.json").write_text(json.dumps({"author": "Ana", "tracks": tracks}))
    # Tests are quicker than clocks of file systems: give each version a time of its own.
    os.utime(folder / "album.json", ns=(0, sum(title.encode())))


def titles(store: Store) -> dict[str, str]:
    return {track.path.name: track.title for track in store.tracks()}


def opened(report: ScanReport) -> int:
    return report.found - report.unchanged - len(report.skipped)


def test_a_sidecar_is_noticed_when_it_comes_changes_and_goes(store: Store, album: Path) -> None:
    scan([album.parent], store)
    assert titles(store) == {"t1.ogg": "t1", "t2.ogg": "t2", "x.ogg": "x"}
    for title in ("Harbour", "Ridge"):
        tell(album, title)
        report = scan([album.parent], store)
        assert opened(report) == 2
        assert titles(store) == {"t1.ogg": title, "t2.ogg": "t2", "x.ogg": "x"}
        assert scan([album.parent], store).unchanged == 3
    (album / "album.json").unlink()
    assert scan([album.parent], store).unchanged == 1
    assert titles(store) == {"t1.ogg": "t1", "t2.ogg": "t2", "x.ogg": "x"}


def test_a_broken_sidecar_is_a_skipped_row_until_it_is_mended(store: Store, album: Path) -> None:
    (album / "album.json").write_text('{"tracks": [')
    for _ in range(2):
        (skipped,) = scan([album.parent], store).skipped
        assert skipped.where == str(album / "album.json")
        assert "not valid JSON" in skipped.reason
        assert [row.where for row in store.skipped()] == [skipped.where]
        assert len(store.tracks()) == 3
    tell(album, "Harbour")
    assert scan([album.parent], store).skipped == ()
    assert store.skipped() == ()
    assert titles(store)["t1.ogg"] == "Harbour"


def test_new_music_beside_an_old_sidecar_is_named_by_it(store: Store, album: Path) -> None:
    tell(album, "Harbour")
    (album / "t1.ogg").rename(album.parent / "aside.ogg")
    scan([album.parent], store)
    (album.parent / "aside.ogg").rename(album / "t1.ogg")
    scan([album.parent], store)
    assert titles(store)["t1.ogg"] == "Harbour"
    assert store.tracks()[0].provenance
