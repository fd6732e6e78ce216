from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from dj.editorial import attach
from dj.model.editorial import Fact, Source
from dj.model.track import Track
from dj.units import TrackId

MBID = "0b5b3c1a-7f52-4f6c-9a53-0c1d2e3f4a5b"


def fact(name: str = "f", predicate: str = "studio_note", **subject: str) -> Fact:
    return Fact(
        id=name,
        subject=subject,
        predicate=predicate,
        value="a boat house",
        as_of=date(2026, 1, 1),
        sources=(Source(title="Notes", locator="1"),),
        tier=1,
    )


def track(
    number: int = 1,
    *,
    artist: str = "Ana Lee",
    title: str = "Salt",
    album: str = "Coast",
    artists: tuple[str, ...] = (),
    ids: Mapping[str, str] | None = None,
    length_s: float = 200.0,
    place: int | None = None,
) -> Track:
    return Track(
        id=TrackId(f"t{number}"), path=Path(f"/m/{number}.mp3"), title=title, artist=artist,
        artists=artists, album=album, album_artist=artist, duration_s=length_s, ids=ids or {},
        track_number=place,
    )  # fmt: skip


def attaches(one: Fact, to: Track) -> bool:
    return attach([one], [to]) == {to.id: (one,)}


@pytest.mark.parametrize(
    "subject",
    [
        {"artist": "Ana Lee", "title": "Salt"},
        {"artist": "ANA LEE", "title": " salt", "album": "coast"},
        {"album_artist": "Ana Lee", "album": "Coast"},
        {"mbid": MBID.upper(), "title": "Salt"},
        {"isrc": "gb-aye-81-00053", "artist": "Ana Lee"},
    ],
)
def test_a_fact_attaches_where_every_field_agrees(subject: dict[str, str]) -> None:
    known = track(ids={"mbid": MBID, "isrc": "GBAYE8100053"})
    assert attaches(fact(**subject), known)


@pytest.mark.parametrize(
    "subject",
    [
        {"artist": "Ana Lee", "title": "Sea"},
        {"artist": "Bo", "title": "Salt"},
        {"artist": "Ana Lee", "title": "Salt", "album": "Other"},
        {"mbid": MBID, "title": "Sea"},
        {"mbid": MBID.replace("0", "1"), "title": "Salt"},
        {"artist": "Ana Lee", "title": "Salt", "isrc": "GBAYE8100053"},
        {"artist": "Ana Lee", "title": "Salt", "label": "Shore"},
    ],
)
def test_one_field_that_disagrees_or_is_missing_is_enough_to_stay_away(
    subject: dict[str, str],
) -> None:
    assert attach([fact(**subject)], [track(ids={"mbid": MBID})]) == {}


@pytest.mark.parametrize(
    "subject",
    [{}, {"artist": "Ana Lee"}, {"title": "Salt"}, {"mbid": MBID},
     {"artist": "Ana Lee", "album_artist": "Ana Lee"}, {"title": "Salt", "album": "Coast"}],
)  # fmt: skip
def test_a_name_alone_attaches_nowhere(subject: dict[str, str]) -> None:
    assert attach([fact(**subject)], [track(ids={"mbid": MBID})]) == {}


def test_the_main_artist_stands_for_a_credit_with_guests() -> None:
    duet = track(artist="Ana Lee feat. Bo", artists=("Ana Lee", "Bo"))
    assert attaches(fact(artist="Ana Lee", title="Salt"), duet)
    assert not attaches(fact(artist="Bo", title="Salt"), duet)


def test_another_version_is_another_recording() -> None:
    assert not attaches(fact(artist="Ana Lee", title="Salt"), track(title="Salt (Live)"))


def test_an_empty_tag_agrees_with_nothing() -> None:
    assert not attaches(fact(artist="Ana Lee", album=""), track(album=""))


def test_two_hundred_pairs_of_namesakes_never_exchange_facts() -> None:
    facts, tracks = [], []
    for number in range(200):
        name = f"Namesake {number}"
        facts.append(fact(f"fiddler-{number}", artist=name, album="Reels"))
        facts.append(fact(f"rapper-{number}", artist=name, album="Streets"))
        tracks.append(track(2 * number, artist=name, title="Intro", album="Reels"))
        tracks.append(track(2 * number + 1, artist=name, title="Intro", album="Streets"))
    attached = attach(facts, tracks)
    for number in range(200):
        assert [f.id for f in attached[TrackId(f"t{2 * number}")]] == [f"fiddler-{number}"]
        assert [f.id for f in attached[TrackId(f"t{2 * number + 1}")]] == [f"rapper-{number}"]


def test_a_fact_that_fits_two_artists_of_one_name_attaches_to_neither() -> None:
    fiddler = track(1, artist="Echo", title="Intro", ids={"artist_mbid": "a"})
    rapper = track(2, artist="Echo", title="Intro", ids={"artist_mbid": "b"})
    copy = track(3, artist="Echo", title="Intro", ids={"artist_mbid": "a"})
    about = fact(artist="Echo", title="Intro")
    assert attach([about], [fiddler, rapper]) == {}
    assert set(attach([about], [fiddler, copy])) == {"t1", "t3"}


def test_several_facts_keep_their_order() -> None:
    facts = [fact("b", artist="Ana Lee", title="Salt"), fact("a", title="Salt", mbid=MBID)]
    assert attach(facts, [track(ids={"mbid": MBID})]) == {TrackId("t1"): tuple(facts)}


def test_tracks_without_facts_are_absent() -> None:
    attached = attach([fact(artist="Ana Lee", title="Salt")], [track(), track(2, title="Sea")])
    assert set(attached) == {"t1"}


def test_two_hundred_pairs_of_namesakes_with_songs_of_one_name_never_exchange_facts() -> None:
    facts, tracks = list[Fact](), list[Track]()
    for number in range(200):
        name = f"Namesake {number}"
        facts.append(fact(f"either-{number}", artist=name, title="Intro"))
        for who, predicate in (("fiddler", "origin"), ("rapper", "award")):
            ids = {"artist_mbid": f"{who}-{number}"}
            facts.append(fact(f"{who}-{number}", predicate, artist=name, **ids))
            known = ids if number % 2 else {}
            length_s = 200.0 if who == "fiddler" else 95.0
            tracks.append(track(len(tracks), artist=name, title="Intro", album="", ids=known,
                                length_s=length_s))  # fmt: skip
    attached = attach(facts, tracks)
    for number in range(200):
        for place, who in enumerate(("fiddler", "rapper")):
            found = [f.id for f in attached.get(TrackId(f"t{2 * number + place}"), ())]
            assert found == ([f"{who}-{number}"] if number % 2 else [])


def test_copies_of_one_length_are_one_song_and_a_concert_is_another() -> None:
    about = fact(artist="Ana Lee", title="Salt")
    studio, copy = track(1), track(2, album="Best Of", length_s=203.0)
    assert set(attach([about], [studio, copy])) == {"t1", "t2"}
    assert attach([about], [studio, track(2, album="On Stage", length_s=262.0)]) == {}
    named = fact(artist="Ana Lee", title="Salt", album="Coast")
    assert set(attach([named], [studio, track(2, album="On Stage", length_s=262.0)])) == {"t1"}


def test_two_albums_of_one_name_are_told_apart_by_their_places() -> None:
    about = fact(artist="Echo", album="Live")
    ours = [track(1, artist="Echo", title="One", album="Live", place=1),
            track(2, artist="Echo", title="Two", album="Live", place=2)]  # fmt: skip
    other = track(3, artist="Echo", title="Drums", album="Live", place=1)
    assert set(attach([about], ours)) == {"t1", "t2"}
    assert attach([about], [*ours, other]) == {}


def test_an_album_is_known_by_its_identifier_and_a_name() -> None:
    ids = {"release_group_mbid": MBID}
    about = fact(release_group_mbid=MBID, album="Coast")
    assert attaches(about, track(ids=ids))
    assert not attaches(about, track(ids=ids, album="Shore"))


def test_a_fact_about_an_artist_goes_on_to_all_that_is_surely_theirs() -> None:
    ids = {"artist_mbid": MBID}
    songs = [track(1, ids=ids), track(2, title="Sea", album="Tides", ids=ids),
             track(3, title="Sand", album="Dunes")]  # fmt: skip
    origin = fact("o", "origin", artist="Ana Lee", album="Coast")
    assert set(attach([origin], songs)) == {"t1", "t2"}
    assert set(attach([fact(artist="Ana Lee", album="Coast")], songs)) == {"t1"}
    by_id = fact("o", "origin", artist="Ana Lee", artist_mbid=MBID.upper())
    assert set(attach([by_id], songs)) == {"t1", "t2"}


def test_an_artist_s_identifier_and_name_say_nothing_of_one_song() -> None:
    song = track(ids={"artist_mbid": MBID})
    assert attach([fact(artist="Ana Lee", artist_mbid=MBID)], [song]) == {}


def test_a_warning_by_a_name_alone_reaches_every_song_under_it() -> None:
    songs = [track(1), track(2, title="Sea", artist="Bo", artists=("Bo",)),
             track(3, artist="Bo feat. Ana Lee", artists=("Bo", "Ana Lee"),
                   title="Sand")]  # fmt: skip
    for predicate in ("died_on", "born_on", "no_praise"):
        assert set(attach([fact("w", predicate, artist="ANA LEE")], songs)) == {"t1", "t3"}


def test_a_warning_reaches_every_song_under_the_name_guests_included() -> None:
    died = fact("d", "died_on", artist="Ana Lee", album="Coast")
    guest = track(3, artist="Bo feat. Ana Lee", artists=("Bo", "Ana Lee"), title="Sand", album="X")
    songs = [track(1, ids={"artist_mbid": "a"}), track(2, title="Sea", album="Tides"), guest,
             track(4, artist="Cy", title="Sky", album="Y")]  # fmt: skip
    assert set(attach([died], songs)) == {"t1", "t2", "t3"}
    assert set(attach([died], songs[1:])) == {"t2", "t3"}
