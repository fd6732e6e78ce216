"""Coarse words of a line's own are found however they are written; plain words are let be."""

import pytest

from dj.commentary.language.coarse import _hidden, coarse
from dj.commentary.language.vocabulary import lowered, tokens


@pytest.fixture(autouse=True)
def _forgetful() -> None:
    """Each test asks anew, whatever another has asked before."""
    _hidden.cache_clear()


def found(text: str, language: str = "en", plain: tuple[str, ...] = ()) -> list[str]:
    return list(coarse(lowered(tokens(text)), language, plain))


@pytest.mark.parametrize(
    ("text", "language", "word"),
    [
        ("shit happens", "en", "shit"),
        ("a bull-shit song", "en", "bull-shit"),
        ("shiiiit", "en", "shiiiit"),
        ("phuck", "en", "phuck"),
        ("f u c k", "en", "fuck"),
        ("sh1t", "en", "sh1t"),
        ("f u k", "en", "fuk"),
        ("damn", "en", "damn"),
        ("so ein scheiß", "de", "scheiß"),
        ("so ein Scheiss", "de", "scheiss"),
        ("fuck", "de", "fuck"),
        ("mierda", "en", "mierda"),
        ("qué huevón", "es", "huevón"),
    ],
)
def test_what_is_coarse_is_named(text: str, language: str, word: str) -> None:
    assert found(text, language) == [word]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Scunthorpe, a cocktail, a class, an assembly", "en"),
        ("a sheet of sound, a shift, a duck", "en"),
        ("hell und dick, die Diskothek", "de"),
        ("hören, höre, Hora", "de"),
        ("Trance, Küken, Schieß", "de"),
        ("pola, bolera", "es"),
        ("negro, hora, casi, con, sex", "es"),
        ("damn", "de"),
        ("kuken", "de"),
        ("retard", "es"),
        ("a b c d e", "en"),
        ("a s s", "en"),
        ("I f you, u", "en"),
        ("", "en"),
    ],
)
def test_what_only_looks_so_is_let_be(text: str, language: str) -> None:
    assert found(text, language) == []


def test_editors_know_what_their_language_means_but_cannot_free_its_own_coarse_words() -> None:
    assert found("puta", "de") == ["puta"]
    assert found("puta", "de", plain=("puta",)) == []
    assert found("puta", "es", plain=("puta",)) == ["puta"]
