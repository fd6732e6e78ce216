"""Which recordings is a fact about? Only those on which every field of its subject agrees.

A name alone proves nothing: people share names, and songs do. Names are compared folded
(`dj.model.names.fold`), identifiers without letter case and hyphens. A fact that could be about two
songs or two artists is about neither. Warnings go the other way: that somebody died reaches every
song under that name, since silence by mistake harms nobody.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from dj.editorial.subject import ALBUM_IDS, FIELDS, PEOPLE, SONG_IDS, STRONG, identifies
from dj.model.editorial import PREDICATES, About, Fact
from dj.model.names import fold
from dj.model.track import Track
from dj.units import TrackId

SAME_LENGTH_S = 5.0
"""Two copies of one recording differ by less; a concert or an edit usually by more."""

_Said = Mapping[str, frozenset[str]]


def attach(facts: Sequence[Fact], tracks: Iterable[Track]) -> Mapping[TrackId, tuple[Fact, ...]]:
    """Return the facts of each track that has any, in the order of the facts.

    A fact whose subject is no more than a name attaches to nothing; nor does one that fits
    recordings of two artists who share a name, or two songs where it must mean one. A fact about an
    artist goes on to all tracks that carry the same ``artist_mbid``.
    """
    known = tuple(tracks)
    about = _fitting(facts, known)
    artists = _by_artist(known) if any(_about(fact) is About.ARTIST for fact in facts) else {}
    attached = defaultdict[TrackId, list[Fact]](list)
    for number, fact in enumerate(facts):
        found = about.get(number, ())
        for track_id in _reached(fact, found, artists):
            attached[track_id].append(fact)
    return {track.id: tuple(attached[track.id]) for track in known if track.id in attached}


def _fitting(facts: Sequence[Fact], tracks: Sequence[Track]) -> Mapping[int, Sequence[Track]]:
    """Map the number of each fact to the tracks that agree with its whole subject."""
    anchors = _anchors(facts)
    about = defaultdict[int, list[Track]](list)
    for track in tracks if anchors else ():
        said = {field: read(track) for field, read in _READ.items()}
        keys = ((field, value) for field, values in said.items() for value in values)
        for number in sorted({n for key in keys for n in anchors.get(key, ())}):
            if _agrees(facts[number], said):
                about[number].append(track)
    return about


def _anchors(facts: Sequence[Fact]) -> Mapping[tuple[str, str], list[int]]:
    """File each fact under its most telling field, so that each track meets few of them."""
    anchors = defaultdict[tuple[str, str], list[int]](list)
    for number, fact in enumerate(facts):
        if identifies(fact.subject, _about(fact)):
            field = min(fact.subject, key=FIELDS.index)
            anchors[field, _same(field, fact.subject[field])].append(number)
    return anchors


def _reached(
    fact: Fact, tracks: Sequence[Track], artists: Mapping[str, Sequence[Track]]
) -> Iterable[TrackId]:
    """List the tracks a fact is about, once each."""
    if _is_warning(fact):
        names = {fold(fact.subject[field]) for field in PEOPLE if field in fact.subject}
        names |= {fold(track.main_artist) for track in tracks}
        namesakes = (track.id for name in names for track in artists.get(name, ()))
        return dict.fromkeys((*(track.id for track in tracks), *namesakes))
    if not _is_one(fact, tracks):
        return ()
    if _about(fact) is About.ARTIST:
        ids = {_artist_id(track) for track in tracks} - {""}
        same = (track.id for one in ids for track in artists.get(_key(one), ()))
        return dict.fromkeys((*(track.id for track in tracks), *same))
    return [track.id for track in tracks]


def _by_artist(tracks: Sequence[Track]) -> Mapping[str, Sequence[Track]]:
    """File tracks under the names of everybody credited, and under the artist's identifier."""
    found = defaultdict[str, list[Track]](list)
    for track in tracks:
        names = {fold(name) for name in (track.artist, track.album_artist, *track.artists)}
        for name in sorted(names - {""}):
            found[name].append(track)
        if one := _artist_id(track):
            found[_key(one)].append(track)
    return found


def _is_one(fact: Fact, tracks: Sequence[Track]) -> bool:
    """Tell whether the tracks are of one artist, and of one song or album where names say so."""
    if len({_artist_id(track) for track in tracks} - {""}) > 1:
        return False
    named = set(fact.subject)
    if named & {*SONG_IDS, *ALBUM_IDS}:
        return True
    if "title" in named:
        lengths = sorted(track.duration_s for track in tracks)
        return not lengths or lengths[-1] - lengths[0] <= SAME_LENGTH_S
    return "album" not in named or _one_album(tracks)


def _one_album(tracks: Sequence[Track]) -> bool:
    """Two songs in the same place of an album show that two albums share its name."""
    places = sorted(
        ((track.disc_number or 1, track.track_number), fold(track.title))
        for track in tracks if track.track_number is not None
    )  # fmt: skip
    return all(one[0] != next_[0] or one[1] == next_[1] for one, next_ in pairwise(places))


def _agrees(fact: Fact, said: _Said) -> bool:
    return all(
        _same(field, value) in said.get(field, frozenset()) for field, value in fact.subject.items()
    )


def _about(fact: Fact) -> About:
    predicate = PREDICATES.get(fact.predicate)
    return predicate.about if predicate else About.TRACK


def _is_warning(fact: Fact) -> bool:
    return fact.predicate in PREDICATES and not PREDICATES[fact.predicate].said


def _artist_id(track: Track) -> str:
    return _plain_id(track.ids.get("artist_mbid", ""))


def _key(artist_id: str) -> str:
    return f"\0{artist_id}"


def _same(field: str, value: str) -> str:
    """Bring a value to the form in which equal things are equal."""
    return _plain_id(value) if field in STRONG else fold(value)


def _plain_id(value: str) -> str:
    return value.replace("-", "").strip().casefold()


def _names(*names: str) -> frozenset[str]:
    return frozenset(folded for name in names if (folded := fold(name)))


def _ids(kind: str) -> Callable[[Track], frozenset[str]]:
    return lambda track: frozenset(_words(track, kind))


def _words(track: Track, kind: str) -> Iterator[str]:
    if value := track.ids.get(kind):
        yield _plain_id(value)


_READ: Mapping[str, Callable[[Track], frozenset[str]]] = {
    "artist": lambda track: _names(track.artist, track.main_artist),
    "album_artist": lambda track: _names(track.album_artist),
    "title": lambda track: _names(track.title),
    "album": lambda track: _names(track.album),
    **{kind: _ids(kind) for kind in STRONG},
}
"""What a track says for each field of a subject, ready to compare."""
