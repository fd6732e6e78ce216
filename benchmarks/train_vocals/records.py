"""Step 4: excerpts of real instrumental music, from Debian packages.

    python -m benchmarks.train_vocals.records FOLDER PACKAGE=FOLDER_WITH_MUSIC …

Writes ``FOLDER/music/PACKAGE/NAME-PART.flac``, two excerpts of 30 s a piece, at most 20 pieces a
package; MIDI files are rendered with the soundfont given by ``--font``.
"""

import argparse
import re
import subprocess
import tempfile
from pathlib import Path

import av

from benchmarks.train_vocals.bands import keep, play

_ENDINGS = {".ogg", ".mp3", ".opus", ".wav", ".flac", ".mid"}
_PART_S, _LEAST_BYTES, _MOST = 30.0, 300_000, 20


def pieces(folder: Path) -> list[Path]:
    """Return a package's pieces, evenly chosen by name."""
    found = sorted(
        path for path in folder.rglob("*")
        if path.suffix.lower() in _ENDINGS and path.is_file() and not path.is_symlink()
        and (path.suffix == ".mid" or path.stat().st_size > _LEAST_BYTES)
    )  # fmt: skip
    step = max(1.0, len(found) / _MOST)
    return [found[int(index * step)] for index in range(min(_MOST, len(found)))]


def excerpts(source: Path, target: Path) -> None:
    """Keep the beginning and the middle."""
    with av.open(str(source)) as opened:
        length_s = float(opened.duration or 0) / 1e6
    name = re.sub(r"[^A-Za-z0-9]+", "_", source.stem)
    for part, start_s in enumerate((0.0, max(_PART_S, length_s / 2))):
        if start_s + 8.0 < length_s:
            keep(source, target / f"{name}-{part}.flac", start_s, _PART_S)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("packages", nargs="+")
    parser.add_argument("--font", type=Path)
    given = parser.parse_args()
    for package in given.packages:
        name, folder = package.split("=")
        for path in pieces(Path(folder)):
            target = given.folder / "music" / name
            try:
                _take(path, target, given.font)
            except (OSError, av.error.FFmpegError, subprocess.SubprocessError) as error:
                print(f"{path} is left out: {error}")


def _take(path: Path, target: Path, font: Path) -> None:
    if path.suffix != ".mid":
        excerpts(path, target)
        return
    with tempfile.TemporaryDirectory() as scratch:
        play(path, font, wave := Path(scratch) / f"{path.stem}.wav")
        excerpts(wave, target)


if __name__ == "__main__":
    main()
