"""How often does a host repeat itself? Counted over a row of sessions as they were heard."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from dj.commentary.choosing.masks import is_alike
from dj.commentary.choosing.ranking import depth, told
from dj.commentary.choosing.rested import SESSIONS_APART as APART
from dj.commentary.lines import Line, read_pack
from dj.model.repeat import FrameUse, KindUse, Repeats
from dj.model.script import BreakKind, Wording

_GREETINGS = frozenset({BreakKind.OPENING, BreakKind.SIGN_OFF})

Heard = Sequence[Sequence[tuple[BreakKind, Wording]]]
"""For each session, in order, what was said and in which kind of break."""


def repeats(heard: Heard, pack: Path, language: str) -> Repeats:
    """Count what was said in a row of sessions.

    Args:
        heard: What was said, the first session first.
        pack: Folder of the lines they were taken from.
        language: Language of the host.

    Raises:
        ConfigError: if there is no such pack.
    """
    read = read_pack(pack)
    spoken = (line for kind in BreakKind for line in read.spoken(kind, language))
    lines = {line.key: line for line in spoken if line.is_sound}
    frames = tuple(sorted(_frames(heard), key=lambda use: (-len(use.sessions), use.frame)))
    between = [wording for session in heard for kind, wording in session if kind not in _GREETINGS]
    said = {(wording.line, wording.variant) for session in heard for _, wording in session}
    return Repeats(
        sessions=len(heard), breaks=sum(map(len, heard)), between=len(between),
        with_something=sum(_tells(wording, lines) for wording in between), apart=APART,
        frames=frames, alike=tuple(_alike(heard)),
        too_soon=tuple(use for use in frames if use.shortest is not None and use.shortest < APART),
        kinds=tuple(_kinds(heard, lines, said)),
        unused=tuple(_name(*key) for key in sorted(lines.keys() - said)),
    )  # fmt: skip


def _frames(heard: Heard) -> Iterator[FrameUse]:
    uses: dict[str, list[tuple[int, Wording]]] = {}
    for number, session in enumerate(heard):
        for _, wording in session:
            uses.setdefault(wording.frame, []).append((number, wording))
    for frame, found in uses.items():
        lines = {_name(wording.line, wording.variant) for _, wording in found}
        yield FrameUse(frame=frame, example=found[0][1].text, lines=tuple(sorted(lines)),
                       sessions=tuple(number for number, _ in found))  # fmt: skip


def _alike(heard: Heard) -> Iterator[tuple[str, str]]:
    """Yield texts of other frames that are nearly the same sentence, said too near each other."""
    rows = [(number, wording) for number, session in enumerate(heard) for _, wording in session]
    for (one, first), (two, second) in combinations(rows, 2):
        is_near = two - one < APART and first.frame != second.frame
        if is_near and is_alike(first.frame, second.frame):
            yield first.text, second.text


def _tells(wording: Wording, lines: dict[tuple[str, int], Line]) -> bool:
    line = lines.get((wording.line, wording.variant))
    return bool(depth(wording) or (line and told(line)))


def _kinds(
    heard: Heard, lines: dict[tuple[str, int], Line], said: set[tuple[str, int]]
) -> Iterator[KindUse]:
    breaks = Counter(kind for session in heard for kind, _ in session)
    there = Counter(line.front.situation for line in lines.values())
    used = Counter(line.front.situation for key, line in lines.items() if key in said)
    for kind in BreakKind:
        if there[kind] or breaks[kind]:
            yield KindUse(kind=kind.value, breaks=breaks[kind], variants=there[kind],
                          used=used[kind])  # fmt: skip


def _name(line: str, variant: int) -> str:
    return f"{line}#{variant}"
