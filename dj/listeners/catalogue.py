"""The library turned round for matching: which tracks have this path, identifier, name?"""

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dj.listeners.titles import (
    TitleKey,
    artist_key,
    guests,
    is_live_album,
    leading,
    title_key,
    undressed,
)
from dj.model.names import fold
from dj.model.track import Track
from dj.units import TrackId

RECORDING_IDS = ("mbid", "isrc", "spotify")
"""Identifiers that name one recording."""
SAME_LENGTH_S = 2.0
"""Lengths this close speak for the same recording."""
LENGTH_S = 5.0
"""Where both lengths are known and names are not quite the same, they may differ by this much."""
_VARIOUS = frozenset(("", "variousartists", "various", "va"))


class Wanted(NamedTuple):
    """What a listen or save says about its recording."""

    artist: str
    title: str
    album: str
    duration_ms: int | None
    ids: tuple[tuple[str, str], ...]
    location: str = ""


class Catalogue:
    """Look-up tables over a library, built once."""

    def __init__(self, tracks: Sequence[Track]) -> None:
        self.ids = frozenset(track.id for track in tracks)
        self._by_path: dict[str, Track] = {}
        self._by_tail: dict[str, list[Track]] = defaultdict(list)
        self._by_id: dict[tuple[str, str], list[Track]] = defaultdict(list)
        self._by_spelling: dict[tuple[str, str], list[Track]] = defaultdict(list)
        self._by_names: dict[tuple[str, TitleKey], list[Track]] = defaultdict(list)
        self._by_album_artist: dict[tuple[str, TitleKey], list[Track]] = defaultdict(list)
        self.by_artist: dict[str, list[tuple[TitleKey, Track]]] = defaultdict(list)
        self.by_title: dict[TitleKey, list[tuple[str, Track]]] = defaultdict(list)
        self._mbids: dict[str, set[str]] = defaultdict(set)
        for track in sorted(tracks, key=lambda track: track.id):
            self._add(track)

    def _add(self, track: Track) -> None:
        path = _normal(track.path.as_posix())
        self._by_path.setdefault(path, track)
        self._by_tail[_tail(path)].append(track)
        for kind in RECORDING_IDS:
            if value := track.ids.get(kind):
                self._by_id[kind, value.lower()].append(track)
        self._by_spelling[track.artist.strip(), track.title.strip()].append(track)
        title = title_key(track.title)
        own = {artist_key(name) for name in (track.artist, track.main_artist) if name}
        for artist in sorted(own):
            self._by_names[artist, title].append(track)
            self.by_artist[artist].append((title, track))
            self.by_title[title].append((artist, track))
            if mbid := track.ids.get("artist_mbid"):
                self._mbids[artist].add(mbid.lower())
        owner = artist_key(track.album_artist) if track.album_artist else ""
        if owner not in own | _VARIOUS:
            self._by_album_artist[owner, title].append(track)

    def at_path(self, wanted: Wanted) -> Track | None:
        """Find the track at exactly this path."""
        return self._by_path.get(_normal(wanted.location)) if wanted.location else None

    def at_tail(self, wanted: Wanted) -> Track | None:
        """Find the only track in a folder and file of these names, wherever that folder is."""
        path = _normal(wanted.location)
        if "/" not in path.strip("/") or "://" in path:
            return None
        found = self._by_tail.get(_tail(path), ())
        return found[0] if len(found) == 1 else None

    def identified(self, wanted: Wanted) -> Track | None:
        """Find the track that shares an identifier, the surest identifier first."""
        said = dict(wanted.ids)
        for kind in RECORDING_IDS:
            found = self._by_id.get((kind, said[kind].lower()), ()) if kind in said else ()
            if found:
                return min(found, key=lambda track: _distance(track, wanted))
        return None

    def spelled(self, wanted: Wanted) -> Track | None:
        """Find the track with the same artist and title, letter by letter."""
        return pick(self._by_spelling.get((wanted.artist, wanted.title), ()), wanted)

    def named(self, wanted: Wanted) -> Track | None:
        """Find the track with the same names, spelling aside."""
        title = title_key(wanted.title)
        artists = dict.fromkeys(artists_of(wanted))
        for table in (self._by_names, self._by_album_artist):
            for artist in artists:
                if found := pick(table.get((artist, title), ()), wanted):
                    return found
        return None

    def headed(self, wanted: Wanted) -> Track | None:
        """Find the track by the artist with whom a joint credit begins, if lengths allow it.

        Not if the whole credit is an artist of the library: Ana & Bo are not Ana.
        """
        if artist_key(wanted.artist) in self.by_artist:
            return None
        heads = (key for name in leading(wanted.artist) if (key := artist_key(name)))
        head = next((key for key in heads if key in self.by_artist), "")
        found = pick(self._by_names.get((head, title_key(wanted.title)), ()), wanted)
        return found if found and lengths_agree(found, wanted, LENGTH_S, unknown=True) else None

    def bare(self, wanted: Wanted) -> Wanted | None:
        """Give the same without number or artist before the title; None if there is neither."""
        title = undressed(wanted.artist, wanted.title)
        return None if title == fold(wanted.title) else wanted._replace(title=title)

    def is_namesake(self, wanted: Wanted) -> bool:
        """Tell whether the library knows this artist's name only as somebody else's."""
        said = next((value for kind, value in wanted.ids if kind == "artist_mbid"), "").lower()
        known = set[str]().union(*(self._mbids.get(key, ()) for key in artists_of(wanted)))
        return bool(said and known) and said not in known


def artists_of(wanted: Wanted) -> list[str]:
    """List the keys under which the artist may be found: the credit, then its first name."""
    return [artist_key(name) for name in (wanted.artist, *guests(wanted.artist)[:1]) if name]


def pick(tracks: Sequence[Track], wanted: Wanted) -> Track | None:
    """Choose among tracks of the same name; None if they may be different artists."""
    allowed = [track for track in tracks if not contradicts(track, wanted)]
    if len(_artist_ids(allowed)) > 1:
        album = fold(wanted.album)
        allowed = [track for track in allowed if album and fold(track.album) == album]
        if len(_artist_ids(allowed)) > 1:
            return None
    return min(allowed, key=lambda track: _distance(track, wanted), default=None)


def _artist_ids(tracks: Sequence[Track]) -> set[str]:
    return {track.ids["artist_mbid"] for track in tracks if "artist_mbid" in track.ids}


def contradicts(track: Track, wanted: Wanted) -> str:
    """Say what in a track of the right name shows that it is another recording; "" if nothing."""
    said = dict(wanted.ids)
    if _differ(said, track.ids, "artist_mbid"):
        return "is by another artist of this name"
    if wanted.album and track.album and is_live_album(wanted.album) != is_live_album(track.album):
        return "is on a concert album and this is not, or the other way round"
    differ = any(_differ(said, track.ids, kind) for kind in RECORDING_IDS)
    return "has another identifier" if differ and not _corroborated(track, wanted) else ""


def _differ(said: Mapping[str, str], known: Mapping[str, str], kind: str) -> bool:
    return kind in said and kind in known and said[kind].lower() != known[kind].lower()


def _corroborated(track: Track, wanted: Wanted) -> bool:
    """Tell whether album or length agree: one recording may have several identifiers."""
    same_album = bool(wanted.album) and fold(wanted.album) == fold(track.album)
    return same_album or lengths_agree(track, wanted, SAME_LENGTH_S, unknown=False)


def lengths_agree(track: Track, wanted: Wanted, within_s: float, *, unknown: bool) -> bool:
    """Compare lengths; `unknown` is the answer where the listen does not tell its own."""
    if wanted.duration_ms is None:
        return unknown
    return abs(track.duration_s - wanted.duration_ms / 1000) <= within_s


def _distance(track: Track, wanted: Wanted) -> tuple[bool, float, TrackId]:
    album = bool(wanted.album) and fold(track.album) != fold(wanted.album)
    length = 0.0
    if wanted.duration_ms is not None:
        length = abs(track.duration_s - wanted.duration_ms / 1000)
    return album, length, track.id


def _normal(path: str) -> str:
    return unicodedata.normalize("NFC", path)


def _tail(path: str) -> str:
    parts = [part for part in path.split("/") if part not in ("", ".")]
    return "/".join(parts[-2:]).casefold()
