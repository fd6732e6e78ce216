"""Large histories for `benchmarks.importing`: one writer and one peer for each format.

A sample's writer puts plays into a file as the format's own exporter would; its peer reads the same
file with the standard library alone and does nothing with what it reads.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TextIO

import numpy as np

ARTISTS = 3_000
RECORDINGS = 30_000
_FIRST = datetime(2015, 1, 1, tzinfo=UTC)
_WORDS = ("salt", "river", "glass", "noon", "Straße", "夜明け", "Север", "amber", "slow", "echo")


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """One play; all formats write the same ones."""

    number: int
    started_at: datetime
    played_ms: int
    artist: str
    title: str
    album: str
    key: str
    """22 letters and figures, as Spotify's identifiers."""
    mbid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """How to write a format, and how to read it without us."""

    write: Callable[[TextIO, Iterable[Play]], None]
    peer: Callable[[Path], object]
    peer_name: str


def plays(count: int, seed: int = 1) -> Iterator[Play]:
    """Yield plays in order of time: few recordings often, many seldom."""
    rng = np.random.default_rng(seed)
    recordings = (RECORDINGS * rng.random(count) ** 2.5).astype(int).tolist()
    lengths = rng.integers(1_000, 300_000, count).tolist()
    at = _FIRST
    for number, (recording, length) in enumerate(zip(recordings, lengths, strict=True)):
        at += timedelta(milliseconds=length + 2_000)
        artist, word = recording % ARTISTS, _WORDS[recording % len(_WORDS)]
        yield Play(
            number=number,
            started_at=at,
            played_ms=length,
            artist=f"{word.title()} and the {artist}",
            title=f"The {word} song, part {recording}",
            album=f"Album {recording // 12}",
            key=f"{recording:022d}",
            mbid=f"{recording:08x}-0000-4000-8000-{artist:012x}",
        )


def _stamp(play: Play) -> int:
    return int(play.started_at.timestamp())


def _spotify(play: Play) -> dict[str, object]:
    end = play.started_at + timedelta(milliseconds=play.played_ms)
    ended = "trackdone" if play.played_ms > 60_000 else "fwdbtn"
    return {
        "ts": f"{end:%Y-%m-%dT%H:%M:%SZ}", "username": "somebody", "platform": "Android OS 10 API",
        "ms_played": play.played_ms, "conn_country": "PT", "ip_addr_decrypted": "192.0.2.1",
        "user_agent_decrypted": "unknown", "city": None, "region": None,
        "master_metadata_track_name": play.title,
        "master_metadata_album_artist_name": play.artist,
        "master_metadata_album_album_name": play.album,
        "spotify_track_uri": f"spotify:track:{play.key}",
        "episode_name": None, "episode_show_name": None, "spotify_episode_uri": None,
        "reason_start": "trackdone", "reason_end": ended, "shuffle": False,
        "skipped": None, "offline": False, "offline_timestamp": 0, "incognito_mode": False,
    }  # fmt: skip


def _spotify_account(play: Play) -> dict[str, object]:
    end = play.started_at + timedelta(milliseconds=play.played_ms)
    return {"endTime": f"{end:%Y-%m-%d %H:%M}", "artistName": play.artist,
            "trackName": play.title, "msPlayed": play.played_ms}  # fmt: skip


def _maloja(play: Play) -> dict[str, object]:
    album = {"artists": [play.artist], "albumtitle": play.album}
    track = {"artists": [play.artist], "title": play.title, "album": album, "length": 200}
    return {"time": _stamp(play), "track": track, "duration": play.played_ms // 1000,
            "origin": "client:web"}  # fmt: skip


def _pano(play: Play) -> dict[str, object]:
    return {"timeHuman": "a day", "timeMs": _stamp(play) * 1000, "artist": play.artist,
            "track": play.title, "album": play.album, "albumArtist": play.artist,
            "durationMs": 200_000, "mediaPlayerPackage": "org.example", "event": "scrobble",
            "mediaPlayerName": "Player", "mediaPlayerVersion": "1"}  # fmt: skip


def _lastfm_track(play: Play) -> dict[str, object]:
    return {
        "artist": {"mbid": play.mbid, "#text": play.artist}, "streamable": "0",
        "image": [{"size": size, "#text": f"cover/{play.number}.png"} for size in "sml"],
        "mbid": play.mbid, "album": {"mbid": "", "#text": play.album}, "name": play.title,
        "url": "a page", "date": {"uts": str(_stamp(play)), "#text": "a day"},
    }  # fmt: skip


def _listenbrainz(play: Play) -> dict[str, object]:
    info = {"recording_mbid": play.mbid, "duration_ms": 200_000, "submission_client": "a client"}
    mapped = {"recording_mbid": play.mbid, "artist_mbids": [play.mbid]}
    recording = {"artist_name": play.artist, "track_name": play.title, "mbid_mapping": mapped,
                 "release_name": play.album, "additional_info": info}  # fmt: skip
    return {"inserted_at": _stamp(play) + 9.5, "listened_at": _stamp(play),
            "track_metadata": recording}  # fmt: skip


Row = Callable[[Play], dict[str, object]]


def _array(row: Row, before: str = "[\n", after: str = "]\n", indent: int | None = 2) -> Sample:
    def write(stream: TextIO, found: Iterable[Play]) -> None:
        stream.write(before)
        for play in found:
            stream.write(",\n" if play.number else "")
            json.dump(row(play), stream, ensure_ascii=False, indent=indent)
        stream.write(after)

    return Sample(write=write, peer=lambda path: json.loads(path.read_bytes()),
                  peer_name="json.loads")  # fmt: skip


def _lines(row: Row) -> Sample:
    def write(stream: TextIO, found: Iterable[Play]) -> None:
        stream.writelines(json.dumps(row(play), ensure_ascii=False) + "\n" for play in found)

    def peer(path: Path) -> None:
        with path.open("rb") as stream:
            for line in stream:
                json.loads(line)

    return Sample(write=write, peer=peer, peer_name="json.loads")


def _pages(stream: TextIO, found: Iterable[Play]) -> None:
    page: list[dict[str, object]] = []
    stream.write("[")
    for play in found:
        page.append(_lastfm_track(play))
        if len(page) == 200:
            stream.write(json.dumps({"track": page, "@attr": {"page": "1"}}) + ",\n")
            page.clear()
    stream.write(json.dumps({"track": page}) + "]")


def _table(
    cells: Callable[[Play], Iterable[object]], header: str = "", *, quoting: int = csv.QUOTE_MINIMAL
) -> Sample:
    def write(stream: TextIO, found: Iterable[Play]) -> None:
        stream.write(header)
        csv.writer(stream, quoting=quoting).writerows(map(cells, found))  # type: ignore[arg-type]

    return Sample(write=write, peer=_read_table, peer_name="csv.reader")


def _read_table(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        for _ in csv.reader(stream):
            pass


def _log(stream: TextIO, found: Iterable[Play]) -> None:
    stream.write("#AUDIOSCROBBLER/1.1\n#TZ/UNKNOWN\n#CLIENT/Rockbox\n")
    for play in found:
        stream.write(
            f"{play.artist}\t{play.album}\t{play.title}\t1\t200\tL\t{_stamp(play)}\t{play.mbid}\n"
        )


def _read_log(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        for _ in csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            pass


SAMPLES: Mapping[str, Sample] = {
    "spotify": _array(_spotify),
    "spotify-account": _array(_spotify_account),
    "lastfm": _table(
        lambda p: (_stamp(p), "17 Aug 2026, 12:14", p.artist, p.mbid, p.album, "", p.title, p.mbid),
        "uts,utc_time,artist,artist_mbid,album,album_mbid,track,track_mbid\n",
        quoting=csv.QUOTE_ALL,
    ),
    "lastfm-json": Sample(write=_pages, peer=lambda path: json.loads(path.read_bytes()),
                          peer_name="json.loads"),
    "lastfm-minutes": _table(
        lambda p: (p.artist, p.album, p.title, f"{p.started_at:%d %b %Y %H:%M}")
    ),
    "librefm": _table(
        lambda p: (p.artist, p.title, p.album, _stamp(p)), "Artist,Track,Album,Time\n"
    ),
    "scrobbler-log": Sample(write=_log, peer=_read_log, peer_name="csv.reader"),
    "maloja": _array(_maloja, '{"maloja": {"export_time": 1}, "scrobbles": [', "]}"),
    "panoscrobbler": _lines(_pano),
    "spinitron": _table(
        lambda p: (f"{p.started_at:%Y-%m-%dT%H:%M:%S-0500}", p.artist, p.title, p.album, "Label"),
        '"Playlist Title","The Rack"\n"DJ Name","somebody"\n\n'
        "Date-time,Artist,Song,Release,Label\n",
    ),
    "listenbrainz": _lines(_listenbrainz),
}  # fmt: skip
"""Format → its sample; the name is that of the importer."""
