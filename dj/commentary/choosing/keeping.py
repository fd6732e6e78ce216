"""Words that were written before and stay: those that would be said the same way now."""

from collections.abc import Mapping, Sequence

from dj.commentary.bench import shared_bench
from dj.commentary.choosing.choose import Chooser
from dj.commentary.choosing.drawn import Candidate
from dj.commentary.choosing.places import Place
from dj.commentary.lines import Line
from dj.model.script import BreakKind, Wording


def kept_words(
    chooser: Chooser, spots: Sequence[Place], before: Mapping[int, Sequence[Wording]]
) -> dict[int, list[Candidate]]:
    """Map positions to the wordings that stay there.

    A line that has gone, that is not true at its place any more, or that would come out in other
    words there, such as the time of day, does not stay, nor do the other wordings of its break.

    Args:
        chooser: Knows programme and pack; remembers what stays.
        spots: Where the host talks now.
        before: Position → wordings written before.
    """
    known = _approved(chooser)
    asked = [
        (spot, [known[w.line, w.variant] for w in before[spot.after]])
        for spot in spots
        if all((w.line, w.variant) in known for w in before.get(spot.after, ()))
        and before.get(spot.after)
    ]
    true = [(s, lines) for s, lines in asked if all(chooser.may_say(line, s) for line in lines)]
    kept: dict[int, list[Candidate]] = {}
    for (spot, _), drawn in zip(true, chooser.render(shared_bench(), true), strict=True):
        said = drawn.of(frozenset(BreakKind))
        if [candidate.wording for candidate in said] == list(before[spot.after]):
            chooser.remember(spot.after, said)
            kept[spot.after] = said
    return kept


def _approved(chooser: Chooser) -> dict[tuple[str, int], Line]:
    language = chooser.programme.persona.language
    lines = (chooser.pack.spoken(kind, language) for kind in BreakKind)
    return {line.key: line for some in lines for line in some}
