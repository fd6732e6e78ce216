"""What the words of a session rest on, told once for all of them."""

from collections.abc import Mapping, Sequence

from dj.commentary.bench import Values
from dj.commentary.choosing.clauses import reason_facts
from dj.commentary.choosing.drawn import Candidate
from dj.commentary.choosing.places import Place
from dj.commentary.words.situation import Programme
from dj.model.script import VoicedFact


def voiced_facts(
    session: Programme, told: Sequence[tuple[Place, Sequence[Candidate]]]
) -> Mapping[str, VoicedFact]:
    """Map the ids of all traces and clauses of a session to what they say, in order of id."""
    found: dict[str, VoicedFact] = {}
    for place, chosen in told:
        ids = {name for candidate in chosen for name in candidate.wording.facts}
        found |= _known(place.values, ids) | _reasons(session, place, ids)
    return dict(sorted(found.items()))


def _known(values: Values, ids: set[str]) -> dict[str, VoicedFact]:
    return {
        name: fact for value in values.values() for name, fact in value.facts.items() if name in ids
    }


def _reasons(session: Programme, place: Place, ids: set[str]) -> dict[str, VoicedFact]:
    if place.after + 1 >= len(session.lineup.slots):
        return {}
    title = place.values.get("next.title")
    slot = session.lineup.slots[place.after + 1]
    known = reason_facts(slot.decision, str(title.value) if title else "the next song")
    return {name: fact for name, fact in known.items() if name in ids}
