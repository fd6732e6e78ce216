"""The hours of the day as a file that the listener can change: `assets/hours.yaml`."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dj import documents
from dj.documents import Count, Limits, Range

FURTHEST = 1e6
"""Of any number in the file from 0: beyond it, arithmetic would lose the shape."""
_DAY = Count(least=24, most=24, of="numbers, one for each hour")
_HOUR = Range(least=-FURTHEST, most=FURTHEST)
_LIMITS: Limits = {"weekday": _DAY, "weekend": _DAY, "weekday[]": _HOUR, "weekend[]": _HOUR}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """How energetic music is by local hour, 24 values each, in any unit."""

    weekday: tuple[float, ...]
    """Monday to Friday."""
    weekend: tuple[float, ...]
    """Saturday and Sunday."""

    def of(self, local: datetime) -> tuple[float, ...]:
        """Give the hours of a day."""
        return self.weekend if local.weekday() >= 5 else self.weekday


def load_hours(path: Path) -> Hours:
    """Read and check a file of hours.

    Raises:
        ConfigError: with the file, line and column of the first mistake, and what is allowed.
    """
    found = documents.read(path, Hours, _LIMITS, "HRS")
    documents.refuse(found.findings)
    if found.value is None:
        msg = "a file that cannot be used has findings"
        raise AssertionError(msg)
    return found.value
