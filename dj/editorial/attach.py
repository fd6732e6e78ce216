"""Which recordings is a fact about? Only those on which every field of its subject agrees.

A name alone proves nothing: people share names, and songs do. Names are compared folded
(`dj.model.names.fold`), identifiers without letter case and hyphens.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from dj.editorial.subject import FIELDS, STRONG, identifies
from dj.model.editorial import Fact
from dj.model.names import fold
from dj.model.track import Track
from dj.units import TrackId


def attach(facts: Sequence[Fact], tracks: Iterable[Track]) -> Mapping[TrackId, tuple[Fact, ...]]:
    """Return the facts of each track that has any, in the order of the facts.

    A fact whose subject is no more than a name attaches to nothing; nor does one that fits
    recordings of two artists who share a name and differ by ``artist_mbid``.
    """
    anchors = _anchors(facts)
    about: dict[int, list[Track]] = defaultdict(list)
    for track in tracks:
        said = {field: read(track) for field, read in _READ.items()}
        keys = ((field, value) for field, values in said.items() for value in values)
        for number in sorted({n for key in keys for n in anchors.get(key, ())}):
            if _agrees(facts[number], said):
                about[number].append(track)
    attached: dict[TrackId, tuple[Fact, ...]] = {}
    for number in sorted(about):
        for track in about[number] if _one_artist(about[number]) else ():
            attached[track.id] = (*attached.get(track.id, ()), facts[number])
    return attached


def _anchors(facts: Sequence[Fact]) -> Mapping[tuple[str, str], list[int]]:
    """File each fact under its most telling field, so that each track meets few of them."""
    anchors: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, fact in enumerate(facts):
        if identifies(fact.subject):
            field = min(fact.subject, key=FIELDS.index)
            anchors[field, _same(field, fact.subject[field])].append(number)
    return anchors


def _one_artist(tracks: Sequence[Track]) -> bool:
    return len({track.ids["artist_mbid"] for track in tracks if "artist_mbid" in track.ids}) <= 1


def _agrees(fact: Fact, said: Mapping[str, frozenset[str]]) -> bool:
    return all(
        _same(field, value) in said.get(field, frozenset()) for field, value in fact.subject.items()
    )


def _same(field: str, value: str) -> str:
    """Bring a value to the form in which equal things are equal."""
    return _plain_id(value) if field in STRONG else fold(value)


def _plain_id(value: str) -> str:
    return value.replace("-", "").strip().casefold()


def _names(*names: str) -> frozenset[str]:
    return frozenset(folded for name in names if (folded := fold(name)))


def _ids(track: Track, kind: str) -> frozenset[str]:
    return frozenset((_plain_id(track.ids[kind]),)) if track.ids.get(kind) else frozenset()


_READ: Mapping[str, Callable[[Track], frozenset[str]]] = {
    "artist": lambda track: _names(track.artist, track.main_artist),
    "album_artist": lambda track: _names(track.album_artist),
    "title": lambda track: _names(track.title),
    "album": lambda track: _names(track.album),
    "mbid": lambda track: _ids(track, "mbid"),
    "isrc": lambda track: _ids(track, "isrc"),
}
"""What a track says for each field of a subject, ready to compare."""
