from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dj.cli.ask import Wishes, request
from dj.cli.on_air import as_on_air
from dj.config import Settings
from dj.errors import ConfigError

WEEK = """
week:
  - {days: [wed], from: 06:00, until: 09:00, show: dj, length: 1h, voice: quiet, talk: lots}
  - {days: [sat], from: 22:00, until: 06:00, show: editorial, pool: low-light, length: rest}
"""
MADRID = ZoneInfo("Europe/Madrid")


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "schedule.yaml").write_text(WEEK)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=MADRID)


def test_show_voice_talk_and_length_come_from_the_week() -> None:
    found = as_on_air(Wishes(), at("2026-11-25T07:00"))
    assert (found.show, found.voice, found.talk, found.length) == ("dj", "quiet", "lots", "1h")


def test_what_is_asked_for_otherwise_stays() -> None:
    found = as_on_air(Wishes(length="10m", voice="ava"), at("2026-11-25T07:00"))
    assert (found.show, found.voice, found.length) == ("dj", "ava", "10m")


@pytest.mark.parametrize(
    ("when", "length"),
    [
        ("2026-10-24T23:00", "28800s"),  # the night with an hour twice
        ("2026-03-28T23:00", "21600s"),  # the night that lacks an hour
        ("2026-05-02T23:00", "25200s"),
    ],
)
def test_the_rest_of_a_night_is_as_long_as_time_passes(when: str, length: str) -> None:
    assert as_on_air(Wishes(), at(when)).length == length


def test_a_gap_says_what_is_next() -> None:
    with pytest.raises(ConfigError, match=r"nothing is scheduled Thu 12:00\. Next is editorial"):
        as_on_air(Wishes(), at("2026-11-26T12:00"))


def test_a_gap_can_be_filled(tmp_path: Path) -> None:
    (tmp_path / "schedule.yaml").write_text(f"{WEEK}gaps: dj\n")
    assert as_on_air(Wishes(), at("2026-11-26T12:00")).show == "dj"


def test_without_a_schedule_it_says_where_to_write_one(tmp_path: Path) -> None:
    (tmp_path / "schedule.yaml").unlink()
    with pytest.raises(ConfigError, match="no schedule"):
        as_on_air(Wishes(), at("2026-11-26T12:00"))


def asked(**wishes: object) -> tuple[str, str]:
    made = request(Wishes(**wishes), Settings(time_zone="Europe/Madrid"))  # type: ignore[arg-type]
    return made.show.name, made.asked.pool


def test_a_scheduled_request_has_its_pool() -> None:
    assert asked(scheduled=True, at="2026-05-02T23:00") == ("editorial", "low-light")


def test_a_pool_alone_asks_for_the_editorial_show_and_any_show_may_play_one() -> None:
    assert asked(pool="low-light") == ("editorial", "low-light")
    assert asked(pool="low-light", show="dj") == ("dj", "low-light")


@pytest.mark.parametrize("wishes", [{"show": "editorial"}, {"pool": "nowhere"}, {"pool": ""}])
def test_a_pool_that_is_missing_is_told_before_any_work(wishes: dict[str, str]) -> None:
    with pytest.raises(ConfigError, match="known: around-the-millennium, low-light"):
        asked(**wishes)


def test_a_show_that_plays_its_own_pool_takes_no_other(tmp_path: Path) -> None:
    place = tmp_path / "assets" / "shows"
    place.mkdir(parents=True)
    (place / "mine.yaml").write_text("name: mine\ntitle: Mine\npool: low-light\n")
    with pytest.raises(ConfigError, match="plays its own pool"):
        asked(show="mine", pool="around-the-millennium")
