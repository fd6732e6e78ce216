from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dj.library import duplicates
from dj.library.duplicates import Copies
from dj.library.store import FileRow, Stamp, Store
from dj.model.track import Track
from dj.testing.examples import song
from dj.units import TrackId
from tests.library.duplicates.worlds import Words, copy, fingerprint

STAMP = Stamp(size=1, mtime_ns=1, reader=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "library") as opened:
        yield opened


def add(store: Store, path: Path, number: int, words: Words, size: int = 100_000) -> TrackId:
    """Put a file with a fingerprint into the library."""
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(bytes(size))
    item = song(number, duration_s=len(words) / 5.4)
    track: Track = replace(item.track, path=path)
    store.save_files([FileRow(path=str(path), stamp=STAMP, outcome=track)])
    store.save_analysis(replace(item.analysis, fingerprint=words))
    return track.id


def told(groups: tuple[duplicates.Group, ...]) -> list[list[tuple[str, Copies | None]]]:
    return [[(copy.path.name, copy.kind) for copy in group.copies] for group in groups]


def test_copies_edits_and_equal_files_make_one_group(store: Store, tmp_path: Path) -> None:
    words, music = fingerprint(1), tmp_path / "music"
    add(store, music / "song.mp3", 1, words)
    best = add(store, music / "song.flac", 2, copy(words, 0.05))
    add(store, music / "edit.flac", 3, copy(words[:750], 0.05), size=999_000)
    add(store, music / "again.flac", 2, copy(words, 0.05))
    add(store, music / "stranger.flac", 4, fingerprint(2))
    groups = duplicates.find(store)
    assert told(groups) == [[
        ("again.flac", None), ("song.flac", Copies.AUDIO), ("song.mp3", Copies.RECORDING),
        ("edit.flac", Copies.EDIT),
    ]]  # fmt: skip
    assert duplicates.known(store)[0][0] == best
    assert len(duplicates.known(store)[0]) == 3


def test_equal_files_alone_are_a_group_but_no_two_recordings(store: Store, tmp_path: Path) -> None:
    for name in ("a.flac", "b.flac"):
        add(store, tmp_path / "music" / name, 1, fingerprint(1))
    assert told(duplicates.find(store)) == [[("a.flac", None), ("b.flac", Copies.AUDIO)]]
    assert duplicates.known(store) == ()


def test_a_short_excerpt_is_never_the_best(store: Store, tmp_path: Path) -> None:
    words = fingerprint(1)
    add(store, tmp_path / "music" / "whole.mp3", 1, words)
    add(store, tmp_path / "music" / "excerpt.flac", 2, copy(words[:500], 0.05))
    ((best, _),) = told(duplicates.find(store))
    assert best == ("whole.mp3", None)


def test_a_version_without_the_voice_is_no_copy_unless_it_is_all_but_equal(
    store: Store, tmp_path: Path
) -> None:
    words, music = fingerprint(1), tmp_path / "music"
    add(store, music / "a.flac", 1, words)
    for errors, groups in ((0.18, 0), (0.05, 1)):
        other = add(store, music / "b.flac", 2, copy(words, errors))
        made = song(2, post_s=None).analysis
        store.save_analysis(replace(made, track_id=other, fingerprint=copy(words, errors)))
        assert len(duplicates.find(store)) == groups


def test_new_tracks_join_what_was_found_before(store: Store, tmp_path: Path) -> None:
    one, other, music = fingerprint(1), fingerprint(2), tmp_path / "music"
    add(store, music / "a1.flac", 1, one)
    add(store, music / "a2.mp3", 2, copy(one, 0.1))
    add(store, music / "b1.flac", 3, other)
    assert len(duplicates.find(store)) == 1
    fresh = add(store, music / "b2.mp3", 4, copy(other, 0.1))
    groups = duplicates.find(store, {fresh})
    assert told(groups) == told(duplicates.find(store))
    assert len(groups) == 2


def test_a_copy_that_went_leaves_the_group(store: Store, tmp_path: Path) -> None:
    words, music = fingerprint(1), tmp_path / "music"
    add(store, music / "a.flac", 1, words)
    add(store, music / "b.mp3", 2, copy(words, 0.1))
    duplicates.find(store)
    store.mark("gone", [str(music / "a.flac")])
    assert duplicates.find(store, set()) == ()


def test_an_interrupted_search_is_remembered(store: Store, tmp_path: Path) -> None:
    assert duplicates.expect(store)
    duplicates.find(store)
    assert not duplicates.waiting(store)
    assert not duplicates.expect(store)
    assert duplicates.expect(store)
