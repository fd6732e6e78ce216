"""`dj listener talk`, as typed."""

import json
from pathlib import Path

import pytest

from tests.acceptance.house import Home

pytestmark = pytest.mark.slow


def test_a_kind_is_asked_for_shown_and_left_to_the_show_again(tmp_path: Path) -> None:
    home = Home(tmp_path)
    assert "Time check: less; it was usual." in home.good("listener", "talk", "time_check", "less")
    shown = json.loads(home.good("listener", "talk", "--json"))
    assert (shown["time_check"], shown["discovery"]) == ("less", "usual")
    assert "less" in home.good("listener", "talk", "time_check")
    home.good("listener", "talk", "time_check", "usual")
    assert json.loads(home.good("listener", "talk", "--json"))["time_check"] == "usual"


def test_the_greeting_stays_whatever_is_asked(tmp_path: Path) -> None:
    refused = Home(tmp_path).run("listener", "talk", "opening", "never")
    assert refused.code != 0
    assert "the opening stays" in refused.complaint
