"""WAV, AIFF, FLAC, MP3 and Ogg Vorbis through libsndfile, read straight on.

A seek is exact in what stores samples, but not always in MP3 (a frame borrows bits from frames
before it) nor in Ogg (where a page's position is not what libsndfile expects, it lands some hundred
samples off and does not know). So a seek in MP3 starts some frames earlier, and one in Ogg decodes
from the start; that runs at several hundred times real time.
"""

from collections import defaultdict
from contextlib import suppress
from pathlib import Path

import numpy as np
import soundfile

from dj.errors import AudioError
from dj.model.audio import Samples

NAME = f"soundfile {soundfile.__libsndfile_version__}"

_STEP_FRAMES, _SMALL_STEP_FRAMES = 65_536, 256
_PREROLL_FRAMES = defaultdict(int, {"MP3": 40 * 1152})
"""At 8 kbit/s a frame may borrow from ten frames before it."""
_WAVE_ORDER = ("FL", "FR", "FC", "LFE", "BL", "BR", "SL", "SR")
_BY_COUNT = {
    1: ("FC",),
    3: ("FL", "FR", "FC"),
    4: ("FL", "FR", "BL", "BR"),
    5: ("FL", "FR", "FC", "BL", "BR"),
    7: ("FL", "FR", "FC", "LFE", "BC", "SL", "SR"),
}
_VORBIS_BY_COUNT = {
    3: ("FL", "FC", "FR"),
    5: ("FL", "FC", "FR", "BL", "BR"),
    6: ("FL", "FC", "FR", "BL", "BR", "LFE"),
    7: ("FL", "FC", "FR", "SL", "SR", "BC", "LFE"),
    8: ("FL", "FC", "FR", "SL", "SR", "BL", "BR", "LFE"),
}


class _Straight(soundfile.SoundFile):  # type: ignore[misc]
    """A file that is not sought after each read, as soundfile does: in MP3 that is heard."""

    def seekable(self) -> bool:
        return False


class SndfileDecoder:
    """One file read by libsndfile."""

    def __init__(self, path: Path) -> None:
        """Open a file.

        Raises:
            AudioError: if libsndfile does not read it.
        """
        self._path = path
        self._at = 0
        self._file = _open(path)
        self.sample_rate_hz = int(self._file.samplerate)
        self.frames = int(self._file.frames)
        self.channel_names = _names(self._file.channels, self._file.format)

    def read(self, frames: int) -> Samples:
        """Return up to `frames` frames; where the data is damaged the file ends."""
        try:
            block = self._block(frames)
        except soundfile.LibsndfileError:
            block = self._salvaged(frames)
        self._at += len(block)
        return block

    def seek(self, frame: int) -> None:
        """Continue at a frame; past the end there is nothing to read."""
        if self._file.format != "OGG":
            self._at = max(0, min(frame, self.frames) - _PREROLL_FRAMES[self._file.format])
            self._file.seek(self._at)
        elif frame < self._at:
            self._at = 0
            self._reopen()
        while (missing := frame - self._at) > 0:
            if not len(self.read(min(missing, _STEP_FRAMES))):
                return

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _block(self, frames: int) -> Samples:
        return np.asarray(self._file.read(frames, dtype="float32", always_2d=True), np.float32)

    def _salvaged(self, frames: int) -> Samples:
        """Read up to the damage in small steps: an error takes the good frames before it along."""
        blocks = [np.zeros((0, len(self.channel_names)), np.float32)]
        self._reopen()
        with suppress(soundfile.LibsndfileError):
            self._file.seek(self._at)
            while frames > 0 and len(block := self._block(min(frames, _SMALL_STEP_FRAMES))):
                blocks.append(block)
                frames -= len(block)
        return np.concatenate(blocks)

    def _reopen(self) -> None:
        self._file.close()
        self._file = _open(self._path)


def opens(path: Path) -> bool:
    """Tell whether libsndfile reads a file that looks like one of its own."""
    try:
        with soundfile.SoundFile(path):
            return True
    except (soundfile.LibsndfileError, OSError):
        return False


def _open(path: Path) -> soundfile.SoundFile:
    try:
        return _Straight(path)
    except (soundfile.LibsndfileError, OSError) as error:
        raise AudioError(
            f"libsndfile cannot read it: {error}.", where=str(path),
            hint="Try to play it with another program; it may be damaged.",
        ) from error  # fmt: skip


def _names(count: int, container: str) -> tuple[str, ...]:
    if container == "OGG" and count in _VORBIS_BY_COUNT:
        return _VORBIS_BY_COUNT[count]
    names = _BY_COUNT.get(count, _WAVE_ORDER[:count])
    return names + ("?",) * (count - len(names))
