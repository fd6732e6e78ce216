"""The words that rest on the listener's own listening."""

import numpy as np

from dj.commentary.bench import Raw
from dj.commentary.tongues import tongue
from dj.commentary.words.listener import Listener
from dj.commentary.words.spoken_time import away, first_heard, last_heard, years_since
from dj.model.analysis import Song
from dj.model.lineup import Slot
from dj.model.listening import PlayStats, Taste
from dj.model.names import fold
from dj.units import TrackId

FAVOURITE_AFFINITY = 0.6
FAVOURITE_PLAYS = 5
NEAR_TASTE = 0.6
"""Least cosine to a centre of taste for "sounds close to what you play"."""
FITTING_ENERGY = 0.12
"""Greatest distance from the energy asked for, 0 to 1."""
HABIT = 0.3
"""Least of `Taste.follows` for "you often play it right after": three times in four, say."""


def history_words(
    song: Song, slot: Slot, before: Song | None, listener: Listener
) -> dict[str, Raw]:
    """Build the words of one song that tell of its listener."""
    taste = listener.taste
    return {
        **_play_words(song.id, taste.plays.get(song.id), listener),
        "is_new": slot.new_to_listener,
        "is_new_artist": slot.new_to_listener and _is_new_artist(song, taste),
        "by_known_artist": taste.artist_affinity.get(fold(song.track.main_artist), 0.0) > 0,
        "is_near_taste": _is_near_taste(song, taste),
        "fits_energy": abs(song.analysis.energy - slot.energy_target) <= FITTING_ENERGY,
        "follows_on": before is not None
        and taste.follows.get(before.id, {}).get(song.id, 0.0) >= HABIT,
    }


def _play_words(key: TrackId, stats: PlayStats | None, listener: Listener) -> dict[str, Raw]:
    taste, at, spoken = listener.taste, listener.at, tongue(listener.language)
    is_saved = key in taste.saves
    if stats is None:
        return {"is_saved": is_saved, "is_favourite": is_saved}
    often = stats.plays >= FAVOURITE_PLAYS and taste.affinity.get(key, 0) >= FAVOURITE_AFFINITY
    return {
        "plays": stats.plays if stats.plays >= 2 else None,
        "last_heard": last_heard(stats.last_at, at, spoken),
        "away": away(stats.last_at, at, spoken),
        "years_since": years_since(stats.last_at, at),
        "first_heard": first_heard(stats.first_at, at, spoken) if stats.plays >= 2 else None,
        "is_saved": is_saved,
        "is_favourite": is_saved or often,
    }


def _is_new_artist(song: Song, taste: Taste) -> bool:
    """All credited names count, and silence where nobody wrote down who was heard."""
    names = {fold(name) for name in (*song.track.artists, song.track.main_artist)} - {""}
    known = taste.heard_artists | taste.artist_affinity.keys() | taste.kept_artists.keys()
    return bool(names and taste.heard_artists) and names.isdisjoint(known)


def _is_near_taste(song: Song, taste: Taste) -> bool:
    """Compare measured sound alone, of which the threshold speaks, also where a model was asked."""
    vector, modes = song.analysis.vector, taste.modes
    if not len(modes) or modes.shape[1] < len(vector):
        return False
    measured = modes[:, : len(vector)]
    lengths = np.linalg.norm(measured, axis=1)
    return bool((measured @ vector >= NEAR_TASTE * lengths)[lengths > 0].any())
