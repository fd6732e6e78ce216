"""Marks tell which way a line took, and change nothing that is said."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from dj.commentary.bench import Value, rehearse, shared_bench
from dj.commentary.language.interpreter import parse
from dj.commentary.proofs.branches import FIRST_MARK, LAST_MARK, marked, taken
from dj.commentary.proofs.tries import in_matrix
from tests.commentary.sessions import HOUSE

ONE = """A {% if next.album %}b{% elif next.year %}c{% endif %}
{%- if turn.tempo == "%}" -%}d{% else %}e{% endif %}{# {% if no %} #}."""


def _says(source: str) -> list[tuple[int, str]]:
    return [(branch.line, branch.says) for branch in marked(source)[1]]


def test_every_way_is_a_branch_with_its_line_and_words() -> None:
    assert _says(ONE) == [
        (1, "if next.album"), (1, "elif next.year"), (1, "not if next.album"),
        (2, 'if turn.tempo == "%}"'), (2, "else"),
    ]  # fmt: skip


def test_a_nested_if_keeps_its_own_else() -> None:
    source = "{% if a.b %}{% if c.d %}x{% endif %}{% else %}y{% endif %}"
    assert [says for _, says in _says(source)] == ["if a.b", "if c.d", "not if c.d", "else"]


def test_the_worker_says_which_branches_it_took() -> None:
    source, branches = marked("On {% if next.album %}{{ next.album }}{% endif %}we go.")
    there = {"next.album": Value(value="Salt", source="tags")}
    answers = shared_bench().render([(source, there), (source, {})])
    took = [[branches[n].says for n in taken(answer.text)] for answer in answers]
    assert took == [["if next.album"], ["not if next.album"]]


def test_marks_change_nothing_that_is_said() -> None:
    tries = in_matrix(Path(HOUSE))[::7]
    jobs = [(one.line.source, one.values) for one in tries]
    with_marks = [(marked(source)[0], values) for source, values in jobs]
    plain, told = rehearse(jobs), rehearse(with_marks)
    for one, other in zip(plain, told, strict=True):
        bare = "".join(c for c in other.text if not FIRST_MARK <= ord(c) <= LAST_MARK)
        assert " ".join(bare.split()) == one.text


@given(st.recursive(
    st.sampled_from(["Word. ", "{{ next.title }}", "{# {% if #}", '{{ "" }}']),
    lambda inner: st.builds(
        "{{% if next.year %}}{}{{% elif prev.year %}}{}{}{{% endif %}}".format, inner, inner,
        st.builds("{{% else %}}{}".format, inner) | st.just(""),
    ) | st.builds("{}{}".format, inner, inner),
    max_leaves=8,
))  # fmt: skip
def test_a_marked_source_is_still_one_and_has_a_mark_for_each_branch(source: str) -> None:
    made, branches = marked(source)
    parse(made)
    assert len(taken(made)) == len(branches)
    assert len(branches) == source.count("{% if next") * 3
