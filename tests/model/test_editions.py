from pathlib import Path

import pytest

from dj.model.editions import is_later_edition
from dj.model.track import Track
from dj.units import TrackId


def of(title: str = "Salt", album: str = "Coast", album_artist: str = "Ana Lee") -> bool:
    return is_later_edition(Track(
        id=TrackId("t"), path=Path("t.flac"), title=title, artist="Ana Lee", album=album,
        album_artist=album_artist, duration_s=200.0,
    ))  # fmt: skip


@pytest.mark.parametrize(
    "album", ["Coast (Remastered)", "Coast: 20th Anniversary", "THE BEST OF ANA LEE", "Singles",
              "Live in Oslo", "Original Soundtrack", "The Box Set"],
)  # fmt: skip
def test_words_of_an_album_show_a_later_edition(album: str) -> None:
    assert of(album=album)


def test_so_do_a_title_and_a_collection_of_many_artists() -> None:
    assert of(title="Salt - 2011 Remaster")
    assert of(album_artist="Various Artists")


def test_a_plain_album_is_none_and_words_within_words_do_not_count() -> None:
    assert not of()
    assert not of(title="Alive", album="Olive Trees")


def test_only_the_beginning_of_a_hostile_tag_is_looked_at() -> None:
    assert not of(title="x" * 100_000 + " remaster")
