"""A made-up library: artists and their recordings, with all that makes matching hard.

Homonyms, covers, other versions, parts of works, several scripts, guests in titles and in credits,
and the same recording on two albums.
"""

import random
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from benchmarks.matching_words import ACCENTED, ENGLISH, FIRST_NAMES, SCRIPTS, SYLLABLES
from dj.model.track import Track
from dj.units import TrackId

Roll = random.Random


@dataclass(frozen=True, slots=True)
class Artist:
    """Somebody in the made-up world, in the library or not."""

    name: str
    mbid: str
    words: tuple[str, ...]
    """Vocabulary of the titles: one script."""


class World:
    """Artists and their recordings."""

    def __init__(self, roll: Roll, count: int) -> None:
        self.roll = roll
        self.tracks: list[Track] = []
        self.base: dict[TrackId, str] = {}
        """Track → plain title without guests and remaster notes."""
        self.copies: dict[tuple[str, str, str], set[TrackId]] = defaultdict(set)
        """(artist's mbid, plain title, version) → recordings that any of its copies may match."""
        self.key: dict[TrackId, tuple[str, str, str]] = {}
        self.artists = _artists(roll, max(20, count // 12))
        self.of: dict[TrackId, Artist] = {}
        self.titles: dict[str, set[str]] = defaultdict(set)
        weights = [1.0 / (place + 3) ** 0.7 for place in range(len(self.artists))]
        picks = roll.choices(self.artists, weights, k=count)
        while len(self.tracks) < count:
            self._song(picks[len(self.tracks)], count)

    def _song(self, artist: Artist, count: int) -> None:
        plain = title(self.roll, artist.words)
        if plain.casefold() in self.titles[artist.mbid]:
            plain = f"{plain} {self.roll.choice(artist.words)}"
        if plain.casefold() in self.titles[artist.mbid]:
            return
        self.titles[artist.mbid].add(plain.casefold())
        versions = [""]
        if self.roll.random() < 0.13:
            versions.append(version(self.roll, self.artists))
        if self.roll.random() < 0.03:
            versions.append("")  # the same recording once more, on another album
        if len(versions) > 1 and self.roll.random() < 0.15:
            versions = versions[1:]  # only the other version is there
        length_s = self.roll.uniform(120, 420)
        for name in versions:
            if len(self.tracks) < count:
                self._add(artist, plain, name, length_s + (self.roll.uniform(-40, 90) * bool(name)))

    def _add(self, artist: Artist, plain: str, name: str, length_s: float) -> None:
        roll = self.roll
        written, credit, artists = plain, artist.name, [artist.name]
        chance = roll.random()
        if chance < 0.06:
            guest = roll.choice(self.artists).name
            artists.append(guest)
            if roll.random() < 0.7:
                written = f"{plain} ({roll.choice(('feat.', 'ft.', 'with'))} {guest})"
            else:
                credit = f"{credit} feat. {guest}"
        elif chance < 0.14:
            year = roll.randrange(1998, 2024)
            written = f"{plain} {roll.choice((f'- Remastered {year}', f'({year} Remaster)'))}"
        if name:
            written = f"{written} {roll.choice((f'({name})', f'- {name}', f'[{name}]'))}"
        number = TrackId(f"{len(self.tracks):032x}")
        ids = {"artist_mbid": artist.mbid} if roll.random() < 0.5 else {}
        if roll.random() < 0.3:
            ids["mbid"] = f"m{number}"
        album = title(roll, artist.words)
        self.tracks.append(Track(
            id=number, path=Path(f"/music/{number}.flac"), title=written, artist=credit,
            artists=tuple(artists), album=album, album_artist=artist.name,
            duration_s=round(max(30.0, length_s), 2), ids=ids,
        ))  # fmt: skip
        self.base[number], self.of[number] = plain, artist
        self.key[number] = (artist.mbid, plain, name.casefold())
        self.copies[self.key[number]].add(number)


def _artists(roll: Roll, count: int) -> list[Artist]:
    found: list[Artist] = []
    for number in range(count):
        words = ENGLISH if roll.random() < 0.78 else roll.choice((ENGLISH + ACCENTED * 4, *SCRIPTS))
        name = artist_name(roll, words)
        if found and roll.random() < 0.02:
            name = roll.choice(found).name  # a homonym
        found.append(Artist(name, f"a{number}", words))
    return found


def artist_name(roll: Roll, words: tuple[str, ...]) -> str:
    """Make up a name for an artist or band."""
    if words not in (ENGLISH, ENGLISH + ACCENTED * 4):
        return " ".join(roll.sample(words, 2)).title()
    surname = "".join(roll.choices(SYLLABLES, k=roll.randrange(2, 4))).title()
    other = "".join(roll.choices(SYLLABLES, k=2)).title()
    word, first = roll.choice(ENGLISH).title(), roll.choice(FIRST_NAMES).title()
    second, third = roll.choice(FIRST_NAMES).title(), roll.choice(words).title()
    shapes = (
        f"{first} {surname}", f"{first} {surname}", f"{first} {surname}", f"{first} {surname}",
        f"The {word}s", f"The {surname} {word}s", f"{surname}", f"{third} {surname}",
        f"{first} {surname} & The {word}s", f"{surname} & {other}", f"{surname} and {other}",
        f"{first} & {second} {surname}", f"{surname}, {other} & {first}", f"DJ {surname}",
        f"{surname}'s {word}", f"{first}-{second} {surname}", f"{surname} {roll.randrange(2, 99)}",
    )  # fmt: skip
    return roll.choice(shapes)


def title(roll: Roll, words: tuple[str, ...]) -> str:
    """Make up a title."""
    size = roll.choices((1, 2, 3, 4, 5), (18, 34, 26, 14, 8))[0]
    text = " ".join(roll.choices(words, k=size)).title()
    chance = roll.random()
    if chance < 0.02:
        return f"{text}, Pt. {roll.randrange(1, 4)}"
    if chance < 0.035:
        tempo = roll.choice(("Allegro", "Andante", "Presto", "Adagio"))
        part = roll.choice(("I", "II", "III", "IV"))
        work = f"Symphony No. {roll.randrange(1, 10)} in {roll.choice('CDEFGAB')} minor"
        return f"{work}: {part}. {tempo}"
    if chance < 0.05:
        return f"({roll.choice(words).title()}) {text}"
    if chance < 0.06:
        return f"{text}?"
    return text


def version(roll: Roll, artists: list[Artist]) -> str:
    """Make up what makes another recording of a song."""
    remixer = roll.choice(artists).name
    place, year = roll.choice(ENGLISH).title(), roll.randrange(1970, 2024)
    return roll.choice((
        "Live", "Live", f"Live at {place} Hall", f"Live {year}",
        f"{remixer} Remix", f"{remixer} Remix", "Instrumental", "Acoustic", "Acoustic Version",
        "Demo", "Extended Mix", "Club Mix", "Karaoke Version", "A Cappella",
    ))  # fmt: skip
