"""The dictionary is one table, and everything else follows it."""

from dj.commentary.context import WORDS, reference
from dj.commentary.trials.matrix import matrix
from tests.commentary.sessions import HOUSE


def test_the_readme_prints_the_dictionary_as_it_is() -> None:
    readme = (HOUSE.parent / "README.md").read_text(encoding="utf-8")
    printed = readme.split("<!-- dictionary -->\n")[1].split("<!-- end of dictionary -->")[0]
    assert printed == reference()


def test_no_word_hides_behind_a_method_of_a_mapping() -> None:
    names = {part for path in WORDS for part in path.split(".")}
    assert names.isdisjoint(dir(dict))


def test_the_runtime_makes_only_documented_words() -> None:
    made = {path for case in matrix() for path in case.values}
    assert made <= WORDS.keys()


def test_the_matrix_reaches_every_word() -> None:
    made = {path for case in matrix() for path in case.values}
    assert WORDS.keys() - made == set()


def test_words_that_are_never_missing_never_are() -> None:
    for case in matrix():
        spaces = {path.partition(".")[0] for path in case.values}
        for path, word in WORDS.items():
            if not word.optional and path.partition(".")[0] in spaces:
                assert path in case.values, (case.name, path)


def test_choices_take_only_their_documented_values() -> None:
    for case in matrix():
        for path, value in case.values.items():
            if WORDS[path].choices:
                assert value.value in WORDS[path].choices
