"""How loud a recording is: handed on from the meter that heard every block."""

from collections.abc import Mapping
from typing import ClassVar

from dj.interfaces import Signal


class LoudnessAnalyser:
    """Integrated loudness, range and the level of each tenth of a second."""

    version: ClassVar[str] = "2"
    needs: ClassVar[tuple[str, ...]] = ()
    gives: ClassVar[tuple[str, ...]] = ("loudness_lufs", "loudness_range_lu", "levels_lufs")

    def analyse(self, signal: Signal, known: Mapping[str, object], /) -> Mapping[str, object]:
        """Read the meter."""
        del known
        return {
            "loudness_lufs": signal.loudness_lufs,
            "loudness_range_lu": signal.loudness_range_lu,
            "levels_lufs": signal.levels_lufs,
        }
