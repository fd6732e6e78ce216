from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from dj.library.sidecars.completing import complete
from dj.model.track import Track
from dj.units import TrackId


def track(name: str = "t1.ogg", **fields: Any) -> Track:
    given = {"title": "t1", "artist": "", "provenance": {"title": "file name"}} | fields
    return Track(id=TrackId("0" * 32), path=Path("/m") / name, duration_s=200.0, **given)


def told(**tags: str) -> list[tuple[str, Mapping[str, Mapping[str, str]]]]:
    return [("album.json", {"t1.ogg": tags})]


def test_open_fields_are_filled_and_say_where_from() -> None:
    found = complete(
        track(), told(title="Harbour", artist="Ana feat. Bo", album="Maps", year="2001-02-03",
                      genre="Dub; Rock", track="4/9", album_artist="Ana"),
    )  # fmt: skip
    assert (found.title, found.artist, found.artists) == ("Harbour", "Ana feat. Bo", ("Ana", "Bo"))
    assert (found.album, found.year, found.genres) == ("Maps", 2001, ("Dub", "Rock"))
    assert (found.track_number, found.album_artist) == (4, "Ana")
    assert str(found.released) == "2001-02-03"
    assert set(found.provenance.values()) == {"album.json"}
    assert set(found.provenance) == {
        "title", "artist", "album", "year", "released", "genres", "track_number", "album_artist"
    }  # fmt: skip


def test_own_tags_win() -> None:
    own = track(title="Mine", artist="Me", artists=("Me",), album="Own", year=1990,
                genres=("Folk",), provenance={})  # fmt: skip
    says = told(title="x", artist="x", album="x", year="2000-05-01", genre="x")
    assert complete(own, says) == own


@pytest.mark.parametrize(
    "title", ["Track 01", "track_7", "Audio Track 12", "Titel 3", "Untitled", "03", "Piste 4"]
)
def test_a_title_that_only_holds_the_place_gives_way(title: str) -> None:
    assert complete(track(title=title, provenance={}), told(title="Harbour")).title == "Harbour"


@pytest.mark.parametrize("title", ["Track of Tears", "1979", "Unknown Pleasures", "Title Fight"])
def test_a_real_title_does_not_give_way(title: str) -> None:
    assert complete(track(title=title, provenance={}), told(title="Harbour")).title == title


def test_what_says_that_nothing_is_known_fills_nothing() -> None:
    same = track()
    assert complete(same, told(title=" ", artist="Unknown Artist", album="(none)", year="soon",
                               genre="", track="A")) == same  # fmt: skip


def test_words_about_the_credit_are_no_part_of_the_name() -> None:
    found = complete(track(), told(artist="Composed and performed by Ana"))
    assert (found.artist, found.artists) == ("Ana", ("Ana",))
    assert complete(track(), told(artist="Killed by Death")).artist == "Killed by Death"


def test_a_files_own_name_counts_before_its_stem_and_the_folder() -> None:
    says = {"t1.ogg": {"title": "File"}, "t1.*": {"title": "Stem"}, "*": {"title": "Folder"}}
    assert complete(track("T1.OGG"), [("x", says)]).title == "File"
    assert complete(track("t1.mp3"), [("x", says)]).title == "Stem"
    assert complete(track("t2.mp3"), [("x", says)]).title == "Folder"


def test_hostile_text_is_cleaned_like_a_tag() -> None:
    found = complete(track(), told(title="A\u202eB\nC" + "x" * 5000, artist="http://a.com"))
    assert found.title.startswith("AB C")
    assert len(found.title) <= 1024
    assert found.artist == ""
