"""What a part of a wish asks of songs: filters for what must be, values for what would be nice."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

from dj.lineup.catalogue import NO_KEY, Catalogue
from dj.lineup.filters import Mask, passing, presences
from dj.lineup.wishes.figures import FIRST_YEAR
from dj.lineup.wishes.parts import Part, Sort
from dj.lineup.wishes.vocabulary import Likely, Meaning, Vocabulary
from dj.model.filter import Filter
from dj.model.listening import Taste

_YEAR_DAYS = 365
_EVER = 100
"""So many years ago is as long ago as one likes."""
_DOUBT = 0.5
"""Value of what is not known of a song."""
_FALLS_ENERGY, _FALLS_BPM = 0.3, 30.0
"""Distance from a band at which a song has nothing of it any more."""
_LATE = 0.25
"""Below so much of every sound that is asked for, nobody hears it here."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Here:
    """Where and when a wish is made."""

    vocabulary: Vocabulary
    catalogue: Catalogue
    taste: Taste
    at: datetime

    def meaning(self, part: Part) -> Meaning | None:
        """Return what the editors' files say a word stands for."""
        return self.vocabulary.meanings[part.name] if part.sort is Sort.MEANING else None

    def mask(self, wanted: Sequence[Filter]) -> Mask:
        """Mark the songs that pass any of some filters, shape (n,)."""
        marks = np.zeros(len(self.catalogue), np.bool_)
        for one in wanted:
            marks |= passing(self.catalogue, self.taste, self.at, one)
        return marks


def filter_of(part: Part, here: Here) -> Filter:
    """Return what songs must be like for a part to be true of them; empty if it asks nothing."""
    if part.sort is Sort.LIKE and not part.negated:
        return Filter()  # near songs are chosen later
    reading = _FILTERS.get(part.sort)
    return reading(part, here) if reading else Filter()


def _years(part: Part) -> tuple[int, int]:
    return int(part.low), int(part.high)


def _of_meaning(part: Part, here: Here) -> Filter:
    meaning, at = here.vocabulary.meanings[part.name], here.at
    if meaning.years_ago is None:
        return meaning.filter
    first, last = meaning.years_ago
    begin = FIRST_YEAR if last >= _EVER else at.year - last
    return replace(meaning.filter, years=(begin, at.year - first))


def _names(genre: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    return next((group for group in vocabulary.genres if group[0] == genre), (genre,))


def _rested(part: Part, today: date) -> float:
    """Days since a song was heard: as told, or since the end of a year."""
    return part.low if part.name == "day" else float((today - date(int(part.low) + 1, 1, 1)).days)


def _recent(days: float, year: int) -> Filter:
    """Days need days of release; years are content with years."""
    if days < _YEAR_DAYS:
        return Filter(released_days=round(days))
    return Filter(years=(year - round(days / _YEAR_DAYS), year))


_FILTERS: Mapping[Sort, Callable[[Part, Here], Filter]] = {
    Sort.MEANING: _of_meaning,
    Sort.GENRE: lambda part, here: Filter(genres=_names(part.name, here.vocabulary)),
    Sort.LANGUAGE: lambda part, _: Filter(languages=(part.name,)),
    Sort.ARTIST: lambda part, _: Filter(artists=(part.name,)),
    Sort.LIKE: lambda part, _: Filter(artists=(part.name,)),
    Sort.YEARS: lambda part, _: Filter(years=_years(part)),
    Sort.PLAYED: lambda part, _: Filter(played_in=_years(part)),
    Sort.TEMPO: lambda part, _: Filter(tempo_bpm=(part.low, part.high)),
    Sort.SONG_LENGTH: lambda part, _: Filter(song_s=(part.low, part.high)),
    Sort.RESTED: lambda part, here: Filter(rested_days=_rested(part, here.at.date())),
    Sort.RECENT: lambda part, here: _recent(part.high, here.at.year),
}
"""Sort of part → what it asks of songs; a like one, refused, is its artist refused."""


def likeness(likely: Likely, catalogue: Catalogue) -> tuple[NDArray[np.float64], Likely]:
    """Tell how far each song is what would be nice, and which of it can be told here.

    Returns:
        Values from 0 to 1, shape (n,): the mean of the parts that can be told; and those parts.
    """
    columns: list[NDArray[np.float64]] = []
    if likely.mode:
        columns.append(_mode(catalogue, likely.mode))
    if likely.energy:
        columns.append(_near(catalogue.energy, likely.energy, _FALLS_ENERGY))
    if likely.tempo_bpm:
        columns.append(_near(np.exp2(catalogue.octaves), likely.tempo_bpm, _FALLS_BPM))
    heard = _sounds(catalogue, likely.sounds) if likely.sounds else None
    if heard is not None and heard.max(initial=0.0) >= _LATE:
        columns.append(heard)
    else:
        likely = replace(likely, sounds=())
    mean = np.mean(columns, axis=0) if columns else np.zeros(len(catalogue))
    return mean, likely


def _mode(catalogue: Catalogue, mode: str) -> NDArray[np.float64]:
    keys = catalogue.keys
    right = (keys % 2 == 1) == (mode == "minor")
    return np.where(keys == NO_KEY, _DOUBT, right.astype(np.float64))


def _near(
    values: NDArray[np.float64], band: tuple[float, float], falls: float
) -> NDArray[np.float64]:
    away = np.maximum(band[0] - values, values - band[1])
    near: NDArray[np.float64] = np.nan_to_num(np.clip(1.0 - away / falls, 0.0, 1.0), nan=_DOUBT)
    return near


def _sounds(catalogue: Catalogue, sounds: Sequence[str]) -> NDArray[np.float64]:
    most: NDArray[np.float64] = np.max([presences(catalogue, one) for one in sounds], axis=0)
    return most
