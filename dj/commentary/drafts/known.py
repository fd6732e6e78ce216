"""What a model is told of a song of the library: its tags, and its facts that may be said."""

from collections.abc import Iterator, Sequence
from datetime import date

from dj.commentary.context import WORDS, absent
from dj.commentary.drafts.request import Facts
from dj.commentary.titles import plain
from dj.commentary.tongues import tongue
from dj.commentary.words.facts import BY
from dj.model.dates import known_date
from dj.model.editorial import PREDICATES, Fact, FactKind
from dj.model.script import BreakKind
from dj.model.track import Track
from dj.model.usable import judged


def words_of(
    track: Track, facts: Sequence[Fact], kind: BreakKind, on: date, language: str
) -> Facts:
    """Give a song's words in a situation, of each the first: ``next.producer`` → ``Ines Calder``.

    Args:
        track: As corrected.
        facts: All that are attached to it, unsayable ones included: they warn.
        kind: The song is the one just heard where none is to come.
        on: The day on which it would be said.
        language: BCP 47 tag of the host's language.
    """
    song = "prev" if "next" in absent(kind) else "next"
    found: dict[str, str | int] = {}
    for word, value in (*_tags(track), *_usable(track, facts, on, language)):
        name = f"{song}.{word}"
        if value and name in WORDS and WORDS[name].is_sayable:
            found.setdefault(name, value)
    return found


def _tags(track: Track) -> Iterator[tuple[str, str | int | None]]:
    yield "title", plain(track.title)
    yield "artist", plain(track.artist)
    yield "album", plain(track.album)
    yield "year", track.year
    yield "genre", plain(track.genres[0].lower()) if track.genres else None


def _usable(
    track: Track, facts: Sequence[Fact], on: date, language: str
) -> Iterator[tuple[str, str | None]]:
    for fact, why in judged(facts, on, language, track):
        if why:
            continue
        if PREDICATES[fact.predicate].kind is FactKind.DATE:
            day = known_date(fact.value)
            yield fact.predicate, tongue(language).when(day) if day else None
            continue
        yield fact.predicate, plain(fact.value)
        if fact.predicate in BY:
            yield BY[fact.predicate], plain(fact.by)
