"""Sidecars and copies on real music."""

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from dj.analysis.fingerprint import fingerprint
from dj.analysis.recording import listen
from dj.library import ScanReport, Store, duplicates, scan
from dj.library.duplicates.candidates import candidates
from dj.library.duplicates.comparing import compare
from tests.real.conftest import SECTOID, WESNOTH

pytestmark = pytest.mark.real

WARZONE = Path("/usr/share/games/warzone2100/music")


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, ScanReport]]:
    if not WARZONE.is_dir():
        pytest.skip(f"real music is not installed: {WARZONE}")
    with Store.open(tmp_path_factory.mktemp("warzone") / "data") as store:
        yield store, scan([WARZONE], store)


def test_untagged_albums_get_their_names_from_their_sidecars(
    named: tuple[Store, ScanReport],
) -> None:
    store, report = named
    assert report.skipped == ()
    tracks = [track for track in store.tracks() if "albums" in track.path.parts]
    assert len(tracks) >= 29
    for track in tracks:
        assert track.artists
        assert track.album
        assert track.provenance["title"] == "album.json"
        assert 1999 <= (track.year or 0) <= 2021


def test_songs_of_a_rhythm_game_are_named_by_their_folders(store: Store) -> None:
    songs = [track for track in store.tracks() if SECTOID in track.path.parents]
    assert {track.artist for track in songs} == {"Sectoid"}
    assert len({track.title for track in songs}) == len(songs)


def test_a_second_scan_of_described_albums_reads_nothing(named: tuple[Store, ScanReport]) -> None:
    store, report = named
    again = scan([WARZONE], store)
    assert again.unchanged == report.found


def test_no_two_different_recordings_pass_for_copies(store: Store) -> None:
    assert [[copy.path.name for copy in group.copies] for group in duplicates.find(store)] == []


@pytest.mark.slow
@pytest.mark.parametrize(("form", "subtype", "ending"), [("MP3", "MPEG_LAYER_III", ".mp3")])
def test_a_quieter_later_lossy_copy_is_found_among_all(
    store: Store, tmp_path: Path, form: str, subtype: str, ending: str
) -> None:
    original = WESNOTH / os.fspath("elf-land.ogg")
    samples, rate = soundfile.read(original, dtype="float32", always_2d=True)
    late = np.concatenate([np.zeros((rate + rate // 27, 2), np.float32), samples * 0.5])
    with soundfile.SoundFile(tmp_path / f"copy{ending}", "w", rate, 2, format=form,
                             subtype=subtype, compression_level=0.9) as file:  # fmt: skip
        file.write(late)
    heard = listen(tmp_path / f"copy{ending}")
    library = [words for _, words in store.fingerprints()]
    names = [store.track(track_id) for track_id, _ in store.fingerprints()]
    library.append(fingerprint(heard.mel, heard.chroma))
    found = [
        names[pair.first]
        for pair in candidates(lambda: iter(library), [len(library) - 1])
        if compare(library[pair.first], library[pair.second], pair.shifts)
    ]
    assert [track.path.name for track in found if track] == [original.name]
