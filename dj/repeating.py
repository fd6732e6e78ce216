"""Days that have not been: sessions planned one after another as a daily listener would hear them.

Nothing of it is written. The library is read as it is; what the days before would have added to the
diary and to the history is remembered here alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from dj import commentary, library, resources
from dj.interfaces import Progress
from dj.library.store.diary import LEDGER_LENGTH
from dj.model.ledger import Said
from dj.model.listening import Listen
from dj.model.repeat import Repeats
from dj.model.request import Request, usual_seed
from dj.model.script import BreakKind, Wording
from dj.planning import plan
from dj.session import Planned


class Imagined(library.Store):
    """A listener's library with sessions on top that nobody made."""

    def __init__(self, database: Any) -> None:
        """Begin as the library is."""
        super().__init__(database)
        self._words: list[Said] = []
        self._played: list[Listen] = []

    def said(
        self, listener: str, until: datetime | None = None, most: int = LEDGER_LENGTH
    ) -> tuple[Said, ...]:
        """Return the ledger, with what the imagined sessions said."""
        mine = [one for one in self._words if until is None or one.at < until]
        return (*super().said(listener, until, most), *mine)

    def listens(
        self, listener: str, *, start: datetime | None = None, end: datetime | None = None
    ) -> tuple[Listen, ...]:
        """Return the listens, with the songs of the imagined sessions."""
        mine = [
            one
            for one in self._played
            if (start is None or one.started_at >= start) and (end is None or one.started_at < end)
        ]
        return (*super().listens(listener, start=start, end=end), *mine)

    def live(self, session: str, planned: Planned) -> list[tuple[BreakKind, Wording]]:
        """Remember a session as heard to its end, until this object goes; return its words."""
        words = spoken(planned)
        self._words += [
            Said(session=session, at=planned.at, line=one.line, variant=one.variant, pack=one.pack,
                 content=one.content, frame=one.frame)
            for _, one in words
        ]  # fmt: skip
        self._played += _plays(planned)
        return words


def _plays(planned: Planned) -> Iterator[Listen]:
    at = planned.at.astimezone(UTC)
    for slot in planned.lineup.slots:
        track = planned.songs[slot.track_id].track
        length_ms = round(1000 * track.duration_s)
        yield Listen(started_at=at, artist=track.artist, title=track.title, album=track.album,
                     played_ms=length_ms, duration_ms=length_ms, source="imagined",
                     track_id=track.id)  # fmt: skip
        at += timedelta(seconds=track.duration_s)


def repeated(
    store: library.Store, request: Request, *, days: int, progress: Progress | None = None
) -> Repeats:
    """Plan a session a day, at the hour of the request, and count what the host repeats.

    Args:
        store: The library; nothing is written to it.
        request: The first session.
        days: How many sessions, 1 or more.
        progress: Called after each.

    Raises:
        NotEnoughTracks: if not one song may play.
    """
    heard: list[Sequence[tuple[BreakKind, Wording]]] = []
    with Imagined.open(store.folder) as imagined:
        for day in range(days):
            at = request.at + timedelta(days=day)
            planned = plan(imagined, replace(request, at=at, seed=usual_seed(at)))
            heard.append(imagined.live(f"imagined-{day}", planned))
            if progress is not None:
                progress(day + 1, days, "imagining days")
    pack = resources.find("prompts", request.persona.prompt_pack)
    return commentary.repeats(heard, pack, request.persona.language)


def spoken(planned: Planned) -> list[tuple[BreakKind, Wording]]:
    """List what a session says: of each break the wording that fits."""
    which = {take.break_id: take.wording for take in planned.takes}
    return [
        (talk.kind, talk.wordings[which[talk.id]])
        for talk in planned.script.breaks
        if talk.id in which
    ]
