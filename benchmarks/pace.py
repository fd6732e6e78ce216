"""How fast does a voice speak? ``python -m benchmarks.pace --voice NAME [--clips N] [--json]``.

Lines of the host's own pack, as invented sessions would hear them, are spoken one by one at rate 1.
Half of the clips fit the coefficients of `dj.model.pace`, by least squares of the relative error,
none below zero; the other half tells how far the result is off, beside the coefficients in use.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from dj import resources, speech
from dj.model.pace import pace
from dj.model.persona import Persona
from dj.model.script import BreakKind, Script, TalkBreak, Wording
from dj.model.take import Take
from dj.speech.fitting import Timed, error, fitted
from dj.units import PROGRAMME_RATE_HZ
from tests.commentary.sessions import invent

MOST_SESSIONS = 400


def wordings(persona: Persona, clips: int) -> list[Wording]:
    """Write what the host would say in invented sessions, no sentence frame twice."""
    found: dict[str, Wording] = {}
    for wording in islice(_written(persona), MOST_SESSIONS * 40):
        found.setdefault(wording.frame, wording)
        if len(found) == clips:
            break
    return list(found.values())


def _written(persona: Persona) -> Iterator[Wording]:
    pack = resources.find("prompts", persona.prompt_pack)
    for seed in range(MOST_SESSIONS):
        for talk in replace(invent(seed), persona=persona).write(seed, pack=pack).breaks:
            yield from talk.wordings


def spoken(persona: Persona, texts: Sequence[Wording], cache: Path | None) -> tuple[Take, ...]:
    """Speak each wording by itself, at rate 1."""
    even = replace(persona, voice=replace(persona.voice, rate=1.0))
    breaks = (
        TalkBreak(id=f"b{number}", after_position=number, kind=BreakKind.BOTH, about=(),
                  wordings=(wording,))
        for number, wording in zip(count(), texts)
    )  # fmt: skip
    script = Script(breaks=tuple(breaks), persona=persona.name, language=persona.language)
    with TemporaryDirectory() as folder:
        return speech.speak(script, even, folder=Path(folder), cache=cache,
                            rate_hz=PROGRAMME_RATE_HZ).takes  # fmt: skip


def timed(takes: Sequence[Take]) -> list[Timed]:
    """Keep of each clip what was said and how long it took."""
    return [Timed(text=take.spoken_text, seconds=take.duration_s) for take in takes]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--voice", required=True)
    parser.add_argument("--clips", type=int, default=600)
    parser.add_argument("--cache", type=Path, default=None, help="keeps clips for the next run")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    host = speech.load_persona(resources.find("voices", f"{options.voice}.yaml"))
    takes = spoken(host, wordings(host, options.clips), options.cache)
    clips = timed(takes)
    new, old = fitted(clips[::2]), pace(takes[0].engine, host.language)
    found = {
        "engine": takes[0].engine, "language": host.language, "clips": len(takes),
        "fitted": asdict(new), "error_percent": asdict(error(new, clips[1::2])),
        "in_use": asdict(old), "error_percent_in_use": asdict(error(old, clips[1::2])),
    }  # fmt: skip
    if options.json:
        print(json.dumps(found, indent=2))
        return
    for name, value in found.items():
        print(f"{name}\t{value}")


if __name__ == "__main__":
    main()
