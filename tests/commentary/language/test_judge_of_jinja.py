"""Jinja2 itself is the judge: what the interpreter says of the copy language, Jinja2 says too."""

import random
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from jinja2 import StrictUndefined, Template, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from dj.commentary.bench import Values, _payload
from dj.commentary.language.checking import check
from dj.commentary.language.filters import FILTERS, TESTS
from dj.commentary.language.interpreter import CLOSE, MAX_SOURCE, MIDDLE, OPEN, RefusedError, say
from dj.commentary.language.vocabulary import vocabulary
from dj.commentary.lines import Line, read_pack
from dj.commentary.trials.matrix import matrix
from dj.commentary.trials.pairing import applies, trial_cases
from dj.model.script import BreakKind
from tests.commentary.language.copy_language import made_up
from tests.commentary.sessions import HOUSE

PACKS = [folder for folder in sorted(HOUSE.parent.iterdir()) if folder.is_dir()]
REFUSED = "refused"


def _sayable(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise TypeError
    return str(value)


JINJA = ImmutableSandboxedEnvironment(undefined=StrictUndefined, finalize=_sayable)
JINJA.filters = {name: (lambda v, tool=tool: tool(_sayable(v))) for name, tool in FILTERS.items()}
JINJA.tests = dict(TESTS)
JINJA.globals.clear()


def by_jinja(source: str, words: dict[str, Any]) -> str:
    """Render as Jinja2 does."""
    try:
        return _compiled(source).render(words)
    except Exception:  # noqa: BLE001 - any refusal counts
        return REFUSED


@lru_cache(maxsize=4)
def _compiled(source: str) -> Template:
    return JINJA.from_string(source)


def by_us(source: str, words: dict[str, Any]) -> str:
    """Render as the worker does, marks taken out."""
    try:
        text = say(source, words)
    except (RefusedError, TemplateSyntaxError):
        return REFUSED
    for slot in text.split(OPEN)[1:]:
        text = text.replace(OPEN + slot.split(MIDDLE)[0] + MIDDLE, "", 1)
    return text.replace(CLOSE, "")


def judged(line: Line, values: Values) -> None:
    words = _payload(values)
    assert by_us(line.source, words) == by_jinja(line.source, words) != REFUSED


@pytest.mark.slow
@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_every_line_says_in_every_situation_what_jinja_says(pack: Path) -> None:
    for line in read_pack(pack).lines:
        for case in trial_cases(pack, line.front.locale):
            if applies(line, case):
                judged(line, case.values)


def test_a_line_of_each_file_says_what_jinja_says() -> None:
    cases = trial_cases(HOUSE, "en")
    for line in read_pack(HOUSE).lines:
        case = next((case for case in cases if applies(line, case)), None)
        if case is not None and "{%" in line.source:
            judged(line, case.values)


@pytest.mark.slow
def test_thousands_of_made_up_variants_say_what_jinja_says_or_both_refuse() -> None:
    rng = random.Random(3)  # noqa: S311 - chance, not secrets
    contexts = [_payload(case.values) for case in matrix()]
    said = 0
    for number in range(2500):
        source, words = made_up(rng)[:MAX_SOURCE], contexts[number % len(contexts)]
        ours, theirs = by_us(source, words), by_jinja(source, words)
        # A name that nothing has set may be set on by Jinja2, and no checked line has one.
        assert ours == theirs or (ours == REFUSED and "TPL009" in _codes(source)), source
        said += ours != REFUSED
    assert said > 500


def _codes(source: str) -> set[str]:
    found = check(source, BreakKind.MOOD_TURN, frozenset(), vocabulary(HOUSE, "en")).faults
    return {fault.code for fault in found}
