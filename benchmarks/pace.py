"""How fast does a voice speak? ``python -m benchmarks.pace --voice NAME [--clips N] [--json]``.

Lines of the host's own pack, as invented sessions would hear them, are spoken one by one at rate 1.
Half of the clips fit the coefficients of `dj.model.pace`, by least squares of the relative error,
none below zero; the other half tells how far the result is off, beside the coefficients in use.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, fields, replace
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from scipy.optimize import nnls

from dj import resources, speech
from dj.model.pace import Pace, pace
from dj.model.persona import Persona
from dj.model.script import BreakKind, Script, TalkBreak, Wording
from dj.model.take import Take
from dj.units import PROGRAMME_RATE_HZ
from tests.commentary.sessions import invent

_NAMES = tuple(field.name for field in fields(Pace))
_NOTHING = Pace(letter=0, syllable=0, word=1, pause=0, sentence=0)
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


def measures(text: str) -> list[float]:
    """Count what of a text takes time, in the order of the coefficients."""
    words = _NOTHING.seconds(text)
    alone = (replace(_NOTHING, **{name: 1.0}).seconds(text) - words for name in _NAMES)
    return [words if name == "word" else each for name, each in zip(_NAMES, alone, strict=True)]


def fitted(takes: Sequence[Take]) -> Pace:
    """Fit a pace to clips, so that the sum of squared relative errors is least."""
    rows = np.array([measures(take.spoken_text) for take in takes])
    lengths = np.array([take.duration_s for take in takes])
    found, _ = nnls(rows / lengths[:, None], np.ones(len(takes)))
    return Pace(**{name: round(float(x), 4) for name, x in zip(_NAMES, found, strict=True)})


def errors(speed: Pace, takes: Sequence[Take]) -> Mapping[str, float]:
    """Tell how far estimates are from measured lengths, in percent."""
    off = [100 * (speed.seconds(take.spoken_text) / take.duration_s - 1) for take in takes]
    median, most = np.quantile(np.abs(off), (0.5, 0.95))
    return {"median": round(float(median), 1), "of 95 in 100": round(float(most), 1),
            "bias": round(float(np.median(off)), 1)}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--voice", required=True)
    parser.add_argument("--clips", type=int, default=600)
    parser.add_argument("--cache", type=Path, default=None, help="keeps clips for the next run")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    host = speech.load_persona(resources.find("voices", f"{options.voice}.yaml"))
    takes = spoken(host, wordings(host, options.clips), options.cache)
    new, old = fitted(takes[::2]), pace(takes[0].engine, host.language)
    found = {
        "engine": takes[0].engine, "language": host.language, "clips": len(takes),
        "fitted": asdict(new), "error_percent": errors(new, takes[1::2]),
        "in_use": asdict(old), "error_percent_in_use": errors(old, takes[1::2]),
    }  # fmt: skip
    if options.json:
        print(json.dumps(found, indent=2))
        return
    for name, value in found.items():
        print(f"{name}\t{value}")


if __name__ == "__main__":
    main()
