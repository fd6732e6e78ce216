"""All that is known of the songs of a library on one day: editors, catalogues, tags."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dj.editorial.attach import attach
from dj.editorial.facts.from_tags import facts_of_tags
from dj.editorial.facts.load import Loaded, known_facts
from dj.editorial.facts.taken_back import find_taken_back, load_taken_back
from dj.model.editorial import Fact
from dj.model.track import Track
from dj.units import TrackId, counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of each song, and what went wrong in reading it."""

    facts: Mapping[TrackId, tuple[Fact, ...]] = field(default_factory=dict)
    """Track → all that is known of it, also what may not be said: it may forbid other words."""
    loaded: Loaded = field(default_factory=Loaded)
    """The files, as read."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What editors must know, in plain words."""
        broken = len(self.loaded.findings)
        if not broken:
            return ()
        verb = "makes" if broken == 1 else "make"
        return (f"{counted(broken, 'mistake')} in files of facts {verb} them unusable in part; "
                "`dj facts check` tells more.",)  # fmt: skip


def known(tracks: Sequence[Track], on: date) -> Known:
    """Gather the facts of every track, in the order of the files; the tags speak last.

    Raises:
        ConfigError: if the record of what was taken back is not sound.
    """
    loaded = known_facts()
    attached = attach(loaded.facts, tracks)
    back = {one.id for one in load_taken_back(find_taken_back())}
    facts: dict[TrackId, tuple[Fact, ...]] = {}
    for track in tracks:
        own = attached.get(track.id, ())
        tagged = facts_of_tags(track, on, {fact.predicate for fact in own})
        if found := (*own, *(fact for fact in tagged if fact.id not in back)):
            facts[track.id] = found
    return Known(facts=facts, loaded=loaded)
