"""A store and things to put into it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from dj.library.store import FileRow, Stamp, Store
from dj.model.analysis import Analysis, CuePoints, Ending, Region
from dj.model.listening import Listen
from dj.model.tonality import Key, Mode
from dj.model.track import Track
from dj.units import TrackId

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def make_track(number: int, folder: str = "/music") -> Track:
    """Make a track with every kind of field filled."""
    return Track(
        id=TrackId(f"{number:032x}"),
        path=Path(f"{folder}/{number}.flac"),
        title=f"Song {number} {{{{ 7*7 }}}} \"'; DROP TABLE files; -- é 椎",
        artist="Ana feat. Bo",
        artists=("Ana", "Bo"),
        album="Record",
        album_artist="Ana",
        track_number=number or None,
        year=1999,
        genres=("Rock", "Pop"),
        duration_s=200.5,
        ids={"mbid": "x"},
        explicit=False,
        provenance={"title": "file name"},
    )


def make_analysis(number: int, version: str = "1") -> Analysis:
    """Make an analysis with every field filled; its arrays differ by number."""
    rng = np.random.default_rng(number)
    vector = rng.standard_normal(16).astype(np.float32)
    return Analysis(
        track_id=TrackId(f"{number:032x}"),
        decoder="soundfile 0.13",
        duration_s=200.5,
        tempo_bpm=123.4,
        tempo_confidence=0.9,
        tempo_candidates=((123.4, 1.0), (61.7, 0.5)),
        key=Key(tonic=9, mode=Mode.MINOR),
        key_confidence=0.5,
        loudness_lufs=-12.5,
        loudness_range_lu=6.0,
        energy=0.25,
        cues=CuePoints(cue_in_s=0.1, post_s=12.0, outro_s=180.0, cue_out_s=199.0,
                       ending=Ending.FADE),
        vocal_regions=(Region(start_s=12.0, end_s=180.0),),
        analysers={"tempo": version, "key": "2"},
        beats_s=np.linspace(0.0, 199.5, 400),
        downbeats_s=np.linspace(0.0, 198.0, 100),
        levels_lufs=rng.random(2005, np.float32),
        energy_curve=rng.random(200, np.float32),
        vector=vector / np.linalg.norm(vector),
    )  # fmt: skip


def make_listen(number: int) -> Listen:
    """Make a listen; one a minute."""
    return Listen(
        started_at=NOON + timedelta(minutes=number),
        artist="Ana",
        title=f"Song {number}",
        album="Record",
        played_ms=30_000 + number,
        skipped=number % 2 == 0,
        ids={"isrc": "USRC17607839"} if number % 3 else {},
        source="test",
    )


def add_tracks(store: Store, *numbers: int) -> None:
    """Store tracks as a scan would."""
    rows = []
    for number in numbers:
        track = make_track(number)
        stamp = Stamp(size=1, mtime_ns=1, reader=1)
        rows.append(FileRow(path=str(track.path), stamp=stamp, outcome=track))
    store.save_files(rows)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with Store.open(tmp_path / "library") as opened:
        yield opened
