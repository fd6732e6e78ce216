import time
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from dj.library.cleaning import LONGEST, clean_name, clean_text, is_address

ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=200)


@given(ANY_TEXT)
def test_clean_text_is_one_normal_line_without_invisible_characters(text: str) -> None:
    clean = clean_text(text)
    assert unicodedata.is_normalized("NFC", clean)
    assert clean == clean.strip()
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for c in clean)
    clean.encode("utf-8")


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


def test_bidirectional_marks_and_zero_width_letters_are_removed() -> None:
    assert clean_text("a\u202eb\u2066c\u200bd\ufeffe\u00adf") == "abcdef"


def test_control_characters_are_removed_and_lines_joined() -> None:
    assert clean_text("one\r\ntwo\tthree\x00\x1b[31m\x07") == "one two three[31m"


def test_half_characters_are_removed() -> None:
    assert clean_text("a\ud800b\udfffc\ufffed") == "abcd"


def test_accents_are_composed() -> None:
    assert clean_text("Beyonce\u0301") == "Beyonc\u00e9"


def test_a_title_of_ten_megabytes_is_cut_quickly() -> None:
    began = time.process_time()
    assert len(clean_text("e\u0301" * 5_000_000)) == LONGEST
    assert time.process_time() - began < 0.5


def test_letters_of_all_scripts_stay() -> None:
    for name in ("Björk", "Дельфин", "椎名林檎", "أم كلثوم", "रवि शंकर", "P!nk", "A$AP", "¡Ay!"):
        assert clean_text(name) == name


def test_names_that_say_nothing_is_known_are_empty() -> None:
    for name in ("(None)", "Unknown Artist", "<unknown>", " null ", ""):
        assert clean_name(name) == ""


def test_short_and_strange_names_stay() -> None:
    for name in ("?", "-", "None", "Unknown", "!!!", "Untitled"):
        assert clean_name(name) == name


def test_only_whole_texts_are_web_addresses() -> None:
    assert is_address("http://www.example.org/music?x=1")
    assert is_address("www.example.net")
    assert is_address("example.com")
    assert not is_address("will.i.am")
    assert not is_address("Song (www.example.com)")
