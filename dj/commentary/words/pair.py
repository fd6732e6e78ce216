"""The words that compare the song just heard with the song to come."""

from collections.abc import Iterator, Sequence

from dj.commentary.bench import Raw, Value, Values
from dj.commentary.context import WORDS
from dj.commentary.words.basis import Facts, sound_basis
from dj.commentary.words.turns import energy_turn, key_turn, tempo_turn
from dj.model.analysis import Song
from dj.model.names import fold

AGES_APART = 10
"""Years between two songs before a host speaks of it."""

_SAME_FACT = {"pair.same_producer": "producer", "pair.same_composer": "composer",
              "pair.same_label": "label", "pair.same_origin": "origin"}  # fmt: skip


def pair_words(
    prev: Song, upcoming: Song, one: Values, two: Values, earlier: Sequence[Values]
) -> dict[str, Value]:
    """Build the words ``turn.…`` and ``pair.…`` at a join.

    Args:
        prev: The song just heard.
        upcoming: The song to come.
        one: The words of the first.
        two: The words of the other.
        earlier: The words of songs before these two; others than its artist's tell nothing.
    """
    return {
        **_turns(prev, upcoming),
        **_flags(one, two, earlier),
        **dict(_facts(prev, upcoming, one, two)),
    }


def _turns(prev: Song, upcoming: Song) -> dict[str, Value]:
    raw = {
        "turn.energy": (energy_turn(prev.analysis, upcoming.analysis), ("energy",)),
        "turn.tempo": (tempo_turn(prev.analysis, upcoming.analysis), ("tempo", "energy")),
        "turn.key": (key_turn(prev.analysis, upcoming.analysis), ("key",)),
    }
    bases = [sound_basis(song) for song in (prev, upcoming)]
    return {
        path: Value(value=value, source=WORDS[path].source,
                    facts=dict(known[part] for part in parts for known in bases))
        for path, (value, parts) in raw.items()
        if value is not None
    }  # fmt: skip


def _flags(one: Values, two: Values, earlier: Sequence[Values]) -> dict[str, Value]:
    years = _number(two, "year") - _number(one, "year") if "year" in one and "year" in two else 0
    same_artist = _same(one, two, "artist")
    played = [words for words in earlier if _same(words, two, "artist")]
    names = ("artist",)
    raw: dict[str, tuple[Raw, Facts]] = {
        "pair.same_artist": (same_artist, _both(one, two, names)),
        "pair.same_album": (same_artist and _same(one, two, "album"),
                            _both(one, two, ("artist", "album"))),
        "pair.same_genre": (_same(one, two, "genre"), _both(one, two, ("genre",))),
        "pair.same_decade": (_same(one, two, "decade"), _both(one, two, ("decade",))),
        "pair.is_older": (years <= -AGES_APART, _both(one, two, ("year",))),
        "pair.is_newer": (years >= AGES_APART, _both(one, two, ("year",))),
        "pair.artist_earlier": (not same_artist and bool(played),
                                _both(played[-1] if played else one, two, names)),
    }  # fmt: skip
    return {
        path: Value(value=bool(value), source=WORDS[path].source, facts=facts)
        for path, (value, facts) in raw.items()
    }


def _facts(prev: Song, upcoming: Song, one: Values, two: Values) -> Iterator[tuple[str, Value]]:
    """Yield what two different artists have in common, where both facts may be said."""
    if fold(prev.track.main_artist) == fold(upcoming.track.main_artist):
        return
    for path, name in _SAME_FACT.items():
        if name in one and name in two and _fold(one[name]) == _fold(two[name]):
            yield path, Value(value=two[name].value, source=two[name].source,
                              tier=max(one[name].tier, two[name].tier),
                              facts={**one[name].facts, **two[name].facts})  # fmt: skip


def _both(one: Values, two: Values, names: Sequence[str]) -> Facts:
    told = (words[name].facts for words in (one, two) for name in names if name in words)
    return {key: fact for facts in told for key, fact in facts.items()}


def _same(one: Values, two: Values, name: str) -> bool:
    return name in one and name in two and _fold(one[name]) == _fold(two[name])


def _fold(value: Value) -> str:
    return fold(str(value.value))


def _number(words: Values, name: str) -> int:
    return int(words[name].value)
