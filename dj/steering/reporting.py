"""Something about a song or a remark is wrong: it is noted, and not heard again until undone."""

from dataclasses import replace
from datetime import datetime

from dj.errors import ConfigError
from dj.library import Store
from dj.model.controls import Controls, Withdrawn, in_force
from dj.model.feedback import Feedback, FeedbackKind
from dj.model.manifest import Manifest


def reported(manifest: Manifest, what: str, at: datetime) -> Withdrawn:
    """Find what is meant in a session: a song by its number, or a remark by its id.

    Raises:
        ConfigError: if there is neither.
    """
    if what.isdecimal() and 1 <= int(what) <= len(manifest.tracks):
        track = manifest.tracks[int(what) - 1]
        return Withdrawn(at=at, decision=f"slot {int(what) - 1}", session=manifest.heard_as,
                         track_id=track.id, artist=track.artist, title=track.title)  # fmt: skip
    takes = {take.break_id: take.wording for take in manifest.takes}
    for talk in manifest.script.breaks:
        if talk.id == what:
            said = talk.wordings[takes.get(talk.id, 0)]
            return Withdrawn(at=at, decision=talk.id, session=manifest.heard_as, line=said.line,
                             variant=said.variant, text=said.text)  # fmt: skip
    talks = ", ".join(talk.id for talk in manifest.script.breaks) or "none"
    raise ConfigError(f"there is no song or remark {what!r}.", where="dj report",
                      hint=f"Songs: 1 to {len(manifest.tracks)}. Remarks: {talks}.")  # fmt: skip


def report(store: Store, listener: str, what: Withdrawn, note: str) -> int:
    """Withdraw what was reported and append the report with its decision; return its number.

    In a private session it is withdrawn all the same, and the note is not kept: then −1.
    """
    controls = store.change_controls(
        listener, lambda now: replace(now, withdrawn=(*_others(now, what), what))
    )
    if in_force(controls).private:
        return -1
    slot = what.decision.removeprefix("slot ")
    return store.add_feedback(listener, [Feedback(
        kind=FeedbackKind.REPORTED, at=what.at, track_id=what.track_id, artist=what.artist,
        title=what.title, session=what.session, slot=int(slot) if slot.isdecimal() else None,
        note=note, decision=what.decision, source="dj",
    )])  # fmt: skip


def unreport(store: Store, listener: str, number: int) -> Controls:
    """Let what was reported be heard again; reports are numbered from 1.

    Raises:
        ConfigError: if there is no such number.
    """

    def change(now: Controls) -> Controls:
        if not 1 <= number <= len(now.withdrawn):
            count = len(now.withdrawn)
            there = f"There are 1 to {count}." if count else "There are none."
            raise ConfigError(f"there is no report {number}.", where=listener, hint=there)
        return replace(now, withdrawn=(*now.withdrawn[: number - 1], *now.withdrawn[number:]))

    return store.change_controls(listener, change)


def _others(now: Controls, what: Withdrawn) -> tuple[Withdrawn, ...]:
    def key(one: Withdrawn) -> tuple[object, ...]:
        return one.track_id, one.line, one.variant

    return tuple(one for one in now.withdrawn if key(one) != key(what))
