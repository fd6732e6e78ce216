"""An invented session of six songs, for the matrix: what its parts do not tell is usual."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from dj.commentary.tongues import tongue
from dj.commentary.words.listener import Listener
from dj.commentary.words.situation import Programme, programme
from dj.model.analysis import Analysis, CuePoints, Ending, Song, SoundTag
from dj.model.brief import Asked
from dj.model.controls import Switches
from dj.model.editorial import PREDICATES, Fact, FactKind, Source
from dj.model.lineup import Decision, Lineup, Slot
from dj.model.listening import PlayStats, Taste
from dj.model.persona import LicenceCard, Persona
from dj.model.show import Segment, Show, Theme
from dj.model.tonality import Key, Mode
from dj.model.track import Track
from dj.units import TrackId

SONGS = 6
"""Songs in the session."""

_SOURCES = (Source(title="matrix", locator="p. 1", publisher="one press"),
            Source(title="matrix", locator="p. 2", publisher="another press"))  # fmt: skip
_BY = {"cover_of": "The Ledgers", "sample_of": "Ines Calder", "heard_live": "the evening editor"}


def invented(parts: Mapping[str, Any], after: int, at: datetime) -> Programme:
    """Build the session of one situation.

    Args:
        parts: Tags (``prev``, ``next``, ``first``), sounds (``prev_sound`` …) and what else differs
            from the usual; `dj.commentary.trials.matrix` shows all there is.
        after: Position of the song just heard.
        at: When the break is heard, aware, local.
    """
    roles = {0: "first", after: "prev", after + 1: "next"}
    songs = tuple(_song(i, roles.get(i, ""), parts) for i in range(SONGS))
    slots = tuple(_slot(i, is_next=i == after + 1, parts=parts) for i in range(SONGS))
    listener = Listener(
        taste=_taste(songs, roles, parts, at), at=at, language=parts["language"],
        unspoken=parts["unspoken"], asked=Asked(words=parts.get("wish", "")),
    )  # fmt: skip
    lineup = Lineup(show="matrix", seed=0, slots=slots, cost=0.0, lower_bound=0.0)
    spoken_of = songs[max(0, after) : after + 2]
    facts = {song.id: tuple(_facts(parts, song, at)) for song in spoken_of}
    return programme(lineup, {song.id: song for song in songs}, _show(parts),
                     replace(_PERSONA, language=parts["language"]), listener, facts)  # fmt: skip


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
                     outro_s=length_s - 15, cue_out_s=length_s,
                     ending=Ending.COLD if sound.get("cold") else Ending.FADE)  # fmt: skip
    return Analysis(
        track_id=track_id, decoder="matrix", duration_s=length_s,
        tempo_bpm=sound.get("tempo", 115.0), tempo_confidence=0.9,
        key=Key(tonic=sound.get("key", 0), mode=Mode.MAJOR), key_confidence=0.9,
        loudness_lufs=-12.0, loudness_range_lu=6.0, energy=sound.get("energy", 0.5), cues=cues,
        vector=np.array([1.0, 0.0], np.float32),
        sound_tags=tuple(SoundTag(name=name, score=0.7, model="matrix")
                         for name in sound.get("heard", ())),
    )  # fmt: skip


def _slot(index: int, *, is_next: bool, parts: Mapping[str, Any]) -> Slot:
    signals = {"style": 1.0}
    signals |= {"priority": 0.2} if parts.get("priority") else {}
    signals |= {"wish": 1.0} if parts.get("wish") else {}
    decision = Decision(slot=index, track_id=TrackId(f"m{index}"), score=sum(signals.values()),
                        signals=signals, sources=("matrix",),
                        editors=parts.get("pool", ""))  # fmt: skip
    is_new = is_next and bool(parts.get("is_new"))
    is_new |= index == 3 and bool(parts.get("prev_sound", {}).get("new"))
    segment = 0 if index < 4 else 1
    return Slot(position=index, track_id=TrackId(f"m{index}"), theme=_theme(parts),
                segment=segment, energy_target=0.5, new_to_listener=is_new,
                decision=decision)  # fmt: skip


def _theme(parts: Mapping[str, Any]) -> Theme:
    """Spread the themes over the situations."""
    themes = tuple(Theme)
    return themes[int(parts["number"]) % len(themes)]


def _show(parts: Mapping[str, Any]) -> Show:
    titles = (parts.get("segment", "Old friends"), "Side streets")
    clock = tuple(Segment(theme=_theme(parts), songs=4, title=title) for title in titles)
    return Show(name="matrix", title=parts.get("show", "Evening Session"), clock=clock)


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
        artist_affinity=dict.fromkeys(parts.get("known_artists", ()), 0.5),
        heard_artists=frozenset({"the ledgers"}),
        follows=_follows(songs) if parts.get("follows") else {},
        switches=Switches(personal=parts.get("personal", True)),
        modes=np.array([[1.0, 0.0]], np.float32), mode_weights=(1.0,),
    )  # fmt: skip


def _follows(songs: tuple[Song, ...]) -> dict[TrackId, dict[TrackId, float]]:
    return {one.id: {two.id: 0.6} for one, two in pairwise(songs)}


def _plays(sound: Mapping[str, Any], at: datetime) -> PlayStats:
    last = at - timedelta(days=sound["days"])
    return PlayStats(plays=sound["plays"], skips=0, first_at=last - timedelta(days=700),
                     last_at=last)  # fmt: skip


def _facts(parts: Mapping[str, Any], song: Song, at: datetime) -> Iterator[Fact]:
    """Yield the facts of a song: those that are named, and one of each that lines say if all are.

    An empty value is the predicate's own example, in the host's language where it is a text.
    """
    named = dict(parts.get("facts", {}))
    if parts.get("every_fact"):
        undated = (name for name, one in PREDICATES.items() if one.kind is not FactKind.DATE)
        named = dict.fromkeys(undated, "") | {"recorded_in": "1993", "formed_in": "1987-05"} | named
    for name, value in named.items():
        yield _fact(name, parts.get("fact") or value, song, at, parts["language"])


def _fact(predicate: str, value: str, song: Song, at: datetime, language: str) -> Fact:
    one = PREDICATES[predicate]
    texts = tongue(language).examples
    example = one.example if one.kind is FactKind.NAME else texts.get(predicate, one.example)
    return Fact(
        id=f"matrix-{predicate}", subject={"title": "matrix", "artist": "matrix"},
        predicate=predicate, value=value or example, as_of=at.date(), sources=_SOURCES,
        tier=one.tier, language=language, approvals=("the evening editor",),
        by=_BY.get(predicate, song.track.main_artist if one.by else ""),
    )  # fmt: skip


_PERSONA = Persona(name="ava", title="Ava",
                   licence=LicenceCard(kind="synthetic", voice_source="", licence="",
                                       consent=""))  # fmt: skip
