"""The runtime context: every word that has a value at one join of one session."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from dj.commentary.bench import Raw, Value, Values
from dj.commentary.context import OWN_THEMES, WORDS, WordKind
from dj.commentary.titles import plain
from dj.commentary.tongues import Tongue, tongue
from dj.commentary.words.basis import Facts, wish
from dj.commentary.words.listener import Listener
from dj.commentary.words.pair import pair_words
from dj.commentary.words.song import song_words
from dj.commentary.words.spoken_time import daypart, length, since, spoken_time
from dj.commentary.words.tags import artist, phrase
from dj.model.analysis import Song
from dj.model.editorial import Fact
from dj.model.lineup import Lineup
from dj.model.listening import Taste
from dj.model.names import fold
from dj.model.persona import Persona
from dj.model.script import VoicedFact
from dj.model.show import Show
from dj.units import TrackId


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """What stays the same through one session."""

    lineup: Lineup
    songs: tuple[Song, ...]
    """By position."""
    show: Show
    persona: Persona
    listener: Listener
    facts: Mapping[TrackId, tuple[Fact, ...]]
    """All facts attached to each track, unsayable ones included."""
    known: dict[int, Values] = field(default_factory=dict)
    """Position → words of the song there, as far as anybody asked."""

    def words(self, position: int) -> Values:
        """Build the words of the song at a position; no host speaks of all songs of a session."""
        if position not in self.known:
            song, slot = self.songs[position], self.lineup.slots[position]
            before = self.songs[position - 1] if position else None
            facts = self.facts.get(song.id, ())
            self.known[position] = song_words(song, slot, facts, self.listener, before)
        return self.known[position]

    @property
    def talk(self) -> float:
        """The listener's dial: less (to 0) or more (to 1) talk than the show has at 0.5."""
        return self.listener.taste.dials.talk

    @property
    def personal(self) -> bool:
        """Whether anything may be said of the listener's own listening."""
        taste = self.listener.taste
        return taste.switches.personal and taste.profiled

    @property
    def tongue(self) -> Tongue:
        """What the host speaks."""
        return tongue(self.listener.language)


def programme(
    lineup: Lineup,
    songs: Mapping[TrackId, Song],
    show: Show,
    persona: Persona,
    listener: Listener,
    facts: Mapping[TrackId, tuple[Fact, ...]],
) -> Programme:
    """Lay out what a host may know of a session.

    Args:
        lineup: The songs in order, with the reasons for each.
        songs: Every song of the lineup by id.
        show: How much to talk, and the clock.
        persona: Who speaks, in which language.
        listener: Who listens, when, and what they asked for.
        facts: All facts attached to each track, unsayable ones included.
    """
    ordered = tuple(songs[slot.track_id] for slot in lineup.slots)
    return Programme(lineup=lineup, songs=ordered, show=show, persona=persona, listener=listener,
                     facts=facts)  # fmt: skip


def situation(programme: Programme, after: int, at: datetime) -> dict[str, Value]:
    """Build the words for the join after one position.

    Where personal remarks are off, nothing that tells of the listener's own listening has a value.

    Args:
        programme: The session.
        after: Position of the song just heard; −1 before the first.
        at: When the break is expected, aware, local.
    """
    values = {
        **_frame(programme), **_clock(programme, at), **_place(programme, after),
        **_segment(programme, after), **_pair(programme, after),
    }  # fmt: skip
    for space, position in (("prev", after), ("next", after + 1)):
        if 0 <= position < len(programme.songs):
            values |= {f"{space}.{k}": v for k, v in programme.words(position).items()}
    values = {path: value for path, value in values.items() if not _is_past(path, value, at)}
    return values if programme.personal else _impersonal(values)


def _is_past(path: str, value: Value, at: datetime) -> bool:
    """After midnight, what had its day yesterday has it no more."""
    return path.endswith(".anniversary") and value.facts["clock"].value != f"{at.date()}"


def _impersonal(values: Values) -> dict[str, Value]:
    """Leave out what is personal; a flag stays, and is False."""
    kept = {path: value for path, value in values.items() if not WORDS[path].personal}
    flags = {
        path: Value(value=False, source=WORDS[path].source)
        for path in values.keys() - kept.keys()
        if WORDS[path].kind is WordKind.FLAG
    }
    return kept | flags


def _since(taste: Taste, at: datetime) -> str:
    """The first play that is known: the history may be older, and is never younger."""
    first = min((stats.first_at for stats in taste.plays.values()), default=None)
    return since(first, at) or "" if first and taste.tells_what_is_new else ""


def _values(raw: Mapping[str, Raw], facts: Mapping[str, Facts]) -> dict[str, Value]:
    """Give each word what it rests on: its own, or those of its namespace."""
    return {
        path: Value(value=value, source=WORDS[path].source,
                    facts=facts.get(path) or facts[path.partition(".")[0]])
        for path, value in raw.items()
        if value is not None and value != ""
    }  # fmt: skip


def _basis(key: str, says: str, value: object, source: str) -> Facts:
    return {key: VoicedFact(says=says, value=str(value), source=source)}


def _frame(programme: Programme) -> dict[str, Value]:
    spoken, songs, listener = programme.tongue, programme.songs, programme.listener
    show = phrase(programme.show.title_in(listener.language), listener)
    host = phrase(programme.persona.title, listener)
    total_s = sum(song.analysis.cues.play_s for song in songs)
    begun = _since(listener.taste, listener.at)
    is_told = listener.taste.tells_what_is_new
    raw: dict[str, Raw] = {
        "show.title": show or spoken.this_session,
        "host.name": host or spoken.your_host,
        "listener.has_history": is_told,
        "listener.since": begun,
        "session.length": length(total_s, spoken),
        "session.is_wish": listener.is_wish,
        "session.songs": len(songs),
    }
    history = f"since {begun or 'less than a year'}" if is_told else "too short to tell, or none"
    return _values(raw, {
        "show": _basis("show:title", "title of the show", show or "", "show"),
        "host": _basis("host:name", "name of the host", host or "", "persona"),
        "listener": _basis("history:listener", "history of the listener", history, "history"),
        "session": _basis("lineup:songs", "number of songs", len(songs), "lineup"),
        "session.length": _basis("lineup:length", "playing time", f"{total_s:.0f} s", "lineup"),
        "session.is_wish": dict([wish(listener)]),
    })  # fmt: skip


def _clock(programme: Programme, at: datetime) -> dict[str, Value]:
    spoken, part = programme.tongue, daypart(at)
    raw: dict[str, Raw] = {
        "clock.daypart": spoken.dayparts.get(part),
        "clock.part": part,
        "clock.weekday": spoken.weekdays[at.weekday()] if at.hour >= 5 else None,
        "clock.month": spoken.months[at.month - 1],
        "clock.spoken_time": spoken_time(at, spoken),
        "clock.is_late": at.hour >= 23 or at.hour < 4,
    }
    now = _basis(f"clock:{at:%H%M}", "time where it is heard", f"{at:%Y-%m-%d %H:%M}", "clock")
    return _values(raw, {"clock": now})


def _place(programme: Programme, after: int) -> dict[str, Value]:
    played, total = after + 1, len(programme.songs)
    left = total - played
    raw: dict[str, Raw] = {
        "session.played": played if played >= 2 else None,
        "session.left": left if left >= 2 else None,
        "position.is_first": played == 0,
        "position.is_last": left == 1 and total > 1,
        "position.is_over": left == 0,
        "position.is_halfway": total >= 6 and played == total // 2,
    }
    place = _basis(f"lineup:{played}", "songs played so far", f"{played} of {total}", "lineup")
    return _values(raw, {"session": place, "position": place})


def _pair(programme: Programme, after: int) -> dict[str, Value]:
    songs, words, listener = programme.songs, programme.words, programme.listener
    if after < 0 or after + 1 >= len(songs):
        return {}
    artists = [artist(song.track, listener) or "" for song in songs[: after + 2]]
    earlier = [words(n) for n in range(after) if fold(artists[n]) == fold(artists[-1])]
    return pair_words(songs[after], songs[after + 1], words(after), words(after + 1), earlier)


def _segment(programme: Programme, after: int) -> dict[str, Value]:
    slots, clock = programme.lineup.slots, programme.show.clock
    if after + 1 >= len(slots):
        return {}
    slot = slots[after + 1]
    segment = clock[slot.segment % len(clock)] if clock else None
    # A segment that the library could not serve has another theme, and its title would be untrue;
    # so would that of old friends be where nobody knows who they are.
    is_known = slot.theme.value not in OWN_THEMES or programme.listener.taste.tells_what_is_new
    is_true = segment is not None and segment.theme is slot.theme and is_known
    title = segment.title_in(programme.listener.language) if segment and is_true else ""
    raw: dict[str, Raw] = {
        "segment.title": phrase(title, programme.listener),
        "segment.theme": slot.theme.value,
        "segment.is_new": after >= 0 and slots[after].segment != slot.segment,
    }
    basis = _basis(
        f"segment:{slot.segment}",
        "segment of the clock",
        f"{slot.theme.value}, {plain(title) or 'without a title'}",
        "show",
    )
    return _values(raw, {"segment": basis})
