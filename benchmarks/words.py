"""Is every word proven, and none stale? ``python -m benchmarks.words [--sessions N] [--json]``.

Listeners that are invented hear thirty sessions each, one a day; a share of the songs has hostile
tags, and every song has facts that are false, stale or forbidden beside its true ones. Only scripts
are written. Each count but the first rows must be 0; `seconds` is CPU time of one script, this
process alone.
"""

import argparse
import json
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import numpy as np

from dj.commentary import unproven
from dj.commentary.masks import Frames
from dj.commentary.ranking import depth
from dj.commentary.rested import SESSIONS_APART
from dj.model.ledger import Said
from dj.model.script import BreakKind, Script, TalkBreak, Wording
from dj.model.show import TalkLevel
from dj.units import TrackId
from tests.commentary.planted import PLANTED, planted
from tests.commentary.sessions import AT, Session, invent
from tests.commentary.test_script import HOSTILE

DAYS = 30
SONGS = 14
_ENDS = (BreakKind.OPENING, BreakKind.SIGN_OFF)


@dataclass(kw_only=True)
class Tally:
    """What was counted."""

    counts: Counter[str] = field(default_factory=Counter)
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
    return replace(session, facts={
        key: (*facts, *planted(key, session.at.date())) for key, facts in session.facts.items()
    })  # fmt: skip


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
            "planted_voiced": sum(PLANTED in w.text.casefold() for w in talk.wordings),
        })  # fmt: skip
        if wording.content in contents:
            tally.nearest = min(tally.nearest, day - contents[wording.content])
    tally.counts.update({"sessions": 1, "unproven": len(problems), "planted": SONGS * len(
        planted(TrackId("x"), date(2026, 1, 1)))})  # fmt: skip


def report(tally: Tally) -> dict[str, object]:
    """Lay out what was counted."""
    counts = {name: int(value) for name, value in tally.counts.items()}
    return {**counts, "nearest_same_line_days": tally.nearest,
            "seconds_median": round(median(tally.seconds), 3),
            "seconds_p95": round(float(np.quantile(tally.seconds, 0.95)), 3),
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
