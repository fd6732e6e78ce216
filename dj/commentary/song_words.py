"""The words that speak of one song: from its tags, its sound, its listener and its editors."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from dj.commentary.bench import Value
from dj.commentary.context import WORDS
from dj.commentary.heard_words import has_voice, heard_words
from dj.commentary.speakable import credited, plain, speakable
from dj.commentary.spoken_time import away, first_heard, last_heard, years_since
from dj.model.analysis import Ending, Song
from dj.model.editorial import PREDICATES, Fact
from dj.model.lineup import Slot
from dj.model.listening import PlayStats, Taste
from dj.model.names import fold

STEADY = 0.5
"""Least confidence in a tempo or key before a host speaks of it, 0 to 1."""
FAVOURITE_AFFINITY = 0.6
FAVOURITE_PLAYS = 5
LONG_S = 420.0
"""A song of seven minutes is long on the radio."""
LONG_INTRO_S = 15.0
NEAR_TASTE = 0.6
"""Least cosine to a centre of taste for "sounds close to what you play"."""
FITTING_ENERGY = 0.12
"""Greatest distance from the energy asked for, 0 to 1."""
MAX_TIER = 2
"""Sensitive facts are never spoken from lines."""

_REISSUE = re.compile(
    r"remaster|deluxe|anniversary|reissue|best of|greatest|\bhits\b|collection|anthology|\blive\b|"
    r"essential|expanded|edition|compilation|soundtrack|version|retrospective|singles",
    re.IGNORECASE,
)
_DECADES = {1920: "twenties", 1930: "thirties", 1940: "forties", 1950: "fifties", 1960: "sixties",
            1970: "seventies", 1980: "eighties", 1990: "nineties"}  # fmt: skip
_NO_GENRE = frozenset(
    {"other", "misc", "music", "genre", "none", "default", "general", "undefined"}
)
_FILE_NAME = re.compile(r"_|^\d{1,3}[\s.-]")

Raw = str | int | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """What is known about the listener at one moment."""

    taste: Taste
    at: datetime
    """Aware, local."""
    language: str = "en"
    unspoken: Collection[str] = field(default_factory=frozenset)
    """Folded words that keep a name from being spoken."""


def song_words(
    song: Song, slot: Slot, facts: Sequence[Fact], listener: Listener
) -> dict[str, Value]:
    """Build the words of one song, without ``prev.`` or ``next.`` before them."""
    stats = listener.taste.plays.get(song.id)
    raw = {
        **_tag_words(song, listener.unspoken, listener.at.year),
        **_sound_words(song),
        **_history_words(song, stats, listener),
        "is_new": slot.new_to_listener,
        "by_known_artist": _artist_affinity(song, listener.taste) > 0,
        "is_near_taste": _is_near_taste(song, listener.taste),
        "fits_energy": abs(song.analysis.energy - slot.energy_target) <= FITTING_ENERGY,
    }
    values = {
        name: Value(value=value, source=WORDS[f"next.{name}"].source)
        for name, value in raw.items()
        if value is not None
    }
    return values | heard_words(song) | dict(_fact_words(facts, listener))


def _tag_words(song: Song, unspoken: Collection[str], this_year: int) -> dict[str, Raw]:
    track = song.track
    year = _year(song, this_year)
    guests = [speakable(plain(name), unspoken=unspoken) for name in track.artists[1:3]]
    minutes = int(song.analysis.cues.play_s // 60)
    is_long = song.analysis.cues.play_s >= LONG_S
    return {
        "title": _title(song, unspoken),
        "artist": speakable(credited(plain(track.main_artist)), unspoken=unspoken),
        "featured": " and ".join(guest for guest in guests if guest) or None,
        "album": speakable(plain(track.album), unspoken=unspoken),
        "year": year,
        "decade": _DECADES.get(year // 10 * 10) if year else None,
        "is_recent": year is not None and year >= this_year - 1,
        "genre": _genre(track.genres),
        "is_long": is_long,
        "minutes": minutes if is_long else None,
    }


def _title(song: Song, unspoken: Collection[str]) -> str | None:
    """A title guessed from a file's name is said only if it does not look like one."""
    from_file = "file" in song.track.provenance.get("title", "")
    if from_file and _FILE_NAME.search(song.track.title[:200]):
        return None
    return speakable(plain(song.track.title), unspoken=unspoken)


def _year(song: Song, this_year: int) -> int | None:
    """A reissue's year is not the song's, so it stays unsaid."""
    track = song.track
    year = track.year
    if year is None or not 1900 <= year <= this_year:
        return None
    about = f"{track.title[:300]} {track.album[:300]} {track.album_artist[:300]}"
    return None if _REISSUE.search(about) or "various" in about.lower() else year


def _genre(genres: Sequence[str]) -> str | None:
    first = re.split(r"[;/,|]", genres[0][:200])[0] if genres else ""
    name = speakable(plain(first))
    if not name or len(name) > 30 or any(c.isdigit() for c in name):
        return None
    lower = name.lower()
    if lower in _NO_GENRE:
        return None
    return name if first.strip().isupper() and len(first.strip()) <= 4 else lower


def _sound_words(song: Song) -> dict[str, Raw]:
    sound = song.analysis
    steady = sound.tempo_bpm is not None and sound.tempo_confidence >= STEADY
    ramp = sound.cues.ramp_s
    return {
        "tempo_bpm": round(sound.tempo_bpm) if steady and sound.tempo_bpm else None,
        "tempo_word": _tempo_word(sound.tempo_bpm, sound.energy) if steady else None,
        "key": sound.key.spoken if sound.key and sound.key_confidence >= STEADY else None,
        "is_instrumental": ramp is None and not has_voice(song),
        "is_long_intro": ramp is not None and ramp >= LONG_INTRO_S,
        "ends_cold": sound.cues.ending is Ending.COLD,
    }


def _artist_affinity(song: Song, taste: Taste) -> float:
    return taste.artist_affinity.get(fold(song.track.main_artist), 0.0)


def _is_near_taste(song: Song, taste: Taste) -> bool:
    """Compare measured sound alone, of which the threshold speaks, also where a model was asked."""
    vector, modes = song.analysis.vector, taste.modes
    if not len(modes) or modes.shape[1] < len(vector):
        return False
    measured = modes[:, : len(vector)]
    lengths = np.linalg.norm(measured, axis=1)
    return bool((measured @ vector >= NEAR_TASTE * lengths)[lengths > 0].any())


def _tempo_word(tempo_bpm: float | None, energy: float) -> str | None:
    """Half and double tempo are easily confused, so the energy must agree."""
    if tempo_bpm is None:
        return None
    if tempo_bpm < 85 and energy < 0.45:
        return "slow"
    return "fast" if tempo_bpm >= 125 and energy > 0.55 else None


def _history_words(song: Song, stats: PlayStats | None, listener: Listener) -> dict[str, Raw]:
    taste, at = listener.taste, listener.at
    is_saved = song.id in taste.saves
    if stats is None:
        return {"is_saved": is_saved, "is_favourite": is_saved}
    often = stats.plays >= FAVOURITE_PLAYS and taste.affinity.get(song.id, 0) >= FAVOURITE_AFFINITY
    return {
        "plays": stats.plays if stats.plays >= 2 else None,
        "last_heard": last_heard(stats.last_at, at),
        "away": away(stats.last_at, at),
        "years_since": years_since(stats.last_at, at),
        "first_heard": first_heard(stats.first_at, at) if stats.plays >= 2 else None,
        "is_saved": is_saved,
        "is_favourite": is_saved or often,
    }


def _fact_words(facts: Sequence[Fact], listener: Listener) -> Iterator[tuple[str, Value]]:
    """Yield the first usable fact of each predicate, with its id as the source."""
    said: set[str] = set()
    for fact in facts:
        text = speakable(plain(fact.value), unspoken=listener.unspoken)
        usable = (
            text and fact.predicate in PREDICATES and fact.predicate not in said
            and fact.tier <= MAX_TIER and fact.as_of <= listener.at.date()
            and fact.language.partition("-")[0] == listener.language.partition("-")[0]
        )  # fmt: skip
        if text and usable:
            said.add(fact.predicate)
            yield fact.predicate, Value(value=text.rstrip("."), source=fact.id, tier=fact.tier)
