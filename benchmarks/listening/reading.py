"""One measured value with its place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A value that a requirement is held against."""

    measure: str
    """Key of `benchmarks.listening.requirements.REQUIREMENTS`."""
    value: float
    at_s: float = 0.0
    """Where on the programme, seconds."""
    note: str = ""
    """What is there, for people."""
    weight: float = 1.0
    """How much it counts in a share, such as tenths of a second."""
