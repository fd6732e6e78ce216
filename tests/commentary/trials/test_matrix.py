"""The matrix reaches everything a line can meet, in every language."""

from collections import Counter

import pytest

from dj.commentary.context import WORDS, WordKind, implied, reference
from dj.commentary.tongues import TONGUES
from dj.commentary.trials.matrix import matrix
from dj.model.editorial import PREDICATES, FactKind
from dj.model.script import BreakKind

LANGUAGES = [tongue.language for tongue in TONGUES]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_has_a_value_and_every_flag_both(language: str) -> None:
    seen = {(path, value.value) for case in matrix(language=language)
            for path, value in case.values.items()}  # fmt: skip
    flags = {path for path, word in WORDS.items() if word.kind is WordKind.FLAG}
    known = flags - {"listener.has_history"}
    assert {path for path, _ in seen} == WORDS.keys()
    assert {path for path, value in seen if value is True} & flags == flags
    assert {path for path, value in seen if value is False} >= known


@pytest.mark.parametrize("path", [p for p, w in WORDS.items() if w.choices and "prev." not in p])
def test_every_choice_is_taken(path: str) -> None:
    taken = {case.values[path].value for case in matrix() if path in case.values}
    assert taken == set(WORDS[path].choices)


def test_every_situation_happens_in_two_cases_and_only_where_it_can() -> None:
    every = matrix()
    counts = Counter(kind for case in every for kind in case.kinds)
    assert {kind for kind in BreakKind if counts[kind] < 2} == set()
    for case in every:
        for kind in case.kinds:
            for path in implied(kind):
                assert case.values[path].value is not False, (case.name, kind)


def test_what_is_hostile_never_reaches_a_value_as_it_stands() -> None:
    for case in matrix():
        for path, value in case.values.items():
            assert not set(str(value.value)) & set("<>{}[]\\|\u202e\x07"), (case.name, path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_editors_texts_are_in_the_hosts_language(language: str) -> None:
    case = next(c for c in matrix(language=language) if c.name == "everything known")
    texts = {name for name, one in PREDICATES.items() if one.kind is FactKind.TEXT}
    assert {f"next.{name}" for name in texts} <= case.values.keys()
    if language != "en":
        english = next(c for c in matrix() if c.name == "everything known").values
        assert not [
            n for n in texts if case.values[f"next.{n}"].value == english[f"next.{n}"].value
        ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_dictionary_prints_every_word_in_every_language(language: str) -> None:
    printed = reference(language)
    assert printed.count("\n") == len(WORDS) + 2
    assert all(line.count(" | ") == 5 for line in printed.splitlines()[2:])
