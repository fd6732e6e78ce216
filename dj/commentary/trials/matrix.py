"""The fixed matrix of situations in which every line is tried before a listener hears it.

The songs here are invented. Each situation goes through the same code as a session, so that what
editors see is what listeners get.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from typing import Any

from dj.commentary.bench import Values
from dj.commentary.choosing.situations import holds
from dj.commentary.trials.invented import SONGS, invented
from dj.commentary.words.situation import situation
from dj.model.script import BreakKind

_EVENING = datetime(2026, 3, 10, 19, 28, tzinfo=UTC)
_NIGHT = datetime(2026, 3, 11, 0, 41, tzinfo=UTC)
_MORNING = datetime(2026, 3, 10, 7, 2, tzinfo=UTC)
_AFTERNOON = datetime(2026, 3, 10, 15, 30, tzinfo=UTC)
_ODD = "Lanterns {{ seven }} <break/>"
_HOSTILE = "{{ 7*7 }}{% for a in b %}[[ f'Vk ]]</speak>\u202e\x07"
_ENDS = frozenset({BreakKind.OPENING, BreakKind.SIGN_OFF})


@dataclass(frozen=True, kw_only=True)
class Case:
    """One situation of the matrix."""

    name: str
    """Such as ``long unheard``."""
    kinds: frozenset[BreakKind]
    """Breaks that can happen in it."""
    values: Values

    @cached_property
    def held(self) -> frozenset[str]:
        """Every condition that holds in it: ``word``, and ``word is value``."""
        there = {path: one.value for path, one in self.values.items()
                 if one.value is not False and one.value != ""}  # fmt: skip
        return frozenset({*there, *(f"{path} is {value}" for path, value in there.items())})


@lru_cache(maxsize=8)
def matrix(unspoken: frozenset[str] = frozenset(), language: str = "en") -> tuple[Case, ...]:
    """Build every situation, in a fixed order.

    Args:
        unspoken: Folded words that keep a name from being spoken.
        language: Of the host; texts of editors are in it too.
    """
    return tuple(
        _case(name, {"language": language, "unspoken": unspoken, "number": number, **parts})
        for number, (name, parts) in enumerate(_SITUATIONS.items())
    )


_RICH: dict[str, Any] = {
    "year": 1994, "genres": ("Soul",), "album": "Salt and Glass",
    "artists": ("Nia Harrow", "Tom Vale"), "artist": "Nia Harrow feat. Tom Vale",
}  # fmt: skip
_BARE: dict[str, Any] = {"album": "", "year": None, "genres": ()}
_NAMELESS: dict[str, Any] = {**_BARE, "title": "???", "artist": ""}
_ROCK: dict[str, Any] = {"title": "Paper Harbor", "artist": "The Ledgers", "artists": (),
                         "year": 2011, "genres": ("Rock",)}  # fmt: skip
_TODAY = {"released_on": "2016-03-10"}
"""A day that has its tenth anniversary in the matrix."""
_OLD = {"artist": "The Ledgers", "artists": ()}
"""An artist whom the listener has heard."""

_SITUATIONS: Mapping[str, Mapping[str, Any]] = {
    "opening": {"after": -1, "next": _RICH, "next_sound": {"plays": 9, "days": 500}},
    "opening in the morning": {"after": -1, "at": _MORNING, "next": _RICH, "is_new": True},
    "opening a wish": {"after": -1, "at": _AFTERNOON, "next": _RICH, "wish": "mellow soul"},
    "everything known": {
        "prev": _ROCK, "next": _RICH, "facts": {"released_on": "1994-03-21"}, "every_fact": True,
        "prev_sound": {"plays": 12, "days": 900, "saved": True},
        "next_sound": {"plays": 31, "days": 800, "saved": True, "tempo": 128.0, "energy": 0.8},
    },
    "first ever play": {"next": {**_RICH, "year": 2025}, "is_new": True, "every_fact": True,
                        "prev_sound": {"new": True, "post": None},
                        "known_artists": ("nia harrow",)},
    "first ever artist": {"next": _RICH, "is_new": True, "prev": _OLD,
                          "facts": {"origin": "", "debut": "", "formed_in": "1987"}},
    "first ever artist, few tags": {"next": {**_BARE, "title": "Slow Lamps", "artist": "Ines Ray"},
                                    "is_new": True, "prev": _BARE},
    "long unheard": {"next_sound": {"plays": 4, "days": 1200}, "next": {"title": "Slow Lamps"}},
    "unheard for months": {"next_sound": {"plays": 1, "days": 150}, "prev": _BARE, "next": _BARE},
    "anniversary": {"facts": _TODAY, "next": {**_RICH, "year": 2016}, "prev": _ROCK},
    "first anniversary": {"facts": {"released_on": "2025-03-10"},
                          "next": {**_BARE, "title": "Slow Lamps"}, "prev": _BARE},
    "an editor's note": {"facts": {"editors_note": ""}, "next": _RICH, "prev": _ROCK},
    "an editor's note on a bare song": {"facts": {"editors_note": ""}, "next": _BARE,
                                        "prev": _BARE},
    "a statement": {"facts": {"artist_says": "", "heard_live": ""}, "next": _RICH, "prev": _ROCK},
    "a statement on a bare song": {"facts": {"artist_says": ""}, "next": _BARE, "prev": _BARE},
    "a version of a song": {"facts": {"cover_of": "", "origin": ""}, "next": _RICH, "prev": _ROCK},
    "a sample": {"facts": {"sample_of": "", "recorded_in": "1993"}, "next": _RICH, "prev": _ROCK},
    "same producer": {"facts": {"producer": "", "formed_in": "1987"}, "next": _RICH,
                      "prev": _ROCK},
    "same composer": {"facts": {"composer": "", "lyricist": ""}, "next": _RICH, "prev": _ROCK},
    "same label": {"facts": {"label": "", "released_on": "1994"}, "next": _RICH, "prev": _ROCK},
    "same origin": {"facts": {"origin": ""}, "next": _RICH, "prev": _ROCK},
    "asked to be considered": {"priority": True, "next": _RICH, "is_new": True},
    "asked to be considered, nothing known": {"priority": True, "prev": _NAMELESS,
                                              "next": _NAMELESS},
    "a wish": {"wish": "mellow soul", "next": _RICH, "prev": _ROCK},
    "a wish, nothing known": {"wish": "mellow soul", "next": _NAMELESS, "prev": _NAMELESS},
    "from an editors' pool": {"pool": "Brass Cities", "next": _RICH, "prev": _ROCK},
    "often played after it": {"follows": True, "next": _RICH, "prev": _ROCK,
                              "next_sound": {"plays": 6, "days": 40}},
    "a long start and a cold end": {
        "prev": {**_ROCK, "year": 2025}, "prev_sound": {"intro": 22.0, "cold": True},
        "next": _RICH, "next_sound": {"intro": 18.0, "cold": True},
        "known_artists": ("the ledgers",),
    },
    "calmer and slower": {"prev_sound": {"energy": 0.8, "tempo": 126.0},
                          "next_sound": {"energy": 0.3, "tempo": 100.0, "key": 6}},
    "brisker and faster": {"after": 1, "prev_sound": {"energy": 0.3, "tempo": 100.0, "key": 6},
                           "next_sound": {"energy": 0.8, "tempo": 126.0}},
    "level turn": {"next_sound": {"tempo": 110.0, "key": 7}, "prev_sound": {"tempo": 110.0}},
    "no album": {"prev": {"album": ""}, "next": {"album": ""}},
    "no year": {"prev": {"year": None}, "next": {"year": None}},
    "same artist twice": {"prev": _RICH, "next": {**_RICH, "title": "Second Tide"}},
    "artist played earlier": {"first": {"artist": "Nia Harrow"}, "next": _RICH, "is_new": False},
    "halfway": {"after": 2, "next_sound": {"plays": 2, "days": 30}},
    "halfway, nothing known": {"after": 2, "next": _NAMELESS, "prev": _NAMELESS, "empty": True},
    "non-Latin title": {"prev": {"title": "愛の歌", "artist": "青い灯台"},
                        "next": {"title": "Песня ветра", "artist": "Море"}},
    "very long title": {"prev": {"title": "On and " * 40}, "next": {"title": "Over and " * 30}},
    "long names": {"prev": {"title": "A Small Song About the Weather",
                            "artist": "Eleanor Whitcombe"},
                   "next": {"title": "What the River Said to the Road",
                            "artist": "Marguerite Delacroix"}, "every_fact": True},
    "hostile title": {"prev": {"title": _HOSTILE, "artist": _HOSTILE},
                      "next": {"title": _HOSTILE, "artist": _HOSTILE, "album": _HOSTILE}},
    "hostile everything": {
        "prev": {"title": _HOSTILE, "artist": _HOSTILE, "genres": (_HOSTILE,)},
        "next": {"title": _HOSTILE, "artist": _HOSTILE, "album": _HOSTILE, "genres": (_HOSTILE,),
                 "artists": (_HOSTILE, _HOSTILE)},
        "every_fact": True, "fact": _HOSTILE, "pool": _HOSTILE, "wish": _HOSTILE,
        "show": _HOSTILE, "segment": _HOSTILE,
    },
    "odd names": {"prev": {"title": _ODD, "artist": _ODD, "artists": ()},
                  "next": {"title": _ODD, "artist": _ODD, "artists": (), "album": _ODD},
                  "every_fact": True, "fact": _ODD, "pool": _ODD, "show": _ODD},
    "tagged by a model": {"prev_sound": {"energy": 0.3, "heard": ("male vocalists", "ambient")},
                          "next_sound": {"energy": 0.3, "heard": ("female vocalists", "mellow")}},
    "late night": {"at": _NIGHT, "next_sound": {"energy": 0.2, "post": None, "length": 500.0}},
    "nothing personal": {"personal": False, "next": _RICH, "prev": _ROCK,
                         "next_sound": {"plays": 31, "days": 800, "saved": True}},
    "last song": {"after": 4, "next_sound": {"intro": 20.0, "tempo": 80.0, "energy": 0.2},
                  "prev_sound": {"length": 500.0}},
    "after the last song": {"after": 5, "prev": _RICH},
    "in the morning": {"at": _MORNING, "next": _RICH, "prev": _ROCK},
    "in the afternoon": {"at": _AFTERNOON, "next": _RICH, "prev": _ROCK},
    "nothing known, in the morning": {"at": _MORNING, "prev": _NAMELESS, "next": _NAMELESS},
    "nothing known, at night": {"at": _NIGHT, "prev": _NAMELESS, "next": _NAMELESS},
    "nothing known": {"prev": _NAMELESS, "next": _NAMELESS, "empty": True},
    "nothing known, new": {"prev": _NAMELESS, "is_new": True, "next": _NAMELESS},
    "nothing known, opening": {"after": -1, "next": _NAMELESS, "empty": True},
    "nothing known, sign-off": {"after": 5, "prev": _NAMELESS, "empty": True},
}  # fmt: skip


def _case(name: str, parts: Mapping[str, Any]) -> Case:
    after = parts.get("after", 3)
    at = parts.get("at", _EVENING)
    values = situation(invented(parts, after, at), after, at)
    return Case(name=name, kinds=_kinds(values, after), values=values)


def _kinds(values: Values, after: int) -> frozenset[BreakKind]:
    if after < 0:
        return frozenset({BreakKind.OPENING})
    if after == SONGS - 1:
        return frozenset({BreakKind.SIGN_OFF})
    return frozenset(kind for kind in BreakKind if kind not in _ENDS and holds(kind, values))
