"""Decoders: each turns one kind of file into blocks of samples, counted from its first one.

Every decoder here has the same four members (`Decoder`): what the file is, `read`, `seek` and
`close`. `dj.audio.files` chooses between them, mixes to stereo and resamples.
"""

from typing import Protocol

from dj.model.audio import Samples


class Decoder(Protocol):
    """One open file as a stream of samples."""

    sample_rate_hz: int
    channel_names: tuple[str, ...]
    """Position of each channel, such as ``("FL", "FR")``."""
    frames: int
    """Length by the file's header: an estimate where the format does not tell."""

    def read(self, frames: int, /) -> Samples:
        """Return up to `frames` frames, float32, shape (n, channels); empty at the end."""
        ...

    def seek(self, frame: int, /) -> None:
        """Continue at a frame of the linear decode."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


__all__ = ["Decoder"]
