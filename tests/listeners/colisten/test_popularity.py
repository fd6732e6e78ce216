from datetime import UTC, datetime, timedelta
from pathlib import Path

from dj.household import Alike
from dj.listeners import colisten
from dj.listeners.kept import Kept, kept
from dj.model.controls import Controls
from dj.model.listening import Listen
from dj.testing.examples import song

AT = datetime(2026, 5, 1, tzinfo=UTC)


def heard(*artists: int) -> Kept:
    rows = [Listen(started_at=AT - timedelta(hours=1 + n), artist=f"Artist {n}", title=f"Song {n}")
            for n in artists]  # fmt: skip
    return kept(rows, (), (), Controls(), AT)


def test_a_song_is_as_well_known_as_its_artist_is_played(tmp_path: Path) -> None:
    people = {f"person {n}": heard(*range(n, n + 8), 20) for n in range(6)}
    colisten.build(tmp_path / "colisten", [], licence="", household=people)
    songs = [song(1, artist="Artist 20"), song(2, artist="ARTIST 5 feat. Guest"),
             song(3, artist="Artist 1"), song(4, artist="Nobody"), song(5, artist="")]  # fmt: skip
    found = Alike(tmp_path).popularity(songs, Controls()) or {}
    assert found.keys() == {songs[0].id, songs[1].id, songs[2].id}
    assert 1.0 == found[songs[0].id] >= found[songs[1].id] > found[songs[2].id] > 0.0
    assert Alike(tmp_path).popularity(songs, Controls(profiling=False)) is None


def test_without_data_nobody_is_well_known(tmp_path: Path) -> None:
    assert Alike(tmp_path).popularity([song(1)], Controls()) is None
