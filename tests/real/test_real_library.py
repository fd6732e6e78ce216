import math
import shutil
from pathlib import Path

import av
import pytest

from dj import analysis, intake
from dj.library import ScanReport, Store

pytestmark = [pytest.mark.real, pytest.mark.slow]

WRITTEN_BPM = {
    "Escape from chaosland": 135.0,
    "Feelings": 95.0,
    "Metal madness": 150.0,
    "War of freedom": 140.0,
}
"""Of the notes.mid beside each song."""


def files_below(folders: tuple[Path, ...]) -> list[Path]:
    return [p for folder in folders for p in folder.rglob("*.ogg")]


def test_every_track_is_found_with_its_tags(
    scanned: tuple[Store, ScanReport], music: tuple[Path, Path]
) -> None:
    store, report = scanned
    files = files_below(music)
    assert report.found == len(files)
    assert report.skipped == ()
    by_path = {track.path: track for track in store.tracks()}
    assert set(by_path) == set(files)
    for path in files_below(music[:1]):
        with av.open(str(path)) as container:
            both = container.streams.audio[0].metadata | container.metadata
        stated = {name.lower(): value for name, value in both.items()}
        if "title" in stated:
            assert by_path[path].title == stated["title"].strip()
            assert by_path[path].artist == stated.get("artist", "").strip()


def test_a_second_scan_opens_nothing(store: Store, music: tuple[Path, Path]) -> None:
    again = intake.scan(store, music, processes=2, progress=None)
    assert again.unchanged == again.found
    assert again.seconds < 2.0


def test_the_sectoid_songs_have_their_written_tempo(store: Store) -> None:
    tempi = {
        song.track.path.parent.name: song.analysis.tempo_bpm
        for song in store.songs()
        if song.track.path.name == "song.ogg"
    }
    assert set(tempi) == set(WRITTEN_BPM)
    for name, true in WRITTEN_BPM.items():
        heard = tempi[name] or 0.0
        assert min(abs(heard * fold / true - 1) for fold in (0.5, 1, 2)) < 0.01, name


def test_a_moved_and_a_retagged_file_keep_their_analysis(
    music: tuple[Path, Path], tmp_path: Path
) -> None:
    mutagen = pytest.importorskip("mutagen")
    folder = tmp_path / "music"
    folder.mkdir()
    first, second = sorted(music[0].glob("defeat*.ogg"))[:2]
    shutil.copy(first, folder / "one.ogg")
    shutil.copy(second, folder / "two.ogg")
    with Store.open(tmp_path / "data") as own:
        intake.scan(own, [folder], processes=1, progress=None)
        assert intake.hear(own, processes=1, progress=None) == ()
        before = {song.track.path.name: song.id for song in own.songs()}
        (folder / "deep").mkdir()
        (folder / "one.ogg").rename(folder / "deep" / "renamed.ogg")
        tags = mutagen.File(folder / "two.ogg")
        tags["title"] = "A new title"
        tags.save()
        report = intake.scan(own, [folder], processes=1, progress=None)
        after = {song.track.path.name: song for song in own.songs()}
        assert (report.moved, report.retagged) == (1, 1)
        assert own.missing_analysis(analysis.versions()) == ()
        assert after["renamed.ogg"].id == before["one.ogg"]
        assert after["two.ogg"].id == before["two.ogg"]
        assert after["two.ogg"].track.title == "A new title"


def test_the_loudness_of_every_track_agrees_with_an_independent_meter(store: Store) -> None:
    pyebur128 = pytest.importorskip("pyebur128")
    soundfile = pytest.importorskip("soundfile")
    for song in store.songs():
        samples, rate = soundfile.read(song.track.path, dtype="float32", always_2d=True)
        meter = pyebur128.R128State(samples.shape[1], rate, pyebur128.MeasurementMode.MODE_I)
        meter.add_frames(samples.ravel(), len(samples))
        theirs = pyebur128.get_loudness_global(meter)
        if math.isinf(theirs):  # all of it lies below the absolute gate
            assert song.analysis.loudness_lufs < -70.0
        else:
            assert song.analysis.loudness_lufs == pytest.approx(theirs, abs=0.05)
