"""Playlists of twenty sessions with hostile names, loaded by MPD and played by mpv."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from dj import session
from tests.judges import twenty
from tests.judges.mpd import Mpd, playing
from tests.judges.require import program
from tests.judges.twenty import Exported

pytestmark = [pytest.mark.judge, pytest.mark.slow]
Twenty = tuple[Exported, ...]


@pytest.fixture(scope="module")
def mpd(exported: Twenty, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mpd]:
    twenty.plain(exported[0].folder.parent)
    with playing(exported[0].folder.parent, tmp_path_factory.mktemp("mpd")) as player:
        yield player


def files(one: Exported) -> list[str]:
    """Files in order of play: the clip lies over the first song."""
    first, *others = (track.path for track in one.manifest.tracks)
    return [first, one.manifest.takes[0].path, *others]


@pytest.mark.parametrize("ending", ["m3u8", "pls"])
def test_mpd_loads_every_entry_of_a_playlist(ending: str, mpd: Mpd, exported: Twenty) -> None:
    for one in exported:
        name = one.folder.name
        found = [entry["file"] for entry in mpd.load(f"{name}/session.{ending}")]
        assert found == [f"{name}/{file}" for file in files(one)]


def test_mpd_reads_files_titles_and_artists_of_an_xspf(mpd: Mpd) -> None:
    """It takes relative places as they stand, so only of files with plain names."""
    entries = mpd.load("plain/session.xspf")
    found = [entry["file"] for entry in entries]
    assert found == [f"plain/{name}" for name in ("a.flac", "clips/00.wav", "b.flac", "c.flac")]
    songs = [entry for entry in entries if "clips/" not in entry["file"]]
    assert [entry["Title"] for entry in songs] == [
        session.one_line(title) for title in twenty.HOSTILE[:3]
    ]
    assert [entry["Artist"] for entry in entries] == ["Somebody", "Ava", "Somebody", "Somebody"]


def test_mpd_finds_every_song_of_a_cue_sheet(mpd: Mpd, exported: Twenty) -> None:
    for one in exported:
        entries = mpd.load(f"{one.folder.name}/session.cue")
        wanted = [session.one_line(t.title).replace('"', "'") for t in one.manifest.tracks]
        assert [entry["Title"] for entry in entries] == wanted


@pytest.mark.parametrize("ending", ["m3u8", "pls"])
def test_mpv_plays_every_entry_of_a_playlist(ending: str, exported: Twenty) -> None:
    lists = [one.file(f"session.{ending}") for one in exported]
    wanted = [str(one.folder / file) for one in exported for file in files(one)]
    assert [path.replace("/./", "/") for _, path in mpv(lists)] == wanted


def test_mpv_shows_the_songs_of_a_cue_sheet_as_chapters(exported: Twenty) -> None:
    found = mpv([one.file("session.cue") for one in exported])
    assert found == [(len(one.manifest.tracks), str(one.file("session.cue"))) for one in exported]


def mpv(lists: list[Path]) -> list[tuple[int, str]]:
    """Play a moment of everything; gives chapters and path of each file that sounded."""
    words = [program("mpv"), "--no-config", "--ao=null", "--ao-null-untimed=yes", "--vo=null"]
    words += ["--length=0.05", "--term-playing-msg=PLAYS ${chapter-list/count} ${path}"]
    done = subprocess.run(
        [*words, *map(str, lists)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:]
    rows = [line.split(" ", 2) for line in done.stdout.splitlines() if line.startswith("PLAYS ")]
    return [(int(chapters or 0), path) for _, chapters, path in rows]
