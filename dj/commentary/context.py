"""The editors' dictionary: every word a line of copy may use, and nothing else.

One frozen table. The checker reads it to know which words exist and which may be missing; the
runtime builds exactly these words; `prompts/README.md` prints it, and a test keeps them in step.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from dj.commentary.tongues import tongue
from dj.model.script import BreakKind


class WordKind(StrEnum):
    """What a word may be used for."""

    NAME = "name"
    """A title or proper name: said as it is, marked for the lexicon."""
    TEXT = "text"
    """Ordinary words."""
    NUMBER = "number"
    """A whole number, written in digits."""
    FLAG = "flag"
    """True or false: for conditions only."""
    CHOICE = "choice"
    """One of a few words: for conditions only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One entry of the dictionary."""

    path: str
    """``namespace.word``, as editors write it."""
    kind: WordKind
    optional: bool
    """True if it may be missing, so that a line needs a guard."""
    source: str
    """Where its value comes from: tags, history, analysis, model, clock, lineup, editor or fact."""
    meaning: str
    """One line for the dictionary."""
    example: str
    """A usual value; for a choice all values, separated by ``|``."""
    personal: bool = False
    """True if it speaks of the listener's own listening: unsaid where personal remarks are off."""

    @property
    def choices(self) -> tuple[str, ...]:
        """The values a choice can take; empty for other kinds."""
        return tuple(self.example.split("|")) if self.kind is WordKind.CHOICE else ()

    @property
    def is_sayable(self) -> bool:
        """True if its value may stand in the text."""
        return self.kind in {WordKind.NAME, WordKind.TEXT, WordKind.NUMBER}


_SONG = """
title name ? tags             | its title, without release remarks | Low Tide Lantern
artist name ? tags            | the main artist | Nia Harrow
featured name ? tags          | the other names in the credit | Tom Vale and Ines
album name ? tags             | the album | Salt and Glass
year number ? tags            | year in the tags; missing on reissues | 1994
decade text ? tags            | its decade, after "the" | nineties
is_recent flag tags           | true if dated this year or last | true
genre text ? tags             | first genre, in lower case | soul
is_long flag tags             | true from seven minutes on | true
minutes number ? tags         | whole minutes, from seven on | 8
plays number ? history        | how often the listener has played it, from 2 on | 12
last_heard text ? history     | when they last played it, three weeks ago or more | in March
away text ? history           | how long ago that is, three months or more | about 2 years
years_since number ? history  | whole years since then, from 2 on | 2
first_heard text ? history    | when they first played it, a year ago or more | in 2019
is_new flag history           | true if they have a history without this song | true
is_favourite flag history     | true if they saved it or play it far more than most | true
is_saved flag history         | true if it is in one of their playlists | true
by_known_artist flag history  | true if they have played its main artist before | true
is_near_taste flag analysis   | true if it sounds close to what they play | true
fits_energy flag analysis     | true if its energy is what the hour asked for | true
tempo_word choice ? analysis  | how fast it sounds | slow|fast
tempo_bpm number ? analysis   | beats per minute, if the beat is steady | 104
key text ? analysis           | its key, if it is clear | A minor
is_instrumental flag analysis | true if nobody sings | true
is_long_intro flag analysis   | true if the voice waits 15 seconds or more | true
ends_cold flag analysis       | true if it stops rather than fades | true
voice text ? model            | whose voice a tagging model is sure of; tier 2 | a woman's voice
mood text ? model             | how a tagging model is sure it sounds; tier 2 | mellow
is_new_artist flag history    | true if they have never heard the artist | true
follows_on flag history       | true if they often play it right after the song before | true
is_wished flag lineup         | true if the listener asked for it, or for songs like it | true
is_priority flag lineup       | true if its artist asked for it to be considered | true
pool name ? editor            | the editors' pool that stands for it | Brass Cities
anniversary number ? fact     | whole years since it came out, on that very day | 10
released_on text ? fact       | when it first came out, with its "in" or "on" | in March 1994
recorded_in text ? fact       | when it was recorded, with its "in" or "on" | in 1993
recorded_at name ? fact       | studio or place of the recording | Harbour Hall
label name ? fact             | the label that first released it | Small Boat Records
producer name ? fact          | who produced it | Ines Calder
composer name ? fact          | who wrote the music | Tom Vale
lyricist name ? fact          | who wrote the words | Ines Calder
arranger name ? fact          | who arranged it | Tom Vale
engineer name ? fact          | who recorded or mixed it | Oona Reed
cover_of name ? fact          | the song it is a version of | Low Tide Lantern
cover_by name ? fact          | whose song that is | Nia Harrow
sample_of name ? fact         | the recording it samples | Salt and Glass
sample_by name ? fact         | whose recording that is | Nia Harrow
origin name ? fact            | town the artist is from; tier 2 | Tromsø
formed_in text ? fact         | when the band began, with its "in" or "on"; tier 2 | in 1987
debut name ? fact             | title of the artist's first album; tier 2 | Salt and Glass
member_of name ? fact         | another band the artist plays in; tier 2 | The Quiet Hours
influence name ? fact         | whom the artist has named as an influence; tier 2 | Nia Harrow
award name ? fact             | an award won, by its full name; tier 2 | Northern Music Prize
active text ? fact            | what the artist is doing now; tier 2 | touring with a string quartet
artist_says text ? fact       | what the artist said of it; tier 2 | we wrote it on the night ferry
heard_live text ? fact        | what an editor heard at a concert; tier 2 | she played it alone
heard_live_by name ? fact     | which editor; tier 2 | the evening editor
recorded_with text ? fact     | whom or what it was recorded with | a borrowed piano
written_for text ? fact       | what it was written for | a short film
inspired_by text ? fact       | what inspired it | a night ferry
instrument text ? fact        | an instrument to listen for | a pump organ
studio_note text ? fact       | a remark on the recording | it was cut live in one room
editors_note text ? fact      | an editor's remark | the bass clarinet enters late
"""

_REST = """
show.title name editor            | the show's name as the host says it | Evening Session
host.name name editor             | the host's name | Ava
listener.has_history flag history | true if there is a history of some length | true
listener.since text ? history     | since when there is one, a year or more, after "since" | 2019
segment.title text ? editor       | the segment's title on the clock | Old friends
segment.theme choice editor       | its theme | favourites|throwback|discovery|mood|new|editors
segment.is_new flag editor        | true if the next song begins a segment | true
clock.daypart text clock          | part of the day, to be said | evening
clock.part choice clock           | the same, for conditions | morning|afternoon|evening|night
clock.weekday name ? clock        | day of the week; missing after midnight | Tuesday
clock.month name clock            | the month | March
clock.spoken_time text clock      | the time here, rounded and hedged | coming up on seven thirty
clock.is_late flag clock          | true from eleven at night to four | true
session.length text lineup        | how long the session is | about an hour
session.is_wish flag lineup       | true if the session answers a wish | true
session.songs number lineup       | songs in the session | 15
session.played number ? lineup    | songs played so far, from 2 on | 4
session.left number ? lineup      | songs still to come, from 2 on | 11
position.is_first flag lineup     | true before the first song | true
position.is_last flag lineup      | true if the next song is the last | true
position.is_over flag lineup      | true after the last song | true
position.is_halfway flag lineup   | true at the join nearest the middle | true
turn.energy choice ? analysis     | where the energy goes, if it is clear | up|down|level
turn.tempo choice ? analysis      | where the tempo goes, if both beats are steady | up|down|level
turn.key choice ? analysis        | whether the keys are related | same|near|far
pair.same_artist flag tags        | true if both songs have the same main artist | true
pair.same_album flag tags         | true if both are from the same album | true
pair.same_genre flag tags         | true if both have the same first genre | true
pair.same_decade flag tags        | true if both are from the same decade | true
pair.is_older flag tags           | true if the next song is ten years older | true
pair.is_newer flag tags           | true if the next song is ten years newer | true
pair.same_producer name ? fact    | who produced both, by different artists | Ines Calder
pair.same_composer name ? fact    | who wrote both, by different artists | Tom Vale
pair.same_label name ? fact       | the label of both, by different artists | Small Boat Records
pair.same_origin name ? fact      | the town both artists are from; tier 2 | Tromsø
pair.artist_earlier flag lineup   | true if the next artist already played, not just now | true
"""


_OF_A_TASTE = frozenset({"is_near_taste", "fits_energy"})
"""Measured in the song, and told from what its listener plays."""


def _rows(table: str, prefix: str = "", whose: str = "") -> Iterator[Word]:
    for line in table.strip().splitlines():
        head, meaning, example = (part.strip() for part in line.split("|", 2))
        path, kind, *optional, source = head.split()
        yield Word(path=prefix + path, kind=WordKind(kind), optional=bool(optional), source=source,
                   meaning=whose + meaning, example=example,
                   personal=source == "history" or path in _OF_A_TASTE)  # fmt: skip


WORDS: Mapping[str, Word] = MappingProxyType(
    {
        word.path: word
        for word in (
            *_rows(_REST),
            *_rows(_SONG, "prev.", "song just heard: "),
            *_rows(_SONG, "next.", "song to come: "),
        )
    }
)
"""Dotted word → entry, in the order of the dictionary."""

OWN_THEMES = frozenset({"favourites", "throwback", "discovery"})
"""Themes of segments that are true of a song because of what the listener has heard."""

NAMESPACES = tuple(dict.fromkeys(path.partition(".")[0] for path in WORDS))
"""What may stand before the dot."""

_ABSENT: Mapping[BreakKind, tuple[str, ...]] = {
    BreakKind.OPENING: ("prev", "turn", "pair"),
    BreakKind.SIGN_OFF: ("next", "turn", "pair", "segment"),
}

_IMPLIED: Mapping[BreakKind, tuple[str, ...]] = {
    BreakKind.OPENING: ("position.is_first",),
    BreakKind.DISCOVERY: ("next.is_new", "listener.has_history"),
    BreakKind.SIGN_OFF: ("position.is_over",),
    BreakKind.FIRST_EVER: ("next.is_new_artist", "next.is_new", "listener.has_history"),
    BreakKind.LONG_UNHEARD: ("next.away",),
    BreakKind.ANNIVERSARY: ("next.anniversary",),
    BreakKind.EDITORS_NOTE: ("next.editors_note",),
    BreakKind.ARTIST_STATEMENT: ("next.artist_says", "next.artist"),
    BreakKind.PRIORITY_NOTICE: ("next.is_priority",),
    BreakKind.WISH: ("next.is_wished",),
    BreakKind.MID_SESSION: ("position.is_halfway",),
}


def implied(kind: BreakKind) -> tuple[str, ...]:
    """List the conditions that always hold in a situation."""
    return _IMPLIED.get(kind, ())


def absent(kind: BreakKind) -> tuple[str, ...]:
    """List the namespaces that have no value in a situation."""
    return _ABSENT.get(kind, ())


def reference(language: str = "en") -> str:
    """Write the dictionary as a Markdown table, for `prompts/README.md`.

    Args:
        language: Whose forms it shows; meanings are in English.
    """
    spoken = tongue(language)
    rows = [
        "| word | kind | may be missing | from | meaning | example |",
        "|---|---|---|---|---|---|",
    ]
    for word in WORDS.values():
        name = word.path.partition(".")[2]
        example = spoken.examples.get(name, word.example).replace("|", " or ")
        meaning = word.meaning + (f"; {note}" if (note := spoken.notes.get(name)) else "")
        missing = "yes" if word.optional else ""
        rows.append(f"| `{word.path}` | {word.kind} | {missing} | {word.source} | {meaning} "
                    f"| {example} |")  # fmt: skip
    return "\n".join(rows) + "\n"
