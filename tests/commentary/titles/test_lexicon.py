"""The lists of hard words: how they are read, and that the shipped ones are whole."""

from pathlib import Path

import pytest

from dj.commentary.titles.lexicon import lexicon
from dj.model.spoken import Severity


def test_the_shipped_lists_have_no_bad_row() -> None:
    assert lexicon().problems == ()


def test_a_word_stands_with_its_endings_and_its_hardest_severity_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "assets" / "names" / "words"
    folder.mkdir(parents=True)
    (folder / "xx.tsv").write_text("blorb\tmild\ts ing\nblorbing\tslur\nnoise\tloud\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    known = lexicon()
    assert [term.severity for term in known.words["blorbs"]] == [Severity.MILD]
    assert [term.severity for term in known.words["blorbing"]] == [Severity.SLUR]
    assert known.problems == ("xx.tsv line 3: its severity is mild, strong or slur.",)
    assert "fuck" in known.words


def test_what_is_cleared_is_not_a_hard_word_at_the_same_time() -> None:
    known = lexicon()
    hard = {word for word, terms in known.words.items() if terms[0].severity > Severity.MILD}
    assert known.innocent & hard <= {"mongo santamaria"}
