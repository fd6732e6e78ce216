from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dj.listeners import match
from dj.listeners.match import METHODS
from dj.model.listening import Listen, Save
from dj.model.track import Track
from dj.units import TrackId


def track(
    number: int,
    artist: str,
    title: str,
    *,
    album: str = "",
    duration_s: float = 200.0,
    ids: Mapping[str, str] | None = None,
    path: str = "",
) -> Track:
    return Track(
        id=TrackId(f"t{number}"),
        path=Path(path or f"/music/{number}.mp3"),
        title=title,
        artist=artist,
        artists=(artist.partition(" feat. ")[0],),
        album=album,
        duration_s=duration_s,
        ids=ids or {},
    )


def listen(
    artist: str,
    title: str,
    *,
    album: str = "",
    duration_ms: int | None = None,
    ids: Mapping[str, str] | None = None,
) -> Listen:
    return Listen(
        started_at=datetime(2026, 1, 1, tzinfo=UTC),
        artist=artist,
        title=title,
        album=album,
        duration_ms=duration_ms,
        ids=ids or {},
    )


def found(row: Listen | Save, *tracks: Track) -> tuple[str | None, str]:
    if isinstance(row, Listen):
        result = match([row], [], tracks)
        (matched,), methods = result.listens, result.methods
        track_id = matched.track_id
    else:
        result = match([], [row], tracks)
        (kept,), methods = result.saves, result.save_methods
        track_id = kept.track_id
    assert tuple(methods) == METHODS
    (method,) = [name for name, count in methods.items() if count]
    return track_id, method


SALT = track(1, "Ana Lee", "Salt")


@pytest.mark.parametrize("kind", ["mbid", "isrc", "spotify"])
def test_a_shared_identifier_wins_over_any_spelling(kind: str) -> None:
    known = track(2, "A. Lee", "Sea Salt", ids={kind: "AB12"})
    assert found(listen("Ana Lee", "Salt", ids={kind: "ab12"}), SALT, known) == ("t2", "id")


def test_the_same_spelling_is_exact() -> None:
    assert found(listen("Ana Lee", "Salt"), SALT) == ("t1", "exact")


@pytest.mark.parametrize(
    ("artist", "title"),
    [("ANA LEE", "salt"), ("Ana Lee feat. Bo", "Salt"), ("Ana Lee; Bo", "Salt"),
     ("Ana Lee", "Salt (feat. Bo)"), ("Ána Lee", "Salt - Remastered 2011"), ("Ana-Lee", "Salt!")],
)  # fmt: skip
def test_other_spellings_of_the_same_names_are_normalised(artist: str, title: str) -> None:
    assert found(listen(artist, title), SALT) == ("t1", "normalised")


def test_a_listen_that_names_only_the_main_artist_finds_the_duet() -> None:
    duet = track(2, "Ana Lee feat. Bo", "Salt")
    assert found(listen("Ana Lee", "Salt"), duet) == ("t2", "normalised")


@pytest.mark.parametrize(
    ("artist", "title"),
    [
        ("Ana Lee", "Slat Water Road"),
        ("Ana Lee", "Salt Watr Road"),
        ("Anna Lee", "Salt Water Road"),
    ],
)
def test_a_slip_of_the_pen_is_fuzzy(artist: str, title: str) -> None:
    known = track(2, "Ana Lee", "Salt Water Road")
    assert found(listen(artist, title), SALT, known) == ("t2", "fuzzy")


@pytest.mark.parametrize(
    ("artist", "title"),
    [
        ("Ana Lee", "Salt (Live)"),
        ("Ana Lee", "Salt (Bo Remix)"),
        ("Ana Lee", "Malt"),
        ("Ana Lee", "Pepper"),
        ("Bo", "Salt"),
        ("", "Salt"),
    ],
)
def test_other_recordings_stay_unmatched(artist: str, title: str) -> None:
    assert found(listen(artist, title), SALT) == (None, "unmatched")


def test_the_live_take_finds_the_live_take() -> None:
    live = track(2, "Ana Lee", "Salt (Live)")
    assert found(listen("ana lee", "Salt - Live"), SALT, live) == ("t2", "normalised")


def test_a_concert_album_is_not_the_studio_album() -> None:
    studio = track(2, "Ana Lee", "Sea", album="Coast")
    assert found(listen("Ana Lee", "Sea", album="Live at Home"), studio) == (None, "unmatched")


def test_numbers_are_never_a_slip() -> None:
    fifth = track(2, "Ana Lee", "Symphony No. 5 in C minor")
    assert found(listen("Ana Lee", "Symphony No. 6 in C minor"), fifth) == (None, "unmatched")
    second = track(3, "Ana Lee", "Long Way Home II")
    assert found(listen("Ana Lee", "Long Way Home III"), second) == (None, "unmatched")


def test_two_near_candidates_are_no_match() -> None:
    one, other = track(2, "Ana Lee", "Salt Water Road"), track(3, "Ana Lee", "Salt Water Load")
    assert found(listen("Ana Lee", "Salt Water Toad"), one, other) == (None, "unmatched")


def test_a_slip_needs_the_same_length_where_it_is_known() -> None:
    known = track(2, "Ana Lee", "Salt Water Road", duration_s=200)
    near, far = 203_000, 215_000
    assert found(listen("Ana Lee", "Salt Watr Road", duration_ms=near), known)[1] == "fuzzy"
    assert found(listen("Ana Lee", "Salt Watr Road", duration_ms=far), known)[1] == "unmatched"


def test_of_two_copies_album_then_length_then_identity_decides() -> None:
    copies = (
        track(1, "Ana Lee", "Salt", album="Coast", duration_s=200),
        track(2, "Ana Lee", "Salt", album="Best Of", duration_s=190),
    )
    assert found(listen("Ana Lee", "Salt", album="best of"), *copies)[0] == "t2"
    assert found(listen("Ana Lee", "Salt", duration_ms=191_000), *copies)[0] == "t2"
    assert found(listen("Ana Lee", "Salt"), *reversed(copies))[0] == "t1"


def test_artists_of_the_same_name_with_other_identifiers_are_never_merged() -> None:
    for number in range(200):
        name = f"Homonym {number}"
        known = track(1, name, "Intro", album="Same", ids={"artist_mbid": f"a{number}"})
        other = listen(name, "Intro", album="Same", ids={"artist_mbid": f"b{number}"})
        assert found(other, known) == (None, "unmatched")
        own = listen(name, "Intro", ids={"artist_mbid": f"A{number}"})
        assert found(own, known) == ("t1", "exact")


def test_between_two_artists_of_one_name_only_an_album_or_identifier_decides() -> None:
    one = track(1, "Echo", "Intro", album="Red", ids={"artist_mbid": "a"})
    other = track(2, "Echo", "Intro", album="Blue", ids={"artist_mbid": "b"})
    assert found(listen("Echo", "Intro"), one, other) == (None, "unmatched")
    assert found(listen("Echo", "Intro", album="Blue"), one, other)[0] == "t2"
    assert found(listen("Echo", "Intro", ids={"artist_mbid": "a"}), one, other)[0] == "t1"


def test_namesakes_on_albums_of_one_name_cannot_be_told_apart() -> None:
    one = track(1, "Echo", "Intro", album="Echo", ids={"artist_mbid": "a"})
    other = track(2, "Echo", "Intro", album="Echo", ids={"artist_mbid": "b"})
    assert found(listen("Echo", "Intro", album="Echo"), one, other) == (None, "unmatched")


def test_a_listen_credited_to_the_album_artist_finds_the_guest_track() -> None:
    guest = replace(track(1, "Bo", "Salt"), album_artist="Ana Lee")
    assert found(listen("Ana Lee", "Salt"), guest) == ("t1", "normalised")
    compilation = replace(guest, album_artist="Various Artists")
    assert found(listen("Various Artists", "Salt"), compilation) == (None, "unmatched")


def test_a_slip_does_not_turn_a_concert_into_the_studio_recording() -> None:
    known = track(2, "Ana Lee", "Salt Water Road")
    assert found(listen("Ana Lee", "Salt Watr Road (Live)"), known) == (None, "unmatched")


def test_differing_recording_identifiers_need_album_or_length_to_agree() -> None:
    known = track(2, "Ana Lee", "Sea", album="Coast", duration_s=200, ids={"mbid": "a"})
    other = {"mbid": "b"}
    assert found(listen("Ana Lee", "Sea", ids=other), known)[1] == "unmatched"
    assert found(listen("Ana Lee", "Sea", ids=other, album="Coast"), known)[1] == "exact"
    assert found(listen("Ana Lee", "Sea", ids=other, duration_ms=201_000), known)[1] == "exact"


def test_a_listen_that_knows_its_track_keeps_it() -> None:
    row = Listen(started_at=datetime(2026, 1, 1, tzinfo=UTC), artist="?", title="?",
                 track_id=TrackId("t1"))  # fmt: skip
    assert found(row, SALT) == ("t1", "id")
    assert found(row, track(2, "Ana Lee", "Sea")) == (None, "unmatched")


def test_a_save_is_found_by_its_path() -> None:
    known = track(2, "Ana Lee", "Salt", path="/music/Coast/Café.mp3")
    save = Save(artist="", title="x", location="/music/Coast/Cafe\u0301.mp3")
    assert found(save, SALT, known) == ("t2", "path")


def test_a_save_from_another_computer_is_found_by_folder_and_file() -> None:
    known = track(2, "Ana Lee", "Salt", path="/music/Coast/salt.mp3")
    save = Save(artist="", title="x", location="C:/Users/ana/Coast/Salt.MP3")
    assert found(save, known) == ("t2", "path")
    twin = track(3, "Bo", "Salt", path="/other/Coast/salt.mp3")
    assert found(save, known, twin) == (None, "unmatched")


def test_a_web_address_is_no_path() -> None:
    known = track(2, "Ana Lee", "Salt", path="/music/Coast/salt.mp3")
    save = Save(artist="", title="x", location="https://example.org/Coast/salt.mp3")
    assert found(save, known) == (None, "unmatched")


def test_a_save_without_a_path_is_found_like_a_listen() -> None:
    assert found(Save(artist="ana lee", title="Salt"), SALT) == ("t1", "normalised")
    assert found(Save(artist="?", title="?", ids={"mbid": "m"}),
                 track(2, "Bo", "Sea", ids={"mbid": "M"})) == ("t2", "id")  # fmt: skip


def test_rows_keep_their_order_and_the_order_of_the_library_does_not_matter() -> None:
    tracks = [track(n, f"Artist {n % 7}", f"Some Song {n}", album=f"A{n % 3}") for n in range(60)]
    rows = [listen(f"artist {n % 7}", f"Some Song {n} (Remastered)") for n in range(80)]
    forward, backward = match(rows, [], tracks), match(rows, [], tracks[::-1])
    assert forward == backward
    assert [x.title for x in forward.listens] == [x.title for x in rows]
    assert sum(forward.methods.values()) == 80
