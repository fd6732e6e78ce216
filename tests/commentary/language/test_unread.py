"""What nobody says as it is written is found in the languages that are known, and only there."""

import pytest

from dj.commentary.language.unread import unread


@pytest.mark.parametrize(
    ("text", "language", "signs"),
    [
        ("now feat. somebody, approx. here", "en", ["feat", "approx"]),
        ("min", "en", ["min"]),
        ("ca. min", "de", ["ca", "min"]),
        ("feat", "fr", []),
        ("sooo", "fr", ["ooo"]),
        ("привет", "nl", ["п"]),
        ("привет", "ru", []),
        ("naïve café señor größer Łódź", "en", []),
    ],
)
def test_short_forms_and_strange_letters_are_named(
    text: str, language: str, signs: list[str]
) -> None:
    assert list(unread(text, text.replace(".", " .").replace(",", " ,").split(), language)) == signs
