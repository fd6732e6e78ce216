"""What two packs say differently over the same matrix: what a reviewer reads, not what git shows.

Texts that both say are left out, wherever they moved in their files. The rest is paired, the most
alike first, within one line set and one situation.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from dj.commentary.proofs.tries import Way, ways

PAIRED = 0.5
"""Similarity from which two texts count as one that was changed, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One text that only one of two packs says, or that they say differently."""

    line: str
    situation: str
    before: str
    """Empty if the first pack says nothing of the kind."""
    after: str
    """Empty if the second pack says nothing of the kind."""


def differences(one: Path, two: Path) -> tuple[Difference, ...]:
    """Compare two packs, in order of line set and situation.

    Raises:
        ConfigError: if there is no such pack.
    """
    before, after = _by_place(ways(one)), _by_place(ways(two))
    return tuple(
        difference
        for place in sorted({*before, *after})
        for difference in _between(place, before.get(place, []), after.get(place, []))
    )


def word_changes(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Cut two texts into (kind, text): ``same``, ``gone`` or ``come``, word by word."""
    old, new = before.split(), after.split()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield "same", " ".join(old[a:b])
            continue
        if b > a:
            yield "gone", " ".join(old[a:b])
        if d > c:
            yield "come", " ".join(new[c:d])


def _by_place(found: Sequence[Way]) -> dict[tuple[str, str], list[str]]:
    places: dict[tuple[str, str], list[str]] = {}
    for way in found:
        places.setdefault((way.line, way.situation), []).append(way.text)
    return places


def _between(
    place: tuple[str, str], before: Sequence[str], after: Sequence[str]
) -> Iterator[Difference]:
    gone = [text for text in dict.fromkeys(before) if text not in after]
    come = [text for text in dict.fromkeys(after) if text not in before]
    pairs = _paired(gone, come)
    lost = [(text, "") for text in gone if text not in dict(pairs)]
    found = [("", text) for text in come if text not in dict(pairs).values()]
    for old, new in (*pairs, *lost, *found):
        yield Difference(line=place[0], situation=place[1], before=old, after=new)


def _paired(gone: Sequence[str], come: Sequence[str]) -> list[tuple[str, str]]:
    likeness = {(old, new): SequenceMatcher(None, old, new, autojunk=False).ratio()
                for old in gone for new in come}  # fmt: skip
    pairs: list[tuple[str, str]] = []
    for old, new in sorted(likeness, key=lambda pair: (-likeness[pair], pair)):
        free = all(old != a and new != b for a, b in pairs)
        if free and likeness[old, new] >= PAIRED:
            pairs.append((old, new))
    return pairs
