"""One variant, and the content that an editor stands for."""

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property

from dj.commentary.context import WORDS, implied
from dj.commentary.language.checking import Checked, check
from dj.commentary.language.interpreter import slots_of
from dj.commentary.language.vocabulary import Vocabulary
from dj.commentary.lines.front import FrontMatter, proven


@dataclass(frozen=True, kw_only=True)
class Line:
    """One variant of a line file. It is looked at when somebody first asks, and then once.

    A session reads a whole pack and may say a part of it; so it checks that part.
    """

    name: str
    """Line set: ``front_announce/tempo``."""
    variant: int
    """Index in its file, from 0."""
    source: str
    """As written."""
    where: str
    """File and line of its beginning."""
    front: FrontMatter
    content: str
    """What an approval of it is about; see `content_of`."""
    vocabulary: Vocabulary = field(repr=False, compare=False)
    """Of its language."""

    @cached_property
    def checked(self) -> Checked:
        """What the checker says about it."""
        front = self.front
        return check(self.source, front.situation, proven(front), self.vocabulary, front.language)

    @property
    def is_sound(self) -> bool:
        """True if the checker has nothing against it, so that it may be rendered."""
        return not self.checked.faults

    @cached_property
    def words(self) -> frozenset[str]:
        """Documented words it mentions, those it needs included."""
        slots = slots_of(self.source)
        mentioned = self.checked.words if slots is None else WORDS.keys() & slots.words
        return frozenset({need.partition(" is ")[0] for need in self.front.needs} | mentioned)

    @cached_property
    def relies_on(self) -> frozenset[str]:
        """Words that must be there and true wherever it is said, whatever else must hold."""
        needs = (*implied(self.front.situation), *self.front.needs)
        return frozenset(need.partition(" is ")[0] for need in needs)

    @property
    def key(self) -> tuple[str, int]:
        """What a ledger of spoken wordings stores."""
        return self.name, self.variant

    @property
    def needs_nothing(self) -> bool:
        """True if it is eligible whatever is known."""
        front = self.front
        return not (front.needs or front.reason or front.persona or front.daypart or front.talk)


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
