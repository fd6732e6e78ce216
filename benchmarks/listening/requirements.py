"""What each measure must reach, and how readings of many sessions become one figure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.listening.reading import Reading

Statistic = Callable[[Sequence[Reading]], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One row of the table."""

    measure: str
    statistic: str
    """Key of `STATISTICS`."""
    unit: str
    most: float | None = None
    least: float | None = None
    """Bounds; a row without any is for information."""
    of_many: bool = False
    """True where a figure says little before it is taken from dozens of sessions."""

    def holds(self, value: float) -> bool:
        """Tell whether a figure is good enough."""
        return (self.most is None or value <= self.most) and (
            self.least is None or value >= self.least
        )

    @property
    def wanted(self) -> str:
        """The bounds in words; empty for information."""
        parts = [f"≤ {self.most:g}"] if self.most is not None else []
        parts += [f"≥ {self.least:g}"] if self.least is not None else []
        return ", ".join(parts)


def _values(readings: Sequence[Reading]) -> list[float]:
    return [reading.value for reading in readings]


def _share(readings: Sequence[Reading]) -> float:
    weights = np.array([reading.weight for reading in readings])
    return 100.0 * float(np.average(_values(readings), weights=weights)) if weights.any() else 0.0


STATISTICS: dict[str, Statistic] = {
    "sum": lambda readings: float(sum(_values(readings))),
    "greatest": lambda readings: float(max(_values(readings))),
    "least": lambda readings: float(min(_values(readings))),
    "median": lambda readings: float(np.median(_values(readings))),
    "p95": lambda readings: float(np.percentile(_values(readings), 95)),
    "share": _share,
    "count": lambda readings: float(sum(value > 0 for value in _values(readings))),
}

REQUIREMENTS = (
    Requirement(measure="words on vocals, as analysed", statistic="sum", unit="s", most=0.0),
    Requirement(measure="words on vocals, as composed", statistic="sum", unit="s", most=0.0),
    Requirement(
        measure="voice over music in 3 to 6 LU, 3 s", statistic="share", unit="%", least=95.0
    ),
    Requirement(measure="voice over music below 3 LU, 3 s", statistic="share", unit="%"),
    Requirement(measure="voice over music above 6 LU, 3 s", statistic="share", unit="%"),
    Requirement(measure="music turned down for nothing, 3 s", statistic="share", unit="%"),
    Requirement(measure="voice over music in 3 to 6 LU, 1 s", statistic="share", unit="%"),
    Requirement(measure="voice over music below 3 LU, 1 s", statistic="share", unit="%"),
    Requirement(measure="voice over music above 6 LU, 1 s", statistic="share", unit="%"),
    Requirement(measure="music turned down for nothing, 1 s", statistic="share", unit="%"),
    Requirement(measure="words without music", statistic="share", unit="%"),
    Requirement(
        measure="last word to the post",
        statistic="median",
        unit="s",
        least=0.0,
        most=0.5,
        of_many=True,
    ),
    Requirement(measure="last word to the post", statistic="least", unit="s", least=0.0),
    Requirement(measure="last word to the post", statistic="p95", unit="s"),
    Requirement(
        measure="step at a join, 3 s", statistic="median", unit="LU", most=1.0, of_many=True
    ),
    Requirement(measure="step at a join, 3 s", statistic="p95", unit="LU", most=3.0, of_many=True),
    Requirement(measure="step across words, 3 s", statistic="median", unit="LU"),
    Requirement(measure="step across words, 3 s", statistic="p95", unit="LU"),
    Requirement(measure="step at a join, 8 s", statistic="median", unit="LU"),
    Requirement(measure="step at a join, 8 s", statistic="p95", unit="LU"),
    Requirement(measure="dead air", statistic="greatest", unit="s", most=1.5),
    Requirement(measure="ending cut short", statistic="greatest", unit="s", most=0.0),
    Requirement(measure="ending left out by a fade of ours", statistic="greatest", unit="s"),
    Requirement(
        measure="overlap beyond the show's limit", statistic="greatest", unit="s", most=0.0
    ),
    Requirement(measure="beats apart, as analysed", statistic="p95", unit="ms", most=12.0),
    Requirement(measure="beats apart, as composed", statistic="p95", unit="ms", most=20.0),
    Requirement(measure="onsets apart, by sound", statistic="median", unit="ms"),
    Requirement(measure="song out of place", statistic="greatest", unit="dB", most=-80.0),
    Requirement(measure="file out of place", statistic="greatest", unit="samples", most=1.0),
    Requirement(measure="length of the file off", statistic="greatest", unit="ms", most=30.0),
    Requirement(measure="jump at an edge", statistic="greatest", unit="x", most=2.0),
    Requirement(measure="clipped samples", statistic="sum", unit="", most=0.0),
    Requirement(measure="loudness off its target", statistic="greatest", unit="LU", most=0.3),
    *(
        Requirement(
            measure=f"true peak over −1 dBTP, {form}", statistic="greatest", unit="dB", most=0.0
        )
        for form in ("m4a", "flac", "mp3", "opus")
    ),
)
"""In the order of the table. A reading above 0 that may not be is a case to look at."""
