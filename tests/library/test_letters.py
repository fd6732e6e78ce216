import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.library.letters import MOST_LETTERS, forms, key, nearness, pieces, words
from dj.model.slips import slips


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Don't Stop", ("dont", "stop")), ("AC/DC", ("ac", "dc")), ("P!nk", ("pink",)),
        ("Ke$ha", ("kesha",)), ("$uicideboy$", ("suicideboy",)), ("A$AP", ("asap",)),
        ("R & B", ("r", "and", "b")), ("Rock+Roll", ("rock", "roll")), ("Ｗｉｄｅ", ("wide",)),
        ("Straße", ("strasse",)), ("Mötley Crüe", ("motley", "crue")), ("हिन्दी", ("हिन्दी",)),
        ("!!!", ()), ("", ()), ("99%", ("99",)), ("100$", ("100",)), ("a_b", ("a", "b")),
    ],
)  # fmt: skip
def test_words_are_runs_of_letters_without_their_spelling(
    text: str, found: tuple[str, ...]
) -> None:
    assert words(text) == found


def test_a_name_without_words_is_kept_as_it_is() -> None:
    assert (key("!!!"), key("🔥"), key("Blue-Moon "), key(" ")) == ("!!!", "🔥", "bluemoon", "")


def test_scripts_without_spaces_are_cut_into_letters() -> None:
    assert pieces("東京 Calling 🔥") == ("東", "京", "🔥")
    assert pieces("plain") == ()


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [("love", "love", 1.0), ("Чайковский", "chaikovsky", 0.75), ("Цой", "tsoi", 0.95),
     ("beatles", "baetles", 0.7), ("さくら", "sakura", 0.95), ("サクラ", "さくら", 0.95)],
)  # fmt: skip
def test_a_slip_and_another_script_are_near(one: str, other: str, least: float) -> None:
    (first,), (second,) = words(one), words(other)
    assert nearness(first, second) >= least
    assert forms(first) & forms(second)


@pytest.mark.parametrize(("one", "other"), [("1994", "1995"), ("no5", "no6"), ("love", "hate"),
                                            ("a", "b"), ("ya", "j")])  # fmt: skip
def test_numbers_and_other_words_are_not_near(one: str, other: str) -> None:
    assert nearness(one, other) == 0.0


latin = st.text("abcdefg", min_size=3, max_size=9)


@settings(max_examples=60, deadline=None)
@given(latin, st.integers(0, 9), st.sampled_from("abcdefg"), st.integers(0, 3))
def test_words_one_slip_apart_share_a_form(word: str, at: int, letter: str, way: int) -> None:
    ways = (word[:at] + letter + word[at:], word[:at] + word[at + 1 :],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at : at + 2][::-1] + word[at + 2 :])  # fmt: skip
    other = ways[way]
    if len(other) >= 3 and slips(word, other) == 1:
        assert forms(word) & forms(other)
        assert nearness(word, other) == 0.7


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_words_without_spaces_of_bounded_length(text: str) -> None:
    found = words(text)
    assert all(word and " " not in word and len(word) <= MOST_LETTERS for word in found)
    assert words(" ".join(found)) == found
