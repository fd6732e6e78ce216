"""A made-up library, and what histories make of its names: every case knows its right answer.

The catalogue has homonyms, covers, other versions, parts of works, several scripts, guests in
titles and in credits, and the same recording on two albums. The cases copy its names as real
exports spoil them, or name music that the library does not have. Nothing here is taken from the
matcher: transliterations, suffixes and slips are written down a second time.
"""

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from benchmarks.matching_spoiling import romanised, slip
from benchmarks.matching_words import CYRILLIC, ENGLISH, GREEK, KANA, SCRIPTS
from benchmarks.matching_world import Artist, Roll, World, artist_name, title, version
from dj.model.listening import Listen
from dj.model.track import Track
from dj.units import TrackId

BLIND_SEED = 41
"""For tuning and tests."""
UNREAD_SEED = 97
"""Opened only when tuning is over."""
AT = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Case:
    """One row of a history and the tracks that are right for it; none, if it must not match."""

    kind: str
    listen: Listen
    right: frozenset[TrackId]


@dataclass(frozen=True, slots=True)
class Corpus:
    """A library and rows to match to it."""

    tracks: tuple[Track, ...]
    cases: tuple[Case, ...]


def corpus(seed: int, tracks: int = 100_000, cases: int = 20_000) -> Corpus:
    """Make a corpus; the same seed and sizes give the same one."""
    roll = random.Random(seed)
    world = World(roll, tracks)
    return Corpus(tuple(world.tracks), tuple(_Cases(roll, world).make(cases)))


_NOTES = ("Remastered", "2011 Remaster", "Remastered 2009", "Radio Edit", "Album Version", "Mono",
          "Explicit", "Official Video", "Official Audio", "Deluxe Edition", "Bonus Track",
          "Single Version", "Lyric Video", "2015 Remastered Version", "HD",
          "Official Music Video")  # fmt: skip
_ASIDE = {"&": "and", " Pt. ": " Part ", "No. ": "Nr. ", "'": "’"}
_MARKS = ("\u200f", "\u200e", "\u200b", "\ufeff", "\u202a")


class _Cases:
    """Rows of histories, by kind."""

    def __init__(self, roll: Roll, world: World) -> None:
        self._roll = roll
        self._world = world
        self._plain = [t for t in world.tracks if not world.key[t.id][2]]
        self._others = [t for t in world.tracks if world.key[t.id][2]]
        self._latin = [t for t in self._plain if world.of[t.id].words is ENGLISH]
        self._foreign = [t for t in self._plain if world.of[t.id].words in (CYRILLIC, GREEK, KANA)]
        self._names = {artist.name.casefold() for artist in world.artists}

    def make(self, count: int) -> list[Case]:
        kinds = tuple(_KINDS.items())
        picked = self._roll.choices(kinds, [weight for _, (weight, _) in kinds], k=count * 2)
        found: list[Case] = []
        for kind, (_, maker) in picked:
            case = maker(self)
            if case is not None and len(found) < count:
                found.append(Case(kind, case[0], case[1]))
        return found

    # What a row says besides names: a length and an album, if at all.
    def _row(self, track: Track, artist: str, name: str, *, ids: bool = True) -> Listen:
        roll = self._roll
        length = int(track.duration_s * 1000 + roll.uniform(-1500, 1500))
        said = {k: v for k, v in track.ids.items() if k == "artist_mbid" and roll.random() < 0.2}
        return Listen(
            started_at=AT, artist=artist, title=name,
            album=track.album if roll.random() < 0.6 else "",
            duration_ms=length if roll.random() < 0.4 else None,
            ids=said if ids else {},
        )  # fmt: skip

    def _right(self, track: Track) -> frozenset[TrackId]:
        return frozenset(self._world.copies[self._world.key[track.id]])

    def _positive(
        self, track: Track, artist: str, name: str
    ) -> "tuple[Listen, frozenset[TrackId]]":
        return self._row(track, artist, name), self._right(track)

    def _any(self) -> Track:
        return self._roll.choice(self._world.tracks)

    def plain(self) -> "_Made":
        track = self._any()
        return self._positive(track, track.artist, track.title)

    def case(self) -> "_Made":
        track, change = self._any(), self._roll.choice((str.upper, str.lower, str.swapcase))
        return self._positive(track, change(track.artist), change(track.title))

    def accents(self) -> "_Made":
        track = self._any()
        bare = [unicodedata.normalize(self._roll.choice(("NFD", "NFKD")), x)
                for x in (track.artist, track.title)]  # fmt: skip
        if self._roll.random() < 0.5 and self._world.of[track.id].words not in SCRIPTS:
            bare = ["".join(c for c in x if not unicodedata.combining(c)) for x in bare]
        return self._positive(track, *bare)

    def width(self) -> "_Made":
        track = self._roll.choice(self._latin)
        wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in track.title)
        return self._positive(track, track.artist, wide)

    def invisible(self) -> "_Made":
        track, mark = self._any(), self._roll.choice(_MARKS)
        return self._positive(track, f"{mark}{track.artist}", f"{track.title}{mark} ")

    def punctuation(self) -> "_Made":
        track = self._any()
        names = [track.artist, track.title]
        for old, new in _ASIDE.items():
            names = [name.replace(old, new) for name in names]
        dashed = names[1].replace(", ", " ").replace("? ", " ").rstrip("?")
        return self._positive(track, names[0], dashed)

    def note(self) -> "_Made":
        track, note = self._any(), self._roll.choice(_NOTES)
        name = f"{track.title} {self._roll.choice((f'({note})', f'- {note}', f'[{note}]'))}"
        return self._positive(track, track.artist, name)

    def without_note(self) -> "_Made":
        track = self._roll.choice(self._plain)
        return self._positive(track, self._world.of[track.id].name, self._world.base[track.id])

    def guest(self) -> "_Made":
        track, guest = self._roll.choice(self._plain), self._roll.choice(self._world.artists).name
        name, artist = self._world.base[track.id], self._world.of[track.id].name
        word = self._roll.choice(("feat.", "ft.", "featuring", "Feat."))
        if self._roll.random() < 0.5:
            return self._positive(track, artist, f"{name} ({word} {guest})")
        return self._positive(track, f"{artist} {word} {guest}", name)

    def compound(self) -> "_Made":
        track, guest = self._roll.choice(self._plain), self._roll.choice(self._world.artists).name
        joint = self._roll.choice(
            ("; ", ";", " & ", ", ", " x ", " with ", " / ", " vs. ", " and ")
        )
        artist = f"{self._world.of[track.id].name}{joint}{guest}"
        return self._positive(track, artist, self._world.base[track.id])

    def article(self) -> "_Made":
        track = self._roll.choice(self._latin)
        name = self._world.of[track.id].name
        if name.startswith("The "):
            name = self._roll.choice((name[4:], f"{name[4:]}, The"))
        else:
            name = f"The {name}"
        return self._positive(track, name, self._world.base[track.id])

    def slip_in_title(self) -> "_Made":
        track = self._roll.choice(self._latin)
        base = self._world.base[track.id]
        return (
            self._positive(track, track.artist, slip(self._roll, base)) if len(base) > 3 else None
        )

    def slip_in_artist(self) -> "_Made":
        track = self._roll.choice(self._latin)
        name = slip(self._roll, self._world.of[track.id].name)
        return self._positive(track, name, track.title)

    def two_slips(self) -> "_Made":
        track = self._roll.choice(self._latin)
        base = self._world.base[track.id]
        if len(base) < 12:
            return None
        return self._positive(track, track.artist, slip(self._roll, slip(self._roll, base)))

    def slip_in_both(self) -> "_Made":
        track = self._roll.choice(self._latin)
        base = self._world.base[track.id]
        if len(base) < 8:
            return None
        artist = slip(self._roll, self._world.of[track.id].name)
        return self._positive(track, artist, slip(self._roll, base))

    def other_script(self) -> "_Made":
        track = self._roll.choice(self._foreign)
        names = [self._world.of[track.id].name, self._world.base[track.id]]
        return self._positive(track, *[romanised(self._roll, name) for name in names])

    def artist_before_title(self) -> "_Made":
        track = self._roll.choice(self._plain)
        artist = self._world.of[track.id].name
        return self._positive(track, artist, f"{artist} - {self._world.base[track.id]}")

    def number_before_title(self) -> "_Made":
        track = self._roll.choice(self._plain)
        number = f"{self._roll.randrange(1, 20):02d}{self._roll.choice((' - ', '. '))}"
        return self._positive(track, track.artist, f"{number}{track.title}")

    def version_again(self) -> "_Made":
        track = self._roll.choice(self._others)
        artist, base = self._world.of[track.id].name, self._world.base[track.id]
        said = self._world.key[track.id][2]
        shape = self._roll.choice((f"({said})", f"- {said}", f"[{said.title()}]"))
        return self._positive(track, artist, f"{base} {shape}")

    def identifier(self) -> "_Made":
        track = self._any()
        if "mbid" not in track.ids:
            return None
        row = self._row(track, "???", slip(self._roll, track.title), ids=False)
        return replace(row, ids={"mbid": track.ids["mbid"].upper()}), frozenset((track.id,))

    def unknown(self) -> "_Made":
        artist = self._stranger()
        return self._negative(self._any(), artist, title(self._roll, ENGLISH))

    def other_song(self) -> "_Made":
        track = self._any()
        artist = self._world.of[track.id]
        return self._new(track, artist, title(self._roll, artist.words))

    def near_title(self) -> "_Made":
        track = self._roll.choice(self._latin)
        artist = self._world.of[track.id]
        words = self._world.base[track.id].split()
        words[self._roll.randrange(len(words))] = self._roll.choice(ENGLISH).title()
        return self._new(track, artist, " ".join(words))

    def other_number(self) -> "_Made":
        track = self._any()
        base = self._world.base[track.id]
        if "Pt. " in base:
            return self._new(
                track, self._world.of[track.id], f"{base[:-1]}{self._roll.randrange(4, 9)}"
            )
        if "Symphony" in base:
            name = base.replace("No. ", "No. 1")
            return self._new(track, self._world.of[track.id], name)
        return None

    def cover(self) -> "_Made":
        track = self._roll.choice(self._plain)
        base = self._world.base[track.id]
        other = self._roll.choice(self._world.artists)
        if self._roll.random() < 0.5:
            return self._negative(track, self._stranger(), base)
        return (
            self._new(track, other, base) if other.name != self._world.of[track.id].name else None
        )

    def other_version(self) -> "_Made":
        track = self._roll.choice(self._plain)
        said = version(self._roll, self._world.artists)
        if (*self._world.key[track.id][:2], said.casefold()) in self._world.copies:
            return None
        shape = self._roll.choice((f"({said})", f"- {said}", f"[{said}]"))
        name = f"{self._world.base[track.id]} {shape}"
        return self._negative(track, self._world.of[track.id].name, name)

    def only_version(self) -> "_Made":
        track = self._roll.choice(self._others)
        if (*self._world.key[track.id][:2], "") in self._world.copies:
            return None
        return self._negative(track, self._world.of[track.id].name, self._world.base[track.id])

    def homonym(self) -> "_Made":
        track = self._roll.choice(self._plain)
        if "artist_mbid" not in track.ids:
            return None
        row = self._row(track, track.artist, track.title, ids=False)
        return replace(row, ids={"artist_mbid": "elsewhere"}), frozenset()

    def tribute(self) -> "_Made":
        track = self._roll.choice(self._plain)
        artist = self._world.of[track.id].name
        said = self._roll.choice((f"Originally Performed by {artist}", f"In the Style of {artist}",
                                  "Karaoke Version", f"Tribute to {artist}"))  # fmt: skip
        return self._negative(track, f"{self._stranger()} Tribute Band",
                              f"{self._world.base[track.id]} ({said})")  # fmt: skip

    def _stranger(self) -> str:
        while (name := artist_name(self._roll, ENGLISH)).casefold() in self._names:
            pass
        return name

    def _new(self, track: Track, artist: Artist, name: str) -> "_Made":
        """A song that this artist has not, nor anybody of the same name."""
        same = [a.mbid for a in self._world.artists if a.name == artist.name]
        if any(name.casefold() in self._world.titles[mbid] for mbid in same):
            return None
        return self._negative(track, artist.name, name)

    def _negative(
        self, track: Track, artist: str, name: str
    ) -> "tuple[Listen, frozenset[TrackId]]":
        row = replace(self._row(track, artist, name, ids=False), album="")
        if row.duration_ms is not None:
            row = replace(row, duration_ms=self._roll.randrange(90_000, 400_000))
        return row, frozenset()


_Made = tuple[Listen, frozenset[TrackId]] | None

_KINDS: dict[str, tuple[float, Callable[[_Cases], _Made]]] = {
    "plain": (8, _Cases.plain), "case": (5, _Cases.case), "accents": (4, _Cases.accents),
    "width": (1, _Cases.width), "invisible": (2, _Cases.invisible),
    "punctuation": (4, _Cases.punctuation), "note": (8, _Cases.note),
    "without note": (6, _Cases.without_note), "guest": (6, _Cases.guest),
    "compound": (6, _Cases.compound), "article": (3, _Cases.article),
    "slip in title": (5, _Cases.slip_in_title), "slip in artist": (4, _Cases.slip_in_artist),
    "two slips": (1, _Cases.two_slips), "slip in both": (1, _Cases.slip_in_both),
    "other script": (3, _Cases.other_script),
    "artist before title": (1.5, _Cases.artist_before_title),
    "number before title": (1.5, _Cases.number_before_title),
    "version again": (4, _Cases.version_again), "identifier": (3, _Cases.identifier),
    "not: unknown": (6, _Cases.unknown), "not: other song": (6, _Cases.other_song),
    "not: near title": (3, _Cases.near_title), "not: other number": (20, _Cases.other_number),
    "not: cover": (5, _Cases.cover), "not: other version": (6, _Cases.other_version),
    "not: only version": (1.5, _Cases.only_version), "not: homonym": (3, _Cases.homonym),
    "not: tribute": (1.5, _Cases.tribute),
}  # fmt: skip
"""Kind → its share, and its maker."""
