"""Which kind of music a session is in, and which it turns to when another one is wanted.

A turn goes to a kind that the listener likes as well: the one with the most of liking × distance,
never the one that plays nor the one just left. Skips in a row are an offer, not an order: from
three on that kind counts for less in this session, from five on the session turns by itself.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dj.lineup.catalogue import Catalogue
from dj.lineup.divisions import NO_KIND, Division, divisions, kind_called, kind_of
from dj.model.edits import Kinds, Turn
from dj.model.feedback import SoFar
from dj.model.listening import Taste
from dj.units import TrackId

SOFT_RUN = 3
"""Songs of one kind skipped in a row from which on it counts for less in this session."""
HARD_RUN = 5
"""Songs of one kind skipped in a row from which on the session turns to another."""
LOWERED = 0.3
"""Part of the liking that is left to a kind that was skipped."""
_LATELY = 3
"""So many songs say what kind of music plays now."""
_ROOM = 1.5
"""Times the length still to fill that a kind must have in songs, so that there is a choice."""
_NOWHERE = "There is no other kind of music here that you like: the session stays as it is."
_FORMS: Mapping[Kinds, str] = {
    Kinds.STYLE: "songs that sound more like {}",
    Kinds.DECADE: "songs of the {}s",
    Kinds.ENERGY: "{} songs",
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Turned:
    """A listener's taste and what is left out, for the rest of one session."""

    taste: Taste
    without: frozenset[TrackId] = frozenset()
    turns: tuple[Turn, ...] = ()
    notes: tuple[str, ...] = ()
    """What became of the wish, in plain words."""


def turned(
    catalogue: Catalogue, taste: Taste, so_far: SoFar, turns: Sequence[Turn], length_s: float
) -> Turned:
    """Let the rest of a session follow what was asked for and skipped in it.

    Args:
        catalogue: All songs that could play.
        taste: The listener, at the moment of planning again.
        so_far: How the session went; `switch` asks for another kind.
        turns: Turns that were made before, in order.
        length_s: Length of the whole session, seconds.
    """
    ways = divisions(catalogue, taste)
    if not ways:
        return Turned(taste=taste, turns=tuple(turns), notes=(_NOWHERE,) if so_far.switch else ())
    run, kind = _skipped_in_a_row(ways[0], catalogue, so_far, turns)
    notes: tuple[str, ...] = ()
    if so_far.switch or run >= HARD_RUN:
        turn = _next_turn(ways, catalogue, so_far.heard, turns)
        turns, notes = ((*turns, turn), ()) if turn else (turns, (_NOWHERE,))
    elif run >= SOFT_RUN:
        taste = _lowered(taste, ways[0], catalogue, kind)
        notes = (f"You skipped {run} {_words(ways[0], kind, catalogue)}: fewer of them follow.",)
    found = Turned(taste=taste, turns=tuple(turns), notes=notes)
    division = next((way for way in ways if turns and way.by is turns[-1].by), None)
    return _at_last_turn(found, division, catalogue, so_far.heard, length_s) if division else found


def _at_last_turn(
    found: Turned,
    division: Division,
    catalogue: Catalogue,
    heard: Sequence[TrackId],
    length_s: float,
) -> Turned:
    """Keep to the kind that was turned to last, as far as enough songs are left of it."""
    turn, ended = found.turns[-1], set(heard)
    to, left = (kind_called(name, division, catalogue) for name in (turn.to, turn.left))
    fresh = np.array([track not in ended for track in catalogue.ids], np.bool_)
    need_s = max(0.0, length_s - float(catalogue.play_s[~fresh].sum()))
    kept = next((
        rows for rows, room in _wider(division.of, to, left)
        if float(catalogue.play_s[rows & fresh].sum()) >= room * need_s
    ), None)  # fmt: skip
    told = f"From song {turn.position + 1} on: {_words(division, to, catalogue)}"
    if kept is None or not np.array_equal(kept, division.of == to):
        told += ", and others where there are too few of them"
    return replace(
        found, taste=_leaning(found.taste, division, to), notes=(*found.notes, f"{told}."),
        without=frozenset() if kept is None else _ids(catalogue, ~kept),
    )  # fmt: skip


def _wider(of: NDArray[np.int64], to: int, left: int) -> Iterator[tuple[NDArray[np.bool_], float]]:
    """Yield ever more songs, and of how many times the length to fill there must be some.

    Only the kind wanted; with songs of no kind; all but the kind that was left.
    """
    if to != NO_KIND:
        yield of == to, _ROOM
        yield (of == to) | (of == NO_KIND), _ROOM
    yield of != left, 1.0


def _skipped_in_a_row(
    division: Division, catalogue: Catalogue, so_far: SoFar, turns: Sequence[Turn]
) -> tuple[int, int]:
    """Most songs of one kind skipped in a row since the last turn, and the kind."""
    longest: Counter[int] = Counter()
    run, before = 0, NO_KIND
    for track in so_far.heard[turns[-1].position if turns else 0 :]:
        kind = kind_of(track, division, catalogue)
        if track in so_far.skipped and kind != NO_KIND:
            run = run + 1 if kind == before else 1
            longest[kind] = max(longest[kind], run)
        elif track in so_far.enjoyed:
            # A song of that kind heard to its end makes up for the skips.
            run = longest[kind] = 0
        before = kind
    found = longest.most_common(1)
    return (found[0][1], found[0][0]) if found else (0, NO_KIND)


def _next_turn(
    ways: Sequence[Division],
    catalogue: Catalogue,
    heard: Sequence[TrackId],
    turns: Sequence[Turn],
) -> Turn | None:
    for division in ways:
        playing = _playing(division, catalogue, heard)
        last = turns[-1] if turns and turns[-1].by is division.by else None
        now = playing
        if last and last.position >= len(heard):  # asked for again before a song has begun
            now = kind_called(last.to, division, catalogue)
        left = kind_called(last.left, division, catalogue) if last else NO_KIND
        now = playing if now == NO_KIND else now
        worth = division.liking * division.apart[now]
        worth[[kind for kind in (now, playing, left) if kind != NO_KIND]] = 0.0
        if worth.max() > 0.0:
            return Turn(position=len(heard), by=division.by, left=division.names[now],
                        to=division.names[int(worth.argmax())])  # fmt: skip
    return None


def _playing(division: Division, catalogue: Catalogue, heard: Sequence[TrackId]) -> int:
    """Give the kind of most of the latest songs, the newest first among equals."""
    kinds = [kind_of(track, division, catalogue) for track in reversed(heard)]
    lately = [kind for kind in kinds if kind != NO_KIND][:_LATELY]
    # Before the first song, what is liked most is what would have come.
    return Counter(lately).most_common(1)[0][0] if lately else int(division.liking.argmax())


def _leaning(taste: Taste, division: Division, kind: int) -> Taste:
    """Let the kind that was turned to be the only taste in sound."""
    if division.by is not Kinds.STYLE or kind == NO_KIND:
        return taste
    mode = division.modes[kind]
    return replace(taste, modes=taste.modes[[mode]], mode_weights=(1.0,))


def _lowered(taste: Taste, division: Division, catalogue: Catalogue, kind: int) -> Taste:
    """Take away most of the liking of one kind, for this session only."""
    rows = set(_ids(catalogue, division.of == kind))
    if division.by is Kinds.STYLE and len(taste.modes) > 1:
        rest = [mode for mode in range(len(taste.modes)) if mode != division.modes[kind]]
        total = sum(taste.mode_weights[mode] for mode in rest)
        weights = tuple(taste.mode_weights[mode] / total for mode in rest)
        taste = replace(taste, modes=taste.modes[rest], mode_weights=weights)
    return replace(taste, affinity=_less(taste.affinity, rows),
                   hour_affinity=_less(taste.hour_affinity, rows))  # fmt: skip


def _less(liking: Mapping[TrackId, float], tracks: set[TrackId]) -> dict[TrackId, float]:
    return {track: value * (LOWERED if track in tracks else 1.0) for track, value in liking.items()}


def _ids(catalogue: Catalogue, rows: NDArray[np.bool_]) -> frozenset[TrackId]:
    return frozenset(catalogue.ids[row] for row in np.flatnonzero(rows).tolist())


def _words(division: Division, kind: int, catalogue: Catalogue) -> str:
    name = "no kind that is known any more" if kind == NO_KIND else division.names[kind]
    if division.by is Kinds.STYLE and kind != NO_KIND:
        name = catalogue.songs[catalogue.row_of[TrackId(name)]].track.label
    return _FORMS[division.by].format(name)
