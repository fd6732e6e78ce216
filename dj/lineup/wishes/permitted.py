"""Songs that are named and may not play: it is said, and no other song passes for them."""

from collections.abc import Sequence
from dataclasses import replace

from dj.lineup.filters import Mask
from dj.lineup.wishes.meaning import Here
from dj.lineup.wishes.weighing import Weighed
from dj.model.show import Rules
from dj.model.wish import Use


def permitted(weighed: Sequence[Weighed], may: Mask, here: Here, rules: Rules) -> list[Weighed]:
    """Keep of each song that is named the recordings that may play; say why if none may.

    Args:
        weighed: The parts of a wish.
        may: Songs that the listener and the rules let play at all, shape (n,).
        here: The library and the listener.
        rules: Those of the show, as the wish changed them.
    """
    return [_permitted(one, may, here, rules) if one.named else one for one in weighed]


def _permitted(one: Weighed, may: Mask, here: Here, rules: Rules) -> Weighed:
    rows = tuple(row for row in one.part.titles if may[row])
    if rows:
        return replace(one, part=replace(one.part, titles=rows))
    why = _why(one.part.titles[0], here, rules)
    return replace(one, use=Use.NOTHING, why=f"it may not play: {why}")


def _why(row: int, here: Here, rules: Rules) -> str:
    catalogue = here.catalogue
    if reason := here.taste.barred.get(catalogue.ids[row], ""):
        return reason
    if catalogue.explicit[row] and not rules.allow_explicit:
        return "it is explicit"
    return "it is too short or too long for the show"
