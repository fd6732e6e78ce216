"""Which artists are one, which credits are several, and which of two by the same name is meant?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from dj.editorial.overrides.match import Finder
from dj.editorial.overrides.nouns import Credit, Naming, Overrides
from dj.model.listening import Listen, Save, Tally
from dj.model.names import fold
from dj.model.track import Track

_Row = TypeVar("_Row", Listen, Save, Tally)


@dataclass(frozen=True, slots=True)
class Called:
    """A track under its artists' right names."""

    track: Track
    because: Mapping[str, int]
    """Field → line of the entry that changed it; empty if nothing changed."""
    used: tuple[Naming | Credit, ...]
    """Entries that had a say."""


class Names:
    """All names of a file, ready to ask."""

    def __init__(self, overrides: Overrides) -> None:
        """File names and credits by their folded spellings."""
        self._everywhere = {
            fold(old): naming
            for naming in overrides.names
            if naming.match is None
            for old in (naming.name, *naming.instead_of)
        }
        self._here = [naming for naming in overrides.names if naming.match is not None]
        self._finder = Finder([naming.match for naming in self._here if naming.match])
        self._credits = {fold(credit.credit): credit for credit in overrides.credits}

    def call(self, track: Track) -> Called:
        """Give a track's artists their names."""
        renames: dict[str, Naming] = dict(self._everywhere)
        for number in self._finder.of(track):
            naming = self._here[number]
            renames.update({fold(old): naming for old in naming.instead_of})
        known = _Known(renames, self._credits)
        whole = known.split(track.artist)
        artists = known.all(whole if known.credited else track.artists)
        artist = known.credit(track.artist, track.artists)
        album_artist = known.one(track.album_artist)
        changed = {
            name: value
            for name, value in (
                ("artist", artist), ("artists", artists or track.artists),
                ("album_artist", album_artist),
            )
            if value != getattr(track, name)
        }  # fmt: skip
        line = known.used[-1].line if known.used else 0
        return Called(
            replace(track, **changed) if changed else track,  # type: ignore[arg-type]
            dict.fromkeys(changed, line),
            tuple(known.used),
        )

    def heard(self, rows: Iterable[_Row]) -> tuple[_Row, ...]:
        """Give listens or saves the right names, where the whole credit is another name."""
        return tuple(map(self._row, rows))

    def _row(self, row: _Row) -> _Row:
        name = self.artist(row.artist)
        return row if name == row.artist else replace(row, artist=name)

    def artist(self, credit: str) -> str:
        """Return the right name of a credit in a history, where the whole of it is another name."""
        naming = self._everywhere.get(fold(credit)) if credit else None
        return credit if naming is None else naming.name


class _Known:
    """The names that hold for one track, and which of them were used."""

    def __init__(self, renames: Mapping[str, Naming], credits_: Mapping[str, Credit]) -> None:
        self._renames = renames
        self._credits = credits_
        self.credited = False
        self.used: list[Naming | Credit] = []

    def one(self, name: str) -> str:
        """Return an artist's right name."""
        naming = self._renames.get(fold(name)) if name else None
        if naming is None:
            return name
        self._note(naming)
        return naming.name

    def split(self, name: str) -> tuple[str, ...]:
        """Return whom a credit means; the name itself where no entry says."""
        credit = self._credits.get(fold(name)) if name else None
        if credit is None:
            return (name,)
        self.credited = True
        self._note(credit)
        return credit.artists

    def all(self, names: Iterable[str]) -> tuple[str, ...]:
        """Split and name every artist, each once, in order."""
        unique: dict[str, str] = {}
        for name in names:
            for part in self.split(name):
                unique.setdefault(fold(right := self.one(part)), right)
        return tuple(unique.values())

    def credit(self, text: str, artists: Iterable[str]) -> str:
        """Write a credit with the right names in it."""
        right = self.one(text)
        if right != text:
            return right
        for name in artists:
            new = self.one(name)
            if new != name:
                text = text.replace(name, new)
        return text

    def _note(self, entry: Naming | Credit) -> None:
        if entry not in self.used:
            self.used.append(entry)
