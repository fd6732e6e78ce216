import time
from datetime import UTC, datetime, timedelta

from dj.library.store import FileRow, Stamp, Store
from dj.model.track import Skipped
from dj.units import TrackId
from tests.library.store.conftest import add_tracks, make_track


def numbers(store: Store, since: int) -> list[int]:
    return [int(track_id, 16) for track_id in store.changed_since(since)]


def test_each_change_of_a_track_is_seen_once_by_who_knows_the_last_number(store: Store) -> None:
    add_tracks(store, 1, 2, 3)
    _, seen = store.last_change()
    assert numbers(store, 0) == [1, 2, 3]
    assert numbers(store, seen) == []
    store.mark("gone", ["/music/2.flac"])
    add_tracks(store, 4)
    assert numbers(store, seen) == [2, 4]
    store.mark("present", ["/music/2.flac"])
    assert numbers(store, seen) == [4, 2]


def test_a_file_that_becomes_another_recording_changes_both(store: Store) -> None:
    add_tracks(store, 1)
    _, seen = store.last_change()
    other = FileRow(path="/music/1.flac", stamp=Stamp(size=2, mtime_ns=2, reader=1),
                    outcome=make_track(9))  # fmt: skip
    store.save_files([other])
    assert sorted(numbers(store, seen)) == [1, 9]


def test_what_is_set_aside_and_let_go_has_changed(store: Store) -> None:
    add_tracks(store, 1)
    track_id = make_track(1).id
    _, seen = store.last_change()
    store.set_aside(track_id, Skipped(where="x", reason="y"), stage="analysis", versions="1")
    assert numbers(store, seen) == [1]
    _, seen = store.last_change()
    store.release_outdated("analysis", "2")
    assert numbers(store, seen) == [1]


def test_the_number_never_falls_and_the_identity_stays(store: Store) -> None:
    add_tracks(store, 1)
    before = store.last_change()
    store.save_files([], moved_from=["/music/1.flac"])
    after = store.last_change()
    assert before[0] == after[0] != ""
    assert after[1] > before[1]


def test_two_libraries_have_two_identities(store: Store, tmp_path: object) -> None:
    with Store.open(store.folder / "other") as other:
        assert other.last_change()[0] != store.last_change()[0]


def test_tracks_are_read_one_by_one_or_by_id(store: Store) -> None:
    add_tracks(store, *range(1_200))
    assert tuple(store.each_track()) == store.tracks()
    ids = [make_track(n).id for n in (3, 700, 3)]
    assert [t.id for t in store.these_tracks([*ids, TrackId("none")])] == sorted(set(ids))
    assert list(store.these_tracks([])) == []


def test_a_track_came_when_its_first_file_did(store: Store) -> None:
    before = datetime.now(UTC) - timedelta(seconds=1)
    add_tracks(store, 1)
    assert store.came_since(before) == {make_track(1).id}
    time.sleep(0.01)
    later = datetime.now(UTC)
    time.sleep(0.01)
    copy = FileRow(path="/music/copy.flac", stamp=Stamp(size=2, mtime_ns=2, reader=1),
                   outcome=make_track(1))  # fmt: skip
    store.save_files([copy])
    add_tracks(store, 1, 2)
    assert store.came_since(later) == {make_track(2).id}
    assert store.came_since(before) == {make_track(1).id, make_track(2).id}
