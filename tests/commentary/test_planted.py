"""False, stale and forbidden facts go through whole scripts: none is heard, sound ones are."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from dj.model.editorial import PREDICATES, Fact
from dj.model.script import BreakKind, Script, Wording
from dj.testing.planted import planted_facts, sound_fact
from tests.commentary.sessions import AT, Session, invent

SONGS = 14
DAY = AT.date()
EVERY = planted_facts({"title": "a song"}, DAY)
RELEASED = sound_fact("released_on", {"title": "a song"}, DAY)


def knowing(number: int, facts: Sequence[Sequence[Fact]]) -> Session:
    """Invent a session of whose songs nothing else is known, as if its own artists had spoken."""
    session = invent(number, SONGS)
    known = {}
    for slot, group in zip(session.lineup.slots, facts, strict=False):
        artist = session.songs[slot.track_id].track.main_artist
        known[slot.track_id] = tuple(replace(one, by=artist if one.by else "") for one in group)
    return replace(session, facts=known)


def wordings(script: Script) -> Iterator[Wording]:
    return (wording for talk in script.breaks for wording in talk.wordings)


def ids(script: Script) -> set[str]:
    """Everything that words of a script rest on."""
    return {name for wording in wordings(script) for name in wording.facts} | set(script.facts)


@pytest.mark.slow
def test_of_all_planted_facts_none_is_said() -> None:
    assert len(EVERY) >= 500
    for number, start in enumerate(range(0, len(EVERY), SONGS)):
        script = knowing(number, EVERY[start : start + SONGS]).write(number)
        heard = [w.text for w in wordings(script) if "planted word" in w.text.casefold()]
        assert heard == []
        assert {name for name in ids(script) if name.startswith("planted-")} == set()


@pytest.mark.slow
def test_sound_facts_in_their_place_are_said() -> None:
    sound = [sound_fact(name, {}, DAY) for name, one in PREDICATES.items() if one.said]
    rows = [[replace(fact, id=f"{fact.id}-{n}")] for n, fact in enumerate(sound * 4)]
    heard = set[str]()
    for start in range(0, len(rows), SONGS):
        heard |= ids(knowing(start, rows[start : start + SONGS]).write(start))
    said = {name.rpartition("-")[0] for name in heard if name.startswith("sound-")}
    assert len(said) >= 8


def released(days: int) -> list[tuple[Fact]]:
    """Songs that came out ten years ago, some days beside this one."""
    day = DAY.replace(year=DAY.year - 10) + timedelta(days=days)
    return [(replace(RELEASED, id=f"day-{n}", value=f"{day}"),) for n in range(SONGS)]


def anniversaries(script: Script) -> list[str]:
    return [
        wording.text
        for talk in script.breaks
        for wording in talk.wordings
        if talk.kind is BreakKind.ANNIVERSARY
        or any(trace.word.endswith("anniversary") for trace in wording.traces)
    ]


@pytest.mark.slow
def test_an_anniversary_is_told_on_its_day_only() -> None:
    assert anniversaries(knowing(1, released(0)).write(1))
    for days in (*range(-15, 0), *range(1, 16), 31, 181, 364):
        assert anniversaries(knowing(1, released(days)).write(1)) == []
