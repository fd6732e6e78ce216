"""The listeners of one library together: who shares, and what similar listeners play."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from dj import editorial, library
from dj.errors import LibraryError
from dj.interfaces import Progress
from dj.listeners import colisten
from dj.listeners.colisten import Card, Refusals
from dj.listeners.kept import Kept, kept
from dj.model.analysis import Song
from dj.model.controls import Controls, in_force
from dj.model.listening import Listen, Save, Tally
from dj.units import TrackId


def folder(data: Path) -> Path:
    """Return where co-listening data is, beside a library; it need not exist."""
    return data / "colisten"


def sharing(store: library.Store, at: datetime) -> Mapping[str, Kept]:
    """Map those who let their plays count to what of their history counts at a moment."""
    overrides = editorial.load_overrides(editorial.find_overrides())
    found = {}
    for name in store.listeners():
        controls = in_force(store.controls(name))
        if controls.shared and controls.profiling:
            found[name] = kept(
                editorial.rename(overrides, store.listens(name)), (),
                editorial.rename(overrides, store.tallies(name)), controls, at,
            )  # fmt: skip
    return found


def build(
    store: library.Store,
    data: Sequence[Path],
    *,
    licence: str,
    at: datetime,
    progress: Progress | None = None,
) -> tuple[Card, Refusals]:
    """Learn from data and from those who share, in the place of what was learned before.

    Raises:
        LibraryError: if somebody took their plays back while they were learned from.
    """
    own = sharing(store, at)
    made = colisten.build(folder(store.folder), data, licence=licence, household=own,
                          progress=progress)  # fmt: skip
    still = sharing(store, at)
    for name, history in own.items():
        if name not in still or len(still[name].listens) < len(history.listens):
            colisten.forget(folder(store.folder), name)
            raise LibraryError(
                "a listener took their plays back while they were learned from; it was dropped.",
                where="co-listening data", hint="Run `dj colisten build` again.",
            )  # fmt: skip
    return made


class Alike:
    """What similar listeners play, as far as there is data that can be used."""

    def __init__(self, data: Path) -> None:
        self.note = ""
        """What is wrong with the data, for the user; empty if nothing."""
        self._model = None
        try:
            self._model = colisten.load(folder(data))
        except LibraryError as error:
            self.note = str(error)

    def similar(
        self,
        heard: tuple[Sequence[Listen], Sequence[Save], Sequence[Tally]],
        songs: Sequence[Song],
        controls: Controls,
        at: datetime,
    ) -> Mapping[str, float] | None:
        """Map track ids and folded artists to 0–1; None without data, or without a profile."""
        if self._model is None or not controls.profiling:
            return None
        history = kept(*heard, controls, at)
        return colisten.similar(self._model, history, songs, controls=controls, at=at)

    def popularity(
        self, songs: Sequence[Song], controls: Controls
    ) -> Mapping[TrackId, float] | None:
        """Map songs to how well known they are, 0 to 1; None without data, or without a profile."""
        if self._model is None or not controls.profiling:
            return None
        return colisten.popularity(self._model, songs)
