"""The worker renders what it must and dies cleanly of what it should not have been given."""

import pytest

from dj.commentary.worker import CLOSE, MIDDLE, OPEN, render
from dj.errors import WorkerError
from dj.runner import Limits, Worker

_QUICK = Limits(wall_s=3.0, cpu_s=1.0, memory_mb=512, files=32)


def one(source: str, **words: object) -> tuple[bool, str]:
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


@pytest.mark.slow
def test_an_endless_template_ends_its_worker_and_the_next_call_works() -> None:
    nest = "".join(f"{{% for a{i} in w.x %}}" for i in range(8)) + "{% endfor %}" * 8
    with Worker("dj.commentary.worker:render", _QUICK) as worker:
        with pytest.raises(WorkerError, match=r"CPU|longer"):
            worker.call(([{"w": {"x": "x" * 1000}}], [(nest, 0)]))
        assert worker.call(([{}], [("Fine.", 0)])) == [(True, "Fine.")]


@pytest.mark.slow
def test_a_memory_bomb_is_an_answer_and_not_a_crash() -> None:
    bomb = "{% set a = w.x ~ w.x %}" + "{% set a = a ~ a %}" * 40 + "{{ a }}"
    with Worker("dj.commentary.worker:render", _QUICK) as worker:
        ((ok, message),) = worker.call(([{"w": {"x": "x" * 1000}}], [(bomb, 0)]))
        assert not ok
        assert "MemoryError" in message
        assert worker.call(([{}], [("Fine.", 0)])) == [(True, "Fine.")]
