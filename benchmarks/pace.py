"""How fast does a voice speak? ``python -m benchmarks.pace --voice NAME [--clips N] [--json]``.

Lines of the host's own pack, as invented sessions would hear them, are spoken one by one at rate 1.
Half of the clips fit the coefficients of `dj.model.pace`, by least squares of the relative error,
none below zero; the other half tells how far the result is off, beside the coefficients in use.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from itertools import islice
from pathlib import Path

from dj import resources, speech
from dj.model.persona import Persona
from dj.model.script import Wording
from dj.speech.pacing import measure_pace
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--voice", required=True)
    parser.add_argument("--clips", type=int, default=600)
    parser.add_argument("--cache", type=Path, default=None, help="keeps clips for the next run")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    host = speech.load_persona(resources.find("voices", f"{options.voice}.yaml"))
    even = replace(host, voice=replace(host.voice, rate=1.0))
    found = asdict(measure_pace(even, wordings(host, options.clips), cache=options.cache))
    if options.json:
        print(json.dumps(found, indent=2))
        return
    for name, value in found.items():
        print(f"{name}\t{value}")


if __name__ == "__main__":
    main()
