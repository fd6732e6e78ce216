"""Programmes in the proportions of what is played: genres, decades and countries in their shares.

Calibration after Steck (RecSys 2018). The distance of a programme from a listener's shares p is
C_KL = Σ p log(p ÷ q̃), q̃ = (1 − α) q + α p, with the programme's shares q and α = 0.01. It is a
price beside all others: a song gives way to one of a kind that lacks where that is worth it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from dj.lineup.labels import Labels
from dj.lineup.moment import Moment
from dj.lineup.signals import Rows, Values
from dj.model.dates import era
from dj.model.show import Show

ALPHA = 0.01
WEIGHT = 4.0
"""Cost of one nat of distance, for each song of the programme; chosen by measurement."""
FULL_SONGS = 30.0
"""In a shorter programme shares are coarser, and a distance weighs less."""
FAMILIES: Mapping[str, float] = {"genre": 3.0, "era": 1.0, "country": 1.5}
"""How much each family weighs beside the others that are known."""
_MOST_KINDS = 48
"""Of each family, the kinds with the greatest shares are looked after."""
_LEAST_SHARE = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kind:
    """One kind of music that a listener plays."""

    family: str
    """``genre``, ``era`` or ``country``."""
    name: str
    share: float
    """Of the plays, 0 to 1."""
    amounts: Values
    """Part of each song that is of the kind, 0 to 1, shape (rows,)."""
    weight: float = WEIGHT
    """Cost of one nat of distance in this family, for each song of the programme."""


def kinds(moment: Moment, rows: Rows) -> tuple[Kind, ...]:
    """List the kinds of a listener at this hour, with what some songs are of.

    Towards both ends of the dial of diversity they count for less: there a listener asks for more
    of one kind, or for more kinds, than they usually play.
    """
    catalogue, shares = moment.catalogue, moment.taste.shares_now or moment.taste.shares
    found: list[Kind] = []
    families = {name: weight for name, weight in FAMILIES.items() if shares.get(name)}
    strength = 1.0 - abs(2.0 * moment.taste.dials.diversity - 1.0)
    for family, part in families.items() if strength > 0 else ():
        wanted, weight = dict(_main(shares[family])), WEIGHT * strength * part
        if family == "era":
            amounts = _eras(catalogue.years[rows], wanted)
        else:
            labels = catalogue.genres if family == "genre" else catalogue.countries
            amounts = _named(labels, rows, wanted)
        found += [Kind(family=family, name=name, share=share, amounts=amounts[name],
                       weight=weight / sum(families.values()))
                  for name, share in wanted.items()]  # fmt: skip
    return tuple(found)


def in_proportion(moment: Moment, show: Show) -> bool:
    """Tell whether a programme shall follow the listener's shares: not if it is about something."""
    brief = moment.brief
    wished = (show.filter, show.pool, moment.sounds, brief.seeds, brief.wish, brief.order)
    return show.rules.in_proportion and brief.only is None and not any(wished)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Proportions:
    """The shares a listener's programme should have, as a price on numbers of songs."""

    shares: Values
    """Of each kind, shape (K,)."""
    weights: Values
    """Cost of one nat of distance in the family of each kind, shape (K,)."""
    amounts: Values
    """Part of each song that is of each kind, shape (songs, K)."""
    steps: tuple[NDArray[np.int64], Values, Values]
    """Kind and amount of each step that some song takes, shape (T,), and who takes it, (T, P)."""

    @classmethod
    def of(cls, found: Sequence[Kind], songs: int) -> Self:
        """Price kinds for a programme of so many songs."""
        amounts = np.array([kind.amounts for kind in found]).T
        return cls(
            shares=np.array([kind.share for kind in found]),
            weights=np.array([kind.weight for kind in found])
            * songs
            * min(1.0, songs / FULL_SONGS),
            amounts=amounts,
            steps=_steps(amounts),
        )

    def prices(self, counts: Values, songs: int) -> Values:
        """Cost of numbers of songs of each kind, shape (…, K), 0 or more.

        p log(p ÷ q̃) − p + q̃: its sum over a family is C_KL, and no kind can make up for another.
        """
        return _price(counts, songs, self.shares, self.weights)

    def cost(self, order: NDArray[np.int64]) -> float:
        """Price of an order."""
        return float(self.prices(self.amounts[order].sum(axis=0), order.size).sum())

    def replacing(self, order: NDArray[np.int64]) -> Values:
        """Change of the price if another song takes a place, shape (places, songs).

        A song is of few kinds: what each amount of a kind would add is worked out once a place.
        """
        counts, songs = self.amounts[order].sum(axis=0), order.size
        without = counts[None, :] - self.amounts[order]
        left = self.prices(without, songs)
        of, steps, marks = self.steps
        more = _price(without[:, of] + steps, songs, self.shares[of], self.weights[of])
        added = more - left[:, of]
        now = self.prices(counts, songs).sum()
        change: Values = (left.sum(axis=1) - now)[:, None] + added @ marks
        return change


def _price(counts: Values, songs: int, shares: Values, weights: Values) -> Values:
    smoothed = (1.0 - ALPHA) * counts / songs + ALPHA * shares
    price: Values = weights * (shares * np.log(shares / smoothed) - shares + smoothed)
    return price


def _steps(amounts: Values) -> tuple[NDArray[np.int64], Values, Values]:
    song, kind = np.nonzero(amounts)
    taken = np.round(amounts[song, kind], 9)
    steps, which = np.unique(np.stack([kind, taken]), axis=1, return_inverse=True)
    marks = np.zeros((steps.shape[1], len(amounts)))
    marks[which.ravel(), song] = 1.0
    return steps[0].astype(np.int64), steps[1], marks


def _main(shares: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    ranked = sorted(shares.items(), key=lambda item: (-item[1], item[0]))[:_MOST_KINDS]
    yield from ((name, share) for name, share in ranked if share >= _LEAST_SHARE)


def _named(labels: Labels, rows: Rows, wanted: Mapping[str, float]) -> dict[str, Values]:
    """A song of several names is a part of each; one without any is like the listener's mean."""
    numbers, owner = labels.carried(rows)
    each = np.bincount(owner, minlength=rows.size)
    found: dict[str, Values] = {}
    for name, number in zip(wanted, labels.number_of.find(list(wanted)).tolist(), strict=True):
        own = owner[numbers == number]
        amounts = np.where(each > 0, 0.0, wanted[name])
        amounts[own] = 1.0 / each[own]
        found[name] = amounts
    return found


def _eras(years: NDArray[np.int64], wanted: Mapping[str, float]) -> dict[str, Values]:
    names = {year: era(year) for year in np.unique(years).tolist()}
    return {
        name: np.where(
            years > 0, np.isin(years, [y for y, of in names.items() if of == name]), share
        )
        for name, share in wanted.items()
    }
