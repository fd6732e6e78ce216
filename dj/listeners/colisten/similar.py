"""What do listeners with a like taste play, of what this one has not? An answer for `Taste`."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

import numpy as np

from dj.listeners.colisten.files import Model
from dj.listeners.colisten.keys import main_name, mbid_key, mbid_of, name_key, track_key
from dj.listeners.colisten.level import Level
from dj.listeners.colisten.ranking import Heard, discovery, familiar
from dj.listeners.kept import Kept
from dj.model.analysis import Song
from dj.model.controls import Controls
from dj.model.listening import Listen, Save, Tally

HALF_LIFE_DAYS = 365.0
"""After this time a play counts half. A proposal, not a measurement."""
MOST_LIKED = 200
"""Items, most played first, from which taste is told: the data knows few more of anybody."""

_Row = Listen | Save | Tally
_Words = tuple[str, str, str]
"""Artist, title and the artist's MusicBrainz id."""
_Keyed = tuple[str, str, float]
"""Two keys of an item and its plays."""


def similar(
    model: Model, history: Kept, songs: Sequence[Song], *, controls: Controls, at: datetime
) -> dict[str, float]:
    """Map track ids of the library and folded names of artists to 0–1; what was heard is left out.

    A new listener without plays is known by the artists they picked. The dial of discovery, from
    its middle up, goes over from the familiar order to that of discovery.

    Args:
        model: What was learned.
        history: What counts of the listener's history.
        songs: The library.
        controls: What the listener has decided.
        at: The moment, aware.
    """
    depth = max(0.0, 2 * controls.dials.discovery - 1)
    plays = _weighed(history, at)
    artists = _heard(model.artists, _by_artist(plays, controls))
    found = _blend(model.artists, artists, depth)
    names: dict[str, float] = {}
    for item, value in found.items():
        name = main_name(model.artists.name(item))
        names[name] = max(value, names.get(name, 0.0))
    if not model.tracks.size:
        return names
    tracks = _blend(model.tracks, _heard(model.tracks, _by_track(plays)), depth)
    return names | _of_songs(model.tracks, tracks, songs)


def _weighed(history: Kept, at: datetime) -> dict[_Words, float]:
    """Add up artist, title and artist's id → plays, older ones less; a skip is known, not liked."""
    plays: dict[_Words, float] = defaultdict(float)
    age_days = (at.timestamp() - history.starts_s) / 86_400.0
    for listen, weight in zip(
        history.listens, np.exp2(-age_days / HALF_LIFE_DAYS).tolist(), strict=True
    ):
        plays[_words(listen)] += 0.0 if listen.skipped else weight
    for tally in history.tallies:
        plays[_words(tally)] += tally.plays
    for save in history.saves:
        plays[_words(save)] += 1.0
    return plays


def _words(row: _Row) -> _Words:
    return row.artist, row.title, mbid_of(row.ids)


def _by_artist(plays: Mapping[_Words, float], controls: Controls) -> list[_Keyed]:
    """List two keys of each artist, the surer first, and their plays."""
    rows = [(mbid_key(mbid) if mbid else name_key(artist), name_key(artist), weight)
            for (artist, _, mbid), weight in plays.items() if artist]  # fmt: skip
    return rows or [(name_key(name), name_key(name), 1.0) for name in controls.picked_artists]


def _by_track(plays: Mapping[_Words, float]) -> list[_Keyed]:
    keyed = ((track_key(artist, title), weight) for (artist, title, _), weight in plays.items()
             if artist and title)  # fmt: skip
    return [(key, key, weight) for key, weight in keyed]


def _heard(level: Level, rows: Sequence[_Keyed]) -> Heard:
    """Find the items of keys with their plays."""
    sure, likely = level.find(row[0] for row in rows), level.find(row[1] for row in rows)
    items = np.where(sure >= 0, sure, likely)
    there = items >= 0
    plays = np.array([weight for _, _, weight in rows], np.float64)
    total = np.bincount(items[there], plays[there], minlength=level.size)
    known = np.unique(items[there])
    liked = known[total[known] > 0]
    most = liked[np.argsort(-total[liked], kind="stable")[:MOST_LIKED]]
    return Heard(liked=np.sort(most), known=known)


def _blend(level: Level, heard: Heard, depth: float) -> dict[int, float]:
    """Mix both orders; `depth` is the share of discovery, 0 to 1."""
    if not len(heard.liked):
        return {}
    found: dict[int, float] = defaultdict(float)
    for share, order in ((1 - depth, familiar), (depth, discovery)):
        if share > 0:
            items, values = order(level, heard)
            for item, value in zip(items.tolist(), values.tolist(), strict=True):
                found[item] += share * value
    return found


def _of_songs(level: Level, found: Mapping[int, float], songs: Sequence[Song]) -> dict[str, float]:
    """Give the library's songs the values of the tracks they are."""
    artists = {main_name(level.name(item).partition("\n")[0]) for item in found}
    # Titles are slow to read, and most songs are by others.
    near = [song for song in songs if main_name(song.track.main_artist) in artists]
    keys = [track_key(song.track.main_artist, song.track.title) for song in near]
    items = level.find(keys).tolist()
    return {song.id: found[item] for song, item in zip(near, items, strict=True) if item in found}
