"""What a listener loved on ListenBrainz: feedback names recordings only by identifiers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from dj.listeners.importers.fields import moment, name, token
from dj.listeners.importers.listenbrainz_row import SOURCE, Feedback, Row
from dj.listeners.importers.outcomes import lacking
from dj.model.listening import Listen, Save
from dj.model.track import Skipped

PLAYLIST = "Loved"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Love:
    """One recording that is loved."""

    where: str
    saved_at: datetime | None
    keys: tuple[str, ...]


class Loved:
    """Recordings the listener loved, waiting for a listen that tells their names."""

    def __init__(self) -> None:
        self._by_key: dict[str, _Love] = {}

    def add(self, row: Feedback, where: str) -> Save | Skipped | None:
        """Remember a love; return a save if it names its song, or why it is none of our business.

        A hate is told and not kept: what shall not play is said with the listener's own controls.
        """
        keys = tuple(filter(None, (token(row.recording_msid), token(row.recording_mbid))))
        if row.score == -1:
            return Skipped(where=where, reason="is a song you hate: ban it if it shall not play.")
        if row.score == 0:
            return Skipped(where=where, reason="takes feedback back.")
        if row.score != 1 or not keys:
            return Skipped(where=where, reason="is feedback without a recording or a score.")
        created = moment(row.created)
        love = _Love(where=where, keys=keys, saved_at=None if isinstance(created, str) else created)
        if row.track_metadata is not None:
            artist, title = map(
                name, (row.track_metadata.artist_name, row.track_metadata.track_name)
            )
            if not lacking(artist, title):
                mbid = token(row.recording_mbid)
                return Save(artist=artist, title=title, playlist=PLAYLIST, source=SOURCE,
                            saved_at=love.saved_at, ids={"mbid": mbid} if mbid else {})  # fmt: skip
        self._by_key.update(dict.fromkeys(keys, love))
        return None

    def met(self, row: Row, listen: Listen) -> Save | None:
        """Return the save that a listen gives a name to, once."""
        told = (row.recording_msid, listen.ids.get("mbid"),
                row.track_metadata.recording_msid if row.track_metadata else None)  # fmt: skip
        loves = [self._by_key[key] for key in told if isinstance(key, str) and key in self._by_key]
        if not loves:
            return None
        for key in (key for love in loves for key in love.keys):
            self._by_key.pop(key, None)
        return Save(artist=listen.artist, title=listen.title, album=listen.album,
                    playlist=PLAYLIST, ids=listen.ids, source=SOURCE,
                    saved_at=loves[0].saved_at)  # fmt: skip

    def left(self) -> Iterator[Skipped]:
        """Yield the recordings that no listen has named."""
        for where in dict.fromkeys(love.where for love in self._by_key.values()):
            yield Skipped(where=where, reason="loves a recording that is not among the listens.")

    def __bool__(self) -> bool:
        return bool(self._by_key)
