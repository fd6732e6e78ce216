"""The words that rest on what editors know: only facts that may be said here and now."""

from collections.abc import Iterator, Sequence
from itertools import islice

from dj.commentary.bench import Raw, Value
from dj.commentary.titles import plain
from dj.commentary.tongues import tongue
from dj.commentary.words.basis import label, today
from dj.commentary.words.listener import Listener
from dj.commentary.words.spoken_time import anniversary
from dj.commentary.words.tags import name, phrase
from dj.model.analysis import Song
from dj.model.caution import CAREER_TIER
from dj.model.dates import known_date
from dj.model.editorial import PREDICATES, Fact, FactKind
from dj.model.names import fold
from dj.model.script import VoicedFact
from dj.model.usable import MAX_TIER, judged

BY = {"cover_of": "cover_by", "sample_of": "sample_by", "heard_live": "heard_live_by"}
"""Predicate → word that says whose it is."""
_OF_THEIR_OWN = frozenset({"artist_says"})
"""Predicates that lines attribute to the song's main artist, so that nobody else may be meant."""
_SHARED = frozenset({"producer", "composer"})
"""Predicates whose work two people often share: both are named."""


def fact_words(song: Song, facts: Sequence[Fact], listener: Listener) -> dict[str, Value]:
    """Build the words of one song from its facts, the first that may be said of each predicate.

    Of producers and composers the first two are named together.

    Args:
        song: The song.
        facts: All that are attached to it, unsayable ones included: they warn.
        listener: Who listens, when, and in which language.
    """
    found: dict[str, Value] = {}
    shared: dict[str, list[Value]] = {}
    most = CAREER_TIER - 1 if listener.taste.family else MAX_TIER
    for fact, why in judged(facts, listener.at.date(), listener.language, song.track):
        if why or fact.tier > most or not _is_theirs(fact, song):
            continue
        if fact.predicate in _SHARED:
            said = shared.setdefault(fact.predicate, [])
            said += _words(fact, song, listener).values()
        elif fact.predicate not in found:
            found |= _words(fact, song, listener)
    return found | {word: _together(said, listener) for word, said in shared.items() if said}


def _together(said: Sequence[Value], listener: Listener) -> Value:
    """Name the first two people in the manner of the language; a name that comes twice is one."""
    others = (one for one in said if fold(str(one.value)) != fold(str(said[0].value)))
    people = (said[0], *islice(others, 1))
    return Value(
        value=tongue(listener.language).joined([str(one.value) for one in people]),
        source=said[0].source,
        tier=max(one.tier for one in people),
        facts={name: fact for one in people for name, fact in one.facts.items()},
    )


def voiced(fact: Fact, song: Song) -> VoicedFact:
    """Write down a fact as it stands when it is said, with all its sources."""
    sources = "; ".join(f"{source.title}, {source.locator}" for source in fact.sources)
    by = f", by {plain(fact.by)}" if fact.by else ""
    return VoicedFact(says=f"{PREDICATES[fact.predicate].name} of {label(song)}{by}",
                      value=plain(fact.value) or "", source=plain(sources) or "",
                      as_of=f"{fact.as_of}", tier=fact.tier)  # fmt: skip


def _is_theirs(fact: Fact, song: Song) -> bool:
    return fact.predicate not in _OF_THEIR_OWN or fold(fact.by) == fold(song.track.main_artist)


def _words(fact: Fact, song: Song, listener: Listener) -> dict[str, Value]:
    """Say a fact, whose it is and its anniversary; nothing at all if any of that cannot be said."""
    raw = dict(_raw(fact, song, listener))
    if None in raw.values():
        return {}
    basis = {fact.id: voiced(fact, song)}
    return {
        word: Value(value=value, source=fact.id, tier=fact.tier, facts=basis | _day(word, listener))
        for word, value in raw.items()
        if value is not None
    }


def _raw(fact: Fact, song: Song, listener: Listener) -> Iterator[tuple[str, Raw]]:
    kind = PREDICATES[fact.predicate].kind
    if kind is not FactKind.DATE:
        is_name = kind is FactKind.NAME
        text = name(fact.value, song.track, listener) if is_name else phrase(fact.value, listener)
        yield fact.predicate, text if is_name or not text else text.rstrip(".") or None
        if fact.predicate in BY:
            yield BY[fact.predicate], name(fact.by, song.track, listener)
        return
    date = known_date(fact.value)
    yield fact.predicate, (tongue(listener.language).when(date) or None) if date else None
    if fact.predicate == "released_on" and date and date.exact:
        years = anniversary(date.exact, listener.at.date())
        if years is not None:
            yield "anniversary", years


def _day(word: str, listener: Listener) -> dict[str, VoicedFact]:
    """An anniversary rests on today's date as well."""
    return dict([today(listener)]) if word == "anniversary" else {}
