import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dj.listeners.importers.spotify_library import SpotifyLibraryImporter
from dj.model.listening import Save
from dj.model.track import Skipped
from dj.testing.importer_contract import ImporterContract

KEY = "56O4WlGoUJiwfwoyRYqTe9"


def song(**changes: object) -> dict[str, object]:
    found = {"artist": "Ana Lee", "album": "Sea", "track": "Salt", "uri": f"spotify:track:{KEY}"}
    return {**found, **changes}


def item(day: object = "2023-04-30", **changes: object) -> dict[str, object]:
    track = {"trackName": "Salt", "artistName": "Ana Lee", "albumName": "Sea"}
    whole = {**track, "trackUri": f"spotify:track:{KEY}"}
    return {"track": whole, "episode": None, "localTrack": None, "addedDate": day, **changes}


def write(folder: Path, written: object) -> Path:
    path = folder / "Playlist1.json"
    path.write_text(json.dumps(written, indent=2), "utf-8")
    return path


def library(folder: Path, *songs: object) -> Path:
    others = {"albums": [{"artist": "MARK"}], "bannedTracks": [song(track="MARK")]}
    return write(folder, {"tracks": list(songs), **others})


def playlists(folder: Path, *items: object) -> Path:
    one = {"name": "Evening", "lastModifiedDate": "2023-05-01", "items": list(items)}
    other = {"name": "Later", "items": [item()], "description": "MARK", "numberOfFollowers": 0}
    return write(folder, {"playlists": [one, other]})


def read(path: Path) -> list[Save | Skipped]:
    return list(SpotifyLibraryImporter().read(path))


class TestLibrary(ImporterContract):
    def importer(self) -> SpotifyLibraryImporter:
        return SpotifyLibraryImporter()

    def write_example(self, folder: Path) -> Path:
        return library(folder, song(), song(track="Sand"))


class TestPlaylists(ImporterContract):
    def importer(self) -> SpotifyLibraryImporter:
        return SpotifyLibraryImporter()

    def write_example(self, folder: Path) -> Path:
        return playlists(folder, item(), item())


def test_a_liked_song_is_a_save_without_a_date(tmp_path: Path) -> None:
    path = library(tmp_path, song())
    assert read(path) == [
        Save(
            artist="Ana Lee",
            title="Salt",
            album="Sea",
            playlist="Liked Songs",
            ids={"spotify": KEY},
            source="spotify-library",
        )
    ]


def test_a_song_of_a_playlist_has_the_day_it_was_added(tmp_path: Path) -> None:
    first, second = read(playlists(tmp_path, item()))
    assert isinstance(first, Save)
    assert isinstance(second, Save)
    assert first.saved_at == datetime(2023, 4, 30, tzinfo=UTC)
    assert (first.playlist, second.playlist) == ("Evening", "Later")


def test_a_file_of_the_listeners_own_is_named_by_its_address(tmp_path: Path) -> None:
    address = "spotify:local:Ana+Lee:Sea:Salt%3A+A+Song:200"
    own = item(track=None, localTrack={"uri": address})
    (save, _) = read(playlists(tmp_path, own))
    assert isinstance(save, Save)
    assert (save.artist, save.title, save.album) == ("Ana Lee", "Salt: A Song", "Sea")
    assert save.ids == {}


@pytest.mark.parametrize(
    ("odd", "reason"),
    [
        (item(track=None, episode={"episodeName": "MARK"}), "is a podcast episode, not music."),
        (item(track=None), "has no song."),
        (item(track=None, localTrack={"uri": "spotify:local:::x"}), "without names"),
        (item(track={"trackName": ""}), "has no artist."),
        (5, "not shaped"),
    ],
)
def test_an_odd_item_costs_only_itself(tmp_path: Path, odd: object, reason: str) -> None:
    found = read(playlists(tmp_path, item(), odd, item("no day")))
    assert [type(row) for row in found] == [Save, Skipped, Save, Save]
    assert isinstance(found[1], Skipped)
    assert reason in found[1].reason
    assert "MARK" not in repr(found)
