"""Numbers that say what they count: "over 8" of what?

Looked for in the sentence of the slot. In languages other than those listed nothing is.
"""

import re
from collections.abc import Iterator

_UNITS = {
    "minutes": {"en": ("minute",), "de": ("minute",), "es": ("minuto",)},
    "tempo_bpm": {"en": ("minute",), "de": ("minute",), "es": ("minuto",)},
    "years_since": {"en": ("year",), "de": ("jahr",), "es": ("año",)},
}
"""Word → language → beginnings of what its sentence must hold."""
_COUNTED = re.compile(rf"\{{\{{-? *((?:prev|next)\.({'|'.join(_UNITS)}))\b[^}}]*\}}\}}")
_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
_REST = re.compile(r"[^.!?…]*")
"""Of a sentence."""


def unmeasured(source: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield (word, what its sentence lacks) for each number without a unit."""
    if not any(word in source for word in _UNITS):
        return
    wording = _TAG.sub(lambda tag: " " * len(tag[0]), source)
    for found in _COUNTED.finditer(source):
        units = _UNITS[found[2]].get(language, ())
        rest = _REST.match(wording, found.end())
        said = rest.group().casefold().split() if rest else []
        if units and not any(word.startswith(units) for word in said):
            yield found[1], units[0]
