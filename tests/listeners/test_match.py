import random
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dj.listeners import match
from dj.listeners.match import METHODS, Matcher
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
    tracks = [track(n, f"Artist {n % 7}", f"Some Song {n}", album=f"A{n % 3}") for n in range(13)]
    rows = [listen(f"artist {n % 7}", f"Some Song {n} (Remastered)") for n in range(80)]
    forward, backward = match(rows, [], tracks), match(rows, [], tracks[::-1])
    assert forward == backward
    assert [x.title for x in forward.listens] == [x.title for x in rows]
    assert sum(forward.methods.values()) == 80


@pytest.mark.parametrize(
    "joint", ["; ", ";", " & ", ", ", " x ", " with ", " / ", " vs. ", " and "]
)
def test_a_joint_credit_finds_the_song_of_the_artist_it_begins_with(joint: str) -> None:
    assert found(listen(f"Ana Lee{joint}Bo", "Salt"), SALT) == ("t1", "normalised")


def test_a_joint_credit_that_is_an_artist_of_the_library_is_not_its_first_name() -> None:
    duo = track(2, "Ana Lee & Bo", "Pepper")
    assert found(listen("Ana Lee & Bo", "Salt"), SALT, duo) == (None, "unmatched")


def test_a_joint_credit_needs_the_same_length_where_it_is_known() -> None:
    assert found(listen("Ana Lee & Bo", "Salt", duration_ms=203_000), SALT)[0] == "t1"
    assert found(listen("Ana Lee & Bo", "Salt", duration_ms=240_000), SALT)[0] is None


@pytest.mark.parametrize(
    "title", ["03 - Salt", "03. Salt", "Ana Lee - Salt", "01 - Ana Lee - Salt"]
)
def test_a_title_like_a_file_name_is_found(title: str) -> None:
    assert found(listen("Ana Lee", title), SALT) == ("t1", "normalised")


def test_a_title_that_begins_with_a_number_is_found_first_as_it_is() -> None:
    numbered = track(2, "Ana Lee", "7. Salt")
    assert found(listen("ana lee", "7. Salt"), SALT, numbered) == ("t2", "normalised")


@pytest.mark.parametrize(
    ("known", "heard"),
    [
        (("Кино", "Группа крови"), ("Kino", "Gruppa krovi")),
        (("Kino", "Gruppa Krovi"), ("Кино", "Группа крови")),
        (("Кино", "Группа крови (Live)"), ("Kino", "Gruppa Krovi - Live")),
        (("Кино", "Rock"), ("Kino", "Rock")),
        (("さくら", "ギター"), ("Sakura", "Gitā")),
    ],
)
def test_another_script_is_romanised(known: tuple[str, str], heard: tuple[str, str]) -> None:
    assert found(listen(*heard), track(1, *known)) == ("t1", "romanised")


@pytest.mark.parametrize(
    ("known", "heard"),
    [
        (("Кино", "Группа крови (Live)"), ("Kino", "Gruppa Krovi")),
        (("Кино", "Группа крови"), ("Kino", "Gruppa Krovi (بيت Remix)")),
        (("Kino", "Krovi"), ("Kyno", "Krovy")),
        (("東京", "海"), ("Tokyo", "Umi")),
        (("Я", "Ты"), ("Ya", "Ty")),
    ],
)
def test_other_letters_alone_do_not_make_the_same_song(
    known: tuple[str, str], heard: tuple[str, str]
) -> None:
    assert found(listen(*heard), track(1, *known)) == (None, "unmatched")


def test_two_songs_of_one_skeleton_are_no_match() -> None:
    one, other = track(1, "Кино", "Мечи"), track(2, "Кино", "Мечы")
    assert found(listen("Kino", "Mechi"), one, other) == (None, "unmatched")


@pytest.mark.parametrize("mark", ["\u200f", "\u200e", "\u202b", "\ufeff", "\u200b"])
def test_marks_of_direction_do_not_count(mark: str) -> None:
    hebrew = track(1, "ירח", "לילה")
    assert found(listen(f"{mark}ירח", f"לילה{mark}"), hebrew) == ("t1", "normalised")


def test_a_name_that_the_library_knows_as_somebody_else_finds_not_even_unmarked_tracks() -> None:
    marked = track(1, "Echo", "Intro", ids={"artist_mbid": "a"})
    unmarked = track(2, "Echo", "Outro")
    other = listen("Echo", "Outro", ids={"artist_mbid": "b"})
    assert found(other, marked, unmarked) == (None, "unmatched")
    assert found(listen("Echo", "Outro", ids={"artist_mbid": "a"}), marked, unmarked)[0] == "t2"


def test_an_alias_goes_before_everything_else_and_only_for_its_words() -> None:
    matcher = Matcher([SALT, track(2, "Bo", "Sea")], aliases={("ana lee", "salt"): TrackId("t2")})
    assert matcher.find(listen("ANA LEE", " Salt", ids={"mbid": "x"})) == ("t2", "alias")
    assert matcher.find(listen("Ana Lee", "Salt (Remastered)")) == ("t1", "normalised")
    gone = Matcher([SALT], aliases={("ana lee", "salt"): TrackId("t9")})
    assert gone.find(listen("Ana Lee", "Salt")) == ("t1", "exact")


def test_a_right_name_is_looked_up_and_the_row_keeps_its_own() -> None:
    matcher = Matcher([SALT], artist=lambda name: "Ana Lee" if name == "A. L." else name)
    (row,) = matcher.listens([listen("A. L.", "Salt")])
    assert (row.artist, row.track_id) == ("A. L.", "t1")


def test_only_the_track_of_a_matched_listen_changes() -> None:
    row = replace(listen("Ana Lee", "Salt", album="x", ids={"mbid": "m"}), played_ms=7,
                  skipped=True, source="s", context="c", within_s=60)  # fmt: skip
    (matched,) = Matcher([SALT]).listens([row])
    assert matched == replace(row, track_id=TrackId("t1"))


def test_what_came_near_is_told_with_what_spoke_against_it() -> None:
    matcher = Matcher([
        track(1, "Ana Lee", "Salt Water", duration_s=200), track(2, "Ana Lee", "Salt Water (Live)"),
        track(3, "Bo", "Salt Water"), track(4, "Echo", "No. 5"), track(5, "Cy", "Harbour Lights"),
        track(6, "Dan", "Sea", ids={"artist_mbid": "a"}), track(7, "Zoe", "Quite Another Thing"),
    ])  # fmt: skip
    told = {
        row: [(miss.track.id, miss.reason) for miss in matcher.misses(listen(*row))]
        for row in (("Ana Lee", "Salt Water (Demo)"), ("Fay", "Salt Water"), ("Echo", "No. 6"),
                    ("Cy", "Harbor Light"), ("Zoé X", "Quite Anothr Thing"), ("?", "Nothing"))
    }  # fmt: skip
    assert told["Ana Lee", "Salt Water (Demo)"][:2] == [
        ("t1", "is another version"), ("t2", "is another version")]  # fmt: skip
    assert told["Fay", "Salt Water"] == [("t3", "is by Bo"), ("t1", "is by Ana Lee")]
    assert told["Echo", "No. 6"] == [("t4", "has another number")]
    assert told["Cy", "Harbor Light"] == [("t5", "is one of several that it could be")]
    assert told["Zoé X", "Quite Anothr Thing"] == [("t7", "differs in artist and title")]
    assert told["?", "Nothing"] == []
    long = matcher.misses(listen("Ana Lee", "Salt Watr", duration_ms=260_000))
    assert long[0].reason == "is 60 s shorter"
    other = matcher.misses(listen("Dan", "Sea", ids={"artist_mbid": "b"}))
    assert other[0].reason == "is by another artist of this name"


def test_hostile_names_take_no_time() -> None:
    roll = random.Random(1)  # noqa: S311 - made-up names
    names = ["".join(roll.sample("abcdefgh" * 120, 900)) for _ in range(13)]
    tracks = [track(number, "Ana Lee", name) for number, name in enumerate(names[:10])]
    tracks += [track(100 + number, " & ".join("ab" * 300), "(" * 900) for number in range(3)]
    matcher, began = Matcher(tracks), time.process_time()
    for name in names[10:]:
        row = listen("Ana Lee", name)
        assert matcher.find(row) == (None, "unmatched")
        matcher.misses(row)
    matcher.find(listen(" x ".join("ab" * 5000), "[" * 5000 + " - " * 5000))
    assert time.process_time() - began < 5.0
