"""What a listener likes, as of one moment: from plays, skips and saves to a `Taste`.

Nothing after `at` is looked at, and nothing that the listener excluded: their taste is as if that
had never been played. The parts are told in their own files: `liking`, `moments`, `readiness`,
`rests`, `novelty`, `energies`, `centres`, `newcomer`, `follows`, `heard`, `kinds`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np

from dj.listeners.centres import centres_of
from dj.listeners.clock import guess_zone, zone
from dj.listeners.counted import Counted, count
from dj.listeners.energies import read_energies
from dj.listeners.follows import follows, latest
from dj.listeners.heard import heard_artists, played_in
from dj.listeners.history import Floats, History, play_stats, read_history
from dj.listeners.kept import Kept, kept
from dj.listeners.kinds import release_ages, shares
from dj.listeners.liking import (
    HALF_LIFE_DAYS,
    Liking,
    like,
    names_liked,
    recency,
    songs_liked,
)
from dj.listeners.moments import Lifts, lifts
from dj.listeners.newcomer import Picks, picks
from dj.listeners.novelty import novelty_appetite
from dj.listeners.pieces import Pieces, pieces
from dj.listeners.readiness import readiness
from dj.listeners.rests import rest_days
from dj.model.analysis import Song
from dj.model.controls import Controls
from dj.model.listening import Listen, Save, Tally, Taste
from dj.units import TrackId

NO_CONTROLS = Controls()
"""What a listener has decided who never said anything."""


def taste(  # noqa: PLR0913 - the public verb: each argument is something known of the listener
    listens: Sequence[Listen],
    saves: Sequence[Save],
    songs: Sequence[Song],
    *,
    listener: str,
    at: datetime,
    time_zone: str | None,
    tallies: Sequence[Tally] = (),
    controls: Controls = NO_CONTROLS,
    similar: Mapping[str, float] | None = None,
    popularity: Mapping[TrackId, float] | None = None,
) -> Taste:
    """Describe one listener's taste at a moment.

    Args:
        listens: Plays in any order, matched where they can be; later ones than `at` are ignored.
        saves: Matched where they can be.
        songs: The library.
        listener: Name for the record.
        at: The moment, aware.
        time_zone: IANA name of the listener's zone; None guesses it and says so.
        tallies: Plays that players counted without a diary.
        controls: What the listener has decided. Without `profiling` nothing else is looked at.
        similar: Track id or folded artist name → 0 to 1: what listeners with a like taste play.
        popularity: Track → 0 to 1: how many of the listeners who share play it.

    Raises:
        ConfigError: if there is no such time zone.
        ValueError: if `at` has no time zone.
    """
    if at.tzinfo is None:
        msg = "at must be an aware date and time"
        raise ValueError(msg)
    if not controls.profiling:
        return _unprofiled(listener, at, time_zone, controls)
    library = {song.id: song for song in sorted(songs, key=lambda song: song.id)}
    counts = kept(listens, saves, tallies, controls, at)
    clock = time_zone or guess_zone(counts.starts_s)
    evidence = _read(counts, library, controls, at.astimezone(zone(clock)))
    empty = Taste(
        listener=listener, as_of=at.astimezone(UTC), time_zone=clock,
        time_zone_inferred=time_zone is None, listens=0, matched=0, dials=controls.dials,
        switches=controls.switches, name_level=controls.name_level, liked=evidence.liked,
        disliked=evidence.disliked, notes=evidence.picks.notes,
    )  # fmt: skip
    known = _with_similar(empty, similar or {}, library)
    told = _with_history(replace(known, popularity=popularity or {}), counts, evidence)
    return _with_kinds(_with_liking(told, evidence, library), evidence, at.astimezone(zone(clock)))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Evidence:
    """All that speaks of one listener's taste."""

    history: History
    counted: Counted
    liking: Liking
    lifts: Lifts
    saves: frozenset[TrackId]
    liked: frozenset[TrackId]
    disliked: frozenset[TrackId]
    picks: Picks
    picked: Floats
    """What a newcomer's named artists count, in plays, shape (pieces,)."""


def _unprofiled(listener: str, at: datetime, time_zone: str | None, controls: Controls) -> Taste:
    zone(time_zone or "UTC")
    return Taste(
        listener=listener, as_of=at.astimezone(UTC), time_zone=time_zone or "UTC",
        time_zone_inferred=time_zone is None, listens=0, matched=0, profiled=False,
        dials=controls.dials, switches=controls.switches, name_level=controls.name_level,
    )  # fmt: skip


def _read(
    counts: Kept, library: Mapping[TrackId, Song], controls: Controls, local: datetime
) -> _Evidence:
    saves = frozenset(x for save in counts.saves if (x := save.track_id) is not None)
    saves &= library.keys()
    liked, disliked = (_standing(said, controls, local) for said in (
        controls.liked, controls.disliked,
    ))  # fmt: skip
    named = picks(controls, counts.saves, library, len(counts.listens))
    rows: tuple[Listen | Tally, ...] = (*counts.listens, *counts.tallies)
    found = pieces(library, [x.track_id for x in rows], [x.artist for x in rows],
                   saves | liked | disliked | named.plays.keys())  # fmt: skip
    history = read_history(counts, found, local, local.tzinfo or UTC)
    counted = count(counts.tallies, found, local, HALF_LIFE_DAYS)
    picked = np.zeros(len(found))
    picked[[found.of_song[track_id] for track_id in named.plays]] = list(named.plays.values())
    return _Evidence(
        history=history, counted=counted, lifts=lifts(history, local), saves=saves,
        liking=like(history, counted, saves, liked | named.songs, disliked),
        liked=liked & library.keys(), disliked=disliked, picks=named, picked=picked,
    )  # fmt: skip


def _standing(
    said: Mapping[TrackId, datetime], controls: Controls, at: datetime
) -> frozenset[TrackId]:
    """Songs that something was said of, before the moment and since the latest reset."""
    since = controls.forgotten_at
    return frozenset(
        track_id for track_id, when in said.items()
        if when <= at and (since is None or when >= since)
    )  # fmt: skip


def _with_similar(
    empty: Taste, similar: Mapping[str, float], library: Mapping[TrackId, Song]
) -> Taste:
    tracks = {TrackId(key): value for key, value in similar.items() if key in library}
    artists = {key: value for key, value in similar.items() if key not in tracks}
    return replace(empty, similar=tracks, similar_artists=artists)


def _with_history(known: Taste, counts: Kept, evidence: _Evidence) -> Taste:
    """Add what the history says by itself, whatever the hour."""
    history, counted = evidence.history, evidence.counted
    energies = read_energies(history, _play_weights(history))
    stats = play_stats(history, counts.listens)
    diary = np.bincount(history.piece, minlength=len(history.pieces))
    beyond = np.maximum(0.0, counted.number - diary)
    matched = int(np.count_nonzero(history.matched))
    return replace(
        known,
        listens=len(counts.listens) + int(beyond.sum()),
        matched=matched + int(beyond[: len(history.pieces.songs)].sum()),
        plays=stats,
        saves=evidence.saves,
        counted={x: at for x, at in sorted(counted.latest.items()) if x not in stats},
        rest_days=rest_days(history),
        novelty_appetite=novelty_appetite(history),
        energy_mean=energies.mean,
        energy_sd=energies.sd,
        hour_energy=energies.hour_deviation,
        hour_plays=energies.hour_plays,
    )


def _with_kinds(told: Taste, evidence: _Evidence, local: datetime) -> Taste:
    """Add what follows what, whom they ever heard, and of which kinds their music is."""
    history = evidence.history
    return replace(
        told,
        follows=follows(history),
        latest=latest(history, local.timestamp()),
        played_in=played_in(history, evidence.counted, local.tzinfo or UTC),
        heard_artists=heard_artists(history, evidence.counted),
        release_ages=release_ages(history),
        shares=shares(history.pieces, evidence.liking.plays),
        shares_now=shares(history.pieces, evidence.liking.plays * evidence.lifts.pieces),
    )


def _play_weights(history: History) -> Floats:
    weights = recency(history.age_days - history.age_days.min(initial=np.inf))
    return np.where(history.skipped, 0.0, weights * history.heard)


def _with_liking(told: Taste, evidence: _Evidence, library: Mapping[TrackId, Song]) -> Taste:
    """Add what they like, on the whole and at this hour of this kind of day."""
    history, liking, now = evidence.history, evidence.liking, evidence.lifts
    found, values, picked = history.pieces, liking.values, evidence.picked
    by_hour = values * now.pieces * (1.0 - now.skips)
    artists, genres = liking.played(found.artists), liking.played(found.genres)
    standing = liking.kept + picked
    centres, shares, shares_now = centres_of(found, values + picked, by_hour + picked, library)
    return replace(
        told,
        affinity=songs_liked(found, values),
        hour_affinity=songs_liked(found, by_hour),
        artist_affinity=names_liked(found.artists, artists),
        kept_artists=_kept_artists(found, standing, evidence.picks),
        artist_hour_affinity=names_liked(found.artists, artists * now.artists),
        tag_affinity=names_liked(found.genres, genres + found.genres.sums(standing)),
        tag_hour_affinity=names_liked(found.genres, genres * now.genres),
        repeat=readiness(history),
        skip_rates=_skip_rates(found, now),
        modes=centres,
        mode_weights=shares,
        mode_weights_now=shares_now,
    )


def _kept_artists(found: Pieces, standing: Floats, named: Picks) -> dict[str, float]:
    """Artists who are liked without a word about plays: nobody may say these were played."""
    liking = names_liked(found.artists, found.artists.sums(standing))
    kept = {name: value for name, value in liking.items() if value > 0}
    return kept | dict.fromkeys(named.artists, 1.0)


def _skip_rates(found: Pieces, now: Lifts) -> dict[TrackId, float]:
    return {
        found.songs[row].id: float(now.skips[row])
        for row in np.flatnonzero(now.skips[: len(found.songs)]).tolist()
    }
