"""Histories are matched again when something changed, and only then."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dj import matching
from dj.library.store import FileRow, Stamp, Store
from dj.model.listening import Listen, Save, Tally
from dj.model.track import Track
from dj.testing.examples import song
from dj.units import TrackId

AT = datetime(2026, 1, 1, tzinfo=UTC)
STAMP = Stamp(size=1, mtime_ns=1, reader=1)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    with Store.open(tmp_path / "library") as opened:
        add(opened, 1, "Ana Lee", "Salt")
        matching.catch_up(opened, {})
        yield opened


def add(store: Store, number: int, artist: str, title: str) -> Track:
    """Put a track into the library, as a scan does."""
    made = song(number, title=title, artist=artist).track
    track = replace(made, id=TrackId(f"{number:032x}"), path=Path(f"/music/{number}.flac"))
    store.save_files([FileRow(path=str(track.path), stamp=STAMP, outcome=track)])
    return track


def heard(store: Store, *names: tuple[str, str], start: int = 0) -> None:
    """Store plays as an import does."""
    rows = [Listen(started_at=AT + timedelta(minutes=start + number), artist=artist, title=title)
            for number, (artist, title) in enumerate(names)]  # fmt: skip
    store.add_listens("me", matching.match(store, rows).listens)


def tracks_of(store: Store) -> list[str | None]:
    """List the tracks of all plays, by number."""
    return [None if row.track_id is None else row.track_id.lstrip("0")
            for row in store.listens("me")]  # fmt: skip


def scanned(store: Store, number: int, artist: str, title: str) -> None:
    """Scan one more track and match what was heard."""
    before = store.track_marks()
    add(store, number, artist, title)
    matching.catch_up(store, before)


def test_a_new_track_finds_what_was_heard_before_it_came(store: Store) -> None:
    heard(store, ("Ana Lee", "Salt"), ("Bo", "Sea"), ("Bo", "Sea"))
    assert tracks_of(store) == ["1", None, None]
    scanned(store, 2, "Bo", "Sea")
    assert tracks_of(store) == ["1", "2", "2"]


def test_saves_and_counts_are_matched_again_too(store: Store) -> None:
    store.add_saves("me", [Save(artist="Bo", title="Sea", playlist="p")])
    store.add_tallies("me", [Tally(artist="Bo", title="Sea", plays=3)])
    scanned(store, 2, "Bo", "Sea")
    assert store.saves("me")[0].track_id == store.tallies("me")[0].track_id == f"{2:032x}"


def test_a_track_that_nobody_heard_changes_nothing(store: Store) -> None:
    heard(store, ("Bo", "Sea"))
    scanned(store, 2, "Cy", "Harbour")
    assert tracks_of(store) == [None]


def test_a_track_that_is_gone_lets_go_of_its_plays(store: Store) -> None:
    heard(store, ("Ana Lee", "Salt"))
    before = store.track_marks()
    with store._db.writing() as connection:
        connection.execute("UPDATE files SET status = 'gone'")
    matching.catch_up(store, before)
    assert tracks_of(store) == [None]


def test_new_tags_are_matched_too(store: Store) -> None:
    heard(store, ("Bo", "Sea"))
    before = store.track_marks()
    add(store, 1, "Bo", "Sea")
    assert store.track_marks() != before
    matching.catch_up(store, before)
    assert tracks_of(store) == ["1"]


def test_a_scan_that_was_stopped_before_matching_is_made_good_by_the_next(store: Store) -> None:
    heard(store, ("Bo", "Sea"))
    add(store, 2, "Bo", "Sea")
    matching.catch_up(store, store.track_marks())
    assert tracks_of(store) == ["2"]


def test_nothing_is_written_when_nothing_changed(store: Store) -> None:
    heard(store, ("Bo", "Sea"))
    writes = store._db._connection.total_changes
    matching.catch_up(store, store.track_marks())
    assert store._db._connection.total_changes == writes


def test_an_alias_holds_for_old_and_new_plays_until_it_is_taken_back(store: Store) -> None:
    heard(store, ("A. L.", "Slat"), ("Bo", "Sea"))
    track = store.tracks()[0]
    matching.add_alias(store, "a. l.", "SLAT", track)
    assert tracks_of(store) == ["1", None]
    heard(store, ("A. L.", "Slat"), start=60)
    scanned(store, 2, "Cy", "Harbour")
    assert tracks_of(store) == ["1", None, "1"]
    assert matching.remove_alias(store, "A. L.", "slat") is not None
    assert tracks_of(store) == [None, None, None]
    assert matching.remove_alias(store, "A. L.", "slat") is None


def test_an_alias_goes_before_a_match_by_name_and_gives_it_back(store: Store) -> None:
    other = add(store, 2, "Ana Lee", "Salt (Live)")
    heard(store, ("Ana Lee", "Salt"))
    matching.add_alias(store, "Ana Lee", "Salt", other)
    assert tracks_of(store) == ["2"]
    matching.add_alias(store, "Ana Lee", "Salt", store.tracks()[0])
    assert tracks_of(store) == ["1"]
    matching.remove_alias(store, "Ana Lee", "Salt")
    assert tracks_of(store) == ["1"]


def test_an_alias_written_by_hand_holds_after_the_next_scan(store: Store, tmp_path: Path) -> None:
    heard(store, ("A. L.", "Slat"))
    file = tmp_path / "aliases.yaml"
    file.write_text(f"- {{artist: A. L., title: Slat, track: '{1:032x}'}}")
    matching.catch_up(store, store.track_marks())
    assert tracks_of(store) == ["1"]
    file.write_text("")
    matching.catch_up(store, store.track_marks())
    assert tracks_of(store) == [None]


def test_the_biggest_losses_come_first_with_their_plays(store: Store) -> None:
    heard(store, ("Bo", "Sea"), ("bo", "SEA"), ("Bo", "Sea"), ("Ana Lee", "Salt (Live)"),
          ("Ana Lee", "Salt"))  # fmt: skip
    one, two = matching.unmatched(store, "me", 10)
    assert (one.artist, one.title, one.plays, one.misses) == ("Bo", "Sea", 3, ())
    assert (two.title, two.plays, [miss.reason for miss in two.misses]) == (
        "Salt (Live)", 1, ["is another version"])  # fmt: skip
    assert matching.unmatched_total(store, "me") == (4, 2)
    assert len(matching.unmatched(store, "me", 1)) == 1
    assert matching.unmatched(store, "nobody", 10) == ()


@pytest.mark.parametrize(
    ("words", "parts"),
    [("Bo - Sea - Part 2", ("Bo - Sea", "Part 2")), ("Cy - A - B", ("Cy", "A - B")),
     ("No dash", ("", "No dash")), ("Ana - Lee - X", ("Ana", "Lee - X"))],
)  # fmt: skip
def test_words_part_where_the_history_parts_them(
    store: Store, words: str, parts: tuple[str, str]
) -> None:
    heard(store, ("Bo - Sea", "Part 2"))
    assert matching.parted(store, "me", words) == parts
