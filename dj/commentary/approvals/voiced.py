"""Facts that were written into a session before and are about to be spoken: do they stand today?

A fact can be taken back, corrected or go stale after a session was planned. What tags, history and
analysis tell was true at the session's own moment and is not judged here; a fact made of tags is
only where an editor took it back.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from dj.commentary.titles import plain
from dj.model.editorial import PREDICATES, Fact
from dj.model.script import Script, VoicedFact
from dj.model.track import Track
from dj.model.usable import judged
from dj.units import TrackId

_OF_TAGS = "tag:"
_WITHDRAWN = "it was withdrawn"


def told_facts(script: Script) -> Mapping[str, VoicedFact]:
    """Give what the words rest on that a person can take back: no plays, nothing measured."""
    return {name: told for name, told in script.facts.items()
            if told.says.partition(" of ")[0] in PREDICATES}  # fmt: skip


def fallen(
    script: Script,
    facts: Mapping[TrackId, Sequence[Fact]],
    tracks: Sequence[Track],
    on: date,
    *,
    taken_back: Collection[str] = (),
    loose: Sequence[Fact] = (),
) -> tuple[str, ...]:
    """List the facts that the words rest on and that may not be said any more, a sentence each.

    Args:
        script: All words.
        facts: What is known today of each song, unsayable facts included: they warn.
        tracks: The session's songs, as corrected, as far as they are here.
        on: The day on which it is heard.
        taken_back: Ids of facts that editors have taken back.
        loose: Facts that are judged alone if none of these tracks is meant by them.
    """
    reasons: dict[str, list[tuple[Fact, str]]] = {}
    for track in tracks:
        for fact, why in judged(facts.get(track.id, ()), on, script.language, track):
            reasons.setdefault(fact.id, []).append((fact, why))
    alone = {fact.id: [(fact, why)] for fact, why in judged(loose, on, script.language)}
    reasons = alone | reasons
    return tuple(
        f"the fact {name!r} ({told.says}: {told.value}) may not be said any more: {why}."
        for name, told in told_facts(script).items()
        for why in _why_not(name, told, reasons.get(name, ()), taken_back)
    )


def _why_not(
    name: str, told: VoicedFact, known: Sequence[tuple[Fact, str]], taken_back: Collection[str]
) -> Iterator[str]:
    """Yield the one reason, if there is one; that a fact stands of one song is enough."""
    if name in taken_back:
        yield _WITHDRAWN
    elif name.startswith(_OF_TAGS):
        return
    elif not known:
        yield "nobody says it of these songs now"
    elif all(why for _, why in known):
        yield known[0][1]
    elif not any(_same(fact, told) for fact, why in known if not why):
        yield f"it says {next(_says(fact) for fact, why in known if not why)!r} now"


def _says(fact: Fact) -> str:
    return f"{fact.predicate}: {fact.value}" + (f", by {fact.by}" if fact.by else "")


def _same(fact: Fact, told: VoicedFact) -> bool:
    by = f", by {plain(fact.by)}" if fact.by else ""
    return (
        told.value == (plain(fact.value) or "")
        and told.says.partition(" of ")[0] == fact.predicate
        and told.says.endswith(by)
    )
