"""What the tags of a file tell of a song, as facts of tier 1. They yield to editors' facts.

They are made when they are needed and stored nowhere: other tags, other facts. Only what names one
person or one day is told: of two producers one alone would be half the truth, and a name with a
comma may be two people or one turned around. The label of an edition is that of the song only if
the tags tell both dates, and they agree.
"""

from collections.abc import Collection, Iterator
from datetime import date

from dj.model.editions import is_later_edition
from dj.model.editorial import Fact, Source
from dj.model.names import one_line
from dj.model.track import Track

PEOPLE = ("composer", "lyricist", "arranger", "producer", "engineer")
PUBLISHER = "tags"
"""All tags count as one source."""


def facts_of_tags(track: Track, on: date, taken: Collection[str] = ()) -> tuple[Fact, ...]:
    """Make the facts that a song's tags tell.

    Args:
        track: As tagged and corrected.
        on: The day on which they are read.
        taken: Predicates of which editors or a catalogue have facts, whatever they are worth.
    """
    return tuple(
        Fact(
            id=f"tag:{track.id}:{predicate}", subject=_subject(track), predicate=predicate,
            value=value, as_of=on, tier=1,
            sources=(Source(title=f"tags of {one_line(track.path.name)[:200]}", locator=predicate,
                            publisher=PUBLISHER, retrieved=on),),
        )
        for predicate, value in _told(track)
        if predicate not in taken
    )  # fmt: skip


def _told(track: Track) -> Iterator[tuple[str, str]]:
    for role in PEOPLE:
        if name := _only(track, role):
            yield role, name
    if track.first_released is not None and not _is_corrected(track):
        yield "released_on", str(track.first_released)
        if _is_first_edition(track) and (name := _only(track, "label")):
            yield "label", name


def _only(track: Track, role: str) -> str:
    """The name in a role, if there is one alone and it is plainly one."""
    names = track.credits.get(role, ())
    return names[0] if len(names) == 1 and "," not in names[0] else ""


def _is_corrected(track: Track) -> bool:
    """Editors who give another date know better than the tags."""
    return bool({"released", "year"} & set(track.provenance))


def _is_first_edition(track: Track) -> bool:
    first = track.first_released
    return first is not None and first.year == track.year and not is_later_edition(track)


def _subject(track: Track) -> dict[str, str]:
    fields = {"artist": track.artist, "title": track.title, "album": track.album}
    return {name: value for name, value in fields.items() if value}
