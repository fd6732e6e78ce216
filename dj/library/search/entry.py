"""Which words of a song can be found? Its tags, and beside them what editors say of it."""

import zlib
from collections.abc import Callable, Iterable, Iterator

from dj.library.letters import key, pieces, words
from dj.library.store.search import ALBUM, ARTIST, TITLE, Entry
from dj.model.search import Gloss
from dj.model.track import Track

_MOST_WORDS = 256
"""Words of a field that count; hostile tags hold a hundred thousand."""
_NOTHING = Gloss()


def entry(track: Track, gloss: Gloss = _NOTHING) -> Entry:
    """Write what is kept of a song."""
    both = (track,) if gloss.track is None else (track, gloss.track)
    names = {(kind, key(name)) for one in both for kind, name in _names(one)}
    return Entry(
        track_id=track.id,
        gloss=checksum(gloss),
        words=(
            _joined(one.title for one in both),
            _joined(name for one in both for name in (one.artist, *one.artists)),
            _joined(name for one in both for name in (one.album, one.album_artist)),
            _joined(genre for one in both for genre in one.genres),
            _joined(name for one in both for name in (one.work, one.movement)),
            _joined(one.language for one in both),
            _joined(str(one.year or "") for one in both),
            _joined(gloss.notes),
            _joined((name for one in both for name in (one.title, one.artist, one.album)), pieces),
        ),
        names=frozenset(name for name in names if name[1]),
    )


def checksum(gloss: Gloss) -> int:
    """Sum up what editors say of a song; 0 if nothing."""
    return zlib.crc32(repr((gloss.track, gloss.notes)).encode()) if gloss != _NOTHING else 0


def bare(name: str) -> str:
    """Write an artist's name without spaces and its article."""
    whole = key(name)
    return whole[3:] if words(name)[:1] == ("the",) and len(whole) > 3 else whole


def _names(track: Track) -> Iterator[tuple[str, str]]:
    yield TITLE, track.title
    yield ALBUM, track.album
    for name in (track.artist, *track.artists):
        yield ARTIST, name
        if words(name)[:1] == ("the",):
            yield ARTIST, bare(name)


def _joined(texts: Iterable[str], cut: Callable[[str], tuple[str, ...]] = words) -> str:
    said = dict.fromkeys(texts)
    return " ".join([word for text in said for word in cut(text)][:_MOST_WORDS])
