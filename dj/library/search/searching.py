"""Search the library: find songs that may be meant, judge each, and give the best.

A common word is in very many songs. Whole names, and songs that have all words in title or artist,
are looked up first and apart, so that a bound on how many are judged costs no good answer, and a
million songs take no longer than a thousand.
"""

from collections.abc import Iterator, Mapping, Sequence

from dj.errors import ConfigError
from dj.interfaces import Progress
from dj.library.letters import digits, shorter
from dj.library.search.entry import bare
from dj.library.search.keeping import ask
from dj.library.search.meaning import NOTHING, Meaning, meanings, parts
from dj.library.search.query import Query, read
from dj.library.search.ranking import Fit, Judge, Whole
from dj.library.store.search import ALBUM, ARTIST, TITLE, Index, Row
from dj.library.store.store import Store
from dj.model.search import Found, Gloss, Glosses, Hit
from dj.model.track import Track
from dj.units import TrackId

MOST = 1_000
"""Greatest number of songs that can be asked for."""
NEAR_TIE = 0.04
"""Songs whose scores are in the same step of this size fit about as well."""
_JUDGED = 120
"""Songs that are judged from each way of looking, at least."""
_LONG = 64
"""Letters of a name beyond which no letter is tried to be one too many."""
_Candidates = dict[TrackId, tuple[Row, Whole | None]]


def search(
    store: Store,
    words: str,
    *,
    limit: int = 20,
    glosses: Glosses | None = None,
    liked: Mapping[TrackId, float] | None = None,
    progress: Progress | None = None,
) -> Found:
    """Find the songs that fit words best.

    Args:
        store: The library.
        words: As a person writes them; no text is an error.
        limit: Most songs to give, 1 to `MOST`.
        glosses: What editors say; their corrections and notes are found beside the tags. None for
            who does not know it: what is known from others who did is still found.
        liked: How much a listener likes tracks, 0 to 1, to settle near ties; None for everybody.
        progress: Called while the index is made, at the first search.

    Raises:
        ConfigError: if the limit is out of range.
        LibraryError: if the library's folder cannot be used.
    """
    if not 1 <= limit <= MOST:
        raise ConfigError(f"a limit is between 1 and {MOST}, not {limit}.", where="--limit")
    query = read(words)
    judged = ask(store, glosses, lambda index: _judged(index, query, limit), progress)
    tracks = {row.track_id: row for row, _ in judged[0]}
    best = sorted(judged[0], key=lambda one: _order(one, liked or {}, personal=liked is not None))
    shown = _tracks(store, [row for row, _ in best[:limit]], glosses)
    hits = tuple(
        Hit(track=shown[row.track_id], score=round(found.score, 4), because=found.because)
        for row, found in best[:limit]
        if row.track_id in shown
    )
    return Found(
        words=words, hits=hits, read_as=_read_as(judged[1], best), more=len(tracks) > limit
    )


def _order(
    one: tuple[Row, Fit], liked: Mapping[TrackId, float], *, personal: bool
) -> tuple[object, ...]:
    row, found = one
    same = (row.said, row.track_id)
    if not personal:
        return (-found.score, *same)
    step = int(found.score / NEAR_TIE + 1e-9)
    return (-step, -liked.get(row.track_id, 0.0), -found.score, *same)


def _judged(
    index: Index, query: Query, limit: int
) -> tuple[list[tuple[Row, Fit]], tuple[Meaning, ...]]:
    most = max(_JUDGED, 2 * limit)
    meant = meanings(index, query.terms)
    found: _Candidates = {}
    for row, whole in _candidates(index, query, meant, most):
        found.setdefault(row.track_id, (row, whole))
    if not found and meant:
        meant = tuple(parts(index, meaning) for meaning in meant)
        for row in _scattered(index, meant, most):
            found.setdefault(row.track_id, (row, None))
    judge = Judge(query, meant, index.count())
    return [(row, judge.fit(row, whole)) for row, whole in found.values()], meant


def _candidates(
    index: Index, query: Query, meant: Sequence[Meaning], most: int
) -> Iterator[tuple[Row, Whole | None]]:
    if query.plain and query.whole:
        yield from _named(index, query.whole, most)
    looked = 0
    for columns in (("title",), ("title", "artist"), ()):
        for written in (Meaning.exactly, Meaning.broadly):
            expressions = [written(meaning, columns) for meaning in meant]
            if looked < most and expressions and all(map(_says, expressions)):
                rows = index.saying(" AND ".join(expressions), most)
                looked += len(rows)
                yield from ((row, None) for row in rows)


def _named(index: Index, whole: str, most: int) -> Iterator[tuple[Row, Whole | None]]:
    yield from ((row, Whole.TITLE) for row in index.named(TITLE, [whole], most))
    yield from ((row, Whole.ARTIST) for row in index.named(ARTIST, [whole, bare(whole)], most))
    yield from ((row, Whole.ALBUM) for row in index.named(ALBUM, [whole], most // 2))
    yield from ((row, Whole.BEGINS) for row in index.beginning(TITLE, whole, most // 4))
    yield from ((row, None) for row in index.beginning(ARTIST, whole, most // 4))
    # A letter too many, also one in the place of a space: the words themselves do not tell that.
    yield from ((row, None) for row in index.named(TITLE, _without_a_letter(whole), most // 4))


def _without_a_letter(whole: str) -> tuple[str, ...]:
    if len(whole) > _LONG:
        return ()
    return tuple(one for one in shorter(whole) if digits(one) == digits(whole))


def _says(expression: str) -> bool:
    return expression != NOTHING


def _scattered(index: Index, meant: Sequence[Meaning], most: int) -> Iterator[Row]:
    """Find songs with some of the words, the rarest first; what was asked of a field must be."""
    needed = [m.broadly() for m in meant if m.term.field or m.term.exact]
    free = [m for m in meant if not (m.term.field or m.term.exact)]
    for meaning in sorted(free, key=lambda one: (one.songs == 0, one.songs))[:4]:
        expressions = [*needed, meaning.broadly()]
        if all(map(_says, expressions)):
            yield from index.saying(" AND ".join(expressions), most)


def _tracks(store: Store, rows: Sequence[Row], glosses: Glosses | None) -> Mapping[TrackId, Track]:
    tracks = {track.id: track for track in store.these_tracks([row.track_id for row in rows])}
    said = [tracks[row.track_id] for row in rows if row.gloss and row.track_id in tracks]
    corrected = glosses.of(said) if glosses and said else {}
    return {one: corrected.get(one, Gloss()).track or track for one, track in tracks.items()}


def _read_as(meant: Sequence[Meaning], best: Sequence[tuple[Row, Fit]]) -> Mapping[str, str]:
    """Tell which words that no song has were read as others by the best song."""
    if not best:
        return {}
    pairs = zip(meant, best[0][1].read, strict=True)
    return {
        "".join(meaning.term.words): word
        for meaning, word in pairs
        if not meaning.songs and word and word not in meaning.term.words
        and not word.startswith("".join(meaning.term.words))
    }  # fmt: skip
