"""Front matter: what an editor says about the variants of a file, and what is wrong with it."""

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from dj.commentary.context import WORDS, WordKind, absent, implied
from dj.commentary.language.wording import ANY_OF
from dj.model.names import primary_language
from dj.model.script import BreakKind
from dj.model.show import TalkLevel

LONGEST_S = 60.0
"""No line may ask for more time."""
LONGEST_REST_DAYS = 3650
DAYPARTS = WORDS["clock.part"].choices
"""What `FrontMatter.daypart` may name."""


class Order(StrEnum):
    """In which order the variants of a file are taken."""

    SHUFFLE = "shuffle"
    CYCLE = "cycle"
    """In turn, over sessions."""
    ONCE = "once"
    """Each at most once ever for a listener."""


class FrontMatter(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What an editor says about a set of variants."""

    situation: BreakKind
    needs: tuple[str, ...] = ()
    """Words that must be there and true, or ``word is value``; every variant may rely on them."""
    reason: str = ""
    """Signal the line gives as the reason for the next song; empty if it gives none."""
    locale: str = "en"
    """BCP 47 language of the wording."""
    max_s: float = 9.0
    """Longest it may be, in estimated seconds."""
    cooldown_days: int = 3
    """Days a variant rests after it was spoken."""
    tier: int = 1
    """Greatest tier of fact it may carry, 0 to 2."""
    status: str = "draft"
    """``draft``, ``approved`` or ``withdrawn``; only approved lines are spoken."""
    author: str = ""
    """Who wrote it, ``model: NAME`` for a draft of a model; needed from tier 2 on."""
    order: Order = Order.SHUFFLE
    persona: str = ""
    """Only for this host; empty for all."""
    daypart: tuple[str, ...] = ()
    """Only in these parts of the day; empty for all."""
    talk: tuple[TalkLevel, ...] = ()
    """Only at these levels of talk; empty for all."""

    @property
    def language(self) -> str:
        """Primary language of the wording."""
        return primary_language(self.locale)


def proven(front: FrontMatter) -> frozenset[str]:
    """List what holds wherever the line is used; a stated reason proves itself."""
    needed = {part for need in front.needs for part in (need, need.partition(" is ")[0])}
    reason = {"reason", f"reason is {front.reason}"} if front.reason else set[str]()
    hours = [f"clock.part is {part}" for part in front.daypart]
    spoken = {ANY_OF + "|".join(hours)} if hours else set[str]()
    return frozenset(needed | reason | spoken | set(implied(front.situation)))


def faults(front: FrontMatter, folder: str) -> Iterator[tuple[str, str]]:
    """Yield (message, remedy) for what is wrong with the front matter of a file in a folder."""
    if front.situation != folder:
        yield (f"its situation is {front.situation}, its folder {folder}.",
               "Move it, or change the situation.")  # fmt: skip
    if front.status not in {"draft", "approved", "withdrawn"}:
        yield f"status {front.status!r} is unknown.", "Use draft, approved or withdrawn."
    if not 0 <= front.tier <= 2:
        yield f"tier {front.tier} is not 0 to 2.", "Sensitive facts are never spoken from lines."
    if not front.max_s <= LONGEST_S or front.max_s <= 0:
        yield f"max_s {front.max_s:g} is not a length up to {LONGEST_S:g}.", "Seconds, such as 9."
    if not 0 <= front.cooldown_days <= LONGEST_REST_DAYS:
        yield (f"cooldown_days {front.cooldown_days} is not 0 to {LONGEST_REST_DAYS}.",
               "Days, such as 5.")  # fmt: skip
    for need in front.needs:
        complaint = _need_fault(need, front.situation)
        if complaint:
            yield f"needs {need!r}: {complaint}.", "See the dictionary in prompts/README.md."


def _need_fault(need: str, kind: BreakKind) -> str:
    path, _, value = need.partition(" is ")
    word = WORDS.get(path)
    if word is None:
        return "there is no such word"
    if path.partition(".")[0] in absent(kind):
        return f"it has no value in the situation {kind}"
    if word.kind is WordKind.CHOICE and value and value not in word.choices:
        return f"it is one of {', '.join(word.choices)}"
    return "only a choice can be compared" if value and word.kind is not WordKind.CHOICE else ""
