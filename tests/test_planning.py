"""What editors correct and which copies there are decides what a plan is made of."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from dj import analysis, intake, library, lineup, planning, resources, speech
from dj.library.store import FileRow, Stamp, Store
from dj.model.listening import Listen
from dj.model.request import Request
from dj.session import Planned
from dj.testing.examples import song
from dj.units import TrackId

pytestmark = pytest.mark.slow

AT = datetime(2026, 5, 1, 7, 30, tzinfo=UTC)
SONGS = 14
STAMP = Stamp(size=1, mtime_ns=1, reader=1)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    with Store.open(tmp_path / "library") as opened:
        for number in range(SONGS):
            add(opened, tmp_path, number, fingerprint_of=number)
        yield opened


def add(store: Store, folder: Path, number: int, *, fingerprint_of: int) -> TrackId:
    path = folder / f"{number}.flac"
    path.touch()
    made = song(number, title=f"Song {number}", artist=f"Artist {number}")
    track = replace(made.track, path=path, album="")
    store.save_files([FileRow(path=str(path), stamp=STAMP, outcome=track)])
    rng = np.random.default_rng(fingerprint_of)
    words = rng.integers(1, 2**32, size=970, dtype=np.uint32)
    store.save_analysis(replace(made.analysis, fingerprint=words, analysers=analysis.versions()))
    return track.id


def plan(store: Store, tmp_path: Path, minutes: int = 30) -> Planned:
    show = lineup.load_show(resources.find("assets/shows", "dj.yaml"))
    persona = speech.load_persona(resources.find("voices", "quiet.yaml"))
    request = Request(
        listener="me", at=AT, seed=3, show=replace(show, length_s=minutes * 60.0), persona=persona,
        time_zone="UTC", folder=tmp_path / "out", cache=tmp_path / "cache", encoding="flac",
    )  # fmt: skip
    return planning.plan(store, request)


def listens(track_id: TrackId, artist: str, count: int) -> list[Listen]:
    return [
        Listen(started_at=AT - timedelta(days=20 + n), artist=artist, title="x",
               track_id=track_id, played_ms=180_000, source="test")
        for n in range(count)
    ]  # fmt: skip


def test_a_session_never_plays_two_copies_of_a_recording(store: Store, tmp_path: Path) -> None:
    copies = {add(store, tmp_path, SONGS + n, fingerprint_of=n) for n in range(SONGS)}
    groups = library.duplicates.find(store)
    assert len(groups) == SONGS
    played = {slot.track_id for slot in plan(store, tmp_path).lineup.slots}
    best = {group.best.track_id for group in groups}
    assert played <= best
    assert len(played) >= 8
    assert len(best & copies) < SONGS


def test_listens_of_every_copy_count_for_the_one_that_plays(store: Store, tmp_path: Path) -> None:
    copy = add(store, tmp_path, SONGS, fingerprint_of=5)
    (group,) = library.duplicates.find(store)
    heard = {track.id: track.artist for track in store.tracks()}
    both = [listens(copy_.track_id, heard[copy_.track_id], 3) for copy_ in group.copies]
    store.add_listens("me", [row for rows in both for row in rows][:3])
    store.add_listens("me", [replace(row, started_at=row.started_at - timedelta(hours=5))
                             for row in both[1]])  # fmt: skip
    assert copy in {each.track_id for each in group.copies}
    assert plan(store, tmp_path).listens == 6


def test_what_is_banned_does_not_play_and_corrections_reach_the_plan(
    store: Store, tmp_path: Path
) -> None:
    (tmp_path / "overrides.yaml").write_text(
        """artists:
  - {name: Artist 1, ban: true}
tracks:
  - match: {path: "*/2.flac"}
    set: {ban: true}
  - match: {path: "*.flac"}
    set: {year: 1970, never_talk_over: true, tempo_bpm: x1/2}
"""
    )
    made = plan(store, tmp_path, minutes=40)
    played = {item.track.path.name for item in made.songs.values()}
    assert not played & {"1.flac", "2.flac"}
    for item in made.songs.values():
        assert (item.track.year, item.analysis.tempo_bpm) == (1970, 60.0)
        assert len(item.analysis.beats_s) > 0
        assert item.analysis.cues.ramp_s == 0.0
    assert {found.analysis.tempo_bpm for found in intake.songs(store)} == {60.0}


def test_a_banned_copy_leaves_its_place_to_the_other(store: Store, tmp_path: Path) -> None:
    for number in range(SONGS):
        add(store, tmp_path, SONGS + number, fingerprint_of=number)
    groups = library.duplicates.find(store)
    best = groups[0].best
    (tmp_path / "overrides.yaml").write_text(
        f"tracks:\n  - match: {{id: {best.track_id}}}\n    set: {{ban: true}}\n"
    )
    played = {slot.track_id for slot in plan(store, tmp_path, minutes=45).lineup.slots}
    assert best.track_id not in played
    assert groups[0].copies[1].track_id in played
