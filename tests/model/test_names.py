import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.model.names import fold, one_line


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BEYONCÉ", "beyonce"),
        ("Beyonce\u0301", "Beyoncé"),
        ("  Ana \t Lee\n", "ana lee"),
        ("Ana\u200bLee", "AnaLee"),
        ("\u202eAna", "Ana"),
        ("ＡＢＣ", "abc"),
        ("Straße", "STRASSE"),
        ("Don’t", "Don't"),
        ("A–B", "A-B"),
        ("Sigur Rós", "sigur ros"),
        ("Motörhead", "Motorhead"),
        ("Røyksopp", "Royksopp"),
        ("ｶﾞ", "ガ"),
    ],
)
def test_the_same_name_folds_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("ハ", "バ"), ("は", "ぱ"), ("Ana", "Anna"), ("!!!", "!")]
)
def test_other_names_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("text", ["", " ", "\x00\x1f", "\u200b", "\ud800"])
def test_nothing_visible_folds_to_nothing(text: str) -> None:
    assert fold(text) == ""


def test_a_hundred_thousand_characters_take_no_time() -> None:
    start = time.process_time()
    assert len(fold("é" * 100_000)) == 1024
    assert len(fold("\ufdfa" * 100_000)) < 20_000
    assert time.process_time() - start < 0.5


@settings(max_examples=100)
@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_and_leaves_no_outer_blanks(text: str) -> None:
    once = fold(text)
    assert once == once.strip()
    assert fold(once) == once


def test_one_line_keeps_the_joiner_of_emoji_and_drops_what_turns_the_line() -> None:
    assert one_line("👩\u200d🎤\u202e\n x\x00y\ud800") == "👩\u200d🎤 x y"
