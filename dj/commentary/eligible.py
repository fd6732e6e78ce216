"""Which lines are true here: all their facts exist, and the reason they give is a real one."""

from collections.abc import Iterable

from dj.commentary.bench import Values
from dj.commentary.context import WORDS, implied
from dj.commentary.lines import Line
from dj.model.script import BreakKind
from dj.model.show import TalkLevel


def is_true_here(line: Line, values: Values, reasons: Iterable[str]) -> bool:
    """Tell whether every condition of a line holds.

    Args:
        line: The line.
        values: The words at this join.
        reasons: Signals that may be named as the reason for the next song.
    """
    front = line.front
    needs = (*implied(front.situation), *front.needs)
    return (
        all(_holds(need, values) for need in needs)
        and (not front.reason or front.reason in reasons)
        and all(values[word].tier <= front.tier for word in line.words if word in values)
    )


def is_for(line: Line, values: Values, persona: str, talk: TalkLevel) -> bool:
    """Tell whether an editor meant a line for this host, hour and level of talk."""
    front = line.front
    return (
        front.persona in {"", persona}
        and (not front.daypart or values["clock.daypart"].value in front.daypart)
        and (not front.talk or talk in front.talk)
    )


def is_personal(line: Line, values: Values) -> bool:
    """Tell whether a line speaks of the listener's own listening, outright or between the lines."""
    said = {*line.words, *map(_path, implied(line.front.situation))}
    theme = values.get("segment.theme")
    told = theme is not None and theme.value in _OWN_THEMES and not said.isdisjoint(_SEGMENT)
    return told or line.front.reason not in _COMMON_REASONS or any(map(_is_own, said))


def names_voice(line: Line) -> bool:
    """Tell whether a line discloses the host's synthetic voice: untrue where nobody speaks."""
    return "synthetic" in line.source.casefold()


_SEGMENT = frozenset({"segment.title", "segment.theme"})
_OWN_THEMES = frozenset({"favourites", "throwback", "discovery"})
"""Themes that are true of a song because of what the listener has heard."""
_COMMON_REASONS = frozenset({"", "sound", "exploration"})
"""Reasons that are the same for everybody; all others come from a taste or its hours."""


def _path(need: str) -> str:
    return need.partition(" is ")[0]


def _is_own(path: str) -> bool:
    return WORDS[path].source == "history" or path.endswith((".is_near_taste", ".fits_energy"))


def richness(line: Line) -> float:
    """Weight of a line: facts and reasons make it worth saying; one without names is a fallback."""
    facts = set(line.front.needs) - {"next.title", "next.artist", "prev.title", "prev.artist"}
    weight = 1.0 + 1.5 * min(3, len(facts)) + (5.0 if line.front.reason else 0.0)
    return 0.2 if is_bare(line) else weight


def is_bare(line: Line) -> bool:
    """Tell whether a line says less than title and artist where others of its situation do."""
    return line.front.situation in _NAMED and not _names_enough(line)


_NAMED = frozenset({BreakKind.FRONT_ANNOUNCE, BreakKind.BACK_ANNOUNCE, BreakKind.DISCOVERY})


def _names_enough(line: Line) -> bool:
    return sum(word.endswith((".title", ".artist")) for word in line.front.needs) >= 2


def _holds(need: str, values: Values) -> bool:
    path, _, wanted = need.partition(" is ")
    value = values.get(path)
    if value is None or value.value is False or value.value == "":
        return False
    return not wanted or value.value == wanted
