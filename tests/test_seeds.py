"""What people write when they name what a session grows from, and what it goes on from."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dj import seeds
from dj.errors import ConfigError, ManifestError
from dj.library.store import FileRow, Stamp, Store
from dj.model.brief import Asked, Seed, SeedKind
from dj.session.manifest import write
from dj.testing.examples import manifest, song
from dj.units import TrackId

SONGS = (
    ("Nirvana", "Come As You Are", "Grunge"),
    ("Nirvana", "Lithium", "grunge"),
    ("Beyoncé", "Halo", "Pop"),
    ("Halo", "Nirvana Road", "Synth-Pop"),
    ("Чайковский", "Октябрь", "Classical"),
    ("The Band", "The Weight", "Rock"),
    ("The Bend", "Another Weight", "Rock"),
)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    with Store.open(tmp_path / "library") as opened:
        for number, (artist, title, genre) in enumerate(SONGS):
            path = tmp_path / f"{number}.flac"
            path.touch()
            track = replace(song(number, title=title, artist=artist).track, path=path,
                            genres=(genre,))  # fmt: skip
            row = FileRow(path=str(path), stamp=Stamp(size=1, mtime_ns=1, reader=1), outcome=track)
            opened.save_files([row])
        yield opened


def track(number: int) -> TrackId:
    return TrackId(f"{number:032x}")


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Nirvana", SeedKind.ARTIST, "Nirvana"),
        ("artist:beyonce", SeedKind.ARTIST, "Beyoncé"),
        ("Grunge", SeedKind.TAG, "Grunge"),
        ("tag: synth-pop", SeedKind.TAG, "Synth-Pop"),
        ("genre:ROCK", SeedKind.TAG, "Rock"),
        ("Nirvana - Lithium", SeedKind.TRACK, track(1)),
        ("lithium", SeedKind.TRACK, track(1)),
        ("track:halo", SeedKind.TRACK, track(2)),
        (track(4), SeedKind.TRACK, track(4)),
        ("чайковский", SeedKind.ARTIST, "Чайковский"),
    ],
)
def test_a_name_as_the_library_writes_it_is_meant(
    store: Store, text: str, kind: SeedKind, name: str
) -> None:
    found = seeds.meant(store, text)
    assert (found.seed, found.note) == (Seed(kind=kind, name=name), "")


@pytest.mark.parametrize(
    ("text", "name", "note"),
    [
        ("Nirvanna", "Nirvana", "'Nirvanna' is read as the artist Nirvana."),
        ("artist:Beyonse", "Beyoncé", "'Beyonse' is read as the artist Beyoncé."),
        ("tag:grungee", "Grunge", "'grungee' is read as the tag Grunge."),
        ("Nirvana - Lithum", track(1), "'Nirvana - Lithum' is read as Nirvana - Lithium."),
        ("chaykovskiy", track(4), "'chaykovskiy' is read as Чайковский - Октябрь."),
        ("halo beyonse", track(2), "'halo beyonse' is read as Beyoncé - Halo."),
    ],
)
def test_a_slip_of_the_finger_is_corrected_and_told(
    store: Store, text: str, name: str, note: str
) -> None:
    found = seeds.meant(store, text)
    assert (found.seed.name, found.note) == (name, note)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("halo", "several things: artist:Halo, a song"),
        ("artist:The Bnd", "no artist 'The Bnd'. The nearest are"),
        ("artist:Nobody At All", "no artist"),
        ("tag:", "no tag ''"),
        ("weight", "2 songs are meant"),
        ("", "no song is meant"),
        ("\x1b[2J" + "x" * 10_000, "no song is meant"),
    ],
)
def test_what_is_not_clear_is_asked_about(store: Store, text: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says) as caught:
        seeds.meant(store, text)
    assert "\x1b" not in str(caught.value)


def test_a_chain_of_sessions_is_read_from_its_last(store: Store, tmp_path: Path) -> None:
    last = manifest()
    grown = Seed(kind=SeedKind.TAG, name="Rock")
    write(replace(last, asked=Asked(after=(track(6),), seeds=(grown,))), tmp_path / "session")
    found = seeds.ended(store, tmp_path / "session")
    assert found.after == (track(6), *(one.id for one in last.tracks))
    assert found.seeds == (grown,)
    assert seeds.ended(store, tmp_path / "session" / "session.json") == found


@pytest.mark.slow
def test_a_playlist_is_read_in_its_order_by_path_or_name(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "mine.m3u"
    path.write_text("#EXTM3U\n5.flac\n#EXTINF:9,Nirvana - Lithium\ngone.mp3\nnowhere.mp3\n0.flac\n")
    assert seeds.ended(store, path).after == (track(5), track(1), track(0))


@pytest.mark.slow
def test_a_playlist_of_other_songs_and_a_damaged_session_are_told(
    store: Store, tmp_path: Path
) -> None:
    (tmp_path / "other.m3u").write_text("#EXTM3U\n#EXTINF:9,Nobody - Nothing\nx.mp3\n")
    with pytest.raises(ConfigError, match="none of its songs"):
        seeds.ended(store, tmp_path / "other.m3u")
    (tmp_path / "session").mkdir()
    (tmp_path / "session" / "session.json").write_text("{")
    with pytest.raises(ManifestError):
        seeds.ended(store, tmp_path / "session")
