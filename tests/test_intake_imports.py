"""Histories on their way into the library: once, in any order, and all or nothing."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import pytest

from dj import intake
from dj.library import Store
from dj.model.listening import Listen

pytestmark = pytest.mark.slow

START = 1_735_689_600


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "library") as opened:
        yield opened


def listenbrainz(folder: Path) -> Path:
    path = folder / "listens.jsonl"
    names = [{"artist_name": "Ana Lee", "track_name": f"Song {n}"} for n in range(20)]
    rows = [{"listened_at": START + 600 * n, "track_metadata": row} for n, row in enumerate(names)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def spotify(folder: Path) -> Path:
    path = folder / "Streaming_History_Audio_0.json"
    ends = [datetime.fromtimestamp(START + 600 * n + 204, UTC) for n in range(10, 30)]
    rows = [
        {"ts": f"{end:%Y-%m-%dT%H:%M:%SZ}", "ms_played": 200_000, "reason_end": "trackdone",
         "master_metadata_track_name": f"Song {n}", "master_metadata_album_artist_name": "Ana Lee",
         "spotify_track_uri": "spotify:track:abc"}
        for n, end in enumerate(ends, 10)
    ]  # fmt: skip
    path.write_text(json.dumps(rows))
    return path


def account(folder: Path) -> Path:
    path = folder / "StreamingHistory_music_0.json"
    ends = [datetime.fromtimestamp(START + 600 * n + 204, UTC) for n in range(25, 35)]
    rows = [
        {"endTime": f"{end:%Y-%m-%d %H:%M}", "artistName": "Ana Lee", "trackName": f"Song {n}",
         "msPlayed": 200_000}
        for n, end in enumerate(ends, 25)
    ]  # fmt: skip
    path.write_text(json.dumps(rows))
    return path


def kept(store: Store) -> list[tuple[str, str]]:
    return [(row.title, row.source) for row in store.listens("ana")]


EXPECTED = [
    *((f"Song {n}", "listenbrainz") for n in range(10)),
    *((f"Song {n}", "spotify") for n in range(10, 30)),
    *((f"Song {n}", "spotify-account") for n in range(30, 35)),
]


def test_three_services_at_once_are_one_history(store: Store, tmp_path: Path) -> None:
    paths = [write(tmp_path) for write in (listenbrainz, account, spotify)]
    taken = intake.take_in(store, *paths, listener="ana")
    assert kept(store) == EXPECTED
    assert sum(file.kept for file in taken.files) == 35
    assert sum(file.repeated for file in taken.files) == 15


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_one_after_the_other_in_any_order_they_are_the_same_history(
    store: Store, tmp_path: Path, order: tuple[int, ...]
) -> None:
    paths = [write(tmp_path) for write in (listenbrainz, account, spotify)]
    for number in order:
        intake.take_in(store, paths[number], listener="ana")
    assert kept(store) == EXPECTED
    again = intake.take_in(store, *paths, listener="ana")
    assert sum(file.kept for file in again.files) == 0
    assert kept(store) == EXPECTED


def test_a_dry_run_tells_what_keeping_tells(store: Store, tmp_path: Path) -> None:
    paths = [write(tmp_path) for write in (listenbrainz, account, spotify)]
    dry = intake.take_in(store, *paths, listener="ana", keep_it=False)
    assert store.listens("ana") == ()
    wet = intake.take_in(store, *paths, listener="ana")
    assert [(f.kept, f.repeated, f.matched) for f in dry.files] == [
        (f.kept, f.repeated, f.matched) for f in wet.files
    ]


def test_an_import_that_breaks_keeps_nothing(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> tuple[int, int]:
        raise KeyboardInterrupt

    monkeypatch.setattr(Store, "add_tallies", interrupted)
    with pytest.raises(KeyboardInterrupt):
        intake.take_in(store, spotify(tmp_path), listener="ana")
    assert store.listens("ana") == ()


def test_another_listener_s_plays_are_not_touched(store: Store, tmp_path: Path) -> None:
    mine = Listen(started_at=datetime.fromtimestamp(START, UTC), artist="Ana Lee", title="Song 0")
    store.add_listens("bo", [mine])
    intake.take_in(store, listenbrainz(tmp_path), listener="ana")
    assert store.listens("bo") == (mine,)
    assert len(kept(store)) == 20
