import shutil
from pathlib import Path

import pytest

from dj import resources
from dj.errors import ConfigError
from dj.lineup.wishes.lexicon import Kind, Sense, lexicons
from dj.lineup.wishes.tokens import words
from dj.lineup.wishes.vocabulary import COMPARISONS, GLUE, UNITS, vocabulary
from tests.lineup.wishes.shelf import told

KNOWN = vocabulary()


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a vocabulary of its own, as copied."""
    folder = tmp_path / "assets" / "wishes"
    folder.mkdir(parents=True)
    for name, path in resources.listing("assets/wishes", "*.yaml").items():
        shutil.copy(path, folder / name)
    monkeypatch.chdir(tmp_path)
    return folder


def test_all_that_is_shipped_is_used() -> None:
    english = KNOWN.words[0]
    assert english.language == "English"
    assert set(english.meanings) == set(KNOWN.meanings)
    assert set(english.glue) == set(GLUE)
    assert set(english.units) == set(UNITS)
    assert set(english.compare) == set(COMPARISONS)


def test_each_phrase_of_a_meaning_means_it() -> None:
    for language, lexicon in lexicons(KNOWN):
        own = next(one for one in KNOWN.words if one.language == language)
        for name, phrases in own.meanings.items():
            for phrase in phrases:
                assert lexicon.senses(words(phrase))[0] == Sense(Kind.MEANING, name), phrase


def test_no_word_of_a_meaning_stands_for_nothing() -> None:
    for name, meaning in KNOWN.meanings.items():
        effects = (meaning.filter, meaning.likely, meaning.arc, meaning.lean, meaning.talk,
                   meaning.years_ago)  # fmt: skip
        assert any(effects), name


def test_a_language_is_added_by_a_file(own: Path) -> None:
    text = (own / "words-spanish.yaml").read_text()
    text = text.replace("language: Spanish", "language: Toki").replace("calma,", "pona lili,")
    (own / "words-toki.yaml").write_text(text)
    assert told("pona lili").language == "Toki"
    assert told("calm").language == "English"


def test_a_changed_number_counts_at_once(own: Path) -> None:
    before = told("mellow").songs
    text = (own / "meanings.yaml").read_text()
    (own / "meanings.yaml").write_text(text.replace("energy: [0, 0.5]}, likely: {sounds: [mellow]}",
                                                    "energy: [0, 0.1]}"))  # fmt: skip
    assert told("mellow").songs < before


@pytest.mark.parametrize(
    ("file", "old", "new", "where"),
    [
        ("words-english.yaml", "  soft:", "  sotf:", "glue"),
        ("words-english.yaml", "  calm: [calm,", "  clam: [calm,", "meanings"),
        ("meanings.yaml", "arc: [0, 0]", "arc: [0, 7]", "arc"),
        ("meanings.yaml", "energy: 0.25", "energy: loud", "energy"),
        ("genres.yaml", "genres:", "genre:", "genre"),
    ],
)
def test_a_mistake_in_a_file_is_told_with_its_place(
    own: Path, file: str, old: str, new: str, where: str
) -> None:
    text = (own / file).read_text()
    assert old in text
    (own / file).write_text(text.replace(old, new, 1))
    with pytest.raises(ConfigError, match=where) as refused:
        told("mellow")
    assert file in refused.value.where
