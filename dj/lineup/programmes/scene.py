"""What the steps from a show to its brief share: what they look at, and what they hand on."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from dj.lineup.catalogue import Catalogue
from dj.lineup.nearness import Rows
from dj.model.brief import Asked, Brief
from dj.model.listening import Taste
from dj.model.names import one_line
from dj.model.show import Show
from dj.units import TrackId

LONGEST_LABEL = 80
"""Characters of a tag that a title may hold."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scene:
    """The library, the listener, the moment, and what was asked for beside the show."""

    catalogue: Catalogue
    taste: Taste
    at: datetime
    """Aware, on the listener's own clock."""
    asked: Asked
    speech: frozenset[TrackId] = frozenset()
    """What is spoken and was not asked for."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Arranged:
    """A show and its brief, as far as they are settled."""

    show: Show
    brief: Brief

    def only(self, songs: Iterable[TrackId]) -> "Arranged":
        """Let no other songs play; what was left out before stays out."""
        own = frozenset(songs)
        only = own if self.brief.only is None else self.brief.only & own
        return replace(self, brief=replace(self.brief, only=only))

    def titled(self, label: str) -> "Arranged":
        """Name the session after what makes it special, unless it is so named already."""
        name = one_line(label)[:LONGEST_LABEL]
        if not name or self.show.title.endswith(f": {name}"):
            return self
        titles = {tag: f"{title}: {name}" for tag, title in self.show.titles.items()}
        title = f"{self.show.title}: {name}"
        return replace(self, show=replace(self.show, title=title, titles=titles))

    def noted(self, *notes: str) -> "Arranged":
        """Add sentences."""
        return replace(self, brief=replace(self.brief, notes=(*self.brief.notes, *notes)))


def open_songs(scene: Scene, brief: Brief) -> list[TrackId]:
    """List the songs that may play so far, in the order of their ids."""
    taste, row_of = scene.taste, scene.catalogue.row_of
    songs: Collection[TrackId] = row_of if brief.only is None else brief.only
    out = taste.barred.keys() | taste.disliked | brief.without | scene.speech
    return sorted(song for song in songs if song not in out and song in row_of)


def rows_of(scene: Scene, songs: Collection[TrackId]) -> Rows:
    """Rows of songs of the catalogue, in their order."""
    return scene.catalogue.rows_of(songs)
