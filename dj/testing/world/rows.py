"""A world's tracks and plays as the house knows them: `Song` and `Listen`."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from dj.model.analysis import Analysis, CuePoints, Ending, Song
from dj.model.listening import Listen
from dj.model.tonality import Key, Mode
from dj.model.track import Track
from dj.testing.world.catalogue import Artists, Tracks
from dj.testing.world.diary import Diary
from dj.testing.world.places import GENRES, PLACES
from dj.units import TrackId

NEUTRAL_ENERGY = 0.5
"""Energy of a song that was not measured: neither still nor driving."""
NEUTRAL_LUFS = -14.0


def track_id(seed: int, number: int) -> TrackId:
    """Identity of a track; ids say nothing of popularity or artist."""
    return TrackId(hashlib.blake2b(f"{seed}/{number}".encode(), digest_size=16).hexdigest())


def bare_song(track: Track) -> Song:
    """Make a song of a track known by name alone, as from a catalogue or a history.

    It has no style vector, tempo or key, and a neutral energy and loudness: signals that look at
    the sound say nothing of it, or the same of every such song.
    """
    end_s = track.duration_s
    return Song(
        track=track,
        analysis=Analysis(
            track_id=track.id, decoder="", duration_s=end_s, tempo_bpm=None, tempo_confidence=0.0,
            key=None, key_confidence=0.0, loudness_lufs=NEUTRAL_LUFS, loudness_range_lu=0.0,
            energy=NEUTRAL_ENERGY,
            cues=CuePoints(cue_in_s=0.0, post_s=None, outro_s=end_s, cue_out_s=end_s,
                           ending=Ending.COLD),
        ),
    )  # fmt: skip


def make_songs(
    ids: Sequence[TrackId], artists: Artists, tracks: Tracks, wanted: Sequence[int]
) -> Iterator[Song]:
    """Make songs of tracks by number."""
    for number in wanted:
        track = _track(ids[number], artists, tracks, number)
        song = bare_song(track)
        yield _measured(song, tracks, number) if tracks.featured[number] else song


def _track(identity: TrackId, artists: Artists, tracks: Tracks, number: int) -> Track:
    artist, guest = int(tracks.artist[number]), int(tracks.guest[number])
    names = [artists.names[artist]] + ([artists.names[guest]] if guest not in (-1, artist) else [])
    tags = dict.fromkeys(GENRES[genre][0] for genre in artists.genres[artist].tolist())
    return Track(
        id=identity,
        path=Path(f"/world/{artist}/{tracks.album[number]}/{number}.flac"),
        title=tracks.titles[number],
        artist=" feat. ".join(names),
        artists=tuple(names),
        album=_album_name(tracks, number),
        album_artist=names[0],
        track_number=int(tracks.number[number]),
        year=int(tracks.year[number]),
        genres=tuple(tags),
        country=PLACES[artists.country[artist]][0],
        language=artists.language[artist],
        duration_s=float(tracks.length_s[number]),
        explicit=bool(tracks.explicit[number]),
    )


def _album_name(tracks: Tracks, number: int) -> str:
    """An album is named after its first song."""
    return tracks.titles[number - int(tracks.number[number]) + 1]


def _measured(song: Song, tracks: Tracks, number: int) -> Song:
    end_s, tonic = song.track.duration_s, int(tracks.key[number])
    return Song(
        track=song.track,
        analysis=Analysis(
            track_id=song.id, decoder="world 1", duration_s=end_s,
            tempo_bpm=float(tracks.tempo_bpm[number]), tempo_confidence=0.9,
            key=Key(tonic=tonic // 2, mode=Mode.MINOR if tonic % 2 else Mode.MAJOR),
            key_confidence=0.7, loudness_lufs=-12.0, loudness_range_lu=6.0,
            energy=float(tracks.energy[number]),
            cues=CuePoints(cue_in_s=0.2, post_s=min(12.0, end_s / 4), outro_s=end_s - 14.0,
                           cue_out_s=end_s - 0.5, ending=Ending.FADE),
            vector=np.array(tracks.view[number]),
        ),
    )  # fmt: skip


def make_listens(diary: Diary, songs: Sequence[Song], *, tells_length: bool) -> Iterator[Listen]:
    """Tell a diary as a player would: one that tells no lengths tells no early skips either.

    Args:
        diary: The plays.
        songs: Song of each play.
        tells_length: Whether the player tells how long was played.
    """
    plays = zip(diary.started_s.tolist(), diary.played_ms.tolist(), diary.skipped.tolist(), songs,
                strict=True)  # fmt: skip
    for started_s, played_ms, skipped, song in plays:
        if not tells_length and played_ms < min(240_000.0, 500.0 * song.track.duration_s):
            continue  # a scrobbler sends what was played for half its length or four minutes
        yield Listen(
            started_at=datetime.fromtimestamp(started_s, UTC),
            artist=song.track.artist,
            title=song.track.title,
            album=song.track.album,
            played_ms=played_ms if tells_length else None,
            duration_ms=round(song.track.duration_s * 1000),
            skipped=skipped if tells_length else None,
            source="world",
            track_id=song.id,
        )
