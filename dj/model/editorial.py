"""What editors know: facts with their sources, in a closed list of things a fact may say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType


class FactKind(StrEnum):
    """What a fact's value is."""

    TEXT = "text"
    """A short phrase in the fact's language, said as it stands."""
    NAME = "name"
    """A title or proper name: the same in every language."""
    DATE = "date"
    """``1994``, ``1994-03`` or ``1994-03-21``: said as exactly as it is known."""
    STATEMENT = "statement"
    """A sentence of somebody's own, said only with their name (`Fact.by`)."""


class About(StrEnum):
    """What a fact is about; a death or a city is nothing of one recording alone."""

    TRACK = "track"
    ALBUM = "album"
    ARTIST = "artist"


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """One thing a fact may say."""

    name: str
    kind: FactKind
    about: About
    tier: int
    """Least tier such a fact has: 1 the release, 2 the career, 3 sensitive."""
    meaning: str
    """One line for the handbook."""
    example: str
    fresh_days: int | None = None
    """Days after `as_of` in which it may be said; None if it does not go stale."""
    by: str = ""
    """What `Fact.by` names, if the predicate needs it; empty if it does not."""
    said: bool = True
    """False if no line ever says it: it only keeps others from being said."""


_TABLE = """
recorded_with text track 1    | whom or what it was recorded with | a borrowed piano
written_for text track 1      | what it was written for | a short film
inspired_by text track 1      | what inspired it | a night ferry
instrument text track 1       | an instrument to listen for | a pump organ
studio_note text track 1      | a remark on the recording | it was cut live in one room
editors_note text track 1     | an editor's remark | the bass clarinet enters late
released_on date track 1      | when it first came out, in whatever edition | 1994-03-21
recorded_in date track 1      | when it was recorded | 1993
recorded_at name track 1      | studio or place of the recording | Harbour Hall
label name track 1            | the label that first released it | Small Boat Records
producer name track 1         | who produced it | Ines Calder
composer name track 1         | who wrote the music | Tom Vale
lyricist name track 1         | who wrote the words | Ines Calder
arranger name track 1         | who arranged it | Tom Vale
engineer name track 1         | who recorded or mixed it | Oona Reed
cover_of name track 1 by artist | the song it is a version of, and whose | Low Tide Lantern
sample_of name track 1 by artist | the recording it samples, and whose | Salt and Glass
origin name artist 2          | town the artist is from | Tromsø
formed_in date artist 2       | when the band began | 1987
debut name artist 2           | title of the artist's first album | Salt and Glass
member_of name artist 2       | another band the artist plays in | The Quiet Hours
influence name artist 2       | whom the artist has named as an influence | Nia Harrow
award name artist 2           | an award won, by its full name | Northern Music Prize
active text artist 2 fresh 30 | what the artist is doing now | touring with a string quartet
artist_says statement track 2 by artist | what the artist said | we wrote it on the night ferry
heard_live statement artist 2 by editor | heard at a concert | she played it alone, at the piano
died_on date artist 3 unsaid  | when the artist, or one of the band, died | 2019-05-02
born_on date artist 3 unsaid  | when the artist, or the youngest of the band, was born | 2010-05-02
no_praise date artist 3 unsaid | from when on they are named and not praised | 2026-11-01
"""


def _predicates() -> Mapping[str, Predicate]:
    found = {}
    for line in _TABLE.strip().splitlines():
        head, meaning, example = (part.strip() for part in line.split("|"))
        name, kind, about, tier, *more = head.split()
        options = dict(zip(more[::2], more[1::2], strict=False))
        found[name] = Predicate(
            name=name, kind=FactKind(kind), about=About(about), tier=int(tier), meaning=meaning,
            example=example, fresh_days=int(options["fresh"]) if "fresh" in options else None,
            by=options.get("by", ""), said="unsaid" not in more,
        )  # fmt: skip
    return MappingProxyType(found)


PREDICATES: Mapping[str, Predicate] = _predicates()
"""The closed list of things a fact may say, by name."""


class Standing(StrEnum):
    """How far a fact has come."""

    DRAFT = "draft"
    """Not yet read by an editor."""
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"
    """Taken back; it stays in its file, so that nobody brings it in again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a fact comes from."""

    title: str
    locator: str
    """Page, address or file where it can be checked."""
    publisher: str = ""
    """Two sources are independent if their publishers differ."""
    retrieved: date | None = None
    licence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One checkable statement about a track, an album or an artist."""

    id: str
    subject: Mapping[str, str]
    """Tag fields that must all agree before the fact attaches: never a name alone."""
    predicate: str
    """One of `PREDICATES`."""
    value: str
    """Text, name or date, as the predicate's kind says."""
    by: str = ""
    """Whose song it was, or who said it, where the predicate needs that."""
    as_of: date
    sources: tuple[Source, ...]
    """At least one; two independent ones from tier 2 on."""
    tier: int
    """0 own listening data, 1 release facts, 2 career, 3 sensitive."""
    language: str = "en"
    """Of a text or statement; names and dates are said in every language."""
    valid_from: date | None = None
    valid_to: date | None = None
    """First and last day on which it is true; None is open."""
    approvals: tuple[str, ...] = field(default=())
    """Editors who stand for it by name; needed from tier 2 on."""
    reviewed: date | None = None
    """Day on which those editors last read it; None counts as `as_of`."""
    standing: Standing = Standing.APPROVED
    objection: str = ""
    """What whoever read the file has against voicing its words; empty if nothing."""

    @property
    def source(self) -> Source:
        """The first source."""
        return self.sources[0]
