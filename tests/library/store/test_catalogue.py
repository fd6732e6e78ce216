from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dj.library.store import FileRow, Stamp, Store
from dj.model.track import Skipped, Track
from dj.units import TrackId
from tests.library.store.conftest import add_tracks, make_track

STAMP = Stamp(size=1, mtime_ns=2, reader=3)


def test_a_track_comes_back_as_it_was(store: Store) -> None:
    add_tracks(store, 1)
    assert store.tracks() == (make_track(1),)
    assert store.track(make_track(1).id) == make_track(1)
    assert store.track("unheard of") is None


def test_tracks_come_in_the_order_of_their_identities(store: Store) -> None:
    add_tracks(store, 3, 1, 2)
    assert [track.id for track in store.tracks()] == [make_track(n).id for n in (1, 2, 3)]


def test_of_equal_recordings_the_first_path_stands_for_the_track(store: Store) -> None:
    for folder in ("/z", "/a", "/m"):
        copy = make_track(1, folder)
        store.save_files([FileRow(path=str(copy.path), stamp=STAMP, outcome=copy)])
    assert [track.path for track in store.tracks()] == [Path("/a/1.flac")]
    store.mark("gone", ["/a/1.flac"])
    assert [track.path for track in store.tracks()] == [Path("/m/1.flac")]


def test_a_gone_track_is_not_listed_but_remembered(store: Store) -> None:
    add_tracks(store, 1)
    store.mark("gone", [str(make_track(1).path)])
    assert store.tracks() == ()
    assert store.track(make_track(1).id) == make_track(1)


def test_skipped_files_are_listed_with_their_reasons(store: Store) -> None:
    skipped = Skipped(where="/music/b.mp3", reason="is empty")
    store.save_files([FileRow(path=skipped.where, stamp=STAMP, outcome=skipped)])
    store.save_skipped(Path("/music/a.mp3"), "is only words")
    first = Skipped(where="/music/a.mp3", reason="is only words", passing=True)
    assert store.skipped() == (first, skipped)


def test_a_track_that_cannot_be_analysed_is_skipped_and_no_longer_listed(store: Store) -> None:
    add_tracks(store, 1, 2)
    store.save_skipped(make_track(1).path, "its audio cannot be decoded")
    assert [track.id for track in store.tracks()] == [make_track(2).id]
    assert store.skipped()[0].reason == "its audio cannot be decoded"


def test_only_files_below_a_folder_are_known_there(store: Store) -> None:
    paths = ("/music/a.mp3", "/music/b/c.mp3", "/music.mp3", "/music0/a.mp3", "/musica.mp3")
    for path in paths:
        skipped = Skipped(where=path, reason="x")
        store.save_files([FileRow(path=path, stamp=STAMP, outcome=skipped)])
    assert store.known_files(Path("/music")).keys() == {"/music/a.mp3", "/music/b/c.mp3"}
    assert store.known_files(Path("/music.mp3")).keys() == {"/music.mp3"}
    assert store.known_files(Path("/")).keys() == set(paths)
    assert store.known_files(Path("/music"))["/music/a.mp3"].stamp == STAMP


def test_a_path_a_file_moved_from_is_forgotten(store: Store) -> None:
    add_tracks(store, 1)
    moved = make_track(1, "/new")
    row = FileRow(path=str(moved.path), stamp=STAMP, outcome=moved)
    store.save_files([row], moved_from=["/music/1.flac"])
    assert store.paths_ever(moved.id) == ("/new/1.flac",)
    assert store.knows(moved.id)
    assert not store.knows("unheard of")


def test_artists_can_be_set_for_every_copy(store: Store) -> None:
    add_tracks(store, 1, 2)
    store.set_artists({make_track(1).id: ("Zed",)})
    assert [track.artists for track in store.tracks()] == [("Zed",), ("Ana", "Bo")]


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=TEXT, artists=st.lists(TEXT, max_size=3), ids=st.dictionaries(TEXT, TEXT, max_size=2))
def test_any_text_comes_back_as_it_was(
    store: Store, title: str, artists: list[str], ids: dict[str, str]
) -> None:
    track = Track(
        id=TrackId("a"), path=Path("/music/a.mp3"), title=title, artist=title, duration_s=1.0,
        artists=tuple(artists), ids=ids,
    )  # fmt: skip
    store.save_files([FileRow(path="/music/a.mp3", stamp=STAMP, outcome=track)])
    assert store.track("a") == track
