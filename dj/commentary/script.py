"""Write the script of a session: where to talk, and what to say there, from what is true."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import numpy as np

from dj.commentary.bench import shared_bench
from dj.commentary.choose import Candidate, Chooser
from dj.commentary.keeping import kept_words
from dj.commentary.lines import read_pack
from dj.commentary.places import Place, places
from dj.commentary.situation import Programme
from dj.commentary.song_words import Listener, song_words
from dj.commentary.spoken_length import estimate
from dj.commentary.vocabulary import vocabulary
from dj.model.analysis import Song
from dj.model.editorial import Fact
from dj.model.lineup import Lineup
from dj.model.listening import Taste
from dj.model.persona import Persona
from dj.model.script import BreakKind, Script, TalkBreak, Wording
from dj.model.show import Show
from dj.resources import find
from dj.units import TrackId


def write(  # noqa: PLR0913 - the door of the room: everything a host may know
    lineup: Lineup,
    songs: Mapping[TrackId, Song],
    show: Show,
    persona: Persona,
    *,
    taste: Taste,
    facts: Mapping[TrackId, tuple[Fact, ...]],
    at: datetime,
    recent: Collection[tuple[str, int]],
    rng: np.random.Generator,
    pack: Path | None = None,
    seconds: Callable[[str], float] = estimate,
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
        recent: (line, variant) pairs that still rest; `cooldowns` tells for how long.
        rng: The only source of chance.
        pack: Folder of lines; None finds the persona's.
        seconds: Estimates the spoken length of a text.
        joins: Positions after which to talk, if somebody has chosen them.
        keep: Position → wordings written before, kept where all of them are still true.
        never: (line, variant) pairs that the listener does not want to hear again.

    Raises:
        ConfigError: if there is no such pack.
    """
    folder = pack or find("prompts", persona.prompt_pack)
    lines = read_pack(folder)
    if not lines.speaks(persona.language):
        return Script(persona=persona.name, language=persona.language)
    words = vocabulary(folder, persona.language)
    listener = Listener(taste=taste, at=at, language=persona.language, unspoken=words.unspoken)
    programme = _programme(lineup, songs, show, persona, listener, facts)
    chooser = Chooser(programme=programme, pack=lines, recent=frozenset(recent),
                      rng=rng, seconds=seconds, never=frozenset(never),
                      personal=taste.switches.personal and taste.profiled,
                      voice=taste.switches.voice)  # fmt: skip
    spots = places(programme, at, rng, joins)
    picked = kept_words(chooser, spots, keep or {})
    todo = tuple(spot for spot in spots if spot.after not in picked)
    rendered = chooser.render(shared_bench(), [(spot, chooser.draw(spot)) for spot in todo])
    picked |= {spot.after: chooser.pick(spot, found) for spot, found in _by_need(todo, rendered)}
    told = [(spot, picked[spot.after]) for spot in spots if picked[spot.after]]
    breaks = tuple(_break(i, spot, chosen) for i, (spot, chosen) in enumerate(told))
    return Script(breaks=breaks, persona=persona.name, language=persona.language)


def cooldowns(pack: Path) -> Mapping[str, int]:
    """Map each line of a pack to the days its variants rest after they were spoken."""
    return {line.name: line.front.cooldown_days for line in read_pack(pack).lines}


def _programme(
    lineup: Lineup,
    songs: Mapping[TrackId, Song],
    show: Show,
    persona: Persona,
    listener: Listener,
    facts: Mapping[TrackId, tuple[Fact, ...]],
) -> Programme:
    ordered = tuple(songs[slot.track_id] for slot in lineup.slots)
    words = tuple(
        song_words(song, slot, facts.get(song.id, ()), listener)
        for song, slot in zip(ordered, lineup.slots, strict=True)
    )
    return Programme(lineup=lineup, songs=ordered, words=words, show=show, persona=persona,
                     has_history=listener.taste.tells_what_is_new,
                     talk=listener.taste.dials.talk)  # fmt: skip


def _by_need(
    spots: tuple[Place, ...], rendered: list[list[Candidate]]
) -> list[tuple[Place, list[Candidate]]]:
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
