"""Songs, plays and plans for tests of what listeners decide."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from dj import analysis, lineup, planning, resources, session, speech
from dj.library.store import FileRow, Stamp, Store
from dj.model.listening import Listen
from dj.model.request import Request
from dj.testing.examples import song
from dj.units import TrackId

AT = datetime(2026, 5, 1, 7, 30, tzinfo=UTC)
SONGS = 24
GENRES = ("pop", "jazz", "hip hop")
_STAMP = Stamp(size=1, mtime_ns=1, reader=1)


def add(store: Store, folder: Path, number: int, **tags: object) -> TrackId:
    """Add a song; every third has one of three genres, every fifth is explicit."""
    path = folder / f"{number}.flac"
    path.touch()
    made = song(number, title=f"Song {number}", artist=f"Artist {number % 8}",
                energy=(number % 10) / 10)  # fmt: skip
    fields = {"path": path, "album": "", "genres": (GENRES[number % 3],),
              "explicit": number % 5 == 0} | tags  # fmt: skip
    track = replace(made.track, **fields)  # type: ignore[arg-type]
    store.save_files([FileRow(path=str(path), stamp=_STAMP, outcome=track)])
    words = np.random.default_rng(number).integers(1, 2**32, size=970, dtype=np.uint32)
    store.save_analysis(replace(made.analysis, fingerprint=words, analysers=analysis.versions()))
    return track.id


def heard(store: Store, *, plays: int = 300, source: str = "test") -> list[Listen]:
    """Plays of the first half of the library in the year before, some skipped."""
    tracks = sorted(store.tracks(), key=lambda track: track.id)[: SONGS // 2]
    return [
        Listen(
            started_at=AT - timedelta(days=1 + n, hours=n % 5), artist=track.artist,
            title=track.title, played_ms=20_000 if n % 7 == 0 else 170_000, duration_ms=180_000,
            skipped=n % 7 == 0, source=source, context=f"list {n % 4}", track_id=track.id,
        )
        for n in range(plays)
        for track in [tracks[n * n % len(tracks)]]
    ]  # fmt: skip


def furnished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A library with songs and plays of "me": the body of a fixture."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    with Store.open(tmp_path / "library") as opened:
        for number in range(SONGS):
            add(opened, tmp_path, number)
        opened.add_listens("me", heard(opened))
        yield opened


def request(
    folder: Path, *, listener: str = "me", minutes: int = 20, seed: int = 3, talk: str = "some"
) -> Request:
    """Ask for a session."""
    show = lineup.load_show(resources.find("assets/shows", "dj.yaml"))
    from dj.model.show import TalkLevel

    return Request(
        listener=listener, at=AT, seed=seed, time_zone="UTC",
        show=replace(show, length_s=minutes * 60.0, talk=TalkLevel(talk)),
        persona=speech.load_persona(resources.find("voices", "quiet.yaml")),
        folder=folder / "out", cache=folder / "cache", encoding="flac",
    )  # fmt: skip


def planned(store: Store, folder: Path, **wishes: object) -> session.Planned:
    """Plan a session."""
    return planning.plan(store, request(folder, **wishes))  # type: ignore[arg-type]


def session_bytes(store: Store, folder: Path, **wishes: object) -> bytes:
    """The session file of a plan."""
    return session.encode(session.build(planned(store, folder, **wishes), folder / "out"))


def played(made: session.Planned) -> list[TrackId]:
    """Songs of a plan in order."""
    return [slot.track_id for slot in made.lineup.slots]
