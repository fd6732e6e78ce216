"""What keeps a song of the library out of a session, from its file to the editors' pools."""

from pathlib import Path
from typing import Any

import pytest

from dj import steering
from dj.absence import absence
from dj.library import Store
from dj.model.absence import Absence, Gate
from dj.model.track import Track
from tests.steering.shelves import AT, furnished, planned, played, request

pytestmark = pytest.mark.slow

SHORT: dict[str, Any] = {"minutes": 10, "talk": "none"}


store = pytest.fixture(furnished)


def idle(store: Store, folder: Path) -> Track:
    """A song that does not play."""
    order = played(planned(store, folder, **SHORT))
    return next(track for track in store.tracks() if track.id not in order)


def ask(store: Store, folder: Path, track: Track) -> Absence:
    return absence(store, request(folder, **SHORT), track.id)


def test_a_song_that_could_play_was_outscored(store: Store, tmp_path: Path) -> None:
    assert ask(store, tmp_path, idle(store, tmp_path)).gate is Gate.OUTSCORED


def test_a_song_that_an_open_pool_leaves_out_names_the_pool(store: Store, tmp_path: Path) -> None:
    track = idle(store, tmp_path)
    pool = tmp_path / "assets" / "pools" / "late.yaml"
    pool.parent.mkdir(parents=True)
    pool.write_text(f"name: late\ntitle: Late shift\neditor: Rosa\n"
                    f"never: [{{artist: {track.artist}, title: {track.title}}}]\n"
                    f"filter: {{years: [1990, 2030]}}\n")  # fmt: skip
    found = ask(store, tmp_path, track)
    assert (found.gate, found.says) == (
        Gate.POOL, "Editors leave it out while “Late shift” is open.")  # fmt: skip


def test_a_song_that_plays_says_so_whatever_was_decided_since(store: Store, tmp_path: Path) -> None:
    order = played(planned(store, tmp_path, **SHORT))
    track = next(track for track in store.tracks() if track.id == order[1])

    def ask_again() -> Absence:
        return absence(store, request(tmp_path, **SHORT), track.id, order)

    plays = f"It plays: song 2 of {len(order)}."
    assert (ask_again().gate, ask_again().says) == (Gate.NONE, plays)
    steering.ban(store, "me", steering.track_ban(track, AT))
    found = ask_again()
    assert (found.gate, found.position) == (Gate.NONE, 1)
    assert found.says == f"{plays} It would not be chosen now: you banned this song."
    track.path.unlink()
    assert ask_again().says.startswith(f"{plays} It would not be chosen now: Its file is not")


def test_gates_before_the_planner_come_first(store: Store, tmp_path: Path) -> None:
    track = idle(store, tmp_path)
    steering.ban(store, "me", steering.track_ban(track, AT))
    assert ask(store, tmp_path, track).gate is Gate.BARRED
    (tmp_path / "overrides.yaml").write_text(
        f"tracks:\n  - match: {{id: {track.id}}}\n    set: {{ban: true}}\n")  # fmt: skip
    assert ask(store, tmp_path, track).gate is Gate.EDITORS
    track.path.unlink()
    assert ask(store, tmp_path, track).gate is Gate.LIBRARY
