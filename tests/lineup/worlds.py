"""Libraries and listeners made to order: everything about them is known by construction."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from dj.lineup import plan
from dj.model.analysis import Analysis, CuePoints, Ending, Song
from dj.model.lineup import Lineup
from dj.model.listening import PlayStats, Taste
from dj.model.show import Rules, Segment, Show, Theme
from dj.model.tonality import Key, Mode
from dj.model.track import Track
from dj.units import TrackId

AT = datetime(2026, 11, 24, 7, 30, tzinfo=ZoneInfo("Europe/Paris"))
"""A Tuesday morning."""
CLOCK = (
    Segment(theme=Theme.FAVOURITES, songs=4, title="Favourites"),
    Segment(theme=Theme.DISCOVERY, songs=3, title="Finds"),
    Segment(theme=Theme.THROWBACK, songs=4, title="Old friends"),
    Segment(theme=Theme.MOOD, songs=3, title="The hour"),
)
SHOW = Show(name="test", title="Test", clock=CLOCK)


def song(
    number: int,
    *,
    artist: str = "",
    play_s: float = 200.0,
    energy: float = 0.5,
    bpm: float | None = 120.0,
    key: Key | None = None,
    vector: NDArray[np.float32] | None = None,
    **track: object,
) -> Song:
    """One song with plain defaults; its id sorts by its number."""
    name = artist or f"Artist {number}"
    fields: dict[str, object] = {
        "id": TrackId(f"t{number:06d}"),
        "path": Path(f"/music/{number}.flac"),
        "title": f"Song {number}",
        "artist": name,
        "artists": (name,),
        "duration_s": play_s + 1.0,
    }
    made = Track(**(fields | track))  # type: ignore[arg-type]
    cues = CuePoints(
        cue_in_s=0.0, post_s=None, outro_s=play_s, cue_out_s=play_s, ending=Ending.FADE
    )
    analysis = Analysis(
        track_id=made.id,
        decoder="none",
        duration_s=made.duration_s,
        tempo_bpm=bpm,
        tempo_confidence=1.0,
        key=key,
        key_confidence=1.0,
        loudness_lufs=-14.0,
        loudness_range_lu=6.0,
        energy=energy,
        cues=cues,
        vector=np.zeros(0, np.float32) if vector is None else vector,
    )
    return Song(track=made, analysis=analysis)


def vectors(count: int, rng: np.random.Generator, size: int = 16) -> NDArray[np.float32]:
    """Unit rows around a few styles, shape (count, size)."""
    centres = rng.standard_normal((max(3, count // 60), size))
    rows = centres[rng.integers(len(centres), size=count)] + 0.6 * rng.standard_normal(
        (count, size)
    )
    unit: NDArray[np.float32] = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(
        np.float32
    )
    return unit


def library(count: int, artists: int, seed: int = 0) -> list[Song]:
    """A mixed library; every artist has a song if there are enough songs."""
    rng = np.random.default_rng(seed)
    styles = vectors(count, rng)
    return [
        song(
            number,
            artist=f"Artist {number % artists if number < artists else rng.integers(artists)}",
            play_s=float(rng.uniform(120, 330)),
            energy=float(rng.random()),
            bpm=float(rng.uniform(70, 180)),
            key=Key(tonic=int(rng.integers(12)), mode=(Mode.MAJOR, Mode.MINOR)[rng.integers(2)]),
            vector=styles[number],
            album=f"Album {number // 6}",
            year=int(rng.integers(1970, 2027)),
        )
        for number in range(count)
    ]


def newcomer(at: datetime = AT) -> Taste:
    """A listener without a history."""
    return Taste(
        listener="me",
        as_of=at,
        time_zone="Europe/Paris",
        time_zone_inferred=False,
        listens=0,
        matched=0,
    )


def listener(songs: Sequence[Song], *, heard: float = 0.6, seed: int = 0) -> Taste:
    """A listener who has heard a share of the songs, likes some and saved every seventh."""
    rng = np.random.default_rng(seed)
    known = [one for one in songs if rng.random() < heard]
    liking = {one.id: float(rng.random()) for one in known}
    plays = {
        one.id: PlayStats(
            plays=int(rng.integers(2, 30)),
            skips=int(rng.integers(0, 2)),
            first_at=AT - timedelta(days=900),
            last_at=AT - timedelta(days=float(rng.uniform(1, 700))),
        )
        for one in known
    }
    return replace(
        newcomer(),
        listens=5000,
        matched=4000,
        plays=plays,
        saves=frozenset(one.id for one in known[::7]),
        affinity=liking,
        hour_affinity=liking,
        artist_affinity={one.track.artist.casefold(): liking[one.id] for one in known},
        similar={one.id: float(rng.random()) for one in songs[::3]},
        modes=np.stack([one.analysis.vector for one in known[:3]]) if known else newcomer().modes,
        mode_weights=(0.5, 0.3, 0.2)[: len(known[:3])],
    )


def ids(lineup: Lineup) -> list[TrackId]:
    """Tracks in order."""
    return [slot.track_id for slot in lineup.slots]


def gaps(lineup: Lineup, songs: Sequence[Song]) -> list[int]:
    """Songs between two songs that share a credited artist, for each such pair."""
    credited = {one.id: set(one.track.artists) for one in songs}
    order = ids(lineup)
    return [
        after - before - 1
        for after in range(len(order))
        for before in range(after)
        if credited[order[before]] & credited[order[after]]
    ]


def length_s(lineup: Lineup, songs: Sequence[Song], join_s: float = -5.0) -> float:
    """Expected seconds of a lineup."""
    play_s = {one.id: one.analysis.cues.play_s for one in songs}
    return sum(play_s[one] for one in ids(lineup)) + join_s * (len(lineup.slots) - 1)


def without_rules(show: Show) -> Show:
    """The same show with no separation and any share of discoveries."""
    rules = Rules(artist_separation=0, album_separation=0, discovery_share=(0.0, 1.0))
    return replace(show, rules=rules)


def planned(seed: int) -> list[TrackId]:
    """Plan an hour for a listener: what another process must repeat exactly."""
    songs = library(60, 25)
    return ids(plan(songs, SHOW, listener(songs), at=AT, seed=seed))
