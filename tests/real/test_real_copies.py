"""Copies of real recordings, made by the encoders people use, among all that is installed."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from dj import intake
from dj.library import ScanReport, Store, duplicates

pytestmark = [pytest.mark.real, pytest.mark.slow]

COATS = {
    "softer.mp3": ("-c:a", "libmp3lame", "-b:a", "128k", "-af", "volume=-6dB"),
    "poor.mp3": ("-c:a", "libmp3lame", "-b:a", "48k", "-ac", "1", "-ar", "22050"),
    "trimmed.opus": ("-ss", "3.37", "-c:a", "libopus", "-b:a", "64k"),
    "later.m4a": ("-c:a", "aac", "-b:a", "96k", "-af", "adelay=4270:all=1"),
    "louder.flac": ("-af", "volume=6dB,alimiter=limit=0.9", "-sample_fmt", "s16"),
}
OTHERWISE = {
    "higher.flac": ("-af", "aresample=44100,asetrate=46722,aresample=44100,atempo=0.9439"),
    "faster.flac": ("-af", "atempo=1.06"),
}


def test_no_two_of_the_installed_recordings_are_copies(
    scanned: tuple[Store, ScanReport],
) -> None:
    assert duplicates.find(scanned[0]) == ()


@pytest.fixture(scope="module")
def copies(
    music: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Store, list[str]]]:
    if shutil.which("ffmpeg") is None:
        pytest.skip("needs ffmpeg with its encoders")
    place = tmp_path_factory.mktemp("copies")
    originals = [p for p in sorted(music[0].glob("*.ogg")) if 4e5 < p.stat().st_size < 3e6][:6]
    for original in originals:
        for name, options in {**COATS, **OTHERWISE}.items():
            path = place / "music" / original.stem / name
            path.parent.mkdir(parents=True, exist_ok=True)
            subprocess.run(
                ["ffmpeg", "-v", "error", "-i", original, "-vn", "-map_metadata", "-1",
                 *options, path],
                check=True,
            )  # fmt: skip
        shutil.copy(original, path.with_name("original.ogg"))
    with Store.open(place / "library") as store:
        intake.scan(store, [place / "music"], processes=2, progress=None)
        assert intake.hear(store, processes=2, progress=None) == ()
        yield store, [original.stem for original in originals]


def test_every_copy_is_found_and_nothing_else(copies: tuple[Store, list[str]]) -> None:
    store, titles = copies
    assert len(titles) == 6
    found = {
        group.best.path.parent.name: {copy.path.name for copy in group.copies}
        for group in duplicates.find(store)
        if len({copy.path.parent for copy in group.copies}) == 1
    }
    assert found == {title: {"original.ogg", *COATS} for title in titles}
