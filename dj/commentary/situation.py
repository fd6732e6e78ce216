"""The runtime context: every word that has a value at one join of one session."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import log2

from dj.commentary.bench import Value
from dj.commentary.context import WORDS
from dj.commentary.song_words import STEADY, Raw
from dj.commentary.speakable import plain, speakable
from dj.commentary.spoken_time import MONTHS, WEEKDAYS, daypart, length, spoken_time
from dj.model.analysis import Analysis, Song
from dj.model.lineup import Lineup
from dj.model.persona import Persona
from dj.model.show import Show

CLEAR_ENERGY = 0.12
"""Change of energy a listener can hear, 0 to 1."""
EVEN_ENERGY = 0.06
CLEAR_TEMPO = 0.08
"""Change of tempo a listener can hear, as a ratio from 1."""
EVEN_TEMPO = 0.03
AGES_APART = 10
"""Years between two songs before a host speaks of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """What stays the same through one session."""

    lineup: Lineup
    songs: tuple[Song, ...]
    """By position."""
    words: tuple[Mapping[str, Value], ...]
    """Each song's words, by position."""
    show: Show
    persona: Persona
    has_history: bool
    talk: float = 0.5
    """The listener's dial: less (to 0) or more (to 1) talk than the show has at 0.5."""


def situation(programme: Programme, after: int, at: datetime) -> dict[str, Value]:
    """Build the words for the join after one position.

    Args:
        programme: The session.
        after: Position of the song just heard; −1 before the first.
        at: When the break is expected, aware, local.
    """
    raw: dict[str, Raw] = {
        **_frame(programme), **_clock(at), **_place(programme, after), **_segment(programme, after),
        **_pair(programme, after),
    }  # fmt: skip
    values = {
        path: Value(value=value, source=WORDS[path].source)
        for path, value in raw.items()
        if value is not None
    }
    for space, position in (("prev", after), ("next", after + 1)):
        if 0 <= position < len(programme.songs):
            values |= {f"{space}.{k}": v for k, v in programme.words[position].items()}
    return values


def _frame(programme: Programme) -> dict[str, Raw]:
    return {
        "show.title": speakable(plain(programme.show.title)) or "this session",
        "host.name": speakable(plain(programme.persona.title)) or "your host",
        "listener.has_history": programme.has_history,
        "session.length": length(sum(song.analysis.cues.play_s for song in programme.songs)),
        "session.songs": len(programme.songs),
    }


def _clock(at: datetime) -> dict[str, Raw]:
    return {
        "clock.daypart": daypart(at),
        "clock.weekday": WEEKDAYS[at.weekday()] if at.hour >= 5 else None,
        "clock.month": MONTHS[at.month - 1],
        "clock.spoken_time": spoken_time(at),
        "clock.is_late": at.hour >= 23 or at.hour < 4,
    }


def _place(programme: Programme, after: int) -> dict[str, Raw]:
    played, total = after + 1, len(programme.songs)
    left = total - played
    return {
        "session.played": played if played >= 2 else None,
        "session.left": left if left >= 2 else None,
        "position.is_first": played == 0,
        "position.is_last": left == 1 and total > 1,
        "position.is_over": left == 0,
        "position.is_halfway": total >= 6 and played == total // 2,
    }


def _segment(programme: Programme, after: int) -> dict[str, Raw]:
    slots, clock = programme.lineup.slots, programme.show.clock
    if after + 1 >= len(slots):
        return {}
    slot = slots[after + 1]
    segment = clock[slot.segment % len(clock)] if clock else None
    # A segment that the library could not serve has another theme, and its title would be untrue.
    title = segment.title if segment and segment.theme is slot.theme else ""
    return {
        "segment.title": speakable(plain(title)),
        "segment.theme": slot.theme.value,
        "segment.is_new": after >= 0 and slots[after].segment != slot.segment,
    }


def _pair(programme: Programme, after: int) -> dict[str, Raw]:
    if after < 0 or after + 1 >= len(programme.songs):
        return {}
    prev, upcoming = programme.songs[after], programme.songs[after + 1]
    one, two = programme.words[after], programme.words[after + 1]
    years = _number(two, "year") - _number(one, "year") if "year" in one and "year" in two else 0
    same_artist = _same(one, two, "artist")
    return {
        "turn.energy": energy_turn(prev.analysis, upcoming.analysis),
        "turn.tempo": tempo_turn(prev.analysis, upcoming.analysis),
        "turn.key": key_turn(prev.analysis, upcoming.analysis),
        "pair.same_artist": same_artist,
        "pair.same_album": same_artist and _same(one, two, "album"),
        "pair.same_genre": _same(one, two, "genre"),
        "pair.same_decade": _same(one, two, "decade"),
        "pair.is_older": years <= -AGES_APART,
        "pair.is_newer": years >= AGES_APART,
        "pair.artist_earlier": not same_artist
        and any(_same(earlier, two, "artist") for earlier in programme.words[:after]),
    }


def _same(one: Mapping[str, Value], two: Mapping[str, Value], name: str) -> bool:
    return name in one and name in two and _fold(one[name]) == _fold(two[name])


def _fold(value: Value) -> str:
    return str(value.value).casefold()


def _number(words: Mapping[str, Value], name: str) -> int:
    return int(words[name].value)


def energy_turn(prev: Analysis, upcoming: Analysis) -> str | None:
    """Say where the energy goes; None between "level" and clearly up or down."""
    step = upcoming.energy - prev.energy
    if abs(step) <= EVEN_ENERGY:
        return "level"
    return _direction(step) if abs(step) >= CLEAR_ENERGY else None


def tempo_turn(prev: Analysis, upcoming: Analysis) -> str | None:
    """Say where the tempo goes; None where half or double tempo could make it untrue.

    A beat at 174 is easily taken for one at 87, so "faster" and "slower" need the energy to agree.
    """
    if not prev.tempo_bpm or not upcoming.tempo_bpm:
        return None
    if min(prev.tempo_confidence, upcoming.tempo_confidence) < STEADY:
        return None
    octaves = log2(upcoming.tempo_bpm / prev.tempo_bpm)
    if abs(octaves) <= log2(1 + EVEN_TEMPO):
        return "level"
    is_plain = log2(1 + CLEAR_TEMPO) <= abs(octaves) < 0.5
    step = upcoming.energy - prev.energy
    agrees = abs(step) > EVEN_ENERGY and _direction(step) == _direction(octaves)
    return _direction(octaves) if is_plain and agrees else None


def key_turn(prev: Analysis, upcoming: Analysis) -> str | None:
    """Say how the keys are related; None if either is unclear, or they are neither near nor far."""
    if prev.key is None or upcoming.key is None:
        return None
    if min(prev.key_confidence, upcoming.key_confidence) < STEADY:
        return None
    steps = prev.key.distance(upcoming.key)
    return "same" if steps == 0 else "near" if steps == 1 else "far" if steps >= 4 else None


def _direction(step: float) -> str:
    return "up" if step > 0 else "down"
