import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dj.listeners.importers.lastfm_json import LastfmJsonImporter
from dj.listeners.importers.librefm_loved import LovedImporter
from dj.model.listening import Listen
from dj.model.track import Skipped
from dj.testing.importer_contract import ImporterContract

MBID = "d5e4fb56-e457-4684-aa31-63ce70ee5a8c"
ARTIST_MBID = "7b564b37-37be-45b7-9a12-c57e6dc83fab"


def play(
    title: object = "Salt", uts: object = "1577836800", **changes: object
) -> dict[str, object]:
    return {
        "artist": {"mbid": ARTIST_MBID, "#text": "Ana Lee"},
        "streamable": "0",
        "image": [{"size": "small", "#text": "MARKIMAGE"}],
        "mbid": MBID,
        "album": {"mbid": "", "#text": "Sea"},
        "name": title,
        "url": "MARKADDRESS",
        "date": {"uts": uts, "#text": "01 Jan 2020, 00:00"},
        **changes,
    }


def page(*tracks: object) -> dict[str, object]:
    return {"track": list(tracks), "@attr": {"user": "MARKUSER", "page": "1"}}


def write(folder: Path, written: object) -> Path:
    path = folder / "recenttracks-somebody.json"
    path.write_text(json.dumps(written), "utf-8")
    return path


def read(path: Path) -> list[Listen | Skipped]:
    return list(LastfmJsonImporter().read(path))


def told(path: Path) -> list[str]:
    return [row.title if isinstance(row, Listen) else row.reason for row in read(path)]


class TestPages(ImporterContract):
    def importer(self) -> LastfmJsonImporter:
        return LastfmJsonImporter()

    def write_example(self, folder: Path) -> Path:
        return write(folder, [page(play(), play("Sand", "1577837100")), page(play("Sky"))])


class TestOnePage(ImporterContract):
    def importer(self) -> LastfmJsonImporter:
        return LastfmJsonImporter()

    def write_example(self, folder: Path) -> Path:
        return write(folder, {"recenttracks": page(play(), play("Sand", "1577837100"))})


def test_a_play_has_names_the_start_and_identifiers(tmp_path: Path) -> None:
    assert read(write(tmp_path, [page(play())])) == [
        Listen(
            started_at=datetime(2020, 1, 1, tzinfo=UTC),
            artist="Ana Lee",
            title="Salt",
            album="Sea",
            ids={"mbid": MBID, "artist_mbid": ARTIST_MBID},
            source="lastfm-json",
        )
    ]


def test_plays_are_counted_through_all_pages(tmp_path: Path) -> None:
    path = write(tmp_path, [page(play(), play("Sand")), page(play("Sky", "0"))])
    assert read(path)[2] == Skipped(
        where=f"{path}:3",
        reason="has a date before October 2002: the player's clock was not set.",
    )


def test_what_is_playing_now_has_no_date(tmp_path: Path) -> None:
    now = play("Now", **{"@attr": {"nowplaying": "true"}})
    del now["date"]
    path = write(tmp_path, [page(now, play())])
    assert told(path) == ["is playing now: it has no date of play.", "Salt"]


def test_a_page_with_one_play_has_no_list(tmp_path: Path) -> None:
    one = {"track": play(), "@attr": {}}
    assert told(write(tmp_path, [one, page(play("Sand"))])) == ["Salt", "Sand"]


def test_pages_asked_for_with_more_detail_name_the_artist_otherwise(tmp_path: Path) -> None:
    detailed = play(artist={"name": "Ana Lee", "mbid": ARTIST_MBID, "url": ""}, loved="1")
    path = write(tmp_path, [page(detailed)])
    assert LastfmJsonImporter().recognises(path.read_bytes(), "x")
    (listen,) = read(path)
    assert isinstance(listen, Listen)
    assert listen.artist == "Ana Lee"


@pytest.mark.parametrize("odd", [None, 5, "text", [], {"artist": 5}, {"date": "soon"}])
def test_an_odd_play_costs_only_itself(tmp_path: Path, odd: object) -> None:
    found = read(write(tmp_path, [page(play(), odd, play("Sand"))]))
    assert [type(row) for row in found] == [Listen, Skipped, Listen]


def test_an_odd_page_costs_only_itself(tmp_path: Path) -> None:
    found = read(write(tmp_path, [page(play()), None, {"@attr": {}}, page(play("Sand"))]))
    assert [type(row) for row in found] == [Listen, Skipped, Skipped, Listen]


def test_a_broken_page_is_refused_as_a_whole_and_the_next_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, [page(play("One"), play("Two")), page(play("Three"))])
    path.write_bytes(path.read_bytes().replace(b'"One"', b'"One'))
    assert told(path) == ["a page of plays is broken or cut off.", "Three"]


def test_a_list_of_plays_without_pages_is_read(tmp_path: Path) -> None:
    assert told(write(tmp_path, [play(), play("Sand")])) == ["Salt", "Sand"]


def test_nothing_but_the_play_is_in_any_row(tmp_path: Path) -> None:
    assert "MARK" not in repr(read(write(tmp_path, [page(play(), play(uts="x"), play(""))])))


def test_loved_songs_are_another_format(tmp_path: Path) -> None:
    head = write(tmp_path, {"lovedtracks": page(play())}).read_bytes()
    assert not LastfmJsonImporter().recognises(head, "x")
    assert LovedImporter().recognises(head, "x")
