"""What of their listening counts: left out, paused, forgotten, not read at all, not recorded."""

from dataclasses import replace
from datetime import datetime

from dj.errors import ConfigError
from dj.library import Store
from dj.model.controls import Controls, Exclusion, ExclusionKind
from dj.model.listening import Listen


def exclude(store: Store, listener: str, left_out: Exclusion) -> Controls:
    """Leave listening out of taste, as if it had never been; the plays themselves are kept.

    Raises:
        ConfigError: if a range ends before it begins, or a name is missing.
    """
    _check(left_out)
    return store.change_controls(
        listener,
        lambda now: replace(now, excluded=tuple(dict.fromkeys((*now.excluded, left_out)))),
    )


def _check(left_out: Exclusion) -> None:
    start, end = left_out.start, left_out.end
    if left_out.kind is ExclusionKind.RANGE and not (start and end and start < end):
        raise ConfigError("a range must begin before it ends.", where="exclude",
                          hint="Give --from and --to.")  # fmt: skip
    if left_out.kind in (ExclusionKind.CONTEXT, ExclusionKind.SOURCE) and not left_out.name:
        raise ConfigError(f"which {left_out.kind}?", where="exclude", hint="Give its name.")
    if left_out.kind is ExclusionKind.PLAY and start is None:
        raise ConfigError("which play?", where="exclude", hint="Give the moment it began.")


def include(store: Store, listener: str, number: int) -> Controls:
    """Let listening count again that was left out; exclusions are numbered from 1.

    Raises:
        ConfigError: if there is no such number.
    """

    def change(now: Controls) -> Controls:
        if not 1 <= number <= len(now.excluded):
            there = f"There are 1 to {len(now.excluded)}." if now.excluded else "There are none."
            raise ConfigError(f"there is no exclusion {number}.", where=listener, hint=there)
        left = (*now.excluded[: number - 1], *now.excluded[number:])
        return replace(now, excluded=left)

    return store.change_controls(listener, change)


def set_private(store: Store, listener: str, *, on: bool) -> Controls:
    """Begin or end a private session: while it is on, nothing that is played is recorded."""
    return store.change_controls(listener, lambda now: replace(now, private=on))


def set_family(store: Store, listener: str, *, on: bool, unmarked: bool = False) -> Controls:
    """Let sessions be fit for children (`dj.model.controls.in_force`), or no longer.

    `unmarked` lets songs play that are marked neither explicit nor clean.
    """
    return store.change_controls(
        listener, lambda now: replace(now, family=on, unmarked=on and unmarked)
    )


def set_profiling(store: Store, listener: str, *, on: bool) -> Controls:
    """Let sessions be planned from the listener's history, or without reading any of it."""
    return store.change_controls(listener, lambda now: replace(now, profiling=on))


def pause(store: Store, listener: str, *, at: datetime) -> Controls:
    """Stop learning: plays from now on are kept but do not change taste."""

    def change(now: Controls) -> Controls:
        return now if now.paused_at else replace(now, paused_at=at)

    return store.change_controls(listener, change)


def resume(store: Store, listener: str, *, at: datetime) -> Controls:
    """Learn again; what was played meanwhile stays left out, as an exclusion that can be undone."""

    def change(now: Controls) -> Controls:
        if now.paused_at is None:
            return now
        gap = Exclusion(kind=ExclusionKind.RANGE, start=now.paused_at, end=at)
        excluded = (*now.excluded, gap) if now.paused_at < at else now.excluded
        return replace(now, paused_at=None, excluded=excluded)

    return store.change_controls(listener, change)


def reset(store: Store, listener: str, *, at: datetime) -> Controls:
    """Let taste begin anew: nothing from before counts; bans, dials and switches stay."""
    return store.change_controls(listener, lambda now: replace(now, forgotten_at=at))


def unreset(store: Store, listener: str) -> Controls:
    """Let the listening from before a reset count again."""
    return store.change_controls(listener, lambda now: replace(now, forgotten_at=None))


def leaves_out(left_out: Exclusion, listen: Listen) -> bool:
    """Tell whether an exclusion is about a play."""
    began, start, end = listen.started_at, left_out.start, left_out.end
    return {
        ExclusionKind.RANGE: bool(start and end and start <= began < end),
        ExclusionKind.PLAY: began == start,
        ExclusionKind.CONTEXT: bool(listen.context) and listen.context == left_out.name,
        ExclusionKind.SOURCE: listen.source == left_out.name,
    }[left_out.kind]
