from dataclasses import replace

from dj.lineup import SIGNALS, SOURCES, card, weights
from dj.model.controls import Dials
from tests.lineup.worlds import SHOW


def test_the_card_names_every_signal_and_source_with_its_weight() -> None:
    page = card(replace(SHOW, weights={"style": 2.5, "rest": 0.0}, pulls={"new": 0.0}), Dials())
    for name, signal in SIGNALS.items():
        row = next(line for line in page.splitlines() if line.startswith(f"| {name} "))
        assert signal.meaning in row
        assert signal.reads in row
    assert "| 2.5 |" in page
    for name in ("rest", "new"):
        row = next(line for line in page.splitlines() if line.startswith(f"| {name} |"))
        assert row.endswith("| off |")
    assert all(f"| {name} | {source.meaning} |" in page for name, source in SOURCES.items())


def test_the_card_says_what_is_not_used() -> None:
    page = card(SHOW, Dials())
    for words in ("Money", "no gender", "same seed",
                  "dj listener profile off", "C_KL"):  # fmt: skip
        assert words in page


def test_a_name_cannot_break_the_tables_of_the_card() -> None:
    page = card(replace(SHOW, title="A | B"), Dials())
    tables = [line for line in page.splitlines() if line.startswith("|")]
    assert {line.count("|") - line.count("\\|") for line in tables} == {4, 6}


def test_dials_are_in_the_weights() -> None:
    assert weights(SHOW, Dials(familiarity=0.0))["affinity"] == 0.0
    assert weights(SHOW, Dials()) == {name: one.default_weight for name, one in SIGNALS.items()}
