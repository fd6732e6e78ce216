"""The gates that a song must pass before it is weighed against others, in the order it meets them.

Each looks at one song of the catalogue and says in plain words why it does not pass, or nothing.
"""

from collections.abc import Callable
from dataclasses import replace

from dj.lineup.filters import masks
from dj.lineup.moment import Moment
from dj.lineup.playable import broken, playable, waiting
from dj.lineup.wishes.telling import described, listed
from dj.model.absence import Absence, Gate
from dj.model.filter import Filter
from dj.model.show import Show
from dj.units import clock_text


def stopped(moment: Moment, show: Show, row: int) -> Absence | None:
    """Find the first gate that a song of the catalogue does not pass; None if it passes all."""
    for gate, ask in _GATES:
        if why := ask(moment, show, row):
            return Absence(gate=gate, says=why)
    return None


def _unlike(moment: Moment, show: Show, row: int) -> str:
    """Name the field of the show's filter that it does not pass."""
    wanted = show.filter
    fields = masks(moment.catalogue, moment.taste, moment.at, wanted)
    failed = [name for name, passing in fields.items() if not passing[row]]
    if not failed:
        return ""
    asked = [_in_words(wanted, name) for name in failed]
    return f"It is not as songs must be here: {'; '.join(asked)}."


def _in_words(wanted: Filter, name: str) -> str:
    """Say what one field of a filter asks for."""
    value = getattr(wanted, name)
    if name.startswith("not_"):
        return f"none of the {name.removeprefix('not_')} {listed(value, 'or')}"
    said = described(replace(Filter(), **{name: value}))
    return said or f"{name.replace('_', ' ')} {value}"


def _outside_the_pool(moment: Moment, show: Show, row: int) -> str:
    """Tell whether all songs come from one editors' pool, and this one is not in it."""
    del show
    brief = moment.brief
    if brief.only is None or moment.catalogue.ids[row] in brief.only:
        return ""
    titles = {brief.editors.get(song, "") for song in brief.only}
    title = titles.pop() if len(titles) == 1 else ""
    return f"It is not in the editors' pool “{title}”, from which all songs come." if title else ""


def _not_asked_for(moment: Moment, show: Show, row: int) -> str:
    del show
    brief, song = moment.brief, moment.catalogue.ids[row]
    if brief.order and song not in brief.order:
        return "It is not among the songs that play here in an order that was given."
    if song in brief.without:
        return "It is left out of this session: by editors, by hand, or by what was asked for."
    if brief.only is not None and song not in brief.only:
        return f"It is not among the {len(brief.only)} songs that this session may be made of."
    return ""


def _ruled_out(moment: Moment, show: Show, row: int) -> str:
    bare = replace(moment, brief=replace(moment.brief, only=None, without=frozenset()))
    never = [reason for reason, rows in broken(bare, show.rules).items() if rows[row]]
    return f"A rule of the show keeps it out: it is {never[0]}." if never else ""


def _resting(moment: Moment, show: Show, row: int) -> str:
    resting = [reason for rows, reason in waiting(moment, show.rules) if rows[row]]
    if not resting or playable(moment, show.rules, show.length_s).open[row]:
        return ""
    return f"It rests: it was {resting[0]}."


def _torn(moment: Moment, show: Show, row: int) -> str:
    """Say why the work that a song belongs to cannot play whole."""
    catalogue, song = moment.catalogue, moment.catalogue.ids[row]
    work = next((work for work in moment.brief.works if song in work), ())
    parts = [catalogue.row_of[one] for one in work if one in catalogue.row_of]
    if len(parts) < 2:
        return ""
    place = f"It is part {parts.index(row) + 1} of {len(parts)} that play together or not at all"
    open_rows = playable(moment, show.rules, show.length_s).open
    shut = [number for number, part in enumerate(parts, 1) if not open_rows[part]]
    if shut:
        return f"{place}, and part {shut[0]} may not play now."
    length_s = float(catalogue.play_s[parts].sum())
    if length_s > show.length_s:
        return f"{place}; the whole lasts {clock_text(length_s)}, longer than the show."
    return ""


_GATES: tuple[tuple[Gate, Callable[[Moment, Show, int], str]], ...] = (
    (Gate.FILTER, _unlike),
    (Gate.POOL, _outside_the_pool),
    (Gate.ASKED, _not_asked_for),
    (Gate.RULE, _ruled_out),
    (Gate.RULE, _resting),
    (Gate.WORK, _torn),
)
