import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dj.errors import ImportFileError
from dj.listeners.importers.librefm_loved import LovedImporter
from dj.model.listening import Save
from dj.model.track import Skipped
from dj.testing.importer_contract import ImporterContract

EXPORTS = Path(__file__).parents[4] / "shared" / "data" / "listening_exports"
exported = pytest.mark.skipif(
    not EXPORTS.is_dir(), reason=f"the shared exports are not there: {EXPORTS}"
)
ARTIST_MBID = "7b564b37-37be-45b7-9a12-c57e6dc83fab"


def loved(title: str = "Salt", **changes: object) -> dict[str, object]:
    return {
        "name": title,
        "mbid": "",
        "url": "MARKADDRESS",
        "date": {"#text": "17 Feb 2026 13:53 GMT", "uts": "1771336383"},
        "artist": {"name": "Ana Lee", "mbid": ARTIST_MBID, "url": ""},
        **changes,
    }


def write(folder: Path, track: object) -> Path:
    path = folder / "loved.json"
    page = {"track": track, "@attr": {"user": "MARKUSER", "page": "1"}}
    path.write_text(json.dumps({"lovedtracks": page}, indent=4), "utf-8")
    return path


def read(path: Path) -> list[Save | Skipped]:
    return list(LovedImporter().read(path))


class TestLoved(ImporterContract):
    def importer(self) -> LovedImporter:
        return LovedImporter()

    def write_example(self, folder: Path) -> Path:
        return write(folder, [loved(), loved("Sand")])


def test_a_loved_song_is_a_save_with_its_time(tmp_path: Path) -> None:
    assert read(write(tmp_path, [loved()])) == [
        Save(
            artist="Ana Lee",
            title="Salt",
            playlist="Loved tracks",
            saved_at=datetime(2026, 2, 17, 13, 53, 3, tzinfo=UTC),
            ids={"artist_mbid": ARTIST_MBID},
            source="librefm-loved",
        )
    ]


def test_the_user_is_in_no_row(tmp_path: Path) -> None:
    assert "MARK" not in repr(read(write(tmp_path, [loved(), loved(""), None])))


@pytest.mark.parametrize("date", [None, {"uts": "0"}, {"uts": None}, {}])
def test_a_love_without_a_time_is_still_a_love(tmp_path: Path, date: object) -> None:
    (save,) = read(write(tmp_path, [loved(date=date)]))
    assert isinstance(save, Save)
    assert save.saved_at is None


def test_a_page_with_one_song_has_no_list(tmp_path: Path) -> None:
    assert len(read(write(tmp_path, loved()))) == 1


def test_rows_that_say_too_little_are_refused_one_by_one(tmp_path: Path) -> None:
    found = read(write(tmp_path, [loved(""), loved(artist=None), 5, loved()]))
    assert [type(row) for row in found] == [Skipped, Skipped, Skipped, Save]


def test_a_damaged_page_is_one_clear_error(tmp_path: Path) -> None:
    path = write(tmp_path, [loved()])
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(ImportFileError, match="damaged"):
        read(path)


@exported
@pytest.mark.parametrize("name", ["librefm_loved_tracks_1.json", "librefm_loved_tracks_2.json"])
def test_shared_exports_give_three_loved_songs_each(name: str) -> None:
    rows = read(EXPORTS / name)
    assert len(rows) == 3
    assert all(isinstance(row, Save) and row.saved_at for row in rows)
