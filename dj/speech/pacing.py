"""Measure how fast a host's voice speaks on this machine."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from dj import plugins
from dj.errors import SpeechError
from dj.interfaces import ENGINES, Progress, SpeechEngine
from dj.model.pace import Pace, pace
from dj.model.persona import Persona
from dj.model.script import BreakKind, Script, TalkBreak, Wording
from dj.speech.fitting import Error, Timed, error, fitted
from dj.speech.paces import MeasuredPace, installed, measured_pace
from dj.speech.supervisor import engine_order
from dj.speech.takes import speak
from dj.units import PROGRAMME_RATE_HZ

FEWEST = 20
"""Clips: five coefficients are fitted to half of them."""
_FURTHEST_PERCENT = 30.0
"""A fit whose median error is above it has not understood the voice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A new pace beside the one in use, both on clips that were not fitted."""

    new: MeasuredPace
    error: Error
    in_use: Pace
    error_in_use: Error


def measure_pace(
    persona: Persona, wordings: Sequence[Wording], *, cache: Path | None = None,
    progress: Progress | None = None,
) -> Comparison:  # fmt: skip
    """Speak wordings one by one at the host's own rate; half fit the pace, half try it.

    Raises:
        SpeechError: if the host's first engine does not speak most of them, or at no steady pace.
    """
    engine = engine_order(persona)[0]
    clips, voice = _timed(persona, wordings, engine, cache, progress)
    speed, held_out = fitted(clips[::2]), clips[1::2]
    off = error(speed, held_out)
    if off.median > _FURTHEST_PERCENT:
        raise SpeechError(
            f"the clips follow no pace: half are more than {off.median:.0f} % off.",
            where=engine,
            hint="Listen to a line with `dj prompts say`; the pace in use stays.",
        )
    kind: SpeechEngine = plugins.load(ENGINES, engine)  # type: ignore[assignment]
    old = measured_pace(persona) or pace(engine, persona.language)
    new = MeasuredPace(
        engine=engine, libraries=installed(kind.libraries), settings=persona.voice, voice=voice,
        clips=len(clips), median_percent=off.median, of_95_percent=off.of_95, pace=speed,
    )  # fmt: skip
    return Comparison(new=new, error=off, in_use=old, error_in_use=error(old, held_out))


def _timed(
    persona: Persona, wordings: Sequence[Wording], engine: str, cache: Path | None,
    progress: Progress | None,
) -> tuple[list[Timed], str]:  # fmt: skip
    breaks = tuple(
        TalkBreak(id=f"b{number}", after_position=number, kind=BreakKind.BOTH, about=(),
                  wordings=(wording,))
        for number, wording in enumerate(wordings)
    )  # fmt: skip
    script = Script(breaks=breaks, persona=persona.name, language=persona.language)
    with TemporaryDirectory(prefix="dj-pace-") as folder:
        made = speak(script, persona, folder=Path(folder), cache=cache, rate_hz=PROGRAMME_RATE_HZ,
                     progress=progress)  # fmt: skip
    own = [take for take in made.takes if take.engine == engine]
    if len(own) < FEWEST:
        raise SpeechError(
            f"{engine} spoke {len(own)} of {len(wordings)} clips; {FEWEST} are needed. "
            f"{' '.join(made.notes)}".rstrip(),
            where=persona.name,
            hint="A pace is that of the host's first engine: see `dj voices` and `dj doctor`.",
        )
    rate = persona.voice.rate
    clips = [Timed(text=take.spoken_text, seconds=take.duration_s * rate) for take in own]
    return clips, own[0].voice
