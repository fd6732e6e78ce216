from datetime import UTC, datetime
from pathlib import Path

import pytest

from dj.listeners.importers.apple_music_daily import AppleMusicDailyImporter
from dj.model.listening import Listen
from dj.model.track import Skipped
from dj.testing.importer_contract import ImporterContract

HEADER = (
    "Country,Track Identifier,Media type,Date Played,Hours,Play Duration Milliseconds,"
    "End Reason Type,Source Type,Play Count,Skip Count,Ignore For Recommendations,"
    "Track Reference,Track Description\n"
)


def write(folder: Path, *rows: str) -> Path:
    path = folder / "daily.csv"
    path.write_text(HEADER + "".join(rows), "utf-8")
    return path


def row(hours: str = "10", played: str = "200000", plays: str = "1", skips: str = "0",
        what: str = "Ana Lee - Salt", day: str = "20250101") -> str:  # fmt: skip
    return f'NZ,1,AUDIO,{day},"{hours}",{played},X,IPHONE,{plays},{skips},,1,"{what}"\n'


def read(path: Path) -> list[Listen | Skipped]:
    return list(AppleMusicDailyImporter().read(path))


class TestDaily(ImporterContract):
    def importer(self) -> AppleMusicDailyImporter:
        return AppleMusicDailyImporter()

    def write_example(self, folder: Path) -> Path:
        return write(folder, row(), row(what="Bo - Tide"))


def test_a_row_is_a_play_known_to_the_hour(tmp_path: Path) -> None:
    assert read(write(tmp_path, row())) == [
        Listen(started_at=datetime(2025, 1, 1, 10, tzinfo=UTC), artist="Ana Lee", title="Salt",
               played_ms=200_000, skipped=False, within_s=3_600, source="apple-music-daily")
    ]  # fmt: skip


def test_several_plays_are_spread_over_the_hours_named(tmp_path: Path) -> None:
    rows = read(write(tmp_path, row("9, 21", "600000", "3", "1")))
    listens = [r for r in rows if isinstance(r, Listen)]
    assert [x.started_at.strftime("%H:%M") for x in listens] == ["09:00", "09:30", "21:00", "21:30"]
    assert [(x.played_ms, x.skipped) for x in listens] == [(200_000, False)] * 3 + [(None, True)]


def test_without_hours_only_the_day_is_known(tmp_path: Path) -> None:
    (listen,) = read(write(tmp_path, row("")))
    assert isinstance(listen, Listen)
    assert listen.within_s == 86_400


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"plays": "0"}, "any time"),
        ({"played": "-5"}, "any time"),
        ({"day": "2025"}, "no date"),
        ({"day": "20251340"}, "no date"),
        ({"what": "Salt"}, "no artist"),
    ],
)
def test_a_row_that_is_no_play_is_refused_with_the_reason(
    tmp_path: Path, changes: dict[str, str], says: str
) -> None:
    (found,) = read(write(tmp_path, row(**changes)))
    assert isinstance(found, Skipped)
    assert says in found.reason
