"""The fixed matrix of situations in which every line is tried before a listener hears it.

The songs here are invented. Each situation goes through the same code as a session, so that what
editors see is what listeners get.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from dj.commentary.bench import Values
from dj.commentary.situation import Programme, situation
from dj.commentary.song_words import Listener, song_words
from dj.model.analysis import Analysis, CuePoints, Ending, Song, SoundTag
from dj.model.editorial import Fact, Source
from dj.model.lineup import Decision, Lineup, Slot
from dj.model.listening import PlayStats, Taste
from dj.model.persona import LicenceCard, Persona
from dj.model.script import BreakKind
from dj.model.show import Segment, Show, Theme
from dj.model.tonality import Key, Mode
from dj.model.track import Track
from dj.units import TrackId

_EVENING = datetime(2026, 3, 10, 19, 28, tzinfo=UTC)
_NIGHT = datetime(2026, 3, 11, 0, 41, tzinfo=UTC)
_HOSTILE = "{{ 7*7 }}{% for a in b %}[[ f'Vk ]]</speak>\u202e\x07"
_VALUES = {
    "recorded_with": "a borrowed piano",
    "written_for": "a short film",
    "inspired_by": "a night ferry",
    "instrument": "a pump organ",
    "studio_note": "it was cut live in one room",
    "editors_note": "the bass clarinet enters in the second verse",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One situation of the matrix."""

    name: str
    """Such as ``long unheard``."""
    kinds: frozenset[BreakKind]
    """Breaks that can happen in it."""
    values: Values


def matrix(unspoken: frozenset[str] = frozenset()) -> tuple[Case, ...]:
    """Build every situation, in a fixed order."""
    return tuple(_case(name, parts, unspoken) for name, parts in _SITUATIONS.items())


_JOIN = frozenset(BreakKind) - {BreakKind.OPENING, BreakKind.SIGN_OFF, BreakKind.DISCOVERY}
_NEW = _JOIN | {BreakKind.DISCOVERY}
_RICH: dict[str, Any] = {
    "year": 1994, "genres": ("Soul",), "album": "Salt and Glass",
    "artists": ("Nia Harrow", "Tom Vale"), "artist": "Nia Harrow feat. Tom Vale",
}  # fmt: skip
_BARE: dict[str, Any] = {"album": "", "year": None, "genres": ()}

_SITUATIONS: Mapping[str, Mapping[str, Any]] = {
    "opening": {"after": -1, "next": _RICH, "next_sound": {"plays": 9, "days": 500}},
    "everything known": {
        "prev": {**_RICH, "title": "Paper Harbor", "artist": "The Ledgers", "artists": (),
                 "year": 2011, "genres": ("Rock",)},
        "next": _RICH, "facts": tuple(_VALUES), "prev_sound": {"plays": 12, "days": 900, "saved": True},
        "next_sound": {"plays": 31, "days": 800, "saved": True, "tempo": 128.0, "energy": 0.8},
    },
    "first ever play": {"next": {**_RICH, "year": 2025}, "is_new": True, "facts": tuple(_VALUES),
                        "prev_sound": {"new": True, "post": None}, "known_artist": True},
    "long unheard": {"next_sound": {"plays": 4, "days": 1200}, "next": {"title": "Slow Lamps"}},
    "calmer and slower": {"prev_sound": {"energy": 0.8, "tempo": 126.0},
                          "next_sound": {"energy": 0.3, "tempo": 100.0, "key": 6}},
    "level turn": {"next_sound": {"tempo": 110.0, "key": 7}, "prev_sound": {"tempo": 110.0}},
    "no album": {"prev": {"album": ""}, "next": {"album": ""}},
    "no year": {"prev": {"year": None}, "next": {"year": None}},
    "same artist twice": {"prev": _RICH, "next": {**_RICH, "title": "Second Tide"}},
    "artist played earlier": {"first": {"artist": "Nia Harrow"}, "next": _RICH, "is_new": False},
    "halfway": {"after": 2, "next_sound": {"plays": 2, "days": 30}},
    "non-Latin title": {"prev": {"title": "愛の歌", "artist": "青い灯台"},
                        "next": {"title": "Песня ветра", "artist": "Море"}},
    "very long title": {"prev": {"title": "On and " * 40}, "next": {"title": "Over and " * 30}},
    "long names": {"prev": {"title": "A Small Song About the Weather",
                            "artist": "Eleanor Whitcombe"},
                   "next": {"title": "What the River Said to the Road",
                            "artist": "Marguerite Delacroix"}, "facts": tuple(_VALUES)},
    "hostile title": {"prev": {"title": _HOSTILE, "artist": _HOSTILE},
                      "next": {"title": _HOSTILE, "artist": _HOSTILE, "album": _HOSTILE}},
    "tagged by a model": {"prev_sound": {"energy": 0.3, "heard": ("male vocalists", "ambient")},
                          "next_sound": {"energy": 0.3, "heard": ("female vocalists", "mellow")}},
    "late night": {"at": _NIGHT, "next_sound": {"energy": 0.2, "post": None, "length": 500.0}},
    "last song": {"after": 4, "next_sound": {"intro": 20.0, "tempo": 80.0, "energy": 0.2},
                  "prev_sound": {"length": 500.0}},
    "after the last song": {"after": 5, "prev": _RICH},
    "nothing known": {"prev": {**_BARE, "title": "???", "artist": ""},
                      "next": {**_BARE, "title": "???", "artist": ""}, "empty": True},
    "nothing known, new": {"prev": {**_BARE, "title": "???", "artist": ""}, "is_new": True,
                           "next": {**_BARE, "title": "???", "artist": ""}},
    "nothing known, opening": {"after": -1, "next": {**_BARE, "title": "???", "artist": ""},
                               "empty": True},
    "nothing known, sign-off": {"after": 5, "prev": {**_BARE, "title": "???", "artist": ""},
                                "empty": True},
}  # fmt: skip

SONGS = 6
"""Songs in the invented session."""


def _case(name: str, parts: Mapping[str, Any], unspoken: frozenset[str]) -> Case:
    after = parts.get("after", 3)
    at = parts.get("at", _EVENING)
    programme = _programme(parts, after, at, unspoken)
    return Case(name=name, kinds=_kinds(parts, after), values=situation(programme, after, at))


def _kinds(parts: Mapping[str, Any], after: int) -> frozenset[BreakKind]:
    if after < 0:
        return frozenset({BreakKind.OPENING})
    if after == SONGS - 1:
        return frozenset({BreakKind.SIGN_OFF})
    return _NEW if parts.get("is_new") else _JOIN


def _programme(
    parts: Mapping[str, Any], after: int, at: datetime, unspoken: frozenset[str]
) -> Programme:
    roles = {0: "first", after: "prev", after + 1: "next"}
    songs = tuple(_song(i, roles.get(i, ""), parts) for i in range(SONGS))
    slots = tuple(_slot(i, i == after + 1 and bool(parts.get("is_new")), parts) for i in
                  range(SONGS))  # fmt: skip
    taste = _taste(songs, roles, parts, at)
    listener = Listener(taste=taste, at=at, unspoken=unspoken)
    facts = tuple(_fact(predicate) for predicate in parts.get("facts", ()))
    words = tuple(
        song_words(song, slot, facts, listener) for song, slot in zip(songs, slots, strict=True)
    )
    lineup = Lineup(show="matrix", seed=0, slots=slots, cost=0.0, lower_bound=0.0)
    return Programme(lineup=lineup, songs=songs, words=words, show=_show(parts), persona=_PERSONA,
                     has_history=taste.tells_what_is_new)  # fmt: skip


def _song(index: int, role: str, parts: Mapping[str, Any]) -> Song:
    sound = parts.get(f"{role}_sound", {})
    length_s = sound.get("length", 205.0)
    tags: dict[str, Any] = {
        "title": f"Lantern {index}", "artist": f"Harbor {index}", "album": "Salt and Glass",
        "year": 1994, "genres": ("Soul",),
    } | dict(parts.get(role, {}))  # fmt: skip
    track = Track(id=TrackId(f"m{index}"), path=Path(f"/m/{index}.flac"), duration_s=length_s,
                  **tags)  # fmt: skip
    return Song(track=track, analysis=_analysis(track.id, sound, length_s))


def _analysis(track_id: TrackId, sound: Mapping[str, Any], length_s: float) -> Analysis:
    intro = sound.get("intro", 9.0)
    cues = CuePoints(cue_in_s=0.0, post_s=None if "post" in sound else intro,
                     outro_s=length_s - 15, cue_out_s=length_s, ending=Ending.FADE)  # fmt: skip
    return Analysis(
        track_id=track_id, decoder="matrix", duration_s=length_s,
        tempo_bpm=sound.get("tempo", 115.0), tempo_confidence=0.9,
        key=Key(tonic=sound.get("key", 0), mode=Mode.MAJOR), key_confidence=0.9,
        loudness_lufs=-12.0, loudness_range_lu=6.0, energy=sound.get("energy", 0.5), cues=cues,
        vector=np.array([1.0, 0.0], np.float32),
        sound_tags=tuple(SoundTag(name=name, score=0.7, model="matrix")
                         for name in sound.get("heard", ())),
    )  # fmt: skip


def _slot(index: int, is_new: bool, parts: Mapping[str, Any]) -> Slot:  # noqa: FBT001
    decision = Decision(slot=index, track_id=TrackId(f"m{index}"), score=1.0,
                        signals={"style": 1.0}, sources=("matrix",))  # fmt: skip
    new = is_new or (index == 3 and bool(parts.get("prev_sound", {}).get("new")))
    segment = 0 if index < 4 else 1
    return Slot(position=index, track_id=TrackId(f"m{index}"), theme=_theme(parts), segment=segment,
                energy_target=0.5, new_to_listener=new, decision=decision)  # fmt: skip


def _theme(parts: Mapping[str, Any]) -> Theme:
    """Spread the themes over the situations."""
    return tuple(Theme)[len(parts) % len(Theme)]


def _show(parts: Mapping[str, Any]) -> Show:
    titles = ("Old friends", "Side streets")
    clock = tuple(Segment(theme=_theme(parts), songs=4, title=title) for title in titles)
    return Show(name="matrix", title="Evening Session", clock=clock)


def _taste(
    songs: tuple[Song, ...], roles: Mapping[int, str], parts: Mapping[str, Any], at: datetime
) -> Taste:
    base = Taste(listener="matrix", as_of=at, time_zone="UTC", time_zone_inferred=False, listens=0,
                 matched=0)  # fmt: skip
    if parts.get("empty"):
        return base
    sounds = {songs[i].id: parts.get(f"{role}_sound", {}) for i, role in roles.items()
              if 0 <= i < SONGS}  # fmt: skip
    plays = {key: _plays(sound, at) for key, sound in sounds.items() if "plays" in sound}
    return replace(
        base, listens=900, matched=800, plays=plays,
        affinity=dict.fromkeys(plays, 0.8),
        saves=frozenset(key for key, sound in sounds.items() if sound.get("saved")),
        artist_affinity={"nia harrow": 0.5} if parts.get("known_artist") else {},
        modes=np.array([[1.0, 0.0]], np.float32), mode_weights=(1.0,),
    )  # fmt: skip


def _plays(sound: Mapping[str, Any], at: datetime) -> PlayStats:
    last = at - timedelta(days=sound["days"])
    return PlayStats(plays=sound["plays"], skips=0, first_at=last - timedelta(days=700),
                     last_at=last)  # fmt: skip


def _fact(predicate: str) -> Fact:
    return Fact(id=f"matrix-{predicate}", subject={"title": "Low Tide Lantern"},
                predicate=predicate, value=_VALUES[predicate], as_of=_EVENING.date(),
                sources=(Source(title="matrix", locator="matrix"),), tier=1)  # fmt: skip


_PERSONA = Persona(name="ava", title="Ava",
                   licence=LicenceCard(kind="synthetic", voice_source="", licence="",
                                       consent=""))  # fmt: skip
