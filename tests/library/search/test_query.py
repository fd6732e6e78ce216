import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.library.search.query import MOST_TERMS, Term, as_typed, read


def test_words_phrases_and_fields_are_told_apart() -> None:
    query = read('blue artist:"Ana Lee" year:1990s moo')
    assert query.terms == (
        Term(words=("blue",)),
        Term(words=("ana", "lee"), field="artist", exact=True),
        Term(words=(), field="year", years=(1990, 1999)),
        Term(words=("moo",), begins=True),
    )
    assert not query.plain


def test_the_last_word_may_go_on_unless_a_space_follows_it() -> None:
    assert [term.begins for term in read("blue moo").terms] == [False, True]
    assert [term.begins for term in read("blue moon ").terms] == [False, False]


def test_an_unknown_field_is_words() -> None:
    query = read("Re: Stacks")
    assert [term.words for term in query.terms] == [("re",), ("stacks",)]
    assert query.plain
    assert query.whole == "restacks"


@pytest.mark.parametrize(
    ("text", "years"),
    [("1994", (1994, 1994)), ("1990-1999", (1990, 1999)), ("1990-", (1990, 2999)),
     ("-1990", (1000, 1990)), ("1990s", (1990, 1999)), ('"1994"', (1994, 1994))],
)  # fmt: skip
def test_years_are_spans(text: str, years: tuple[int, int]) -> None:
    assert read(f"year:{text}").terms[0].years == years


@given(st.text(max_size=300))
def test_any_text_is_a_query(text: str) -> None:
    query = read(text)
    assert len(query.terms) <= MOST_TERMS
    assert all('"' not in word for term in query.terms for word in term.words)


def test_quotes_that_a_shell_took_are_put_back_for_fields_alone() -> None:
    assert as_typed(["artist:Ana Lee", "blue moon"]) == 'artist:"Ana Lee" blue moon'
    assert as_typed(["Re: Stacks"]) == "Re: Stacks"
    assert as_typed(['title:"a b"', "title:a"]) == 'title:"a b" title:a'
