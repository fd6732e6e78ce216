"""The words that tell why a song is in the session beside its merits: asked for, or stood for."""

from dj.commentary.bench import Raw
from dj.commentary.words.listener import Listener
from dj.commentary.words.tags import name
from dj.model.analysis import Song
from dj.model.lineup import Slot

PRIORITY = "priority"
"""Name of the signal that an artist's wish to be considered feeds."""


def wish_words(song: Song, slot: Slot, listener: Listener) -> dict[str, Raw]:
    """Build the words of one song that tell of wishes and editors."""
    decision = slot.decision
    return {
        "is_wished": listener.is_wish and _answers(slot, listener),
        "is_priority": decision.signals.get(PRIORITY, 0.0) > 0,
        "pool": name(decision.editors, song.track, listener),
    }


def _answers(slot: Slot, listener: Listener) -> bool:
    """A song answers a wish by its name, by a reason that comes of it, or as all of them must."""
    brief, key = listener.brief, slot.track_id
    if key in brief.must or key in brief.seeds:
        return True
    reasons = {"wish"}
    reasons |= {"seed"} if listener.asked.seeds or brief.seeds else set()
    reasons |= {"sound"} if brief.sounds else set()
    return brief.answers or not reasons.isdisjoint(slot.decision.top_reasons())
