import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.speech.text.prose import RULES, in_words


def test_a_language_without_rules_is_left_to_the_engine() -> None:
    assert in_words("12 & 3", "fr") == "12 & 3"


@pytest.mark.parametrize("language", RULES)
@given(text=st.text(max_size=120))
def test_no_digit_is_left_and_no_text_breaks_the_rules(language: str, text: str) -> None:
    assert not any(char in "0123456789" for char in in_words(text, language))


@pytest.mark.parametrize("language", RULES)
@given(before=st.text(alphabet="abc 0123456789.:,-#%&/", max_size=40))
def test_a_name_in_its_place_is_never_touched(language: str, before: str) -> None:
    said = in_words(f"{before} \ue000 {before}", language)
    assert said.count("\ue000") == 1
