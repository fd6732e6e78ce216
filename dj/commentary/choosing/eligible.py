"""Which lines are true here: all their facts exist, and the reason they give is a real one."""

from collections.abc import Iterable

from dj.commentary.bench import Values
from dj.commentary.context import OWN_THEMES, WORDS, implied
from dj.commentary.disclosure import discloses, names_voice
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
        not _tells_nights(front.reason, values)
        and all(holds(need, values) for need in needs)
        and (not front.reason or front.reason in reasons)
        and all(values[word].tier <= front.tier for word in line.words if word in values)
    )


def _tells_nights(reason: str, values: Values) -> bool:
    """What somebody plays at an hour of the night is not told, though it may be the reason."""
    part = values.get("clock.part")
    return "hour" in reason and part is not None and part.value == "night"


def is_for(line: Line, values: Values, persona: str, talk: TalkLevel) -> bool:
    """Tell whether an editor meant a line for this host, hour and level of talk."""
    front = line.front
    return (
        front.persona in {"", persona}
        and (not front.daypart or values["clock.part"].value in front.daypart)
        and (not front.talk or talk in front.talk)
    )


def is_personal(line: Line, values: Values) -> bool:
    """Tell whether a line speaks of the listener's own listening, outright or between the lines."""
    said = {*line.words, *map(_path, implied(line.front.situation))}
    theme = values.get("segment.theme")
    told = theme is not None and theme.value in OWN_THEMES and not said.isdisjoint(_SEGMENT)
    return told or line.front.reason not in _COMMON_REASONS or any(map(_is_own, said))


def is_honest(line: Line, *, voice: bool) -> bool:
    """A voice says first what it is; where nobody speaks, no line claims to be a voice."""
    if not voice:
        return not names_voice(line.source)
    return line.front.situation is not BreakKind.OPENING or discloses(line.source)


_SEGMENT = frozenset({"segment.title", "segment.theme"})
_COMMON_REASONS = frozenset({"", "sound", "exploration"})
"""Reasons that are the same for everybody; all others come from a taste or its hours."""


def _path(need: str) -> str:
    return need.partition(" is ")[0]


def _is_own(path: str) -> bool:
    return WORDS[path].personal


def holds(need: str, values: Values) -> bool:
    """Tell whether a condition, ``word`` or ``word is value``, holds."""
    path, _, wanted = need.partition(" is ")
    value = values.get(path)
    if value is None or value.value is False or value.value == "":
        return False
    return not wanted or value.value == wanted


def known(values: Values) -> frozenset[str]:
    """List the words that are there and true."""
    return frozenset(path for path, one in values.items()
                     if one.value is not False and one.value != "")  # fmt: skip
