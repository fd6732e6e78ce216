"""Plan as if something were not known, or not looked at: what does each part of a plan do?

Signals and sources are taken away by their names, larger parts by names of their own. Rules stay:
what is barred stays barred, and songs by one artist stay apart.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from dj.errors import ConfigError
from dj.lineup.signals import SIGNALS
from dj.lineup.sources import SOURCES
from dj.model.brief import Brief
from dj.model.listening import Taste
from dj.model.show import Show

FLAT = (1.0,) * 24
"""Hours that ask for nothing: no hour is livelier than another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Something that can be taken away as a whole."""

    name: str
    meaning: str
    """What is left when it is gone, in plain words."""
    signals: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    taste: Callable[[Taste], Taste] = lambda taste: taste
    show: Callable[[Show], Show] = lambda show: show
    brief: Callable[[Brief], Brief] = lambda brief: brief


def _nobody(taste: Taste) -> Taste:
    return Taste(
        listener=taste.listener, as_of=taste.as_of, time_zone=taste.time_zone,
        time_zone_inferred=taste.time_zone_inferred, listens=0, matched=0, profiled=False,
        barred=taste.barred, dials=taste.dials, switches=taste.switches,
        hour_prior=taste.hour_prior,
    )  # fmt: skip


def _timeless(taste: Taste) -> Taste:
    return replace(
        taste, hour_affinity={}, artist_hour_affinity={}, tag_hour_affinity={}, skip_rates={},
        mode_weights_now=(), hour_energy=(), hour_plays=(), hour_prior=FLAT, shares_now={},
    )  # fmt: skip


def _alone(taste: Taste) -> Taste:
    return replace(taste, similar={}, similar_artists={})


def _unordered(taste: Taste) -> Taste:
    return replace(taste, follows={}, latest=())


def _any_share_of_finds(show: Show) -> Show:
    rules = replace(show.rules, discovery_share=(0.0, 1.0), new_artists=(0.0, 1.0))
    return replace(show, rules=rules)


def _in_any_proportion(show: Show) -> Show:
    return replace(show, rules=replace(show.rules, in_proportion=False))


def _without_editors(brief: Brief) -> Brief:
    named = brief.editors.keys()
    return replace(brief, editors={}, must=brief.must - named, first=brief.first - named,
                   last=brief.last - named)  # fmt: skip


PARTS: Mapping[str, Part] = {
    part.name: part
    for part in (
        Part(name="editors", meaning="no editors' pool is open", signals=("editors",),
             sources=("editors",), brief=_without_editors),
        Part(name="exploration", meaning="no song is proposed or favoured by chance",
             signals=("exploration",), sources=("exploration",)),
        Part(name="history", meaning="as for somebody of whom nothing is known", taste=_nobody),
        Part(name="hour", meaning="the clock says nothing: every hour is alike",
             sources=("hour",), taste=_timeless),
        Part(name="novelty", meaning="nothing but the clock asks for songs never heard",
             signals=("novelty",), sources=("discoveries",), show=_any_share_of_finds),
        Part(name="proportions", meaning="kinds of music need not be in the shares they are played",
             show=_in_any_proportion),
        Part(name="sequence", meaning="what tends to follow what says nothing",
             signals=("sequence",), sources=("sequence",), taste=_unordered),
        Part(name="similar", meaning="other listeners say nothing", signals=("similar",),
             sources=("similar-listeners",), taste=_alone),
    )
}  # fmt: skip
"""Larger parts by name, in the order of their names; they hide a signal or source so named."""


def removable() -> tuple[str, ...]:
    """Name all that can be taken away, sorted."""
    return tuple(sorted({*PARTS, *SIGNALS, *SOURCES}))


def meaning(name: str) -> str:
    """Say what is left without it, in plain words."""
    return _part(name).meaning


def lessened(taste: Taste, less: Collection[str]) -> Taste:
    """Take away what is known of a listener.

    Raises:
        ConfigError: if there is nothing of some name.
    """
    for name in sorted(less):
        taste = _part(name).taste(taste)
    return taste


def narrowed(show: Show, brief: Brief, less: Collection[str]) -> tuple[Show, Brief]:
    """Take away what a show weighs and asks for, and what the brief brings.

    Raises:
        ConfigError: if there is nothing of some name, or no source is left.
    """
    parts = [_part(name) for name in sorted(less)]
    for part in parts:
        show, brief = part.show(show), part.brief(brief)
    silent = {name for part in parts for name in part.signals if name in SIGNALS}
    closed = {name for part in parts for name in part.sources if name in SOURCES}
    nothing = dict.fromkeys(sorted(silent), 0.0)
    show = replace(show, weights={**show.weights, **nothing}, seeds=_open(show, closed))
    # A listener's dials add to some weights; a factor of nothing outlasts them.
    return show, replace(brief, lean={**brief.lean, **nothing})


def _open(show: Show, closed: Collection[str]) -> tuple[str, ...]:
    """Sources that are left, as a show names them."""
    if not closed:
        return show.seeds
    left = tuple(name for name in show.seeds or SOURCES if name not in closed)
    if not left:
        raise ConfigError(
            f"no source of songs is left without {', '.join(sorted(closed))}.",
            where=f"show {show.name}: seeds", hint="Take less away.",
        )  # fmt: skip
    return left


def _part(name: str) -> Part:
    """Find a part; a signal or source by itself is one, too."""
    if name in PARTS:
        return PARTS[name]
    if name not in SIGNALS and name not in SOURCES:
        raise ConfigError(
            f"there is no {name[:40]!r} to take away; known: {', '.join(removable())}.",
            where="what-if", hint="Check the spelling.",
        )  # fmt: skip
    signals, sources = (name,) * (name in SIGNALS), (name,) * (name in SOURCES)
    what = "it neither weighs nor proposes a song" if signals and sources else (
        "it weighs nothing" if signals else "it proposes nothing")  # fmt: skip
    return Part(name=name, meaning=what, signals=signals, sources=sources)
