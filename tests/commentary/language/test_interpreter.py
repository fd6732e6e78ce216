"""What editors write is read the same way by the quick reader and by Jinja2, and never compiled."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dj.commentary.language.grammar import every_node
from dj.commentary.language.interpreter import _SYNTAX as JINJA
from dj.commentary.language.interpreter import MAX_SOURCE, RefusedError, parse, say

PIECES = st.sampled_from([
    "Now ", "by", ".", "\n", "\n\n", " ", "{{ next.title }}", "{{ next.title|sentence }}",
    "{{next.title}}", "{{ next.title}}", "{{- next.title }}", "{", "}", "{{ not.x }}", "{{ if.a }}",
    "{{ true.x }}", "{# x #}", "{% if a.b %}x{% endif %}", "\r\n",
    "{{ next.title|sentence|lower }}",
])  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join))
@example("{{ none.x }}")
@example("")
def test_the_quick_reader_reads_what_jinja_reads(source: str) -> None:
    try:
        slow = JINJA.parse(source)
    except Exception as error:  # noqa: BLE001 - whatever Jinja2 says, the quick reader says too
        with pytest.raises(type(error)):
            parse(source)
        return
    quick = parse(source)
    assert quick == slow
    assert [(type(node), node.lineno) for node in every_node(quick)] == [
        (type(node), node.lineno) for node in every_node(slow)
    ]


def test_a_source_that_is_too_long_is_not_even_parsed() -> None:
    with pytest.raises(RefusedError):
        parse("x" * (MAX_SOURCE + 1))


def test_only_the_branch_that_holds_is_said() -> None:
    source = "{% if a.x == 'up' %}Up{% elif a.x is known %}Known{% else %}None{% endif %}"
    said = [say(source, {"a": {"x": value}}) for value in ("up", "down", None)]
    assert said == ["Up", "Known", "None"]
