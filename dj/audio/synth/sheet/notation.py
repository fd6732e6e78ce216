"""Patterns as text, the way a musician taps them.

Drums: one character per step, any number of steps in a bar, blanks for the eye, ``|`` between bars.
``X`` accent, ``x`` normal, ``o`` soft, ``g`` ghost, ``.`` rest.

Everything else: signs apart by blanks share a bar evenly. ``-`` holds the last sound, ``.`` is a
rest, ``!`` after a sign accents it and ``?`` softens it; ``%`` as a whole bar repeats the last one.
"""

import re
from typing import Final

from dj.audio.synth.sheet.nouns import Pattern, Step

DRUM_SIGNS: Final = frozenset("Xxog.")
HOLD: Final = "-"
REST: Final = "."
ACCENT: Final = 0.18
"""Velocity added by ``!`` and taken by ``?``."""

_TOKENS: Final = {
    "chords": re.compile(r"^[Xxo]$"),
    "arpeggio": re.compile(r"^[1-9]$"),
    "bass": re.compile(r"^[R3578ad],?$"),
    "tune": re.compile(r"^[b#]?[0-9][',]*$"),
    "texture": re.compile(r"^x$"),
}


class NotationError(ValueError):
    """A sign that no player can read."""


def drum_line(text: str) -> tuple[int, tuple[Step, ...]]:
    """Read one drum's line; return its bars and its strokes."""
    steps = []
    bars = [bar.replace(" ", "") for bar in text.strip().strip("|").split("|")]
    for index, bar in enumerate(bars):
        for place, sign in enumerate(bar):
            if sign not in DRUM_SIGNS:
                raise NotationError(f"{sign!r} in bar {index + 1} is not one of X x o g .")
            if sign != REST:
                steps.append(Step(index + place / len(bar), 1 / len(bar), sign))
    return len(bars), tuple(steps)


def pitch_line(text: str, player: str) -> tuple[int, tuple[Step, ...]]:
    """Read a line of signs for a pitched player; return its bars and its notes."""
    allowed = _TOKENS["tune" if player == "sung" else player]
    bars = text.strip().strip("|").split("|")
    steps: list[Step] = []
    signs: list[str] = []
    for index, bar in enumerate(bars):
        signs = bar.split() if bar.strip() != "%" else signs
        if not signs:
            raise NotationError(f"bar {index + 1} is empty; write '.' for a bar of rest")
        for place, sign in enumerate(signs):
            _add(steps, sign, index + place / len(signs), 1 / len(signs), allowed)
    return len(bars), tuple(steps)


def _add(steps: list[Step], sign: str, at: float, length: float, allowed: re.Pattern[str]) -> None:
    if sign == REST:
        return
    if sign == HOLD:
        if steps:
            last = steps[-1]
            steps[-1] = Step(last.at, at + length - last.at, last.sign, last.accent)
        return
    accent = ACCENT * (sign.endswith("!") - sign.endswith("?"))
    plain = sign.rstrip("!?")
    if not allowed.match(plain):
        raise NotationError(f"{sign!r} near bar {int(at) + 1} does not fit {allowed.pattern}")
    steps.append(Step(at, length, plain, accent))


def one_line(bars: int, steps: tuple[Step, ...]) -> Pattern:
    """Return a pattern of a single unnamed line."""
    return Pattern(bars, {"": steps})
