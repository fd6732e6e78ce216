from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.listeners.importers.place import place, split_label, title_of


@settings(max_examples=60)
@given(st.text(max_size=40), st.booleans())
def test_any_text_is_a_place_without_control_characters(written: str, is_uri: bool) -> None:
    found = place(written, Path("/lists"), is_uri=is_uri)
    assert not any(ord(character) < 32 or ord(character) == 127 for character in found)
    title_of(found)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("a%20b.mp3", "/lists/a b.mp3"),
        ("a%0Ab.mp3", ""),
        ("a%00b.mp3", ""),
        ("", ""),
        ("../../../../etc/x.mp3", "/etc/x.mp3"),
        ("x" * 5000, ""),
    ],
)
def test_encoded_places_are_decoded_and_checked_after(written: str, found: str) -> None:
    assert place(written, Path("/lists"), is_uri=True) == found


def test_a_label_is_divided_once_and_only_at_a_dash_between_blanks() -> None:
    assert split_label("Ana Lee - Salt - Live") == ("Ana Lee", "Salt - Live")
    assert split_label("Jean-Luc") == ("", "Jean-Luc")
