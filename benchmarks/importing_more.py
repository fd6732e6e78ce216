"""More samples for `benchmarks.importing`: what is neither a plain list of plays nor a text."""

import csv
import plistlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TextIO
from xml.sax.saxutils import escape

from benchmarks import importing_samples
from benchmarks.importing_samples import Play, Sample, _array, _table

_PLIST = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple Computer//DTD PLIST 1.0//EN" "PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
\t<key>Major Version</key><integer>1</integer>
\t<key>Tracks</key>
\t<dict>
"""
_PLIST_END = "\t</dict>\n\t<key>Playlists</key>\n\t<array>\n\t</array>\n</dict>\n</plist>\n"
_NUMBERS = ("Size", "Track Number", "Track Count", "Year", "Bit Rate", "Sample Rate", "Play Date",
            "Artwork Count", "File Folder Count", "Library Folder Count")  # fmt: skip
_WORDS = ("Genre", "Kind", "Persistent ID", "Track Type", "Sort Name", "Sort Artist")


def _youtube(play: Play) -> dict[str, object]:
    return {
        "header": "YouTube Music", "title": f"Watched {play.title}",
        "titleUrl": f"a page/{play.key}", "time": f"{play.started_at:%Y-%m-%dT%H:%M:%S.123Z}",
        "subtitles": [{"name": f"{play.artist} - Topic", "url": "a channel"}],
        "products": ["YouTube"], "activityControls": ["YouTube watch history"],
    }  # fmt: skip


def _apple(play: Play) -> Iterable[object]:
    end = play.started_at + timedelta(milliseconds=play.played_ms)
    return (
        "PLAY_END", f"{play.started_at:%Y-%m-%dT%H:%M:%SZ}", f"{end:%Y-%m-%dT%H:%M:%SZ}",
        play.title, play.artist, play.album, 200_000, play.played_ms, "NATURAL_END_OF_TRACK",
        "192.0.2.1", "a device", "iOS", "a place",
    )  # fmt: skip


def _library(stream: TextIO, found: Iterable[Play]) -> None:
    stream.write(_PLIST)
    for play in found:
        stream.write(f"\t\t<key>{play.number}</key>\n\t\t<dict>\n")
        stream.writelines(f"\t\t\t{line}\n" for line in _track(play))
        stream.write("\t\t</dict>\n")
    stream.write(_PLIST_END)


def _track(play: Play) -> Iterator[str]:
    yield f"<key>Track ID</key><integer>{play.number}</integer>"
    for key in _NUMBERS:
        yield f"<key>{key}</key><integer>{play.played_ms}</integer>"
    yield f"<key>Total Time</key><integer>{play.played_ms}</integer>"
    yield f"<key>Play Count</key><integer>{play.number % 50 + 1}</integer>"
    for key in ("Date Added", "Date Modified", "Play Date UTC"):
        yield f"<key>{key}</key><date>{play.started_at:%Y-%m-%dT%H:%M:%SZ}</date>"
    for key in _WORDS:
        yield f"<key>{key}</key><string>{play.key}</string>"
    named = {"Name": play.title, "Artist": play.artist, "Album": play.album,
             "Location": f"file:///Music/{play.number}.m4a"}  # fmt: skip
    for key, value in named.items():
        yield f"<key>{key}</key><string>{escape(value)}</string>"


def _server(stream: TextIO, found: Iterable[Play]) -> None:
    with closing(sqlite3.connect(stream.name)) as database:
        database.executescript("""
            CREATE TABLE media_file (id, title, artist, album, duration, mbz_recording_id);
            CREATE TABLE user (id, user_name);
            CREATE TABLE annotation (user_id, item_id, item_type, play_count, play_date, rating,
                                     starred, starred_at);
            CREATE TABLE scrobbles (media_file_id, user_id, submission_time);
            INSERT INTO user VALUES ('u', 'somebody');
        """)
        songs = dict[str, tuple[object, ...]]()
        rows = []
        for play in found:
            songs[play.mbid] = (play.mbid, play.title, play.artist, play.album, 200.0, play.mbid)
            rows.append((play.mbid, "u", int(play.started_at.timestamp())))
        database.executemany("INSERT INTO media_file VALUES (?,?,?,?,?,?)", songs.values())
        database.executemany("INSERT INTO scrobbles VALUES (?,?,?)", rows)
        database.commit()


def _read_server(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("""SELECT * FROM scrobbles JOIN media_file ON media_file_id = id
                            ORDER BY submission_time""").fetchall()


def _list(stream: TextIO, found: Iterable[Play]) -> None:
    stream.write("[playlist]\n")
    for play in found:
        stream.write(f"File{play.number}=/music/{play.key}.flac\n")
        stream.write(f"Title{play.number}={play.artist} - {play.title}\n")


def _read_lines(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        for _ in csv.reader(stream, delimiter="=", quoting=csv.QUOTE_NONE):
            pass


SAMPLES: Mapping[str, Sample] = {
    **importing_samples.SAMPLES,
    "youtube-music": _array(_youtube),
    "apple-music": _table(
        _apple,
        "Event Type,Event Start Timestamp,Event End Timestamp,Song Name,Artist Name,Album Name,"
        "Media Duration In Milliseconds,Play Duration Milliseconds,End Reason Type,"
        "Client IP Address,Device Identifier,Build Version,City\n",
    ),
    "apple-music-daily": _table(
        lambda p: ("NZ", f"{p.started_at:%Y%m%d}", f"{p.started_at:%H}", p.played_ms, 1, 0,
                   f"{p.artist} - {p.title}"),
        "Country,Date Played,Hours,Play Duration Milliseconds,Play Count,Skip Count,"
        "Track Description\n",
    ),
    "itunes": Sample(write=_library, peer=lambda path: plistlib.loads(path.read_bytes()),
                     peer_name="plistlib"),
    "navidrome": Sample(write=_server, peer=_read_server, peer_name="sqlite3"),
    "table": _table(
        lambda p: (p.artist, p.title, p.album, f"{p.started_at:%Y-%m-%d %H:%M:%S}Z", p.played_ms),
        "Artist,Song,Album,Played At,ms_played\n",
    ),
    "pls": Sample(write=_list, peer=_read_lines, peer_name="csv.reader"),
}  # fmt: skip
"""Format → its sample; the name is that of the importer."""
