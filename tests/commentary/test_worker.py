"""The worker renders what it must and dies cleanly of what it should not have been given."""

import time
from typing import Any

import pytest

from dj.commentary.worker import CLOSE, MIDDLE, OPEN, render


def one(source: str, **words: Any) -> tuple[bool, str]:
    return render(([words], [(source, 0)]))[0]


def slot(word: str, text: str) -> str:
    return f"{OPEN}{word}{MIDDLE}{text}{CLOSE}"


def test_every_slot_is_marked_with_its_word() -> None:
    text = one("Now {{ next.title|sentence }}.", next={"title": "tide"})[1]
    assert text == f"Now {slot('next.title', 'Tide')}."


def test_a_set_name_keeps_its_origin_in_each_branch() -> None:
    source = "{% if a.x %}{% set n = a.b %}{% else %}{% set n = a.c %}{% endif %}{{ n }}"
    assert one(source, a={"x": True, "b": "1", "c": "2"})[1] == slot("a.b", "1")
    assert one(source, a={"x": False, "b": "1", "c": "2"})[1] == slot("a.c", "2")


def test_a_value_that_looks_like_code_is_not_run() -> None:
    assert one("{{ a.b }}", a={"b": "{{ 7*7 }}{% x %}"})[1] == slot("a.b", "{{ 7*7 }}{% x %}")


@pytest.mark.parametrize(
    "source",
    [
        "{{ a.missing }}", "{{ a.none }}", "{{ a.flag }}", "{{ a }}", "{{ b }}",
        "{{ 'x' * 300000000 }}", "{{ 2 ** 9999 }}", "{{ '%0200000000d' % 1 }}",
        "{{ range(9) }}", "{{ lipsum() }}", "{{ ''.__class__ }}", "{{ a.b.upper() }}",
        "{{ a.b.format(1) }}", "{{ cycler }}", "{{ a.b|attr('x') }}", "{{ a.b|wordwrap(1) }}",
        "{% include 'x' %}", "{% import 'x' as y %}", "{{ a.b" , "x" * 5000,
        "{% for i in a.b %}{% for j in a.b %}{{ a.b }}{% endfor %}{% endfor %}" * 80,
    ],
)  # fmt: skip
def test_what_the_checker_should_have_refused_fails_alone(source: str) -> None:
    ok, message = one(source, a={"b": "text", "none": None, "flag": True})
    assert not ok
    assert message


def test_one_failure_does_not_stop_the_others() -> None:
    answers = render(([{"a": {"b": "x"}}], [("{{ a.c }}", 0), ("Fine.", 0)]))
    assert [ok for ok, _ in answers] == [False, True]


@pytest.mark.parametrize(
    "bomb",
    [
        "".join(f"{{% for a{i} in w.x %}}" for i in range(8)) + "{% endfor %}" * 8,
        "{% set a = w.x ~ w.x %}" + "{% set a = a ~ a %}" * 40 + "{{ a }}",
        "{{ w.x }}" * 200,
        "{{ 'x' * 300000000 }}",
        "{{ 9" + "9" * 1900 + " }}",
        "{{ " + "(" * 900 + "w.x" + ")" * 900 + " }}",
        "{% if w.x %}" * 150,
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    ],
)
def test_a_bomb_is_refused_at_once_even_if_nobody_checked_it(bomb: str) -> None:
    started = time.process_time()
    ok, text = one(bomb, w={"x": "x" * 1000})
    assert not ok
    assert len(text) <= 300
    assert time.process_time() - started < 0.6


def test_a_forged_slot_is_refused() -> None:
    forged = slot("next.title", "Elvis")
    assert not one(forged)[0]
    assert not one("{{ a.b }}", a={"b": forged})[0]


def test_only_numbers_have_an_order() -> None:
    assert one("{% if a.b > 3 %}x{% endif %}", a={"b": 4}) == (True, "x")
    assert not one("{% if a.b > 3 %}x{% endif %}", a={"b": None})[0]
