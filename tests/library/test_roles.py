import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.library.roles import roles_of


def roles(**tags: str | list[str]) -> dict[str, tuple[str, ...]]:
    return roles_of(lambda name: [v] if isinstance(v := tags.get(name, []), str) else v)


def test_each_role_is_read_with_its_names_apart() -> None:
    found = roles(composer="Tom Vale; Ana Lee", lyricist=["Bo", "Bo"], organization="Small Boat")
    assert found == {
        "composer": ("Tom Vale", "Ana Lee"),
        "lyricist": ("Bo",),
        "label": ("Small Boat",),
    }


def test_the_label_s_own_tag_goes_before_the_publisher_s() -> None:
    assert roles(label="Small Boat", publisher="Big Ship") == {"label": ("Small Boat",)}


@pytest.mark.parametrize(
    "name",
    ["", " ", "Unknown", "Various", "VARIOUS ARTISTS", "n/a", "Varios artistas", "info@example.org",
     "www.example.com", "https://example.org/x", "Anonymous", "Trad.", "[no label]",
     "Tom <b>Vale</b>", "Tom (piano)", "{{ 7*7 }}", "2011 Big Ship", "© Big_Ship", "?", "123",
     "x" * 81, "\u202e\x1b[2J"],
)  # fmt: skip
def test_what_is_plainly_no_name_is_none(name: str) -> None:
    assert roles(composer=name) == {}


@given(st.lists(st.text(max_size=200), max_size=12))
def test_whatever_tags_hold_names_come_out_short_and_clean(values: list[str]) -> None:
    for names in roles(producer=values).values():
        assert 0 < len(names) <= 8
        assert all(name.isprintable() and len(name) <= 80 for name in names)
