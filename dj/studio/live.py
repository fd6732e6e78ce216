"""A session that is heard while it is made: words first, then the stream, behind it the mix.

The first words are spoken, and the stream begins. The other words follow; from then on the whole
programme is known, the stream goes on by it, and the real mix is made in the background.
"""

import os
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from dj import library, pipeline, planning
from dj import session as keep
from dj.audio.stream import Mp3Stream
from dj.errors import AudioError, DjError, OutputError
from dj.interfaces import Progress
from dj.mix.window import limited
from dj.mixdown import sources
from dj.model.manifest import Manifest
from dj.model.timeline import EventKind

_LOWER_PRIORITY = 10
_PATIENCE_S = 600.0
"""A stream waits so long for words that are still to be spoken."""

Speak = Callable[[Collection[str] | None], Manifest]
"""Speaks the breaks that are named, all if None; gives the session with its new times."""
Finish = Callable[[Progress], Manifest]
"""Makes the mix, and gives the finished session."""
Workshop = Callable[[], AbstractContextManager[tuple[Speak, Finish | None]]]
"""Opens what both need, in the thread that works; without a `Finish` there will be no mix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How far a session has come."""

    manifest: Manifest
    version: int
    """Rises whenever times or words have changed."""
    sure_until: int
    """Programme frame up to which nothing will change any more."""
    is_mixed: bool = False
    share: float = 0.0
    """How much of the mix is made, 0 to 1."""
    fault: str = ""
    """Why there will be no mix; empty if nothing is wrong."""

    @property
    def is_whole(self) -> bool:
        """True if nothing will change any more."""
        return self.sure_until >= self.manifest.timeline.length_frames


class Live:
    """The stages of one session, and streams of it at any time."""

    def __init__(self, manifest: Manifest, folder: Path, workshop: Workshop) -> None:
        """Take a session that has no mix; nothing happens before `start`.

        Args:
            manifest: The plan.
            folder: What its paths are relative to.
            workshop: Opens what speaks, first the opening and then all, and what mixes.
        """
        self._folder, self._workshop = folder, workshop
        self._state = State(manifest=manifest, version=0, sure_until=0)
        self._changed = threading.Condition()
        self._stopped = False
        self._thread = threading.Thread(target=self._work, daemon=True, name="making the mix")

    @property
    def state(self) -> State:
        """How far it is now."""
        with self._changed:
            return self._state

    def start(self) -> None:
        """Begin to speak, in a thread of its own."""
        self._thread.start()

    def stop(self, patience_s: float = 5.0) -> None:
        """End the work; what is half made is removed."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        self._thread.join(patience_s)

    def stream(self, from_s: float, gone: threading.Event) -> Iterator[bytes]:
        """Yield the programme from a time on as MP3, faster than it plays.

        It ends early when the listener is `gone`, and where a song cannot be read; the state then
        says why.
        """
        rate_hz = self.state.manifest.timeline.sample_rate_hz
        at, encoder = max(0, round(from_s * rate_hz)), Mp3Stream(rate_hz)
        try:
            while state := self._sure(at):
                end = min(state.sure_until, state.manifest.timeline.length_frames)
                files = sources(state.manifest, self._folder)
                for block in limited(state.manifest.timeline, files, at, end):
                    if gone.is_set() or self._stopped:
                        return
                    at += len(block)
                    yield encoder.feed(block)
                if state.is_whole:
                    break
        except AudioError as error:
            self._tell(fault=str(error))
        yield encoder.flush()

    def _sure(self, at: int) -> State | None:
        """Wait until what comes after a frame is sure; None if that will never be."""
        with self._changed:
            self._changed.wait_for(
                lambda: self._is_over or self._state.is_whole or self._state.sure_until > at,
                timeout=_PATIENCE_S,
            )
            return self._state if self._state.sure_until > at and not self._stopped else None

    @property
    def _is_over(self) -> bool:
        return self._stopped or bool(self._state.fault)

    def _work(self) -> None:
        try:
            with self._workshop() as (speak, finish):
                self._say(speak)
                self._mix(finish)
        except DjError as error:
            self._tell(fault=str(error))
        finally:
            if not self._state.is_whole and not self._is_over:
                self._tell(fault="the work broke off.")

    def _say(self, speak: Speak) -> None:
        """Speak the opening, so that the first song can be heard up to its middle; then all."""
        plan = self._state.manifest
        opening = speak([talk.id for talk in plan.script.breaks if talk.after_position < 0])
        first = next(e for e in opening.timeline.events if e.kind is EventKind.MUSIC)
        self._tell(manifest=opening, sure_until=first.at_frame + first.length_frames // 2)
        whole = speak(None)
        self._tell(manifest=whole, sure_until=whole.timeline.length_frames)

    def _mix(self, finish: Finish | None) -> None:
        if finish is None:
            return
        with suppress(OSError, AttributeError):  # not every system has priorities of threads
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LOWER_PRIORITY)
        self._tell(manifest=finish(self._report), is_mixed=True, share=1.0)

    def _report(self, done: int, total: int, what: str) -> None:
        if self._stopped:
            raise OutputError("the work was stopped before the mix was complete.")
        if what.partition(":")[0] == "mixing" and total:
            self._tell(share=min(0.99, done / total))

    def _tell(self, **news: object) -> None:
        with self._changed:
            later = self._state.version + ("manifest" in news)
            self._state = _with(self._state, {**news, "version": later})
            self._changed.notify_all()


def _with(state: State, news: dict[str, object]) -> State:
    return State(**{name: news.get(name, getattr(state, name)) for name in State.__slots__})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What a session is made with."""

    data: Path
    """The library's folder."""
    cache: Path
    place: Path
    """For clips, until the session has its own."""
    mixes: bool
    """Whether the mix is made, and the session's folder written."""

    def workshop(self, manifest: Manifest, folder: Path) -> Workshop:
        """Make ready to open the library for a session."""

        @contextmanager
        def opened() -> Iterator[tuple[Speak, Finish | None]]:
            with library.Store.open(self.data) as store:
                yield self._speaker(store, manifest, folder), self._finisher(store, folder)

        return opened

    def _speaker(self, store: library.Store, manifest: Manifest, folder: Path) -> Speak:
        if not keep.needs_voice(manifest, folder):
            return lambda _: manifest
        planned = planning.planned_before(store, manifest)

        def speak(only: Collection[str] | None) -> Manifest:
            return keep.build(pipeline.aloud(planned, self.place, self.cache, None, only), folder)

        return speak

    def _finisher(self, store: library.Store, folder: Path) -> Finish | None:
        if not self.mixes:
            return None

        def finish(progress: Progress) -> Manifest:
            return pipeline.render(store, folder, cache=self.cache, encoding=None,
                                   progress=progress)  # fmt: skip

        return finish
