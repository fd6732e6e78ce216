"""What somebody wants to hear."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from dj.model.brief import Asked
from dj.model.persona import Persona
from dj.model.show import Show


def usual_seed(at: datetime) -> int:
    """Return the seed of a session for which none was asked: another one each minute."""
    return int(at.timestamp()) // 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One session asked for; with the library and the history it determines the session."""

    show: Show
    persona: Persona
    at: datetime
    """When it will be heard: aware, on the listener's clock, whole minutes."""
    time_zone: str
    """IANA name, or empty to infer it from the listening."""
    listener: str
    seed: int
    folder: Path
    """Where the session goes."""
    cache: Path
    """Where spoken clips are kept for the next time."""
    encoding: str = "m4a"
    """Format of the mix."""
    asked: Asked = field(default_factory=Asked)
    """What was asked for beside the show."""
    stems: bool = False
    """Whether music, voice and imaging come as files of their own, too."""
