"""What is known about the listener at one moment, and what they asked for."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from dj.model.brief import NO_BRIEF, Asked, Brief
from dj.model.listening import Taste


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """Who is listening, when, and to hosts of which language."""

    taste: Taste
    at: datetime
    """Aware, local."""
    language: str = "en"
    unspoken: Collection[str] = field(default_factory=frozenset)
    """Folded words that keep a name from being spoken."""
    asked: Asked = field(default_factory=Asked)
    brief: Brief = NO_BRIEF
    """What that came to mean in this library."""

    @property
    def is_wish(self) -> bool:
        """Tell whether the session answers a wish of theirs."""
        return bool(self.asked.words.strip() or self.asked.seeds)
