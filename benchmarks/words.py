"""Is every word proven, and none stale? ``python -m benchmarks.words [--sessions N] [--json]``.

Listeners that are invented hear thirty sessions each, one a day; a share of the songs has hostile
tags, and every song has a fact that is false, stale or forbidden beside its true ones: each of more
than eight hundred such facts in turn. Only scripts are written. What is found unproven, planted,
alike or too soon must be 0; `seconds` is CPU time of one script, this process alone.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from statistics import median

import numpy as np

from dj.commentary import unproven
from dj.commentary.choosing.masks import Frames
from dj.commentary.choosing.ranking import depth
from dj.commentary.choosing.rested import SESSIONS_APART
from dj.commentary.lines import read_pack
from dj.model.editorial import Fact
from dj.model.ledger import Said
from dj.model.script import BreakKind, Script, TalkBreak, Wording
from dj.model.show import TalkLevel
from dj.testing.planted import planted_facts
from tests.commentary.sessions import AT, HOUSE, Session, invent
from tests.commentary.test_script import HOSTILE

DAYS = 30
SONGS = 14
PLANTED = "planted word"
"""Stands in each planted value that is no date."""
_ENDS = (BreakKind.OPENING, BreakKind.SIGN_OFF)


@dataclass(kw_only=True)
class Tally:
    """What was counted."""

    counts: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    examples: Counter[str] = field(default_factory=Counter)
    nearest: int = DAYS


def one_day(listener: int, day: int) -> Session:
    """Invent what a listener hears on a day: new songs, some with hostile tags, false facts."""
    number = listener * DAYS + day
    session = replace(invent(number, SONGS, TalkLevel.LOTS if listener % 2 else TalkLevel.SOME),
                      at=AT + timedelta(days=day))  # fmt: skip
    rng = np.random.default_rng([number, 5])
    for position in np.flatnonzero(rng.random(SONGS) < 0.1):
        tag = HOSTILE[int(rng.integers(len(HOSTILE)))]
        session = session.with_track(int(position), title=tag, artist=tag, artists=(tag,))
    return with_planted(session, number * SONGS)


def with_planted(session: Session, first: int) -> Session:
    """Give each song the next of the facts that must not be said, as if its own artist spoke."""
    every = _planted(session.at.date())
    facts = dict(session.facts)
    for position, slot in enumerate(session.lineup.slots):
        artist = session.songs[slot.track_id].track.main_artist
        planted = every[(first + position) % len(every)]
        facts[slot.track_id] += tuple(replace(f, by=artist if f.by else "") for f in planted)
    return replace(session, facts=facts)


@lru_cache(maxsize=DAYS)
def _planted(on: date) -> tuple[tuple[Fact, ...], ...]:
    return planted_facts({"title": "a song"}, on)


def is_planted(text: str, facts: Iterable[str]) -> bool:
    """Tell whether a text says a planted fact; only of dates the id alone tells."""
    return PLANTED in text.casefold() or any(name.startswith("planted-") for name in facts)


def spoken(talk: TalkBreak) -> Wording:
    """Take the wording that a voice as fast as estimated would speak."""
    fits = (w for w in talk.wordings if talk.limit_s is None or w.estimated_s <= talk.limit_s)
    return next(fits, min(talk.wordings, key=lambda wording: wording.estimated_s))


def heard(listener: int, tally: Tally, days: int, pack: Path | None) -> None:
    """Let one listener hear a session a day, and judge each."""
    ledger: list[Said] = []
    for day in range(days):
        session = one_day(listener, day)
        options = {"pack": pack} if pack else {}
        started = time.process_time()
        script = session.write(listener * DAYS + day, ledger=tuple(ledger), **options)
        tally.seconds.append(time.process_time() - started)
        judge(script, session, ledger, day, tally)
        tally.counts["too_soon_between"] += too_soon(script, ledger, day, pack or HOUSE)
        ledger += said_on(script, day, session)


def said_on(script: Script, day: int, session: Session) -> list[Said]:
    return [
        Said(session=f"day {day:02d}", at=session.at, line=w.line, variant=w.variant, pack=w.pack,
             content=w.content, frame=w.frame)
        for w in map(spoken, script.breaks)
    ]  # fmt: skip


def judge(script: Script, session: Session, ledger: list[Said], day: int, tally: Tally) -> None:
    """Count what is wrong in one session, and what was said in it."""
    problems = unproven(script, session.lineup.slots)
    tally.examples.update(problem.partition(" ")[2] for problem in problems)
    lately = Frames(one.frame for one in ledger if day - int(one.session[4:]) < SESSIONS_APART)
    contents = {one.content: int(one.session[4:]) for one in ledger}
    for talk in script.breaks:
        wording = spoken(talk)
        between = talk.kind not in _ENDS
        tally.counts.update({
            "breaks": 1, "wordings": len(talk.wordings), "with_a_reason": bool(wording.reason),
            "more_than_names": depth(wording) > 0,
            "frames_within_five": lately.like(wording.frame),
            "frames_within_five_between": between and lately.like(wording.frame),
            "planted_voiced": sum(is_planted(w.text, w.facts) for w in talk.wordings),
        })  # fmt: skip
        if wording.content in contents:
            tally.nearest = min(tally.nearest, day - contents[wording.content])
    tally.kinds.update(talk.kind.value for talk in script.breaks)
    tally.counts.update({"sessions": 1, "unproven": len(problems), "planted": SONGS})


def too_soon(script: Script, ledger: list[Said], day: int, pack: Path) -> int:
    """Count breaks between songs whose line has not rested as many days as its editors gave it."""
    rests = {line.content: line.front.cooldown_days for line in read_pack(pack).lines}
    last = {one.content: int(one.session[4:]) for one in ledger}
    contents = [spoken(talk).content for talk in script.breaks if talk.kind not in _ENDS]
    return sum(day - last.get(content, -DAYS) < rests[content] for content in contents)


def report(tally: Tally) -> dict[str, object]:
    """Lay out what was counted."""
    counts = {name: int(value) for name, value in tally.counts.items()}
    return {**counts, "nearest_same_line_days": tally.nearest,
            "seconds_median": round(median(tally.seconds), 3),
            "seconds_p95": round(float(np.quantile(tally.seconds, 0.95)), 3),
            "kinds": dict(tally.kinds.most_common()),
            "examples": dict(tally.examples.most_common(8))}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sessions", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="first listener")
    parser.add_argument("--pack", type=Path, default=None)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    tally = Tally()
    for listener in range(options.first, options.first + max(1, options.sessions // DAYS)):
        heard(listener, tally, min(DAYS, options.sessions), options.pack)
    found = report(tally)
    if options.json:
        print(json.dumps(found, indent=2))
        return
    for name, value in found.items():
        print(f"{name}\t{value}")


if __name__ == "__main__":
    main()
