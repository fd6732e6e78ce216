"""Variants made up from the grammar of the copy language, and mutations of them."""

import random

from dj.commentary.context import WORDS, WordKind
from dj.commentary.language.filters import FILTERS

_TEXTS = ("Now ", "by ", ". ", "and on ", "it's ", ", ", "\n", "")
_SAYABLE = tuple(path for path, word in WORDS.items() if word.is_sayable)
_CHOICES = tuple(word for word in WORDS.values() if word.kind is WordKind.CHOICE)
_NUMBERS = tuple(path for path, word in WORDS.items() if word.kind is WordKind.NUMBER)
HOSTILE = (
    "{% for a in next.title %}", "{% endfor %}", "{{ range(9) }}", "{{ ''.__class__ }}", "{{",
    "}}", "{%", "%}", "{#", "#}", "{{ 'x' * 999999999 }}", "{{ 9 ** 9 ** 9 }}", "{{ next }}",
    "{% include 'x' %}", "{% import 'os' as o %}", "{% macro m() %}{{ m() }}{% endmacro %}",
    "{{ next.title.format(1) }}", "{{ '%0999999999d' % 1 }}", "{{ next.title|attr('x') }}",
    "{{ cycler }}", "{{ lipsum(99999) }}", "{{ next['title'] }}", "{{ (1, 2) }}", "{{ [[]] }}",
    "{% raw %}", "{% endraw %}", "{% set next = 1 %}", "{% set a.b = 1 %}", "{{ self }}",
    "{{ not x }}", "{{ next.title ~ next.title }}", "{% if " + "(" * 60, "\ue000", "\ue002", "\x00",
    "{{ loop.index }}", "{% block a %}{% endblock %}", "{% extends 'x' %}", "{{ -1 }}", "{{ 1.5 }}",
    "{{ next.title|wordwrap(1) }}", "{% filter upper %}", "{% call x() %}{% endcall %}", "\ud800",
    "{% if a is defined %}", "{{ caller() }}", "{{ {'a': 1} }}", "{{ x if y }}", "{% do 1 %}",
)  # fmt: skip


def made_up(rng: random.Random, depth: int = 3) -> str:
    """Write a variant of the copy language, true or not."""
    return "".join(_part(rng, depth) for _ in range(rng.randrange(1, 5)))


def mutated(source: str, rng: random.Random) -> str:
    """Spoil a variant: hostile parts put in, pieces cut, doubled, moved, or bytes changed."""
    for _ in range(rng.randrange(1, 5)):
        at, to = sorted(rng.randrange(len(source) + 1) for _ in range(2))
        source = rng.choice([
            source[:at] + rng.choice(HOSTILE) + source[at:],
            source[:at] + source[to:],
            source[:to] + source[at:to] * rng.randrange(1, 40) + source[to:],
            source[:at] + chr(rng.randrange(0x11_0000)) + source[at:],
            source[at:] + source[:at],
        ])[:6000]  # fmt: skip
    return source


def _part(rng: random.Random, depth: int) -> str:
    kind = rng.randrange(6 if depth else 3)
    if kind < 2:
        return rng.choice(_TEXTS)
    if kind == 2:
        return f"{{{{ {_value(rng)} }}}}"
    if kind == 3:
        return f"{{% set x{rng.randrange(2)} = {_value(rng)} %}}"
    more = f"{{% elif {_condition(rng)} %}}{made_up(rng, depth - 1)}" if rng.random() < 0.3 else ""
    other = f"{{% else %}}{made_up(rng, depth - 1)}" if rng.random() < 0.5 else ""
    return f"{{% if {_condition(rng)} %}}{made_up(rng, depth - 1)}{more}{other}{{% endif %}}"


def _value(rng: random.Random) -> str:
    path = rng.choice((*_SAYABLE, "x0", "x1"))
    return path + (f"|{rng.choice(tuple(FILTERS))}" if rng.random() < 0.2 else "")


def _condition(rng: random.Random, depth: int = 2) -> str:
    kind = rng.randrange(7 if depth else 4)
    if kind == 0:
        word = rng.choice(_CHOICES)
        return f'{word.path} {rng.choice(("==", "!="))} "{rng.choice(word.choices)}"'
    if kind == 1:
        return f"{rng.choice(_NUMBERS)} {rng.choice(('>', '<', '>=', '<=', '=='))} 3"
    if kind == 2:
        return f"{rng.choice(tuple(WORDS))} is known"
    if kind == 3:
        return rng.choice(tuple(WORDS))
    left, right = _condition(rng, depth - 1), _condition(rng, depth - 1)
    return (f"not ({left})", f"({left}) and {right}", f"{left} or ({right})")[kind - 4]
