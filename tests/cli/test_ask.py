from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dj.cli.ask import Wishes, length_s, moment, request, zone_name
from dj.config import Settings
from dj.errors import ConfigError


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("30m", 1800), ("1h", 3600), ("1h15m", 4500), ("45", 2700), ("90s", 90), ("20min", 1200)],
)
def test_lengths_are_read_as_people_write_them(text: str, seconds: int) -> None:
    assert length_s(text) == seconds


@pytest.mark.parametrize("text", ["", "0m", "30s", "13h", "long", "-5m", "1.5h"])
def test_a_length_that_is_none_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ConfigError, match="Write 30m"):
        length_s(text)


def test_a_time_of_day_means_today_on_the_listeners_clock() -> None:
    at = moment("07:30", "Asia/Tokyo")
    assert (at.hour, at.minute, at.tzinfo) == (7, 30, ZoneInfo("Asia/Tokyo"))
    assert at.date() == datetime.now(ZoneInfo("Asia/Tokyo")).date()


def test_a_date_with_an_offset_moves_to_the_listeners_clock() -> None:
    at = moment("2026-11-23T06:30:40+00:00", "Europe/Madrid")
    assert at.isoformat() == "2026-11-23T07:30:00+01:00"


@pytest.mark.parametrize("text", ["25:00", "noon", "2026-13-01", ""])
def test_a_moment_that_is_none_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ConfigError, match="Write 07:30"):
        moment(text, "UTC")


def test_a_zone_that_is_none_is_refused() -> None:
    with pytest.raises(ConfigError, match="not a time zone"):
        zone_name("Mars/Olympus")
    assert zone_name("Europe/Madrid") == "Europe/Madrid"


@pytest.mark.parametrize(
    ("wishes", "show"),
    [
        (Wishes(), "dj"),
        (Wishes(mix="the-2020s"), "made-for-you"),
        (Wishes(mix=""), "made-for-you"),
        (Wishes(ask=""), "request"),
        (Wishes(ask="jazz", mix="the-2020s", show="made-for-you"), "made-for-you"),
    ],
)
def test_an_option_that_only_one_show_obeys_asks_for_that_show(
    wishes: Wishes, show: str, tmp_path: Path
) -> None:
    assert request(wishes, Settings(data=tmp_path, cache=tmp_path)).show.name == show


def test_a_mix_is_refused_by_a_show_that_plays_none(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="the show radio plays no mixes"):
        request(Wishes(show="radio", mix="the-2020s"), Settings(data=tmp_path, cache=tmp_path))
