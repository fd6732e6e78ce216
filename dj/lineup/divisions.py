"""A library divided into kinds of music, each liked: by sound, by decade, by energy."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dj.lineup.catalogue import Catalogue
from dj.model.edits import Kinds
from dj.model.listening import Taste
from dj.units import TrackId

NO_KIND = -1
"""Kind of a song that cannot be placed."""
LEAST_SHARE = 0.1
"""A kind that holds less of the listener's liking than this is no kind of theirs."""
LEAST_SONGS = 4
DECADES_APART = 50.0
"""Years between two decades that are as far apart as can be."""
_LEAST_SPREAD = 0.05
"""Spread of the energies below which a library is neither calm nor lively."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Division:
    """One way to tell kinds of music apart; there are two kinds or more."""

    by: Kinds
    names: tuple[str, ...]
    """Of each kind, as in `dj.model.edits.Turn`."""
    of: NDArray[np.int64]
    """Kind of each row of the catalogue, or `NO_KIND`."""
    liking: Floats
    """Share of the listener's liking that each kind holds, shape (kinds,)."""
    modes: tuple[int, ...] = ()
    """Of a division by style: the mode of taste that each kind is."""
    apart: Floats
    """How far kinds are from each other, 0 to 1, shape (kinds, kinds)."""


def divisions(catalogue: Catalogue, taste: Taste) -> tuple[Division, ...]:
    """Divide a library in every way that gives two kinds or more, the most telling one first."""
    liking = _liking(catalogue, taste)
    found = (_by_style(catalogue, taste), _by_decade(catalogue, liking),
             _by_energy(catalogue, liking))  # fmt: skip
    return tuple(one for one in found if one is not None)


def kind_called(name: str, division: Division, catalogue: Catalogue) -> int:
    """Find a kind by its name; `NO_KIND` if there is none any more."""
    if division.by is Kinds.STYLE:
        return kind_of(TrackId(name), division, catalogue)
    return division.names.index(name) if name in division.names else NO_KIND


def kind_of(track: TrackId, division: Division, catalogue: Catalogue) -> int:
    """Give the kind of a track; `NO_KIND` if it has none or is not in the catalogue."""
    row = catalogue.row_of.get(track)
    return NO_KIND if row is None else int(division.of[row])


def _by_style(catalogue: Catalogue, taste: Taste) -> Division | None:
    """The centres of taste; a kind is named by the song of the library that is nearest to it."""
    modes = taste.modes
    usable = modes.ndim == 2 and modes.shape[1:] == catalogue.vectors.shape[1:]
    if not usable or not 2 <= len(modes) == len(taste.mode_weights):
        return None
    cosines = catalogue.vectors @ modes.T
    owner = np.where(catalogue.has_vector, cosines.argmax(axis=1), NO_KIND)
    counts = [int((owner == kind).sum()) for kind in range(len(modes))]
    large = [kind for kind, count in enumerate(counts) if count >= LEAST_SONGS]
    if len(large) < 2:
        return None
    nearest = [int(np.where(owner == kind, cosines[:, kind], -2.0).argmax()) for kind in large]
    return Division(
        by=Kinds.STYLE,
        names=tuple(str(catalogue.songs[row].id) for row in nearest),
        of=_renumbered(owner, large),
        modes=tuple(large),
        liking=np.array([taste.mode_weights[kind] for kind in large]),
        apart=np.clip((1.0 - (modes @ modes.T)[np.ix_(large, large)]) / 2.0, 0.0, 1.0).astype(
            float
        ),
    )


def _by_decade(catalogue: Catalogue, liking: Floats) -> Division | None:
    decades = np.where(catalogue.years > 0, catalogue.years // 10 * 10, 0)
    known = [year for year in np.unique(decades).tolist() if year > 0]
    parts = {year: decades == year for year in known}
    shares = {year: float(liking[rows].sum()) for year, rows in parts.items()}
    kept = [year for year in known
            if shares[year] >= LEAST_SHARE and parts[year].sum() >= LEAST_SONGS]  # fmt: skip
    if len(kept) < 2:
        return None
    years = np.array(kept, np.float64)
    return Division(
        by=Kinds.DECADE, names=tuple(map(str, kept)), of=_renumbered(decades, kept),
        liking=np.array([shares[year] for year in kept]),
        apart=np.minimum(1.0, np.abs(years[:, None] - years[None, :]) / DECADES_APART),
    )  # fmt: skip


def _by_energy(catalogue: Catalogue, liking: Floats) -> Division | None:
    """Below and from the middle of the library on; only where the two differ enough to be heard."""
    energy = catalogue.energy
    if len(catalogue) < 2 * LEAST_SONGS or float(energy.std()) < _LEAST_SPREAD:
        return None
    lively = energy >= np.median(energy)
    shares = np.array([liking[~lively].sum(), liking[lively].sum()])
    if shares.min() < LEAST_SHARE:
        return None
    return Division(by=Kinds.ENERGY, names=("calm", "lively"), of=lively.astype(np.int64),
                    liking=shares, apart=1.0 - np.eye(2))  # fmt: skip


def _liking(catalogue: Catalogue, taste: Taste) -> Floats:
    """Share of each song in the liking of the listener; of a newcomer, all songs alike."""
    liking = np.zeros(len(catalogue))
    for track_id, value in taste.affinity.items():
        if (row := catalogue.row_of.get(track_id)) is not None and np.isfinite(value):
            liking[row] = max(0.0, value)
    total = float(liking.sum())
    return liking / total if total > 0 else np.full(len(catalogue), 1.0 / max(1, len(catalogue)))


def _renumbered(values: NDArray[np.int64], kept: list[int]) -> NDArray[np.int64]:
    numbers = {value: number for number, value in enumerate(kept)}
    return np.array([numbers.get(value, NO_KIND) for value in values.tolist()], np.int64)
