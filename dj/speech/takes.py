"""Speak a script: one take per talk break, in the wording that fits."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from dj.interfaces import Progress
from dj.model.pace import pace
from dj.model.persona import Persona, VoiceSettings
from dj.model.script import Script, TalkBreak, Wording
from dj.model.take import Take
from dj.speech.captions import captions
from dj.speech.loudness import TARGET_LUFS
from dj.speech.paces import measured_pace, why_unused
from dj.speech.spoken import Reading, read_aloud
from dj.speech.supervisor import Supervisor, engine_order
from dj.speech.text.lexicon import Lexicon, gather
from dj.units import frames_from_s, s_from_frames

ESTIMATE = "estimate"
"""Engine name of takes that nobody has spoken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What became of a script."""

    takes: tuple[Take, ...]
    """In the script's order; a break that could not be spoken has none."""
    notes: tuple[str, ...] = ()
    """What the listener or editor should know, in words."""


def speak(  # noqa: PLR0913 - the room's door; all but two by keyword
    script: Script,
    persona: Persona,
    *,
    folder: Path,
    cache: Path | None,
    rate_hz: int,
    progress: Progress | None = None,
    limits: Mapping[str, float] | None = None,
) -> Spoken:
    """Speak each talk break, in the first wording whose measured length fits.

    Args:
        script: what is said; its text is final.
        persona: the host.
        folder: the clips go here, as ``NN-kind-break.wav``.
        cache: finished clips are kept here between sessions; None keeps none.
        rate_hz: rate of the programme.
        progress: told after each break.
        limits: break id to seconds; a break that is not in it has its own `limit_s`. If no wording
            fits, the shortest is spoken.

    Returns:
        The takes, and notes. Where every engine fails there are no takes, and a note says so.

    Raises:
        OutputError: if clips cannot be written.
    """
    # Signal processing takes half a second to import: workers and `paper_takes` do without it.
    from dj.speech.cache import Cache
    from dj.speech.studio import Studio

    lexicon = gather(persona.lexicon, script.language)
    with (
        TemporaryDirectory() as scratch,
        Supervisor(engine_order(persona), _voice(persona)) as supervisor,
    ):
        studio = Studio(supervisor, Cache(folder=cache or Path(scratch)), rate_hz)
        takes: list[Take] = []
        for number, talk in enumerate(script.breaks):
            readings = _readings(talk, lexicon, script.language)
            limit = (limits or {}).get(talk.id, talk.limit_s)
            made = studio.record(talk, readings, limit)
            if made is not None:
                takes.append(studio.take(talk, made, folder / _file_name(number, talk)))
            if progress is not None:
                progress(number + 1, len(script.breaks), f"speaking: {talk.id}")
        stale = filter(None, (why_unused(persona),))
        notes = [*lexicon.problems, *stale, *supervisor.notes, *studio.notes,
                 *_summary(script, takes)]  # fmt: skip
    return Spoken(takes=tuple(takes), notes=tuple(dict.fromkeys(notes)))


def paper_takes(script: Script, persona: Persona, rate_hz: int) -> tuple[Take, ...]:
    """Estimate the takes of a script without a sound: for planning; their paths are empty."""
    lexicon = gather(persona.lexicon, script.language)
    length_s = _pace_of(persona, script.language)
    takes: list[Take] = []
    for talk in script.breaks:
        guesses = [
            (length_s(reading), index, reading)
            for index, reading in _readings(talk, lexicon, script.language)
        ]
        if guesses:
            limit = talk.limit_s
            fitting = (guess for guess in guesses if limit is None or guess[0] <= limit)
            seconds, index, reading = next(fitting, min(guesses, key=lambda guess: guess[0]))
            takes.append(_paper_take(talk, index, reading, seconds, rate_hz))
    return tuple(takes)


def estimator(persona: Persona) -> Callable[[Wording], float]:
    """Give what estimates the seconds this host takes for a wording, as `paper_takes` does."""
    lexicon = gather(persona.lexicon, persona.language)
    length_s = _pace_of(persona, persona.language)
    known: dict[object, float] = {}

    def seconds(wording: Wording) -> float:
        # A plan is drafted a few times, and most of its words come again.
        key = wording.text, tuple((t.word, t.start, t.text) for t in wording.traces if t.is_name)
        if key not in known:
            known[key] = round(length_s(read_aloud(wording, lexicon, persona.language)), 2)
        return known[key]

    return seconds


def _pace_of(persona: Persona, language: str) -> Callable[[Reading], float]:
    engine, rate = engine_order(persona)[0], persona.voice.rate
    speed = measured_pace(persona) or pace(engine, language)
    return lambda reading: speed.seconds(reading.text) / max(0.1, rate)


def _readings(talk: TalkBreak, lexicon: Lexicon, language: str) -> list[tuple[int, Reading]]:
    """Wordings as they are spoken, in order; those that lose a name only if all do."""
    every = [
        (index, reading)
        for index, wording in enumerate(talk.wordings)
        if (reading := read_aloud(wording, lexicon, language)).lines
    ]
    return [pair for pair in every if not pair[1].lost_names] or every


def _voice(persona: Persona) -> VoiceSettings:
    is_default = persona.voice.language == VoiceSettings().language
    language = persona.language if is_default else persona.voice.language
    return replace(persona.voice, language=language)


def _file_name(number: int, talk: TalkBreak) -> str:
    safe = "".join(char if char.isascii() and char.isalnum() else "-" for char in talk.id[:40])
    return f"{number:02d}-{talk.kind.value}-{safe}.wav"


def _summary(script: Script, takes: Sequence[Take]) -> Iterator[str]:
    missing = len(script.breaks) - len(takes)
    if missing and not takes:
        yield "No speech engine could speak: the session goes on without a voice."
    elif missing:
        yield f"{missing} of {len(script.breaks)} talk breaks are left out."


def _paper_take(
    talk: TalkBreak, index: int, reading: Reading, seconds: float, rate_hz: int
) -> Take:
    frames = frames_from_s(seconds, rate_hz)
    duration_s = s_from_frames(frames, rate_hz)
    return Take(
        break_id=talk.id,
        wording=index,
        path=Path(),
        sha256="",
        duration_s=duration_s,
        frames=frames,
        loudness_lufs=TARGET_LUFS,
        engine=ESTIMATE,
        engine_version="",
        voice="",
        spoken_text=reading.text,
        sentences=captions(reading.lines, duration_s),
    )
