"""Which side of the join a sentence speaks of: "that was" is of the song heard, "up next" is not.

Only words that begin a sentence and stand right before the slot are judged: there they can mean
nothing else.
"""

import re

from jinja2 import nodes

_BEGINS = r"(?:\A|[.!?…:;]\s+|\n)\s*(?:and |so |und |also |y |pues )?"
_ENDS = r"[:,]?\s+\Z"
_HEARD = ("that was", "you just heard", "you've just heard", "we just heard", "das war",
          "eben lief", "gerade lief", "eben hörtest du", "du hörtest eben", "eso fue", "eso era",
          "acabas de escuchar", "acabas de oír", "acaba de sonar")  # fmt: skip
_COMING = ("coming up", "coming up next", "up next", "up next is", "next up", "next up is",
           "next comes", "here comes", "jetzt kommt", "gleich kommt", "hier kommt",
           "als nächstes", "als nächstes kommt", "es folgt", "jetzt folgt", "ahora suena",
           "ahora viene", "a continuación", "enseguida", "enseguida suena", "ya llega")  # fmt: skip
_SIDES = {
    "next": re.compile(f"{_BEGINS}(?P<said>{'|'.join(_HEARD)}){_ENDS}", re.IGNORECASE),
    "prev": re.compile(f"{_BEGINS}(?P<said>{'|'.join(_COMING)}){_ENDS}", re.IGNORECASE),
}
"""Song → what cannot be said right before its name."""
_SHARED = {"artist": "pair.same_artist", "album": "pair.same_album"}
"""Word → what makes it the same on both sides."""
_NAMES = frozenset({"title", "artist", "album"})


def misplaced(before: str, slot: nodes.Getattr, proven: frozenset[str]) -> str:
    """Return the words right before a slot that speak of the other song; empty if there are none.

    Args:
        before: Fixed wording that ends where the slot stands.
        slot: The documented word it says.
        proven: Conditions that hold there.
    """
    side = slot.node.name if isinstance(slot.node, nodes.Name) else ""
    wrong = _SIDES.get(side)
    if wrong is None or slot.attr not in _NAMES or _SHARED.get(slot.attr) in proven:
        return ""
    found = wrong.search(before)
    return found["said"] if found else ""
