"""How well are lengths of speech foretold, and do words stay clear of voices?

``python -m benchmarks.words_rendered --data FOLDER [--sessions N] [--voices ava,lena] [--json]``

Sessions of ten to fifteen minutes are planned from a library that has been scanned, at hours and
with seeds that differ, and spoken by real voices; nothing is mixed. What was estimated of each clip
is compared with its measured length, and the words are laid among the songs by the real takes:
words that sound while somebody sings are counted, and so are takes that found no room (0 expected
of both). Takes are kept in one cache, so a second run is quick.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from dj import library, lineup, mix, resources, speech
from dj.mix.meeting import sounding_at
from dj.model.request import Request
from dj.model.show import TalkLevel
from dj.model.timeline import Event, EventKind, Timeline
from dj.planning import plan
from dj.session import Planned
from dj.units import PROGRAMME_RATE_HZ

FIRST = datetime(2026, 3, 2, 5, 30, tzinfo=UTC)
APART = timedelta(hours=17, minutes=7)
"""Between sessions: every hour and weekday comes."""
LENGTHS_S = (600.0, 720.0, 900.0)
VOICES = ("ava", "ava", "ava", "wren", "ava", "lena", "ava", "alma", "ava", "robin")
"""Who speaks, in turn."""


@dataclass(kw_only=True)
class Heard:
    """What was found with one voice."""

    sessions: int = 0
    errors: list[float] = field(default_factory=list)
    """(Estimated − measured) ÷ measured length of each take, as a ratio."""
    unspoken: int = 0
    """Talk breaks without a take."""
    without_room: list[str] = field(default_factory=list)
    """Takes longer than their break may last."""
    on_a_voice: list[str] = field(default_factory=list)
    """Takes that sound while somebody sings."""


def requests(
    numbers: range, voices: Sequence[str], cache: Path, listener: str
) -> Iterator[Request]:
    """Ask for sessions that differ in hour, length, talk and seed."""
    show = lineup.load_show(resources.find("assets/shows", "dj.yaml"))
    for number in numbers:
        voice = voices[number % len(voices)]
        yield Request(
            show=replace(show, length_s=LENGTHS_S[number % len(LENGTHS_S)],
                         talk=TalkLevel.LOTS if number % 2 else TalkLevel.SOME),
            persona=speech.load_persona(resources.find("voices", f"{voice}.yaml")),
            at=FIRST + number * APART, time_zone="Europe/Berlin", listener=listener, seed=number,
            folder=cache, cache=cache,
        )  # fmt: skip


def listen(planned: Planned, cache: Path, found: Heard) -> None:
    """Speak a plan, lay its words among its songs, and note what went wrong."""
    with TemporaryDirectory() as folder:
        takes = speech.speak(planned.script, planned.persona, folder=Path(folder),
                             cache=cache / "takes", rate_hz=PROGRAMME_RATE_HZ).takes  # fmt: skip
    laid = mix.arrange(planned.lineup, planned.songs, planned.script, takes, planned.show,
                       edits=planned.edits, sounds=planned.sounds)  # fmt: skip
    breaks = {talk.id: talk for talk in planned.script.breaks}
    found.sessions += 1
    found.unspoken += len(breaks) - len(takes)
    for take in takes:
        talk = breaks[take.break_id]
        length_s = talk.wordings[take.wording].estimated_s
        found.errors.append(length_s / take.duration_s - 1)
        if talk.limit_s is not None and take.duration_s > talk.limit_s:
            over_s = take.duration_s - talk.limit_s
            found.without_room.append(f"{planned.lineup.seed} {talk.id}: {over_s:.1f} s over")
    found.on_a_voice += [f"{planned.lineup.seed} {text}" for text in on_a_voice(planned, laid)]


def on_a_voice(planned: Planned, laid: Timeline) -> Iterator[str]:
    """List the clips that sound while somebody sings, with how long, in seconds."""
    sung = [span for event in laid.events if event.kind is EventKind.MUSIC
            for span in _sung(planned, event, laid.sample_rate_hz)]  # fmt: skip
    for clip in laid.events:
        if clip.kind is EventKind.SPEECH:
            frames = max((min(clip.end_frame, b) - max(clip.at_frame, a) for a, b in sung),
                         default=0)  # fmt: skip
            if frames > 0:
                yield f"{clip.id}: {frames / laid.sample_rate_hz:.2f} s"


def _sung(planned: Planned, event: Event, rate_hz: int) -> Iterator[tuple[int, int]]:
    analysis = planned.songs[event.source_id].analysis
    cues = analysis.cues
    spans = [(region.start_s, region.end_s) for region in analysis.vocal_regions]
    if not spans and cues.post_s is not None:
        spans = [(cues.post_s, max(cues.outro_s, cues.post_s))]
    for start_s, end_s in spans:
        first = max(round(start_s * rate_hz), event.source_in_frame)
        last = min(round(end_s * rate_hz), event.source_out_frame)
        if first < last:
            yield sounding_at(event, first), sounding_at(event, last)


def report(found: Heard) -> dict[str, object]:
    """Lay out what was found with one voice."""
    errors = np.abs(found.errors) * 100 if found.errors else np.zeros(1)
    return {
        "sessions": found.sessions, "takes": len(found.errors), "unspoken": found.unspoken,
        "median_error_percent": round(float(np.median(errors)), 1),
        "p95_error_percent": round(float(np.quantile(errors, 0.95)), 1),
        "bias_percent": round(100 * float(np.median(found.errors or [0.0])), 1),
        "without_room": found.without_room, "on_a_voice": found.on_a_voice,
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the library")
    parser.add_argument("--listener", default="demo")
    parser.add_argument("--sessions", type=int, default=20)
    parser.add_argument("--first", type=int, default=0, help="number of the first session")
    parser.add_argument("--voices", default=",".join(VOICES))
    parser.add_argument("--cache", type=Path, default=None, help="keeps takes for the next run")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    voices = options.voices.split(",")
    found = {voice: Heard() for voice in voices}
    with TemporaryDirectory() as scratch, library.Store.open(options.data) as store:
        cache = options.cache or Path(scratch)
        numbers = range(options.first, options.first + options.sessions)
        for request in requests(numbers, voices, cache, options.listener):
            listen(plan(store, request), cache, found[request.persona.name])
    told = {voice: report(heard) for voice, heard in found.items() if heard.sessions}
    if options.json:
        print(json.dumps(told, indent=2))
        return
    for voice, rows in told.items():
        print(voice, *(f"  {name}\t{value}" for name, value in rows.items()), sep="\n")


if __name__ == "__main__":
    main()
