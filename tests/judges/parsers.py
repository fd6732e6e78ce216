"""Reads exports with other people's Python libraries, and prints what they found as JSON.

Runs in an environment of its own, with what ``parsers.txt`` names; each word is a session's folder.
"""
# mypy: ignore-errors

import json
import sys
from pathlib import Path

import m3u8
import podcastparser
import pylrc
import xspf_lib
from pyrekordbox.rbxml import RekordboxXml


def playlist(folder: Path) -> list:
    entries = m3u8.load(str(folder / "session.m3u8")).segments
    return [[entry.duration, entry.title, entry.uri] for entry in entries]


def xspf(folder: Path) -> list:
    tracks = xspf_lib.Playlist.parse(str(folder / "session.xspf"))
    return [[track.title, list(track.location), track.duration] for track in tracks]


def lyrics(folder: Path) -> list:
    return [[line.time, line.text] for line in pylrc.parse((folder / "mix.lrc").read_text("utf-8"))]


def feed(folder: Path) -> dict:
    with (folder / "session.rss").open("rb") as stream:
        return podcastparser.parse("https://example.org/s/session.rss", stream)


def rekordbox(folder: Path) -> dict:
    library = RekordboxXml(str(folder / "session.rekordbox.xml"))
    (listing,) = library.root_playlist_folder.get_playlists()
    return {
        "songs": {
            song["TrackID"]: [song["Name"], song["Location"], [mark.Start for mark in song.marks]]
            for song in library.get_tracks()
        },
        "name": listing.name,
        "order": listing.get_tracks(),
    }


readers = (playlist, xspf, lyrics, feed, rekordbox)
folders = [Path(word) for word in sys.argv[1:]]
print(json.dumps([{reader.__name__: reader(folder) for reader in readers} for folder in folders]))
