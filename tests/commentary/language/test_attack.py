"""Whatever a template holds, it ends in a finding or in bounded text, and nobody else is harmed."""

import random
import resource
import time

import pytest

from dj.commentary.bench import LIMITS, _payload
from dj.commentary.language.checking import check
from dj.commentary.language.interpreter import MAX_MARKED, parse
from dj.commentary.language.vocabulary import Vocabulary, vocabulary
from dj.commentary.lines.front import FrontMatter, proven
from dj.commentary.trials.matrix import matrix
from dj.commentary.worker import render
from dj.model.script import BreakKind
from dj.runner import Worker
from tests.commentary.language.copy_language import HOSTILE, made_up, mutated
from tests.commentary.sessions import HOUSE

pytestmark = pytest.mark.slow
MAX_S = 0.05
COUNT = 5000
ESCAPES = (
    "{{ ''.__class__.__mro__ }}", "{{ '{0.__class__}'.format(1) }}",
    "{{ ('...'|attr('format'))(1) }}", "{{ '{0}'.format_map({}) }}", "{{ range(100001) }}",
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{{ 'x' * 300000000 }}", "{{ 'x'.ljust(200000000) }}", "{{ '%0200000000d'|format(1) }}",
    "{{ ('a'*1000000)|wordwrap(1) }}", "{{ next.delete() }}", "{{ [].append(1) }}",
    "{{ {'items': 1}.items }}", "{{ lipsum() }}", "{{ cycler(1) }}", "{{ joiner() }}",
    "{{ namespace() }}", "{{ dict() }}", "{{ [1]|random }}", "{{ 9**(9**9) }}", "{{ 9**9**9 }}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "{% include '../../etc/passwd' %}",
    "{% import 'os' as os %}{{ os.system('true') }}", "{{ self._TemplateReference__context }}",
    "{{ next.__init__.__globals__ }}", "{{ x.__class__ }}", "{% extends 'x' %}",
    "{% set a %}{{ 'x' * 99999999 }}{% endset %}", "{{ '\\x7b\\x7b' }}", "{{ next|string }}",
)  # fmt: skip


def _attacks() -> list[str]:
    rng = random.Random(5)  # noqa: S311 - chance, not secrets
    return [*ESCAPES, *HOSTILE, *(mutated(made_up(rng), rng) for _ in range(COUNT))]


def test_no_attack_gets_past_the_checker_unbounded() -> None:
    words = vocabulary(HOUSE, "en")
    front = proven(FrontMatter(situation=BreakKind.MOOD_TURN))
    values = [_payload(case.values) for case in matrix()]
    slowest, passed = 0.0, 0
    for number, source in enumerate(_attacks()):
        started = time.process_time()
        found = check(source, BreakKind.MOOD_TURN, front, words).faults
        if not found:
            ok, text = render(([values[number % len(values)]], [(source, 0)]))[0]
            assert len(text) <= MAX_MARKED
            passed += ok
        taken = time.process_time() - started
        slowest = max(slowest, taken if taken < MAX_S else _again(source, front, words))
    assert not any(not check(source, BreakKind.MOOD_TURN, front, words).faults
                   for source in ESCAPES)  # fmt: skip
    assert slowest < MAX_S
    assert passed < COUNT / 10


def _again(source: str, front: frozenset[str], words: Vocabulary) -> float:
    """Measure once more: the first time may have met the collector of memory."""
    started = time.process_time()
    check(source, BreakKind.MOOD_TURN, front, words)
    return time.process_time() - started


def test_no_attack_straight_at_the_worker_takes_time_room_or_others_with_it() -> None:
    values = _payload(matrix()[1].values)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with Worker("dj.commentary.worker:render", LIMITS) as worker:
        assert worker.call(([values], [("Fine.", 0)])) == [(True, "Fine.")]
        child = worker._process.pid
        for source in _attacks():
            started = time.monotonic()
            ((ok, text),) = worker.call(([values], [(source, 0)]))
            assert len(text) <= MAX_MARKED
            assert time.monotonic() - started < 2.0
            if ok:
                parse(source)
        assert worker.call(([values], [("Fine.", 0)])) == [(True, "Fine.")]
        assert worker._process.pid == child
        assert _peak_mb(child) < (LIMITS.memory_mb or 0)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def _peak_mb(process: int) -> float:
    with open(f"/proc/{process}/status", encoding="ascii") as status:  # noqa: PTH123
        row = next(row for row in status if row.startswith("VmHWM"))
    return int(row.split()[1]) / 1024
