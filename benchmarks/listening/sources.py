"""The original files, decoded from beginning to end by the same kind of decoder as the mix.

Decoders of a lossy format differ by −50 dB and more, which would hide what the mix does.
"""

import hashlib
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import soundfile
import soxr

from benchmarks.listening.meters import Levels, integrated, levels
from benchmarks.listening.sessions import Made
from dj.model.audio import Samples
from dj.model.manifest import ManifestTrack


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a song's own file holds."""

    levels: Levels
    lufs: float


def source(made: Made, track: ManifestTrack) -> Source:
    """Measure a song's file; kept for the next session that plays it."""
    path = (made.folder / track.path).resolve()
    kept = made.folder.parent.parent / "levels" / f"{_name(path)}.npy"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        rate = made.manifest.timeline.sample_rate_hz
        np.save(kept, levels([samples(path, track.decoder, rate)], rate))
    tenths = np.load(kept)
    return Source(levels=tenths, lufs=integrated(tenths))


@lru_cache(maxsize=2)
def samples(path: Path, decoder: str, rate_hz: int) -> Samples:
    """All samples of a file at a rate, float32, shape (n, 2)."""
    sound, own_hz = _by_libsndfile(path) if decoder.startswith("soundfile") else _by_ffmpeg(path)
    return sound if own_hz == rate_hz else soxr.resample(sound, own_hz, rate_hz, "VHQ")


def _by_libsndfile(path: Path) -> tuple[Samples, int]:
    sound, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    return (sound if sound.shape[1] == 2 else np.repeat(sound[:, :1], 2, axis=1)), rate_hz


def _by_ffmpeg(path: Path) -> tuple[Samples, int]:
    asked = ["ffprobe", "-v", "error", "-select_streams", "a:0", "-show_entries",
             "stream=sample_rate", "-of", "csv=p=0", str(path)]  # fmt: skip
    rate_hz = int(subprocess.run(asked, capture_output=True, check=True).stdout.split()[0])
    done = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", str(path), "-vn", "-ac", "2", "-f", "f32le", "-"],
        capture_output=True, check=True,
    )  # fmt: skip
    return np.frombuffer(done.stdout, np.float32).reshape(-1, 2), rate_hz


def _name(path: Path) -> str:
    return hashlib.sha256(f"{path} {path.stat().st_size}".encode()).hexdigest()[:24]
