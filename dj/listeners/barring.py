"""What a listener has forbidden: which tracks never play, and why, in plain words.

Nothing here is weighed. A ban of a track holds for every file of the same recording and for every
track of the same artist and title; a ban of a tag however it is spelled. A ban of an artist holds
wherever the name is a whole part of a credit: it had better keep away a song too many than one too
few, and it says which name it was.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from dj.listeners.titles import TitleKey, artist_key, title_key
from dj.model.controls import Ban, BanKind, Controls, Dials, Switches, Withdrawn
from dj.model.names import fold
from dj.model.spoken import SPOKEN_UP_TO, NameLevel
from dj.model.track import Track
from dj.units import TrackId

EXPLICIT = "marked as explicit, and you turned explicit songs off"
UNMARKED = "not marked as clean; `dj listener family on --unmarked` lets such songs play"

_PARTS = re.compile(r"\s*[;,/]\s*|\s+(?:&|\+|and|x|vs\.?|feat\.?|ft\.?|featuring|with)\s+")
_TAGS = re.compile(r"[;/,|]")
_SAME: Mapping[TrackId, TrackId] = {}
_Why = Callable[[Track], str]
"""Says why a track may not play; empty if it may."""


def barred(
    controls: Controls,
    tracks: Iterable[Track],
    *,
    at: datetime,
    stands: Mapping[TrackId, TrackId] = _SAME,
) -> dict[TrackId, str]:
    """Map each track that must not play at a moment to the reason.

    Args:
        controls: What the listener has decided.
        tracks: What could play.
        at: The moment, aware.
        stands: Further copy of a recording → the one that stands for it.
    """
    rules = [*_rules(controls, at, stands)]
    if not rules:
        return {}
    found = ((track.id, next(filter(None, (why(track) for why in rules)), "")) for track in tracks)
    return {track_id: reason for track_id, reason in found if reason}


def _rules(controls: Controls, at: datetime, stands: Mapping[TrackId, TrackId]) -> Iterable[_Why]:
    bans = {kind: [ban for ban in controls.bans if ban.kind is kind] for kind in BanKind}
    if bans[BanKind.TRACK]:
        yield _track_rule(bans[BanKind.TRACK], stands, "you banned this song")
    if bans[BanKind.ARTIST]:
        yield _artist_rule(bans[BanKind.ARTIST])
    if bans[BanKind.TAG]:
        yield _tag_rule(bans[BanKind.TAG])
    if reported := [_as_ban(one) for one in controls.withdrawn if one.track_id]:
        yield _track_rule(reported, stands, "you reported this song; it waits for a review")
    if resting := {t: until for t, until in controls.resting.items() if until > at}:
        yield _rest_rule(resting, stands)
    if not controls.switches.explicit:
        yield lambda track: EXPLICIT if track.explicit is True else ""
    if controls.family and not controls.unmarked:
        yield lambda track: UNMARKED if track.explicit is None else ""


def _as_ban(one: Withdrawn) -> Ban:
    return Ban(kind=BanKind.TRACK, name=one.track_id or "", at=one.at, artist=one.artist,
               title=one.title)  # fmt: skip


def _track_rule(bans: Sequence[Ban], stands: Mapping[TrackId, TrackId], reason: str) -> _Why:
    ids = {stands.get(TrackId(ban.name), ban.name) for ban in bans}
    titles: dict[str, set[TitleKey]] = {}
    for ban in bans:
        if fold(ban.artist) and fold(ban.title):
            titles.setdefault(artist_key(ban.artist), set()).add(title_key(ban.title))

    def why(track: Track) -> str:
        if stands.get(track.id, track.id) in ids:
            return reason
        by = (titles.get(artist_key(name)) for name in (track.main_artist, track.artist))
        same = any(found and title_key(track.title) in found for found in by)
        return reason if same else ""

    return why


def _artist_rule(bans: Sequence[Ban]) -> _Why:
    names = {fold(ban.name): ban.name for ban in bans}

    def why(track: Track) -> str:
        found = next((names[name] for name in credited(track) if name in names), "")
        return f"you banned the artist {found}" if found else ""

    return why


def _tag_rule(bans: Sequence[Ban]) -> _Why:
    tags = {tag_key(ban.name): ban.name for ban in bans}

    def why(track: Track) -> str:
        parts = (part for genre in track.genres for part in (genre, *_TAGS.split(genre)))
        found = next((tags[key] for part in parts if (key := tag_key(part)) in tags), "")
        return f"you banned the tag {found}" if found else ""

    return why


def _rest_rule(resting: Mapping[TrackId, datetime], stands: Mapping[TrackId, TrackId]) -> _Why:
    until = {stands.get(track_id, track_id): moment for track_id, moment in resting.items()}

    def why(track: Track) -> str:
        end = until.get(stands.get(track.id, track.id))
        return f"you said not now; it rests until {end:%Y-%m-%d %H:%M} UTC" if end else ""

    return why


def credited(track: Track) -> frozenset[str]:
    """Folded names of everybody a track credits, guests and the album's artist included."""
    return credited_names((*track.artists, track.artist, track.album_artist))


def credited_names(named: Iterable[str]) -> frozenset[str]:
    """Folded names in credits: each whole, and each part that stands alone in it."""
    return frozenset(name for credit in named for name in _names(credit))


@lru_cache(maxsize=65_536)
def _names(credit: str) -> frozenset[str]:
    whole = fold(credit)
    return frozenset({whole, *(part.strip(" ()[]") for part in _PARTS.split(whole))} - {""})


@lru_cache(maxsize=4096)
def tag_key(tag: str) -> str:
    """Compare tags without spaces and marks: ``Hip-Hop`` is ``hip hop``."""
    folded = fold(tag)
    return "".join(filter(str.isalnum, folded)) or folded


def settled(controls: Controls, stands: Mapping[TrackId, TrackId] = _SAME) -> Controls:
    """Return controls as taste may use them.

    Likes and dislikes of a copy are those of the track that stands for it; those from before taste
    was reset are gone.
    """
    since = controls.forgotten_at
    liked, disliked = (
        {stands.get(track_id, track_id): at for track_id, at in said.items()
         if since is None or at >= since}
        for said in (controls.liked, controls.disliked)
    )  # fmt: skip
    return replace(controls, liked=liked, disliked=disliked)


def together(every: Sequence[Controls]) -> Controls:
    """Return what holds for a session that is nobody's: what anybody forbids is forbidden."""
    if len(every) == 1:
        return replace(every[0], profiling=False)
    families = [one for one in every if one.family]
    return Controls(
        bans=tuple(ban for one in every for ban in one.bans),
        withdrawn=tuple(item for one in every for item in one.withdrawn),
        resting={track: until for one in every for track, until in one.resting.items()},
        family=bool(families),
        unmarked=bool(families) and all(one.unmarked for one in families),
        private=any(one.private for one in every),
        profiling=False,
        dials=Dials(),
        switches=Switches(
            promoted=all(one.switches.promoted for one in every),
            commentary=all(one.switches.commentary for one in every),
            voice=all(one.switches.voice for one in every),
            personal=all(one.switches.personal for one in every),
            explicit=all(one.switches.explicit for one in every),
            autoplay=all(one.switches.autoplay for one in every),
        ),
        name_level=min((one.name_level for one in every), key=SPOKEN_UP_TO.__getitem__,
                       default=NameLevel.STANDARD),
    )  # fmt: skip
