"""Small real audio files, made on the spot."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

MakeAudio = Callable[..., Path]

_SOUNDFILE = {
    ".wav": ("WAV", "PCM_16"),
    ".aiff": ("AIFF", "PCM_16"),
    ".flac": ("FLAC", "PCM_16"),
    ".ogg": ("OGG", "VORBIS"),
    ".opus": ("OGG", "OPUS"),
    ".mp3": ("MP3", "MPEG_LAYER_III"),
}
_PYAV = {".m4a": ("ipod", "aac"), ".aac": ("adts", "aac"), ".wma": ("asf", "wmav2")}
_RATE_HZ = 48_000


def noise(seconds: float, seed: int) -> NDArray[np.float32]:
    """Quiet noise, float32, shape (frames, 1): other seeds are other recordings."""
    rng = np.random.default_rng(seed)
    return (rng.standard_normal((round(seconds * _RATE_HZ), 1)) * 0.1).astype(np.float32)


def write_audio(path: Path, samples: NDArray[np.float32]) -> Path:
    """Write samples in the format that the path's ending names."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix in _SOUNDFILE:
        form, subtype = _SOUNDFILE[path.suffix]
        soundfile.write(path, samples, _RATE_HZ, format=form, subtype=subtype)
    else:
        _write_with_pyav(path, samples)
    return path


def _write_with_pyav(path: Path, samples: NDArray[np.float32]) -> None:
    form, codec = _PYAV[path.suffix]
    with av.open(str(path), "w", format=form) as container:
        stream: Any = container.add_stream(codec, rate=_RATE_HZ, layout="mono")
        stream.bit_rate = 96_000
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(samples.T), format="fltp", layout="mono"
        )
        frame.sample_rate, frame.pts = _RATE_HZ, 0
        for packet in (*stream.encode(frame), *stream.encode(None)):
            container.mux(packet)


@pytest.fixture
def make_audio(tmp_path: Path) -> MakeAudio:
    """Return a function that writes noise: (name, seconds, seed) → path."""

    def make(name: str, seconds: float = 1.5, seed: int = 1) -> Path:
        return write_audio(tmp_path / name, noise(seconds, seed))

    return make
