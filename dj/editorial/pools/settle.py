"""What open pools settle for a session: who stands for a song, what must play, what must not."""

from collections.abc import Iterable, Iterator, Sequence

from dj.model.brief import Brief
from dj.model.names import one_line
from dj.model.pool import OpenPool, PoolOrder
from dj.units import TrackId, counted

_SHOWN = 3
"""Missing songs that are named."""
_DIGEST = 12
"""Characters of a hash that tell one version of a file from another."""


def settled(around: Sequence[OpenPool], played: OpenPool | None = None) -> Brief:
    """Turn pools into what the planner obeys.

    Args:
        around: The pools that are open; of each, its `never` holds, and an editor stands for the
            songs it names. What only a filter found nobody has picked.
        played: The pool that the show plays; nothing else plays then.
    """
    pools = (*around, *([played] if played is not None and played not in around else []))
    never = frozenset(track for pool in pools for track in pool.never)
    standing = {track: pool.title for pool in reversed(around) for track in sorted(pool.named)}
    if played is None:
        return Brief(editors=_without(standing, never), without=never, notes=_notes(around))
    own = _at_ends([one for one in played.tracks if one not in never], played)
    return Brief(
        editors=dict.fromkeys(own, played.title),
        only=frozenset(own),
        without=never,
        must=played.must - never,
        first=played.first - never,
        last=played.last - never,
        order=own if played.order is PoolOrder.EDITOR else (),
        notes=(*_played_notes(played, pools), *_notes(p for p in around if p != played)),
    )


def _at_ends(tracks: Sequence[TrackId], pool: OpenPool) -> tuple[TrackId, ...]:
    """Put one of those that may begin at the beginning, and one of those that may end at the end.

    The others stay as they are listed, and so do these if they are there already.
    """
    first = [next((one for one in tracks if one in pool.first), None)]
    rest = [one for one in tracks if one not in first]
    last = [next((one for one in reversed(rest) if one in pool.last), None)]
    order = (*first, *(one for one in rest if one not in last), *last)
    return tuple(one for one in order if one is not None)


def _without(standing: dict[TrackId, str], never: frozenset[TrackId]) -> dict[TrackId, str]:
    return {track: title for track, title in standing.items() if track not in never}


def _notes(pools: Iterable[OpenPool]) -> tuple[str, ...]:
    """Name the pools that have a say; one that only describes songs has none unless it plays."""
    return tuple(f"Editors' pool open: {_named(pool)}." for pool in pools
                 if pool.named or pool.never)  # fmt: skip


def _played_notes(pool: OpenPool, pools: Sequence[OpenPool]) -> Iterator[str]:
    yield f"Editors' pool played: {_named(pool)}."
    if pool.missing:
        shown = ", ".join(f"“{one_line(label)[:80]}”" for label in pool.missing[:_SHOWN])
        more = len(pool.missing) - _SHOWN
        yield (f"The pool names what cannot play here, being absent or banned: {shown}"
               + (f" and {more} more." if more > 0 else "."))  # fmt: skip
    for other in pools:
        if banned := pool.named & other.never:
            must = len(pool.must & banned)
            of_these = f" ({must} of them under `must`)" if must else ""
            yield (f"{counted(len(banned), 'song')} that it names{of_these} may not play: "
                   f"banned by {_named(other)}.")  # fmt: skip


def _named(pool: OpenPool) -> str:
    """Title, editor, and which version of which file."""
    version = f"{pool.name} {pool.digest[:_DIGEST]}".strip()
    return f"“{one_line(pool.title)}” by {one_line(pool.editor)} ({version})"
