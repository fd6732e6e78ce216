"""A line tried in a session that was planned or made, before anybody hears it there."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from dj import commentary, library, resources, speech
from dj.errors import ConfigError
from dj.model.manifest import Manifest
from dj.model.persona import Persona
from dj.model.rehearsal import Rehearsed
from dj.model.request import Request
from dj.planning import desk_for, planned_before


def rehearsed(  # noqa: PLR0913 - what is tried, and against what; all but four by keyword
    store: library.Store,
    request: Request,
    made: Manifest,
    line: str,
    *,
    join: int | None = None,
    persona: Persona | None = None,
    pack: Path | None = None,
) -> tuple[Rehearsed, ...]:
    """Try every variant of a line at one join of a session, or at all where it can stand.

    Args:
        store: The library as it is now.
        request: The session, as its file says that it was asked for.
        made: Its file.
        line: Line set, such as ``front_announce/tempo``.
        join: Song it comes before, from 1; one more than there are is the sign-off.
        persona: Another host than the session's.
        pack: Another pack than the host's.

    Raises:
        ConfigError: if there is no such line, or it cannot stand at that join.
        LibraryError: if a song of the session is not in the library any more.
    """
    planned = planned_before(store, made)
    desk = desk_for(store, request)
    host = persona or planned.persona
    folder = pack or resources.find("prompts", host.prompt_pack)
    chooser = commentary.chooser(
        planned.lineup, planned.songs, desk.request.show, host, taste=desk.taste, facts=desk.facts,
        at=request.at, rng=np.random.default_rng(made.seed), asked=request.asked, brief=desk.brief,
        ledger=desk.said, pack=folder, seconds=speech.estimator(host),
        never={(one.line, one.variant) for one in desk.controls.withdrawn if one.line},
    )  # fmt: skip
    if not chooser.pack.named(line):
        raise ConfigError(f"the pack {folder.name} has no sound line {line[:80]!r}.",
                          where="dj prompts preview",
                          hint=f"`dj prompts check {folder.name}` tells more.")  # fmt: skip
    joins = _joins(line, join, len(made.tracks))
    found = commentary.rehearse(chooser, line, joins, request.at)
    return tuple(replace(one, already=_said(made, one.join)) for one in found)


def _joins(line: str, join: int | None, songs: int) -> Sequence[int]:
    possible = commentary.possible_joins(line, songs)
    if join is None:
        return possible
    if join not in possible:
        raise ConfigError(
            f"{line} cannot stand at join {join}.", where="--join",
            hint=f"It can at {possible[0]} to {possible[-1]}; 1 is the opening, {songs + 1} the "
            "sign-off." if possible else "The session has too few songs.",
        )  # fmt: skip
    return [join]


def _said(made: Manifest, join: int) -> str:
    talk = next((one for one in made.script.breaks if one.after_position == join - 2), None)
    if talk is None:
        return ""
    which = {take.break_id: take.wording for take in made.takes}
    return talk.wordings[which.get(talk.id, 0)].text
