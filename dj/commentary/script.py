"""Write the script of a session: where to talk, and what to say there, from what is true."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import numpy as np

from dj.commentary.bench import shared_bench
from dj.commentary.choosing.choose import Chooser
from dj.commentary.choosing.drawn import Candidate, Drawn
from dj.commentary.choosing.grounds import voiced_facts
from dj.commentary.choosing.keeping import kept_words
from dj.commentary.choosing.places import Place, places
from dj.commentary.choosing.rested import Ledger
from dj.commentary.language.vocabulary import vocabulary
from dj.commentary.lines import read_pack
from dj.commentary.spoken_length import estimated
from dj.commentary.words.listener import Listener
from dj.commentary.words.situation import programme
from dj.model.analysis import Song
from dj.model.brief import NO_BRIEF, Asked, Brief
from dj.model.editorial import Fact
from dj.model.ledger import Said
from dj.model.lineup import Lineup
from dj.model.listening import Taste
from dj.model.persona import Persona
from dj.model.script import BreakKind, Script, TalkBreak, Wording
from dj.model.show import Show
from dj.resources import find
from dj.units import TrackId

_NOT_ASKED = Asked()


def write(  # noqa: PLR0913 - the door of the room: everything a host may know
    lineup: Lineup,
    songs: Mapping[TrackId, Song],
    show: Show,
    persona: Persona,
    *,
    taste: Taste,
    facts: Mapping[TrackId, tuple[Fact, ...]],
    at: datetime,
    rng: np.random.Generator,
    asked: Asked = _NOT_ASKED,
    brief: Brief = NO_BRIEF,
    ledger: Sequence[Said] = (),
    pack: Path | None = None,
    seconds: Callable[[Wording], float] = estimated,
    joins: Collection[int] | None = None,
    keep: Mapping[int, Sequence[Wording]] | None = None,
    never: Collection[tuple[str, int]] = (),
) -> Script:
    """Write all talk breaks of a session.

    Where no line is true there is silence, never an error.

    Args:
        lineup: The songs in order, with the reasons for each.
        songs: Every song of the lineup by id.
        show: How much to talk, and the clock.
        persona: Who speaks, in which language, from which pack.
        taste: The listener's history.
        facts: Editors' facts that belong to each track.
        at: When the session starts: aware, in the listener's time zone.
        rng: The only source of chance.
        asked: What the listener asked for.
        brief: What that came to mean in this library.
        ledger: What the listener heard in sessions before, oldest first.
        pack: Folder of lines; None finds the persona's.
        seconds: Estimates how long the voice takes to say a wording, in seconds.
        joins: Positions after which to talk, if somebody has chosen them.
        keep: Position → wordings written before, kept where all of them are still true.
        never: (line, variant) pairs that the listener does not want to hear again.

    Raises:
        ConfigError: if there is no such pack.
    """
    host = chooser(lineup, songs, show, persona, taste=taste, facts=facts, at=at, rng=rng,
                   asked=asked, brief=brief, ledger=ledger, pack=pack, seconds=seconds,
                   never=never)  # fmt: skip
    if not host.pack.speaks(persona.language):
        return Script(persona=persona.name, language=persona.language)
    spots = places(host.programme, at, rng, joins)
    picked = _picked(host, spots, keep or {})
    told = [(spot, picked[spot.after]) for spot in spots if picked[spot.after]]
    breaks = tuple(_break(number, spot, chosen) for number, (spot, chosen) in enumerate(told))
    return Script(breaks=breaks, persona=persona.name, language=persona.language,
                  facts=voiced_facts(host.programme, told))  # fmt: skip


def chooser(  # noqa: PLR0913 - what `write` is given
    lineup: Lineup,
    songs: Mapping[TrackId, Song],
    show: Show,
    persona: Persona,
    *,
    taste: Taste,
    facts: Mapping[TrackId, tuple[Fact, ...]],
    at: datetime,
    rng: np.random.Generator,
    asked: Asked = _NOT_ASKED,
    brief: Brief = NO_BRIEF,
    ledger: Sequence[Said] = (),
    pack: Path | None = None,
    seconds: Callable[[Wording], float] = estimated,
    never: Collection[tuple[str, int]] = (),
) -> Chooser:
    """Seat a host who knows all that `write` is given, and has said nothing yet.

    Raises:
        ConfigError: if there is no such pack.
    """
    folder = pack or find("prompts", persona.prompt_pack)
    lines = read_pack(folder, at.date())
    spoken = lines.speaks(persona.language)
    unspoken = vocabulary(folder, persona.language).unspoken if spoken else ()
    listener = Listener(taste=taste, at=at, language=persona.language, unspoken=unspoken,
                        asked=asked, brief=brief)  # fmt: skip
    session = programme(lineup, songs, show, persona, listener, facts)
    return Chooser(programme=session, pack=lines, ledger=Ledger(ledger, at), rng=rng,
                   seconds=seconds, never=frozenset(never), voice=taste.switches.voice,
                   personal=session.personal)  # fmt: skip


def _picked(
    chooser: Chooser, spots: tuple[Place, ...], keep: Mapping[int, Sequence[Wording]]
) -> dict[int, list[Candidate]]:
    """Map positions to the wordings chosen there; an empty list is silence."""
    picked = kept_words(chooser, spots, keep)
    todo = tuple(spot for spot in spots if spot.after not in picked)
    weigh = chooser.scales(_shares(todo))
    rendered = chooser.render(shared_bench(), [(spot, chooser.draw(spot, weigh)) for spot in todo])
    picked |= {spot.after: chooser.pick(spot, found) for spot, found in _by_need(todo, rendered)}
    return picked


def _shares(spots: Sequence[Place]) -> Mapping[str, float]:
    """Map words to the share of places where they hold."""
    counts = Counter(
        path for spot in spots for path, value in spot.values.items() if value.value is not False
    )
    return {path: count / len(spots) for path, count in counts.items()}


def _by_need(spots: tuple[Place, ...], rendered: list[Drawn]) -> list[tuple[Place, Drawn]]:
    """Opening and sign-off choose before the breaks between, which have more to choose from."""
    pairs = list(zip(spots, rendered, strict=True))
    return pairs[:1] + pairs[-1:] + pairs[1:-1] if len(pairs) > 1 else pairs


def _break(number: int, spot: Place, chosen: list[Candidate]) -> TalkBreak:
    return TalkBreak(
        id=f"b{number:02d}",
        after_position=spot.after,
        kind=chosen[0].line.front.situation,
        about=_about(spot.after, chosen),
        wordings=tuple(candidate.wording for candidate in chosen),
        limit_s=spot.limit_s,
    )


def _about(after: int, chosen: list[Candidate]) -> tuple[int, ...]:
    """List the slots spoken of: those whose words any of the wordings uses."""
    spaces = {word.partition(".")[0] for c in chosen for word in c.line.words}
    both = not spaces.isdisjoint({"turn", "pair"})
    looks_back = chosen[0].line.front.situation in {BreakKind.BACK_ANNOUNCE, BreakKind.SIGN_OFF}
    before = both or "prev" in spaces or looks_back
    ahead = both or "next" in spaces or not looks_back
    return (*((after,) if before and after >= 0 else ()), *((after + 1,) if ahead else ()))
