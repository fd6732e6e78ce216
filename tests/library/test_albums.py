from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.library.albums import albums, as_on_album, joints, runs_on, works
from dj.model.albums import Link
from dj.model.analysis import Edge, Ending, Song
from dj.model.track import Track
from dj.testing import examples
from dj.units import TrackId

SOUND = Edge(rest_s=0.0, level_lufs=-12.0, bands_db=(-30,) * 40, pitches=(100,) * 12)
OTHER = replace(SOUND, bands_db=(-50,) * 40)
REST = replace(SOUND, rest_s=2.0)


def track(
    number: int | None, *, album: str = "Suite", folder: str = "/m", **facts: object
) -> Track:
    known: dict[str, Any] = {"album_artist": "Ana", **facts}
    return replace(
        examples.song().track,
        id=TrackId(f"{album}{number}{folder}{facts.get('disc_number')}"),
        path=Path(folder) / f"{number}.flac",
        album=album,
        track_number=number,
        **known,
    )


def song(number: int, first: Edge, last: Edge, **facts: Any) -> Song:
    made, about = examples.song(), track(number, **facts)
    analysis = replace(made.analysis, track_id=about.id, edges=(first, last))
    return replace(made, track=about, analysis=analysis)


def numbers(found: tuple[TrackId, ...], *tracks: Track) -> list[int | None]:
    by_id = {t.id: t.track_number for t in tracks}
    return [by_id[track_id] for track_id in found]


def test_an_album_is_in_order_of_disc_and_number_and_knows_what_is_missing() -> None:
    first = [track(n, disc_number=1) for n in (4, 1, None)]
    second = [track(n, disc_number=2) for n in (3, 1)]
    (album,) = albums([*second, *first])
    assert numbers(album.tracks, *first, *second) == [1, 4, 1, 3, None]
    assert album.missing == ((1, 2), (1, 3), (2, 2))
    assert (album.title, album.artist) == ("Suite", "Ana")


def test_a_second_disc_may_go_on_counting() -> None:
    discs = [track(n, disc_number=1) for n in (1, 2)] + [track(n, disc_number=2) for n in (3, 5)]
    assert albums(discs)[0].missing == ((2, 4),)


def test_a_single_track_and_tracks_without_an_album_are_no_album() -> None:
    assert albums([track(1), track(1, album=""), track(2, album="")]) == ()


def test_two_copies_of_an_album_stay_apart() -> None:
    found = albums(track(n, folder=folder) for folder in ("/a", "/b") for n in (1, 2))
    assert [len(album.tracks) for album in found] == [2, 2]


def test_discs_in_folders_are_one_album() -> None:
    (album,) = albums(
        track(n, folder=f"/CD{disc}", disc_number=disc) for disc in (1, 2) for n in (1, 2)
    )
    assert len(album.tracks) == 4


def test_without_an_album_artist_the_folder_tells_albums_apart() -> None:
    found = albums(
        track(n, folder=folder, album="Live", album_artist="") for folder in "ab" for n in (1, 2)
    )
    assert len(found) == 2


def test_movements_side_by_side_are_a_work() -> None:
    parts = [track(n, work="Suite No. 1", movement_number=n) for n in (1, 2, 4)]
    (work,) = works([*reversed(parts), track(5)])
    assert work.movements == tuple(part.id for part in parts)
    assert work.missing == (3,)


def test_parts_that_are_apart_on_the_album_are_no_work() -> None:
    one, three = (track(n, work="Wall", movement_number=n // 2) for n in (3, 5))
    assert works([one, track(4), three]) == ()


def test_a_work_that_begins_again_is_another_one() -> None:
    twice = [track(n, work="Air", movement_number=m) for n, m in enumerate((1, 2, 1, 2), start=1)]
    assert [len(work.movements) for work in works(twice)] == [2, 2]


def test_only_neighbours_run_on() -> None:
    running = [song(n, SOUND, SOUND) for n in (1, 2, 4)]
    last = song(5, SOUND, SOUND, disc_number=2)
    assert set(runs_on([*running, last])) == {running[0].id}
    assert runs_on(running)[running[0].id].track_id == running[1].id


def test_joints_name_all_three_kinds() -> None:
    songs = [
        song(1, SOUND, SOUND),
        song(2, SOUND, SOUND),
        song(3, OTHER, REST),
        song(4, SOUND, REST),
    ]
    kinds = [joint.link for _, joint in sorted(joints(songs).items())]
    assert kinds == [Link.GAPLESS, Link.SEGUE, Link.APART]


def test_a_song_that_runs_on_ends_in_a_segue_and_no_other_does() -> None:
    songs = [song(1, SOUND, SOUND), song(2, SOUND, REST)]
    known = [as_on_album(s, runs_on(songs)).analysis.cues.ending for s in songs]
    assert known == [Ending.SEGUE, songs[1].analysis.cues.ending]
    assert songs[0].analysis.cues.ending is not Ending.SEGUE


@given(order=st.permutations(range(8)))
def test_the_order_of_the_input_does_not_matter(order: list[int]) -> None:
    tracks = [track(n, work="W", movement_number=n) for n in range(1, 5)]
    tracks += [track(n, album="Other", album_artist="") for n in range(1, 5)]
    shuffled = [tracks[place] for place in order]
    assert (albums(shuffled), works(shuffled)) == (albums(tracks), works(tracks))


@pytest.mark.parametrize("suffix", [".flac", ".mp3"])
def test_files_of_any_kind_are_compared(suffix: str) -> None:
    songs = [song(n, SOUND, SOUND) for n in (1, 2)]
    songs = [
        replace(s, track=replace(s.track, path=s.track.path.with_suffix(suffix))) for s in songs
    ]
    assert runs_on(songs)[songs[0].id].link is Link.GAPLESS
