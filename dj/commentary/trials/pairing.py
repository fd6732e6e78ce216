"""Which lines are tried in which situations of the matrix."""

from functools import lru_cache
from pathlib import Path

from dj.commentary.choosing.eligible import is_for, is_true_here
from dj.commentary.language.vocabulary import vocabulary
from dj.commentary.lines import Line
from dj.commentary.trials.matrix import Case, matrix
from dj.model.names import primary_language
from dj.model.show import TalkLevel


def applies(line: Line, case: Case) -> bool:
    """Tell whether a line could be said in a situation; any stated reason is granted."""
    front = line.front
    talk = front.talk[0] if front.talk else TalkLevel.SOME
    return (
        front.situation in case.kinds
        and case.held.issuperset(front.needs)
        and is_for(line, case.values, front.persona, talk)
        and is_true_here(line, case.values, (front.reason,))
    )


def trial_cases(pack: Path, locale: str) -> tuple[Case, ...]:
    """Build the matrix of a language with a pack's own list of words that are not spoken."""
    return _matrix(vocabulary(pack, locale).unspoken, primary_language(locale))


@lru_cache(maxsize=8)
def _matrix(unspoken: frozenset[str], language: str) -> tuple[Case, ...]:
    return matrix(unspoken, language)
