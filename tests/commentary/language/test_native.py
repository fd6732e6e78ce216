"""A line in a language that is not its file's is told from one that is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.commentary.language.checking import check
from dj.commentary.language.native import SPOKEN, stranger
from dj.commentary.language.vocabulary import lowered, tokens, vocabulary
from dj.commentary.lines import Line, read_pack
from dj.commentary.lines.front import proven
from tests.commentary.sessions import HOUSE

PACKS = {"house": "en", "morning": "en", "haus": "de", "casa": "es"}
WORDED = 0.98
"""Least share of lines that are told, where they stand in a pack of another language."""


def shipped(name: str) -> tuple[Line, ...]:
    return read_pack(HOUSE.parent / name).lines


@pytest.mark.parametrize("name", PACKS)
@pytest.mark.slow
def test_no_shipped_line_is_a_stranger_at_home_and_nearly_all_are_abroad(name: str) -> None:
    lines = shipped(name)
    for language, pack in (("en", "house"), ("de", "haus"), ("es", "casa")):
        words = vocabulary(HOUSE.parent / pack, language)
        told = sum(
            "TPL035" in {fault.code for fault in check(
                line.source, line.front.situation, proven(line.front), words, language).faults}
            for line in lines
        )  # fmt: skip
        assert told == 0 if language == PACKS[name] else told / len(lines) >= WORDED


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("und jetzt kommt noch etwas", "en", "de"),
        ("it was", "de", "en"),
        ("das war", "en", "de"),
        ("seguimos con otra", "de", "es"),
        ("c'est pour vous", "es", "fr"),
        ("ancora una canzone per voi", "en", "it"),
        ("agora mais uma canção para você", "en", "pt"),
        ("nog een liedje voor jou", "en", "nl"),
    ],
)
def test_small_words_tell_a_language(text: str, language: str, told: str) -> None:
    assert stranger(text.split(), language) == told


@pytest.mark.parametrize(
    "text", ["", "swap", "remix", "ciao", "hola", "bye bye", "e", "y", "1 . ,"]
)
@pytest.mark.parametrize("language", sorted(SPOKEN))
def test_interjections_loan_words_and_single_letters_convict_nobody(
    text: str, language: str
) -> None:
    assert stranger(text.split(), language) == ""


def test_a_language_that_nobody_knows_here_is_let_be() -> None:
    assert stranger(["and", "on"], "fi") == ""


@given(st.text(max_size=60), st.sampled_from(sorted(SPOKEN)))
def test_whatever_is_written_nobody_is_told_their_own_language(text: str, language: str) -> None:
    assert stranger(lowered(tokens(text)), language) in SPOKEN - {language} | {""}
