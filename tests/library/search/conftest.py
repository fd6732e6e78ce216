"""Libraries of names."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from dj.library import Store
from dj.library.store import FileRow, Stamp
from dj.model.track import Track
from dj.units import TrackId

STAMP = Stamp(size=1, mtime_ns=1, reader=1)
SONGS = (
    ("Yesterday", "The Beatles"), ("Yesterday's Rain", "Ann"), ("Love", "John"),
    ("Love Story", "Tay"), ("Low", "Cracker"), ("Tik Tok", "Ke$ha"), ("Blue Moon", "Billie"),
    ("Swan Lake", "Pyotr Tchaikovsky"), ("Лебединое озеро", "Чайковский"),
    ("Ψίθυροι", "Χατζιδάκις"),
    ("東京事変", "椎名林檎"), ("さくら", "Ikimono"), ("Ｗｉｄｅ", "Full"), ("Déjà vu", "Björk"),
    ("🔥", "Picture"), ("!!!", "Chk"), ("Re: Stacks", "Bon"), ("Song 5", "Blr"), ("Song 6", "Blr"),
    ("שלום", "עפרה"), ("AC/DC Live", "AC/DC"),
)  # fmt: skip


def track(number: int, title: str, artist: str, **more: object) -> Track:
    """Make a track."""
    plain = Track(id=TrackId(f"{number:032x}"), path=Path(f"/music/{number}.flac"), title=title,
                  artist=artist, artists=(artist,), duration_s=100.0)  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


def put(store: Store, tracks: Sequence[Track]) -> None:
    """Store tracks as a scan would."""
    store.save_files(FileRow(path=str(t.path), stamp=STAMP, outcome=t) for t in tracks)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty library."""
    with Store.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A library of songs by all kinds of people; not to be changed."""
    with Store.open(tmp_path_factory.mktemp("shelf")) as opened:
        put(opened, [track(n, *names) for n, names in enumerate(SONGS)])
        put(opened, [
            track(50, "Corner", "Trio", album="Live Without a Crowd", year=1998, genres=("Jazz",)),
            track(51, "Window", "Trio", album="Small Rooms", year=2004, genres=("Latin Jazz",)),
            track(52, "Allegro", "Quartet", work="String Quartet", movement="Allegro molto",
                  language="pt-BR", genres=("Platinum",)),
        ])  # fmt: skip
        yield opened
