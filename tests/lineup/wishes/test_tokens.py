import pytest

from dj.lineup.wishes.tokens import INNER, MINUS, WIDE, WISH_LIMIT, tokens, words


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Hip-Hop", ("hip", "hop")),
        ("R&B", ("r", "&", "b")),
        ("drum 'n' bass and Drum+Bass", ("drum", "&", "bass", "&", "drum", "&", "bass")),
        ("don’t, '90s", ("dont", "90s")),
        ("1h30, 40min, 120bpm", ("1", "h", "30", "40", "min", "120", "bpm")),
        ("1970–1985", ("1970", "-", "1985")),
        ("1.5 hours", ("1.5", "hours")),
        ("ＪＡＺＺ Étude mel\u200blow", ("jazz", "etude", "mellow")),
        ("林檎の木 кедр", ("林檎の木", "кедр")),
        ("🎷🎷 !?", ("🎷🎷",)),
        ("", ()),
    ],
)
def test_words_are_cut_as_they_are_compared(text: str, cut: tuple[str, ...]) -> None:
    assert words(text) == cut


def test_each_token_knows_where_it_stood() -> None:
    text = "  1h30 of Étude, “please”"
    assert [text[one.start : one.end] for one in tokens(text)] == [
        "1", "h", "30", "of", "Étude", "please"]  # fmt: skip
    assert [one.stop for one in tokens(text)] == [False] * 5 + [True]
    assert [one.quote for one in tokens(text)] == [0] * 5 + [1]


def test_capitals_tell_names_only_where_others_have_none() -> None:
    assert [one.name_like for one in tokens("Some Foo Fighters please")] == [
        True,
        True,
        True,
        False,
    ]
    assert [one.name_like for one in tokens("Mellow jazz by Nobody")] == [False, False, False, True]
    assert not any(one.name_like for one in tokens("Mellow Jazz By Nobody"))


def test_a_long_text_is_cut() -> None:
    assert tokens("a " * 10_000)[-1].end <= WISH_LIMIT


def test_dashes_are_told_apart() -> None:
    said = tokens("hip-hop -rap, A - B – C—D 70s-90s")
    assert [one.dash for one in said] == ["", INNER, MINUS, "", WIDE, WIDE, WIDE, "", INNER]
    assert [one.stop for one in said].count(True) == 1
