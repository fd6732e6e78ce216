import pytest

from dj.model.show import Segment, Show, Theme


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Your DJ"),
        ("es", "Tu DJ"),
        ("es-419", "Tu DJ"),
        ("pt-BR", "Seu DJ"),
        ("pt", "Your DJ"),
    ],
)
def test_a_title_is_told_in_the_language_of_the_host_where_it_has_one(
    language: str, title: str
) -> None:
    show = Show(name="dj", title="Your DJ", titles={"es": "Tu DJ", "pt-br": "Seu DJ"})
    assert show.title_in(language) == title


def test_a_segment_without_a_title_in_a_language_keeps_its_own() -> None:
    part = Segment(theme=Theme.MOOD, songs=3, title="Old friends", titles={"de": "Alte Bekannte"})
    assert [part.title_in(tag) for tag in ("de-AT", "es")] == ["Alte Bekannte", "Old friends"]
