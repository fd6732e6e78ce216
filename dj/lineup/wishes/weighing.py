"""The parts of a wish laid over the library: what each lets pass, and what is left of all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dj.lineup.filters import Mask, presences
from dj.lineup.wishes.meaning import Here, filter_of, likeness
from dj.lineup.wishes.parts import Part, Sort
from dj.lineup.wishes.vocabulary import NOTHING_LIKELY, Likely
from dj.model.filter import Filter
from dj.model.wish import Use

_ALIKE = frozenset({Sort.GENRE, Sort.ARTIST, Sort.YEARS, Sort.LANGUAGE, Sort.PLAYED})
"""Of these, all that are asked for are one choice, wherever they stand."""
_NEW = ("never", "artist-never")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weighed:
    """One part with what it does to the library."""

    part: Part
    use: Use
    wanted: Filter
    passing: Mask | None = None
    """Songs of which it is true, shape (n,); None if it is not about songs."""
    nice: NDArray[np.float64] | None = None
    """How far each song is what would be nice, shape (n,)."""
    likely: Likely = NOTHING_LIKELY
    """What of that can be told here."""
    why: str = ""
    """Why nothing comes of it."""
    excepted: tuple[tuple["Weighed", ...], ...] = ()
    """Of a refusal: the exceptions to it, each with its parts; of an exception: its own parts."""
    free: Mask | None = None
    """Songs that these are, shape (n,)."""
    kept: int = 0
    """Of an exception: songs that would be refused without it."""

    @property
    def named(self) -> bool:
        """Tell whether it is a song that is asked for by its name and plays."""
        return self.part.sort is Sort.TITLE and self.part.wished and self.use is Use.MUST


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Left:
    """What all that must hold lets pass."""

    groups: tuple[tuple[Weighed, ...], ...]
    """Parts of which one is enough; those that forbid stand alone."""
    masks: tuple[Mask, ...]
    """Songs that each group lets pass, shape (n,)."""
    allowed: Mask
    """Songs that the listener and the show's rules let play at all."""
    near: Mask | None = None
    """Songs near to those that a session shall sound like; None if it shall like none."""
    rows: Mask = field(init=False)
    """Songs that may play."""

    def __post_init__(self) -> None:
        """Lay all over each other."""
        fit = self._all_but(-1)
        object.__setattr__(self, "rows", fit if self.near is None else fit & self.near)

    @property
    def limits(self) -> bool:
        """Tell whether anything must hold."""
        return bool(self.groups) or self.near is not None

    @property
    def mask(self) -> Mask:
        """Songs that are all that must hold, whether they may play or not."""
        marks = np.ones_like(self.allowed) if self.near is None else self.near.copy()
        for mask in self.masks:
            marks &= mask
        return marks

    def without(self, number: int) -> int:
        """Count the songs that would fit, beyond, if one group asked for nothing."""
        return int(self._all_but(number).sum() - self._all_but(-1).sum())

    def against(self) -> tuple[int, int] | None:
        """Return the first two groups that no song satisfies both of, though some do each."""
        for first in range(len(self.masks)):
            for second in range(first + 1, len(self.masks)):
                one, other = self.masks[first], self.masks[second]
                if one.any() and other.any() and not (one & other).any():
                    return first, second
        return None

    def _all_but(self, number: int) -> Mask:
        rows = self.allowed.copy()
        for own, mask in enumerate(self.masks):
            if own != number:
                rows &= mask
        return rows


def weigh(part: Part, here: Here) -> Weighed:
    """Lay one part over the library."""
    wanted, meaning = filter_of(part, here), here.meaning(part)
    if part.lifts >= 0:
        return _exception(part, wanted, here)
    nice, likely = None, meaning.likely if meaning else NOTHING_LIKELY
    if likely:
        nice, likely = likeness(likely, here.catalogue)
        nice = 1.0 - nice if part.negated else nice
        nice = nice if likely else None
    if part.sort is Sort.SOUND:
        heard = presences(here.catalogue, part.name)
        nice = 1.0 - heard if part.negated else heard
    if not wanted:
        return Weighed(part=part, use=_use(part, here, nice), wanted=wanted, nice=nice,
                       likely=likely, why="" if meaning is None or nice is not None
                       or _programme(part, here) else _UNHEARD)  # fmt: skip
    if why := _untold(wanted, here):
        use = Use.NUDGE if why == _UNSAVED else Use.NOTHING
        return Weighed(part=part, use=use, wanted=wanted, why=why)
    passing = here.mask((wanted,))
    if part.soft:
        soft = (~passing if part.negated else passing).astype(np.float64)
        nice = soft if nice is None else (soft + nice) / 2.0
        return Weighed(part=part, use=Use.NUDGE, wanted=wanted, passing=passing, nice=nice,
                       likely=likely)  # fmt: skip
    use = Use.NOT if part.negated else Use.MUST
    return Weighed(part=part, use=use, wanted=wanted, passing=passing,
                   nice=None if part.negated else nice, likely=likely)  # fmt: skip


def _exception(part: Part, wanted: Filter, here: Here) -> Weighed:
    """Weigh what shall play although it is refused; only what songs certainly are can."""
    passing = here.mask((wanted,)) if wanted else np.zeros(len(here.catalogue), np.bool_)
    passing[list(part.titles)] = True
    firm = (bool(wanted) or part.sort is Sort.TITLE) and not _untold(wanted, here)
    if not firm:
        return Weighed(part=part, use=Use.NOTHING, wanted=Filter(), why=_VAGUE)
    return Weighed(part=part, use=Use.EXCEPT, wanted=wanted, passing=passing)


_VAGUE = "nothing tells which songs that would except"
_UNHEARD = "nothing in this library tells that of a song; an optional model hears some of it"
_UNREAD = "your profile is off, so that nothing here tells what you have played or kept"
_UNPLAYED = "your history here is too short to tell what is new to you"
_UNSAVED = "nothing here is kept or liked by you yet, so that what you play most counts more"


def _use(part: Part, here: Here, nice: NDArray[np.float64] | None) -> Use:
    if part.sort in (Sort.LENGTH, Sort.COUNT) or _programme(part, here):
        return Use.SHOW
    if part.sort is Sort.TITLE:
        return Use.NOT if part.negated else Use.MUST
    if part.sort is Sort.LIKE_TITLE:
        return Use.NUDGE
    if part.sort is Sort.LIKE:
        return Use.NOT if part.negated else Use.NUDGE
    return Use.NOTHING if nice is None else Use.NUDGE


def _programme(part: Part, here: Here) -> bool:
    """Tell whether a word changes the programme and not the choice of songs."""
    meaning = here.meaning(part)
    return bool(meaning and (meaning.arc or meaning.talk or meaning.lean) and not meaning.likely)


def _untold(wanted: Filter, here: Here) -> str:
    """Say why the listener's history does not tell what is asked for; nothing if it does."""
    saved = not wanted.saved or here.mask((Filter(saved=True),)).any()
    heard = wanted.heard or wanted.rested_days or wanted.played_in
    if not here.taste.profiled and (heard or not saved):
        return _UNREAD
    if wanted.heard in _NEW and not here.taste.tells_what_is_new:
        return _UNPLAYED
    return "" if saved else _UNSAVED


def left(weighed: Sequence[Weighed], allowed: Mask) -> Left:
    """Join what must hold: choices by either, all else by both."""
    groups: list[list[Weighed]] = []
    place: dict[int, list[Weighed]] = {}
    for number, one in enumerate(weighed):
        if one.use not in (Use.MUST, Use.NOT) or one.passing is None:
            continue
        group = _home(one, place.get(number - 1), groups)
        if group is None:
            group = []
            groups.append(group)
        group.append(one)
        place[number] = group
    masks = tuple(_passes(group) for group in groups)
    return Left(groups=tuple(map(tuple, groups)), masks=masks, allowed=allowed)


def _home(
    one: Weighed, before: list[Weighed] | None, groups: Sequence[list[Weighed]]
) -> list[Weighed] | None:
    """Return the group that a part joins, if any: the one before, or one of the same sort."""
    if one.use is Use.NOT:
        return None
    if one.part.chosen and before and before[0].use is Use.MUST:
        return before
    alike = (group for group in groups if group[0].use is Use.MUST and _same(one, group))
    return next(alike, None)


def _same(one: Weighed, group: Sequence[Weighed]) -> bool:
    return one.part.sort in _ALIKE and all(own.part.sort is one.part.sort for own in group)


def _passes(group: Sequence[Weighed]) -> Mask:
    marks: Mask = np.any([one.passing for one in group if one.passing is not None], axis=0)
    return ~marks if group[0].use is Use.NOT else marks


def nice_of(weighed: Sequence[Weighed]) -> Iterator[NDArray[np.float64]]:
    """Yield what would be nice, part by part."""
    return (one.nice for one in weighed if one.nice is not None)
