"""What the words of one song rest on: tags, plays, measurements, as they were at that moment.

Each basis has an id that stays the same within a session, such as ``tag:TRACK:title``. Whoever
doubts what was said can look it up, and where it came from.
"""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from dj.commentary.titles import plain
from dj.commentary.words.listener import Listener
from dj.model.analysis import Song
from dj.model.lineup import Slot
from dj.model.names import fold
from dj.model.script import VoicedFact

Facts = Mapping[str, VoicedFact]
"""Id → what it says."""
Basis = Mapping[str, tuple[str, VoicedFact]]
"""Short name, such as ``title`` → id and what it says."""

RESTS_ON: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "title": ("title",), "artist": ("artist",), "featured": ("credit",), "album": ("album",),
    "year": ("year",), "decade": ("year",), "is_recent": ("year", "clock"), "genre": ("genre",),
    "is_long": ("length",), "minutes": ("length",),
    "plays": ("plays",), "last_heard": ("last", "clock"), "away": ("last", "clock"),
    "years_since": ("last", "clock"), "first_heard": ("first", "clock"), "is_new": ("heard",),
    "is_favourite": ("plays", "liking", "saved"), "is_saved": ("saved",),
    "by_known_artist": ("artist_liking",), "is_new_artist": ("artist_heard",),
    "follows_on": ("follows",), "is_near_taste": ("nearness",),
    "fits_energy": ("energy", "energy_asked"), "tempo_word": ("tempo", "energy"),
    "tempo_bpm": ("tempo",), "key": ("key",), "is_instrumental": ("voice",),
    "is_long_intro": ("voice",), "ends_cold": ("ending",),
    "is_wished": ("asked", "reasons"), "is_priority": ("priority",), "pool": ("editors",),
})  # fmt: skip
"""Word of a song → what it rests on, by short names."""

_LABEL_LIMIT = 120
"""Characters of a song's label in what a basis says."""


def today(listener: Listener) -> tuple[str, VoicedFact]:
    """Name the date on which relative times and anniversaries rest."""
    day = f"{listener.at.date()}"
    return "clock", VoicedFact(says="date where it is heard", value=day, source="clock")


def wish(listener: Listener) -> tuple[str, VoicedFact]:
    """Name what was asked for, as it was written."""
    seeds = [f"{seed.kind.value} {seed.name}" for seed in listener.asked.seeds[:4]]
    told = plain("; ".join([listener.asked.words, *seeds]).strip("; ")) or "nothing"
    return "asked", VoicedFact(says="what was asked for", value=told, source="request")


def label(song: Song) -> str:
    """Name a song in what a basis says, for people; bounded, whatever its tags hold."""
    return _short(song.track.label) or str(song.id)


@lru_cache(maxsize=4096)
def _short(text: str) -> str:
    return (plain(text) or "")[:_LABEL_LIMIT]


def song_basis(song: Song, slot: Slot, before: Song | None, listener: Listener) -> Basis:
    """Write down all that the words of a song may rest on, in plain figures.

    Args:
        song: The song.
        slot: Its place in the lineup.
        before: The song before it, if there is one.
        listener: Who listens.
    """
    return {
        "clock": today(listener),
        "asked": wish(listener),
        **_of_tags(song),
        **sound_basis(song),
        **_of_history(song, slot, before, listener),
        **_of_lineup(song, slot),
    }


def sound_basis(song: Song) -> Basis:
    """Write down what was measured."""
    sound, cues = song.analysis, song.analysis.cues
    bpm = "none" if sound.tempo_bpm is None else f"{sound.tempo_bpm:.1f} bpm"
    voice = "nobody sings" if cues.post_s is None else f"a voice from {cues.post_s:.1f} s on"
    return _named(song, "sound", "analysis", {
        "tempo": ("tempo", f"{bpm}, confidence {sound.tempo_confidence:.2f}"),
        "key": ("key", f"{sound.key}, confidence {sound.key_confidence:.2f}"),
        "energy": ("energy", f"{sound.energy:.2f}"),
        "length": ("playing time", f"{cues.play_s:.1f} s"),
        "ending": ("ending", cues.ending.value),
        "voice": ("voice", voice),
    })  # fmt: skip


def _of_tags(song: Song) -> Basis:
    track = song.track
    values = {
        "title": track.title, "artist": track.artist, "credit": " / ".join(track.artists[:4]),
        "album": track.album, "genre": " / ".join(track.genres[:1]), "year": str(track.year or ""),
    }  # fmt: skip
    about = label(song)
    return {
        name: (f"tag:{track.id}:{name}", VoicedFact(
            says=f"{name} of {about}", value=plain(value) or "",
            source=track.provenance.get(name, "tags"),
        ))
        for name, value in values.items()
    }  # fmt: skip


def _of_history(song: Song, slot: Slot, before: Song | None, listener: Listener) -> Basis:
    taste, artist = listener.taste, fold(song.track.main_artist)
    stats = taste.plays.get(song.id)
    habit = taste.follows.get(before.id, {}).get(song.id, 0.0) if before else 0.0
    return _named(song, "history", "history", {
        "plays": ("plays", str(stats.plays if stats else 0)),
        "last": ("latest play", f"{stats.last_at:%Y-%m-%d}" if stats else "none"),
        "first": ("first play", f"{stats.first_at:%Y-%m-%d}" if stats else "none"),
        "heard": ("earlier hearing", "none" if slot.new_to_listener else "some, or not known"),
        "liking": ("liking", f"{taste.affinity.get(song.id, 0.0):.2f} of 1"),
        "saved": ("saving", "yes" if song.id in taste.saves else "no"),
        "artist_liking": ("liking of the artist",
                          f"{taste.artist_affinity.get(artist, 0.0):.2f} of 1"),
        "artist_heard": ("earlier hearing of the artist",
                         "some" if artist in taste.heard_artists else "none"),
        "follows": ("habit of playing it next", f"{habit:.2f} of 1"),
        "nearness": ("nearness to taste", f"{len(taste.mode_weights)} centers of taste"),
    })  # fmt: skip


def _of_lineup(song: Song, slot: Slot) -> Basis:
    decision = slot.decision
    return _named(song, "lineup", "lineup", {
        "energy_asked": ("energy asked for in place", f"{slot.energy_target:.2f}"),
        "reasons": ("reasons", ", ".join(decision.top_reasons())),
        "priority": ("weight of its artist's wish", f"{decision.signals.get('priority', 0.0):.3f}"),
        "editors": ("editors' pool", plain(decision.editors) or ""),
    })  # fmt: skip


def _named(song: Song, kind: str, source: str, said: Mapping[str, tuple[str, str]]) -> Basis:
    about = label(song)
    return {
        name: (f"{kind}:{song.id}:{name}",
               VoicedFact(says=f"{what} of {about}", value=value, source=source))
        for name, (what, value) in said.items()
    }  # fmt: skip
