import plistlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dj.errors import ImportFileError
from dj.listeners.importers.itunes import ItunesImporter
from dj.model.listening import Save, Tally
from dj.model.track import Skipped
from dj.testing.importer_contract import ImporterContract

AT = datetime(2026, 3, 1, 10, 0, 12, tzinfo=UTC)
ADDED = datetime(2016, 8, 4, 12, tzinfo=UTC)
Rows = list[Tally | Save | Skipped]


def song(number: int = 1, **changes: object) -> dict[str, Any]:
    return {"Track ID": number, "Name": f"Salt {number}", "Artist": "Ana Lee", "Play Count": 3,
            **{key.replace("_", " "): value for key, value in changes.items()}}  # fmt: skip


def write(folder: Path, *songs: dict[str, Any], playlists: object = ()) -> Path:
    path = folder / "Library.xml"
    tracks = {str(track["Track ID"]): track for track in songs}
    path.write_bytes(plistlib.dumps({"Tracks": tracks, "Playlists": list(playlists)}))  # type: ignore[call-overload]
    return path


def read(path: Path) -> Rows:
    return list(ItunesImporter().read(path))


def reasons(rows: Rows) -> list[str]:
    return [row.reason for row in rows if isinstance(row, Skipped)]


class TestItunes(ImporterContract):
    def importer(self) -> ItunesImporter:
        return ItunesImporter()

    def write_example(self, folder: Path) -> Path:
        return write(folder, song(1), song(2), playlists=[
            {"Name": "Sea", "Playlist Items": [{"Track ID": 2}]}
        ])  # fmt: skip


def test_counts_become_a_tally_with_dates_in_utc(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        song(
            Album="Sea", Skip_Count=2, Total_Time=200_500, Play_Date=3_563_354_532,
            Play_Date_UTC=AT.replace(tzinfo=None),
            Date_Added=ADDED.replace(tzinfo=None),
            Location="file://localhost/Music/Ana%20Lee/Salt.m4a",
        ),
    )  # fmt: skip
    assert read(path) == [
        Tally(
            artist="Ana Lee", title="Salt 1", album="Sea", plays=3, skips=2, duration_ms=200_500,
            last_at=AT,
            since=ADDED,
            location="/Music/Ana Lee/Salt.m4a", source="itunes",
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "is_loved"),
    [
        ({"Loved": True}, True),
        ({"Rating": 80}, True),
        ({"Rating": 100}, True),
        ({"Rating": 60}, False),
        ({"Rating": 100, "Rating Computed": True}, False),
        ({"Loved": True, "Play Count": 0}, True),
        ({"Loved": False}, False),
    ],
)
def test_a_heart_or_four_stars_given_by_hand_are_love(
    tmp_path: Path, changes: dict[str, Any], is_loved: bool
) -> None:
    rows = read(write(tmp_path, {**song(), **changes}))
    saves = [row for row in rows if isinstance(row, Save)]
    assert [save.playlist for save in saves] == (["Loved"] if is_loved else [])


def test_playlists_made_by_hand_are_saves_and_others_are_not(tmp_path: Path) -> None:
    items = [{"Track ID": 1}, {"Track ID": 77}]
    lists = [
        {"Name": "Library", "Master": True, "Playlist Items": items},
        {"Name": "Downloaded", "Distinguished Kind": 65, "Playlist Items": items},
        {"Name": "Clever", "Smart Info": b"x", "Playlist Items": items},
        {"Name": "Shelf", "Folder": True, "Playlist Items": items},
        {"Name": "Sea", "Playlist Items": items},
        {"Name": "Empty"},
    ]
    saves = [row for row in read(write(tmp_path, song(), playlists=lists)) if isinstance(row, Save)]
    assert [(save.playlist, save.title) for save in saves] == [("Sea", "Salt 1")]


def test_what_is_no_music_or_was_never_played_is_refused_with_the_reason(tmp_path: Path) -> None:
    path = write(tmp_path, song(1, Podcast=True), song(2, Play_Count=0), song(3, Name=""),
                 song(4, Artist=""), song(5, Has_Video=True))  # fmt: skip
    assert reasons(read(path)) == [
        "is no music: Podcast.", "was never played.", "has no title.", "has no artist.",
        "is no music: Has Video.",
    ]  # fmt: skip


def test_the_album_artist_serves_where_the_artist_is_missing(tmp_path: Path) -> None:
    path = write(tmp_path, song(Artist="", Album_Artist="Ana Lee"))
    assert [row.artist for row in read(path) if isinstance(row, Tally)] == ["Ana Lee"]


def test_a_file_of_another_shape_says_the_same(tmp_path: Path) -> None:
    songs = [song(n, Album="A & B <sea>", Loved=n == 2) for n in range(1, 5)]
    path = write(tmp_path, *songs, playlists=[{"Name": "Sea", "Playlist Items": [{"Track ID": 3}]}])
    usual = read(path)
    commented = path.read_bytes().replace(b"<key>Tracks</key>", b"<!-- x --><key>Tracks</key>")
    path.write_bytes(commented)
    assert read(path) == usual
    nested = {**song(9), "Extra": {"a": [1]}}
    odd = write(tmp_path, *songs, nested)
    assert len([row for row in read(odd) if isinstance(row, Tally)]) == 5


def test_entity_declarations_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path, song())
    bomb = b'<!DOCTYPE plist [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    text = path.read_bytes()
    start, end = text.index(b"<!DOCTYPE"), text.index(b"<plist")
    path.write_bytes(text[:start] + bomb + text[end:].replace(b"Salt", b"&b;"))
    assert ItunesImporter().recognises(path.read_bytes(), "x")
    with pytest.raises(ImportFileError, match="damaged"):
        read(path)


def test_a_library_cut_off_is_one_clear_error(tmp_path: Path) -> None:
    path = write(tmp_path, song())
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(ImportFileError, match="damaged") as caught:
        read(path)
    assert caught.value.hint


def test_numbers_and_dates_that_are_none_lose_only_themselves(tmp_path: Path) -> None:
    path = write(tmp_path, song(Total_Time=-5, Skip_Count=10**12, Play_Date_UTC="soon"))
    (tally,) = read(path)
    assert isinstance(tally, Tally)
    assert (tally.plays, tally.skips, tally.duration_ms, tally.last_at) == (3, 0, None, None)
