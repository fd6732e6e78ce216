"""One variant, and the content that an editor stands for."""

import hashlib
import json
from dataclasses import dataclass

from dj.commentary.lines.front import FrontMatter


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One variant of a line file, checked."""

    name: str
    """Line set: ``front_announce/tempo``."""
    variant: int
    """Index in its file, from 0."""
    source: str
    """As written."""
    where: str
    """File and line of its beginning."""
    front: FrontMatter
    words: frozenset[str]
    """Documented words it mentions, those it needs included."""
    content: str
    """What an approval of it is about; see `content_of`."""

    @property
    def key(self) -> tuple[str, int]:
        """What a ledger of spoken wordings stores."""
        return self.name, self.variant

    @property
    def needs_nothing(self) -> bool:
        """True if it is eligible whatever is known."""
        front = self.front
        return not (front.needs or front.reason or front.persona or front.daypart or front.talk)

    @property
    def is_intact(self) -> bool:
        """True if it is still what its content says; asked again before it is rendered."""
        return self.content == content_of(self.source, self.name, self.front)


def content_of(source: str, name: str, front: FrontMatter) -> str:
    """Hash what an editor stands for: the text, where it may be said, and on what conditions.

    The variant's number is left out, since files are put in another order. So are its author and
    how long it may be, which change nothing of what is said.
    """
    stood_for = {
        "text": source, "template": name, "situation": front.situation, "persona": front.persona,
        "locale": front.locale, "tier": front.tier, "reason": front.reason,
        "needs": sorted(front.needs), "daypart": sorted(front.daypart),
    }  # fmt: skip
    text = json.dumps(stood_for, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
