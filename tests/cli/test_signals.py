"""`dj signals`, as typed."""

import json

import pytest

from tests.acceptance.house import Home

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return Home(tmp_path_factory.mktemp("signals"))


def test_it_lists_what_speaks_for_a_song_and_what_each_reads(home: Home) -> None:
    text = home.good("signals")
    for words in ("affinity", "+1.00", "you like this song", "history: plays of the song",
                  "none reads nothing of you"):  # fmt: skip
        assert words.casefold() in text.casefold()
    assert "\x1b" not in text


def test_a_dial_changes_the_weights(home: Home) -> None:
    home.good("listener", "dial", "familiarity", "0")
    found = json.loads(home.good("signals", "--json"))
    weights = {one["name"]: one["weight"] for one in found["signals"]}
    assert (weights["affinity"], weights["style"]) == (0.0, 1.0)
    assert found["show"] == "dj"


def test_the_card_is_a_page(home: Home) -> None:
    page = home.good("signals", "--card")
    assert page.startswith("# How songs are chosen")
    assert "## What is not used" in page


def test_an_unknown_show_is_an_error_that_lists_the_known(home: Home) -> None:
    result = home.run("signals", "--show", "nothing")
    assert result.code == 3
    assert "'nothing'" in result.complaint
