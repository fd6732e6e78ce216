"""Which songs a show is made of: its filter, its turn in editions, the artists that come first."""

from dataclasses import replace

from dj.errors import NotEnoughTracks
from dj.lineup.filters import passing, removed, tracks_of
from dj.lineup.programmes import editions
from dj.lineup.programmes.lengths import songs_of
from dj.lineup.programmes.releases import of_liked_artists
from dj.lineup.programmes.scene import Arranged, Scene, open_songs, rows_of
from dj.model.filter import Filter, Heard
from dj.model.show import Refresh, Show

_NEWCOMER = "Too little listening is known to tell what is new: every artist counts as new."
_REASONS = {
    "heard": "there is nothing here that was never heard",
    "released_days": "no release of the last {value} days is known by its day",
    "genres": "the library has nothing of the genre {value}",
}
"""What to say of the field of a filter that leaves nothing; of others their names are told."""


def filtered(scene: Scene, now: Arranged) -> Arranged:
    """Let only songs play that pass the show's filter.

    Raises:
        NotEnoughTracks: if none does.
    """
    wanted = now.show.filter
    if not wanted:
        return now
    blind = wanted.heard in (Heard.NEVER, Heard.ARTIST_NEVER) and (
        not scene.taste.tells_what_is_new)  # fmt: skip
    wanted = replace(wanted, heard=None) if blind else wanted
    passed = tracks_of(scene.catalogue, passing(scene.catalogue, scene.taste, scene.at, wanted))
    if not passed:
        raise NotEnoughTracks(needed=1, found=0, reason=_why_none(scene, now.show, wanted))
    return now.only(passed).noted(*((_NEWCOMER,) if blind else ()))


def _why_none(scene: Scene, show: Show, wanted: Filter) -> str:
    gone = removed(scene.catalogue, scene.taste, scene.at, wanted)
    worst = max(gone, key=lambda name: gone[name], default="")
    value = getattr(wanted, worst) if worst else ""
    said = ", ".join(map(str, value)) if isinstance(value, tuple) else value
    reason = _REASONS.get(worst, "most songs fail its filter at `{field}`")
    return f"{show.title}: {reason.format(value=said, field=worst)}"


def dealt(scene: Scene, now: Arranged) -> Arranged:
    """Let songs have their turn, where two editions in a row shall differ.

    Raises:
        NotEnoughTracks: if none is on its turn.
    """
    show, brief = now.show, now.brief
    if show.refresh is Refresh.SESSION or show.rules.copies_of_last >= 1.0:
        return now
    songs = open_songs(scene, brief)
    wanted = songs_of(scene.catalogue, show, rows_of(scene, songs))
    heads = {song: work[0] for work in brief.works for song in work}
    edition = editions.number(show.refresh, scene.at.date())
    turn = editions.on_turn(songs, edition, wanted, heads)
    if not turn:
        reason = f"{show.title}: none of {len(songs)} songs is on its turn in this edition"
        raise NotEnoughTracks(needed=1, found=0, reason=reason)
    if len(turn) >= wanted:
        return now.only(turn)
    return now.only(turn).noted(
        f"{wanted} songs are asked for and at most {len(turn)} can play: {len(songs)} pass the "
        "show's filter, and each has its turn in every other edition at most."
    )


def liked_first(scene: Scene, now: Arranged) -> Arranged:
    """Hold a place for each artist they like, and open with one, where the show asks for it."""
    if not now.show.rules.liked_artists_first:
        return now
    songs = open_songs(scene, now.brief)
    most = songs_of(scene.catalogue, now.show, rows_of(scene, songs))
    must = frozenset(of_liked_artists(scene.catalogue, scene.taste, frozenset(songs), most))
    return replace(now, brief=replace(now.brief, must=now.brief.must | must,
                                      first=now.brief.first or must))  # fmt: skip


def steady(scene: Scene, now: Arranged) -> Arranged:
    """Keep the hour and what is disliked out of a show that stays for a day or a week."""
    if now.show.refresh is Refresh.SESSION:
        return now
    brief = now.brief
    energy = scene.taste.energy_mean if brief.energy is None else brief.energy
    without = brief.without | scene.taste.disliked
    return replace(now, brief=replace(brief, energy=energy, without=without))
