import pytest

from dj.lineup.credits import title_of
from tests.lineup.worlds import song


@pytest.mark.parametrize(
    ("title", "name"),
    [("Hello (Live at Home)", "hello"), ("Hello [2011 Remaster]", "hello"),
     ("Hello - Remastered 2009", "hello"), ("Hello (Part 2)", "hello (part 2)"),
     ("(Live)", "(live)"), ("Alive", "alive"), ("((((", "((((")],
)  # fmt: skip
def test_titles_are_the_same_whichever_recording_it_is(title: str, name: str) -> None:
    assert title_of(song(1, title=title).track) == name


def test_a_movement_has_no_title_of_its_own() -> None:
    assert title_of(song(1, title="Allegro", work="Symphony").track) == ""


def test_hostile_titles_cost_no_time() -> None:
    assert title_of(song(1, title=" - (live" * 5000).track)
