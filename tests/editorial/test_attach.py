from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from dj.editorial import attach
from dj.model.editorial import Fact, Source
from dj.model.track import Track
from dj.units import TrackId

MBID = "0b5b3c1a-7f52-4f6c-9a53-0c1d2e3f4a5b"


def fact(name: str = "f", **subject: str) -> Fact:
    return Fact(
        id=name,
        subject=subject,
        predicate="studio_note",
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
) -> Track:
    return Track(
        id=TrackId(f"t{number}"), path=Path(f"/m/{number}.mp3"), title=title, artist=artist,
        artists=artists, album=album, album_artist=artist, duration_s=200.0, ids=ids or {},
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
