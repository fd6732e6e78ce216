"""Samples with their rate: what travels between the rooms that make or read sound."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
"""float32, always shape (frames, channels), nominal range −1 to 1; mono is (frames, 1)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Audio:
    """A stretch of sound held in memory."""

    samples: Samples
    """float32, shape (frames, channels), nominal range −1 to 1."""
    sample_rate_hz: int
    """Frames per second."""

    def __post_init__(self) -> None:
        """Refuse shapes and rates that would be misread later."""
        if self.samples.ndim != 2:
            msg = f"samples must have shape (frames, channels), not {self.samples.shape}"
            raise ValueError(msg)
        if self.sample_rate_hz <= 0:
            msg = f"sample_rate_hz must be positive, not {self.sample_rate_hz}"
            raise ValueError(msg)

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return len(self.samples) / self.sample_rate_hz
