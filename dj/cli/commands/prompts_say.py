"""``dj prompts say``: hear a text, or a line, in a host's voice."""

import re
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console, options, packs, state
from dj.errors import ConfigError, SpeechError

if TYPE_CHECKING:
    from dj.model.persona import Persona
    from dj.model.script import Wording
    from dj.model.take import Take

_LINE = re.compile(r"(?P<line>[a-z_]+/[a-z0-9_-]+)(?:#(?P<variant>\d{1,4}))?")
_MARKED = re.compile(r"\*([^*]+)\*")
_MOST_CHARACTERS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What became of a text in a voice."""

    file: str
    text: str
    spoken: str
    """What the engine was given, after numbers and lexicon."""
    voice: str
    engine: str
    measured_s: float
    estimated_s: float
    not_in_lexicon: tuple[str, ...]
    """Names that are spoken as they are written."""
    notes: tuple[str, ...]


def say(
    text: Annotated[
        str, typer.Argument(help='A line, such as opening/plain#2, or a text; "*Nia*" is a name.')
    ],
    *,
    persona: Annotated[
        str | None,
        typer.Option("--voice", "--persona", help="Who speaks; see `dj voices`.", metavar="NAME"),
    ] = None,
    pack: Annotated[
        str | None, typer.Option(help="Pack of the line; the host's own if none.")
    ] = None,
    out: Annotated[
        Path, typer.Option("-o", "--out", help="Sound file, made anew each time.", dir_okay=False)
    ] = Path("say.wav"),
    json: options.Json = False,
) -> None:
    """Speak a text into a WAV file, and say how long it is and was thought to be."""
    from dj import resources
    from dj.speech import load_persona

    settings = state.configuration().settings
    host = load_persona(resources.find("voices", f"{persona or settings.voice}.yaml"))
    folder = packs.found(pack or host.prompt_pack)
    said = _spoken(_wording(text, folder), host, settings.cache, out)
    if json:
        console.print_json(asdict(said))
        return
    console.tell(said.text)
    away = said.estimated_s / said.measured_s - 1
    console.tell(f"  {said.measured_s:.2f} s by {said.engine} {said.voice}".rstrip()
                 + f"; {said.estimated_s:.2f} s were expected ({away:+.0%})")  # fmt: skip
    for name in said.not_in_lexicon:
        console.tell(f"  not in the lexicon: {name}")
    for note in said.notes:
        console.tell(f"  {note}")
    console.tell(f"  {said.file}")


def _wording(text: str, pack: Path) -> "Wording":
    """Take a line of the pack in the first situation it is true in, else the text itself."""
    from dj.commentary import preview_pack
    from dj.model.script import Wording

    match = _LINE.fullmatch(text)
    if match is None:
        return _free(text)
    variant = int(match["variant"] or 0)
    rows = [row for row in preview_pack(pack, line=match["line"]) if row.variant == variant]
    if not rows:
        raise ConfigError(f"there is no line {text[:80]!r} that can be said.", where=str(pack.name),
                          hint="`dj prompts matrix` counts the lines; `dj prompts check` tells "
                          "what is wrong with the others.")  # fmt: skip
    return Wording(line=rows[0].line, variant=variant, text=rows[0].text, traces=rows[0].traces)


def _free(text: str) -> "Wording":
    """Take a text as it is; what stands between asterisks is a name."""
    from dj.model.script import Trace, Wording

    if len(text) > _MOST_CHARACTERS:
        raise ConfigError(f"the text has {len(text)} characters.", where="dj prompts say",
                          hint=f"Say at most {_MOST_CHARACTERS}.")  # fmt: skip
    plain, traces, at = "", list[Trace](), 0
    for found in _MARKED.finditer(text):
        plain += text[at : found.start()]
        traces.append(Trace(word="next.artist", text=found[1], start=len(plain), source="typed",
                            is_name=True))  # fmt: skip
        plain, at = plain + found[1], found.end()
    return Wording(line="", variant=0, text=plain + text[at:], traces=tuple(traces))


def _spoken(wording: "Wording", host: "Persona", cache: Path, out: Path) -> Said:
    from dj import speech
    from dj.model.script import BreakKind, Script, TalkBreak
    from dj.speech.text.lexicon import gather
    from dj.units import PROGRAMME_RATE_HZ
    from dj.writing import write_atomic

    talk = TalkBreak(id="say", after_position=-1, kind=BreakKind.OPENING, about=(),
                     wordings=(wording,))  # fmt: skip
    script = Script(breaks=(talk,), persona=host.name, language=host.language)
    lexicon = gather(host.lexicon, host.language)
    with tempfile.TemporaryDirectory(prefix="dj-say-") as folder:
        made = speech.speak(script, host, folder=Path(folder), cache=cache.absolute() / "takes",
                            rate_hz=PROGRAMME_RATE_HZ)  # fmt: skip
        if not made.takes:
            raise SpeechError(f"nothing was spoken: {' '.join(made.notes) or 'it has no words'}",
                              where=host.name, hint="See `dj voices` and `dj doctor`.")  # fmt: skip
        take = made.takes[0]
        write_atomic(out, take.path.read_bytes())
    names = dict.fromkeys(t.text for t in wording.traces if t.is_name)
    return _said(wording.text, take, speech.estimator(host)(wording), str(out), made.notes,
                 tuple(name for name in names if lexicon.say(name) is None))  # fmt: skip


def _said(
    text: str, take: "Take", expected_s: float, file: str, notes: tuple[str, ...],
    unknown: tuple[str, ...],
) -> Said:  # fmt: skip
    return Said(
        file=file, text=text, spoken=take.spoken_text, voice=take.voice, engine=take.engine,
        measured_s=round(take.duration_s, 3), estimated_s=round(expected_s, 3),
        not_in_lexicon=unknown, notes=notes,
    )  # fmt: skip
