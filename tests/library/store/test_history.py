import dataclasses
import random
from collections.abc import Iterator
from datetime import timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dj.errors import LibraryError
from dj.library.store import Store
from dj.model.controls import Ban, BanKind, Controls
from dj.model.feedback import Feedback, FeedbackKind
from dj.model.listening import Listen, Save, Tally
from dj.units import TrackId
from tests.library.store.conftest import make_listen

SAVE = Save(artist="Ana", title="Song", album="Record", playlist="Mine", source="m3u")


def test_listens_come_back_oldest_first_and_as_they_were(store: Store) -> None:
    listens = [make_listen(number) for number in (3, 1, 2)]
    assert store.add_listens("me", listens) == (3, 0)
    assert store.listens("me") == tuple(make_listen(number) for number in (1, 2, 3))


def test_the_same_listen_twice_is_stored_once(store: Store) -> None:
    listens = [make_listen(number) for number in range(5)]
    store.add_listens("me", listens)
    shouted = dataclasses.replace(make_listen(0), artist="ANA")
    elsewhere = make_listen(1).started_at.astimezone(timezone(timedelta(hours=5)))
    again = [*listens, shouted, dataclasses.replace(make_listen(1), started_at=elsewhere)]
    assert store.add_listens("me", again) == (0, 7)
    assert len(store.listens("me")) == 5


def test_two_songs_may_start_in_the_same_moment(store: Store) -> None:
    other = dataclasses.replace(make_listen(1), title="Other")
    assert store.add_listens("me", [make_listen(1), other]) == (2, 0)


def test_listeners_are_kept_apart(store: Store) -> None:
    store.add_listens("me", [make_listen(1)])
    assert store.add_listens("you", [make_listen(1)]) == (1, 0)
    assert store.listeners() == ("me", "you")
    assert store.forget_listener("me") == 1
    assert store.listens("me") == ()
    assert len(store.listens("you")) == 1


def test_an_import_that_breaks_off_stores_nothing(store: Store) -> None:
    def broken() -> Iterator[Listen]:
        yield make_listen(1)
        raise ValueError("the file ends here")

    with pytest.raises(ValueError, match="ends here"):
        store.add_listens("me", broken())
    assert store.listens("me") == ()


def test_saves_are_stored_once_and_come_back(store: Store) -> None:
    other = dataclasses.replace(SAVE, playlist="Other", location="a.mp3", track_id=TrackId("7"))
    assert store.add_saves("me", [SAVE, other, SAVE]) == (2, 1)
    assert store.saves("me") == (SAVE, other)


def test_a_match_is_set_changed_and_taken_back(store: Store) -> None:
    store.add_listens("me", [make_listen(1), make_listen(2)])
    store.add_saves("me", [SAVE])
    match = dataclasses.replace(make_listen(1), track_id=TrackId("7"))
    save = dataclasses.replace(SAVE, track_id=TrackId("8"))
    stranger = dataclasses.replace(make_listen(9), track_id=TrackId("9"))
    assert store.set_matches("me", [match, save, stranger]) == 2
    assert store.set_matches("me", [match, save]) == 0
    assert store.listens("me") == (match, make_listen(2))
    assert store.saves("me") == (save,)
    assert store.set_matches("me", [make_listen(1)]) == 1
    assert store.listens("me")[0].track_id is None


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(range(20)), max_size=40))
def test_added_and_repeated_always_add_up(store: Store, numbers: list[int]) -> None:
    store.forget_listener("me")
    added, repeated = store.add_listens("me", (make_listen(number) for number in numbers))
    assert added == len(set(numbers)) == len(store.listens("me"))
    assert added + repeated == len(numbers)


def test_a_newer_count_takes_the_place_of_the_older_one(store: Store) -> None:
    at = make_listen(1).started_at
    tally = Tally(artist="Ana", title="Song", plays=3, last_at=at, ids={"mbid": "m"}, source="x")
    more = dataclasses.replace(tally, plays=5, last_at=make_listen(2).started_at)
    assert store.add_tallies("me", [tally]) == (1, 0)
    assert store.add_tallies("me", [tally]) == (0, 1)
    assert store.add_tallies("me", [more]) == (1, 0)
    assert store.tallies("me") == (more,)
    assert store.set_matches("me", [dataclasses.replace(more, track_id=TrackId("7"))]) == 1
    assert store.tallies("me")[0].track_id == "7"


def test_a_save_keeps_its_date_and_identifiers(store: Store) -> None:
    save = dataclasses.replace(SAVE, saved_at=make_listen(1).started_at, ids={"isrc": "X"})
    store.add_saves("me", [save])
    assert store.saves("me") == (save,)


def test_a_listen_keeps_where_it_was_played_and_how_well_its_start_is_known(store: Store) -> None:
    listen = dataclasses.replace(make_listen(1), context="run 7", within_s=60)
    store.add_listens("me", [listen])
    assert store.listens("me") == (listen,)


MARKS = tuple(f"zq{word}7" for word in (
    "artist", "title", "album", "mbid", "context", "playlist", "place", "note", "name", "ban",
    "source"))  # fmt: skip
"""Words that nothing else holds."""


def personal(number: int) -> tuple[Listen, Save, Tally, Feedback, Controls]:
    """Make rows full of marks."""
    artist, title, album, mbid, context, playlist, place, note, _, ban, source = MARKS
    at = make_listen(number).started_at
    ids = {"mbid": f"{mbid}{number}"}
    listen = Listen(started_at=at, artist=artist, title=f"{title}{number}", album=album, ids=ids,
                    context=context, source=source)  # fmt: skip
    save = Save(artist=artist, title=f"{title}{number}", playlist=playlist, location=place, ids=ids)
    tally = Tally(artist=artist, title=f"{title}{number}", location=place, source=source, ids=ids)
    said = Feedback(kind=FeedbackKind.REPORTED, at=at, note=note, session=context)
    controls = Controls(bans=(Ban(kind=BanKind.ARTIST, name=ban, at=at),))
    return listen, save, tally, said, controls


def fill(store: Store, listener: str) -> None:
    """Store many rows of marks, some of them again and again, so that pages split and move."""
    rows = [personal(number) for number in range(400)]
    store.add_listens(listener, [row[0] for row in rows])
    store.add_saves(listener, [row[1] for row in rows])
    store.add_tallies(listener, [row[2] for row in rows])
    store.add_feedback(listener, [row[3] for row in rows])
    for row in rows[:20]:
        store.set_controls(listener, row[4])
    found = [dataclasses.replace(row[0], track_id=TrackId("t" * 32)) for row in rows[::3]]
    store.set_matches(listener, found)


def bytes_of(folder: Path) -> bytes:
    """Read everything in a folder."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file())


def test_no_byte_of_a_listener_who_is_forgotten_stays(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.add_listens("you", [make_listen(1)])
        fill(store, MARKS[8])
        before = bytes_of(tmp_path)
        assert all(mark.encode() in before for mark in MARKS)
        assert store.forget_listener(MARKS[8]) == 4 * 400 + 1
        after = bytes_of(tmp_path)
        assert not [mark for mark in MARKS if mark.encode() in after]
        assert store.listens("you") == (make_listen(1),)


@pytest.mark.parametrize("seed", range(3))
def test_no_byte_of_a_removed_play_stays(tmp_path: Path, seed: int) -> None:
    order = list(range(400))
    random.Random(seed).shuffle(order)  # noqa: S311 - a test's order
    with Store.open(tmp_path) as store:
        for start in range(0, 400, 80):  # others' rows lie between them on every page
            store.add_listens("me", (make_listen(number) for number in order[start : start + 80]))
            store.add_listens("me", (personal(number)[0] for number in order[start : start + 80]))
        for start in range(0, 400, 133):
            store.remove_listens("me", [personal(n)[0] for n in order[start : start + 133]])
        after = bytes_of(tmp_path)
        assert not [mark for mark in MARKS if mark.encode() in after]
        assert len(store.listens("me")) == 400


def test_a_reader_in_the_way_of_forgetting_is_told(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store, Store.open(tmp_path) as other:
        fill(store, "me")
        reading = other._db._connection.execute("SELECT * FROM recordings")
        reading.fetchone()
        store._db._connection.execute("PRAGMA busy_timeout = 20")
        with pytest.raises(LibraryError, match="another program is reading"):
            store.forget_listener("me")
        reading.close()
        store.forget_listener("me")
        after = bytes_of(tmp_path)
        assert not [mark for mark in MARKS if mark.encode() in after]


def test_copies_of_the_file_are_known(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        assert store.copies() == ()
        for name in ("library.db.version-3", "library.db.damaged-1"):
            (tmp_path / name).write_bytes(b"old")
        assert [path.name for path in store.copies()] == ["library.db.damaged-1",
                                                          "library.db.version-3"]  # fmt: skip
