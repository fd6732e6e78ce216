"""What the host said of a song, and what each of its words rests on, for people."""

from collections.abc import Iterator, Mapping

from dj.model.manifest import Manifest
from dj.model.script import TalkBreak, VoicedFact, Wording

_WIDEST = 160
"""Characters of a value that are shown."""


def grounds(manifest: Manifest, position: int) -> str:
    """Tell what was said of the song at a position and where it can be checked; may be empty."""
    said = {take.break_id: take.wording for take in manifest.takes}
    lines: list[str] = []
    for talk in manifest.script.breaks:
        if position in talk.about:
            wording = talk.wordings[min(said.get(talk.id, 0), len(talk.wordings) - 1)]
            lines += _told(talk, wording, manifest.script.facts)
    return "\n".join(f"   {line}" for line in lines)


def _told(talk: TalkBreak, wording: Wording, facts: Mapping[str, VoicedFact]) -> Iterator[str]:
    yield f"The host: “{wording.text}” ({talk.id}, {wording.line})"
    for name in wording.facts:
        fact = facts.get(name)
        if fact is not None and fact.value:
            yield f"  {_row(fact)}"


def _row(fact: VoicedFact) -> str:
    day = f", as of {fact.as_of}" if fact.as_of else ""
    return f"{fact.says}: {fact.value[:_WIDEST]} (from {fact.source}{day})"
