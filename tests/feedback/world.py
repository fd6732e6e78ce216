"""A library of three kinds of music on paper, a listener who likes them all, and a session."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from dj import analysis, lineup, pipeline, resources, speech
from dj.library.store import FileRow, Stamp, Store
from dj.model.listening import Listen
from dj.model.manifest import Manifest
from dj.model.request import Request
from dj.testing.examples import song
from dj.units import TrackId

AT = datetime(2026, 5, 1, 7, 30, tzinfo=UTC)
KINDS = 3
SONGS = 60
"""Songs number 0, 3, 6 … are of the first kind, 1, 4, 7 … of the second, and so on."""


def fill(store: Store, folder: Path, *, plays: bool = True) -> None:
    """Put the songs in, and the listener's plays."""
    centres = np.linalg.qr(np.random.default_rng(5).normal(size=(84, KINDS)))[0].T
    rng = np.random.default_rng(1)
    for number in range(SONGS):
        path = folder / f"{number}.flac"
        path.touch()
        made = song(number, title=f"Song {number}", artist=f"Artist {number % 20}",
                    energy=0.4 + 0.2 * (number % 7) / 7)  # fmt: skip
        track = replace(made.track, path=path, album="")
        vector = centres[number % KINDS] + rng.normal(0, 0.03, 84)
        sound = replace(made.analysis, analysers=analysis.versions(),
                        vector=(vector / np.linalg.norm(vector)).astype(np.float32))  # fmt: skip
        stamp = Stamp(size=1, mtime_ns=1, reader=1)
        store.save_files([FileRow(path=str(path), stamp=stamp, outcome=track)])
        store.save_analysis(sound)
    if plays:
        store.add_listens("me", [_listen(number, turn) for number in range(SONGS)
                                 for turn in range(4 if number % KINDS == 0 else 3)])  # fmt: skip


def _listen(number: int, turn: int) -> Listen:
    return Listen(
        started_at=AT - timedelta(days=20 + 9 * turn, minutes=4 * number),
        artist=f"Artist {number % 20}", title=f"Song {number}", played_ms=170_000,
        duration_ms=180_000, skipped=False, source="test", track_id=TrackId(f"{number:032x}"),
    )  # fmt: skip


def kinds(manifest: Manifest) -> list[int]:
    """Give the kind of each song of a session."""
    return [int(track.id, 16) % KINDS for track in manifest.tracks]


def session(store: Store, folder: Path, *, minutes: int = 40, seed: int = 3) -> Request:
    """Plan a session."""
    show = lineup.load_show(resources.find("assets/shows", "dj.yaml"))
    persona = speech.load_persona(resources.find("voices", "quiet.yaml"))
    request = Request(
        listener="me", at=AT, seed=seed, show=replace(show, length_s=minutes * 60.0),
        persona=persona, time_zone="UTC", folder=folder / "out", cache=folder / "cache",
        encoding="flac",
    )  # fmt: skip
    pipeline.on_paper(store, request, keep_it=True)
    return request
