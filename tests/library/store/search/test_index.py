from collections.abc import Iterator
from pathlib import Path

import pytest

from dj.library.search.entry import entry
from dj.library.store.search import ARTIST, TITLE, Index, build
from dj.model.track import Track
from dj.units import TrackId
from tests.library.search.conftest import track

ABOUT = {"library": "x", "change": "1", "editors": ""}


def made(*titles: str) -> list[Track]:
    return [track(n, title, "Ana Lee") for n, title in enumerate(titles)]


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    build(tmp_path / "search.db", map(entry, made("Blue Moon", "Blue Note", "Moonlight")), ABOUT)
    with Index(tmp_path / "search.db") as opened:
        yield opened


def numbers(rows: object) -> list[int]:
    return sorted(int(row.track_id, 16) for row in rows)  # type: ignore[attr-defined]


def test_whole_names_and_their_beginnings_are_found(index: Index) -> None:
    assert numbers(index.named(TITLE, ["bluemoon"], 9)) == [0]
    assert numbers(index.named(ARTIST, ["analee"], 9)) == [0, 1, 2]
    assert numbers(index.beginning(TITLE, "blue", 9)) == [0, 1]
    assert numbers(index.beginning(TITLE, "moonlight", 9)) == []


def test_words_are_found_with_how_many_songs_have_them(index: Index) -> None:
    assert index.songs_with(["blue", "moon", "nothing"]) == {"blue": 2, "moon": 1}
    assert index.sharing_forms("blu") == {"blue": 2}
    assert index.going_on("bl", 9) == ("blue",)
    assert index.going_on("blue", 9) == ()
    assert index.holding("light", 9) == ("moonlight",)
    assert numbers(index.saying('{title}: ("blue")', 9)) == [0, 1]
    assert index.count() == 3
    assert index.about()["change"] == "1"


def test_an_update_replaces_adds_and_drops(index: Index) -> None:
    index.update([entry(track(0, "Red Moon", "Ana Lee")), entry(track(7, "Green", "Bo"))],
                 [TrackId(f"{1:032x}"), TrackId("never")], {"change": "2"})  # fmt: skip
    assert index.songs_with(["blue", "red", "green", "note", "moon"]) == {"red": 1, "green": 1,
                                                                          "moon": 1}  # fmt: skip
    assert numbers(index.saying('{title}: ("moon")', 9)) == [0]
    assert numbers(index.saying('{title}: ("blue")', 9)) == []
    assert index.about() == {**ABOUT, "change": "2", "version": "1", "songs": "3"}


def test_an_update_that_fails_changes_nothing(index: Index) -> None:
    def broken() -> Iterator[object]:
        yield entry(track(0, "Red Moon", "Ana Lee"))
        raise KeyError

    with pytest.raises(KeyError):
        index.update(broken(), [TrackId(f"{1:032x}")], {"change": "2"})  # type: ignore[arg-type]
    assert index.songs_with(["blue", "red"]) == {"blue": 2}
    assert index.about()["change"] == "1"
