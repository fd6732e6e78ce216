"""The benchmark of playlists hides what it says, and on real playlists ours is the better guess."""

import os
from pathlib import Path

import numpy as np
import pytest

from benchmarks.continuation import (
    DATA,
    FEATURES,
    Case,
    World,
    cases,
    measured,
    read,
    recall,
    summary,
)
from dj.units import TrackId

HEAD = ("track_id", "track_name", "track_artist", "track_popularity", "track_album_name",
        "track_album_release_date", "playlist_id", "key", "duration_ms", *FEATURES)  # fmt: skip


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Ten playlists of 25 songs by five artists each, and two rows that name no song."""
    rng = np.random.default_rng(1)
    rows = [",".join(HEAD)]
    for number in range(250):
        name = "" if number in (7, 33) else f"Song {number}"
        rows.append(",".join([
            f"id{number:03}", name, f"Artist {number // 5}", str(number % 9), "Album",
            f"{1970 + 5 * (number // 25)}-01-02", f"list {number // 25}", "1", "200000",
            *(f"{x:.3f}" for x in rng.random(len(FEATURES) - 1)), "0" if number == 3 else "120",
        ]))  # fmt: skip
    file = tmp_path_factory.mktemp("playlists") / "playlists.csv"
    file.write_text("\n".join(rows))
    return read(file)


def test_rows_without_a_title_are_no_songs_and_no_tempo_is_none(world: World) -> None:
    assert len(world.songs) == 248
    assert world.song(TrackId("id003")).analysis.tempo_bpm is None
    assert all(np.isfinite(one.analysis.vector).all() for one in world.songs)


def test_a_fifth_of_each_playlist_is_hidden_and_never_shown(world: World) -> None:
    for case in cases(world, seed=4):
        assert len(case.hidden) == round(0.2 * (len(case.shown) + len(case.hidden)))
        assert not case.hidden & set(case.shown)
    assert cases(world, 4) == cases(world, 4) != cases(world, 5)


def test_songs_that_are_shown_are_not_counted_as_proposals() -> None:
    ids = [TrackId(f"t{n}") for n in range(60)]
    case = Case(name="x", shown=tuple(ids[:10]), hidden=frozenset({ids[59], ids[20]}))
    assert recall(ids, case) == 1.0
    assert recall(ids[:20], case) == 0.0


def test_playlists_that_keep_to_their_artists_are_found_by_them(world: World) -> None:
    found = summary(measured(world, seeds=1))
    assert found["ours"]["recall"] > 0.9
    assert found["random"]["recall"] < 0.5


@pytest.mark.real
@pytest.mark.slow
def test_real_playlists_are_continued_better_than_by_their_artists_alone() -> None:
    file = Path(os.environ.get(DATA, ""))
    if not file.is_file():
        pytest.skip(f"no playlists: name their file in {DATA}")
    found = summary(measured(read(file), seeds=3))
    assert found["ours"]["gain_low"] > 0
    assert found["ours, held back"]["recall"] > found["artist, held back"]["recall"]
    assert found["artist"]["recall"] > found["popularity"]["recall"] > found["random"]["recall"]
