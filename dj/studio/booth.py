"""The listener's side of the player: what the buttons say, and the session that answers.

A session may turn to other music while it plays: what has begun stays, the rest is planned again,
spoken and streamed anew, and the mix is made again behind it.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dj import feedback, library
from dj.errors import DjError
from dj.model.feedback import Feedback, FeedbackKind
from dj.model.manifest import Manifest
from dj.studio.live import Bench, Live

SOURCE = "studio"
OFFER_AFTER = 3
"""Songs skipped in a row after which other music is offered."""
TURN_AFTER = 5
"""Songs skipped in a row after which the rest is planned again without asking."""
SAYABLE = frozenset({
    FeedbackKind.BEGAN, FeedbackKind.PLAYED, FeedbackKind.SKIPPED, FeedbackKind.LIKED,
    FeedbackKind.DISLIKED, FeedbackKind.NOT_NOW, FeedbackKind.BANNED, FeedbackKind.SWITCHED,
})  # fmt: skip
_DONE = {
    FeedbackKind.SKIPPED: "Skipped",
    FeedbackKind.LIKED: "Liked",
    FeedbackKind.DISLIKED: "Disliked",
    FeedbackKind.NOT_NOW: "Not before tomorrow",
    FeedbackKind.BANNED: "Never again",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What a button sends."""

    kind: FeedbackKind
    slot: int
    """Position of the song that plays, from 0."""
    at_s: float
    """Seconds into that song."""
    now_s: float
    """Seconds into the session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the page shows."""

    said: str
    """One sentence; empty if there is nothing to say."""
    changed: bool = False
    """True if the programme is another one now."""
    offer: bool = False
    """True if other music should be offered."""


class Booth:
    """One session that is being heard, whatever it turns into."""

    def __init__(
        self, manifest: Manifest, folder: Path, bench: Bench, *, listener: str, is_live: bool
    ) -> None:
        """Take a session; a live one begins to be made at once.

        Args:
            manifest: The session.
            folder: Where its files are.
            bench: What it is made with, if it has to be.
            listener: Whose words count.
            is_live: True if the session has no mix to play.
        """
        self._manifest, self._folder = manifest, folder
        self._bench, self._listener = bench, listener
        self._turn, self._versions, self._row = threading.Lock(), 0, 0
        self.live: Live | None = None
        if is_live:
            self._begin(manifest)

    @property
    def manifest(self) -> Manifest:
        """The session as it is now."""
        return self.live.state.manifest if self.live else self._manifest

    @property
    def version(self) -> int:
        """Rises whenever songs, times or words have changed."""
        return self._versions + (self.live.state.version if self.live else 0)

    def stop(self) -> None:
        """End the work."""
        if self.live:
            self.live.stop()

    def say(self, word: Word) -> Reply:
        """Keep a word and let it count; a switch plans the rest again, and takes a while."""
        try:
            if word.kind is FeedbackKind.SWITCHED:
                return self._turned(word.now_s, switch=True)
            return self._said(word)
        except DjError as error:
            return Reply(said=error.message[:1].upper() + error.message[1:])

    def _said(self, word: Word) -> Reply:
        manifest = self.manifest
        one = feedback.about(manifest, Feedback(
            kind=word.kind, at=datetime.now(UTC), slot=word.slot, at_s=word.at_s, source=SOURCE,
        ))  # fmt: skip
        with library.Store.open(self._bench.data) as store:
            said = feedback.say(store, self._listener, [one])
        self._count(word.kind)
        if self._row == TURN_AFTER:
            return self._turned(word.now_s, switch=False)
        done = _DONE.get(word.kind, "")
        kept = " Private session: nothing is kept." if said.private else ""
        name = f"{done}: {one.artist} - {one.title}." if done else ""
        return Reply(said=name + (kept if done else ""), offer=self._row >= OFFER_AFTER)

    def _count(self, kind: FeedbackKind) -> None:
        if kind is FeedbackKind.SKIPPED:
            self._row += 1
        elif kind in {FeedbackKind.PLAYED, FeedbackKind.LIKED}:
            self._row = 0

    def _turned(self, now_s: float, *, switch: bool) -> Reply:
        if not self._turn.acquire(blocking=False):
            return Reply(said="Other music is being looked for already.")
        try:
            self.stop()
            turns = len(self.manifest.edits.turns)
            try:
                after = self._replanned(now_s, switch=switch)
            except DjError:
                if self.live:
                    self._begin(self.manifest)
                raise
            self._row = 0
            self._begin(after)
            return Reply(said=_turn_in_words(after, turns), changed=True)
        finally:
            self._turn.release()

    def _replanned(self, now_s: float, *, switch: bool) -> Manifest:
        with library.Store.open(self._bench.data) as store:
            edited = feedback.replan(
                store, self._folder, listener=self._listener, cache=self._bench.cache,
                now_s=min(now_s, self.manifest.timeline.duration_s),
                switch_at=datetime.now(UTC) if switch else None,
            )  # fmt: skip
        return edited.after

    def _begin(self, manifest: Manifest) -> None:
        if self.live:
            self._versions += self.live.state.version
        self._versions += 1
        self._manifest = manifest
        self.live = Live(manifest, self._folder, self._bench.workshop(manifest, self._folder))
        self.live.start()


def _turn_in_words(after: Manifest, turns: int) -> str:
    new: Sequence[object] = after.edits.turns[turns:]
    told = [note for note in after.notes if note.startswith("From song ")]
    if new and told:
        return told[0]
    return next(iter(after.notes), "The rest is planned again.")
