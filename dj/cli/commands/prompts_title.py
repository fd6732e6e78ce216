"""``dj prompts title``: what becomes of a title on its way to the voice."""

from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console, options
from dj.cli.commands.listener_names import name_level

if TYPE_CHECKING:
    from dj.commentary.titles import Reading
    from dj.speech.text.names import SpokenName


def title(
    text: Annotated[str, typer.Argument(help="A title or name as it is tagged.")],
    level: Annotated[str, typer.Option(help="family, standard or open.")] = "standard",
    language: Annotated[str, typer.Option(help="The host's language.")] = "en",
    sung_in: Annotated[str, typer.Option(help="The song's language, if the tags tell.")] = "",
    *,
    json: options.Json = False,
) -> None:
    """Show what becomes of a title at each step, and why it is said or not."""
    from dj.commentary import titles
    from dj.model.spoken import Manner
    from dj.speech.text.lexicon import gather
    from dj.speech.text.names import say_name

    manner = Manner(level=name_level(level, "dj prompts title"), language=language,
                    declared=sung_in)  # fmt: skip
    found = titles.read(text, manner)
    lexicon = gather({}, language)
    spoken = say_name(found.spoken, "next.title", lexicon, language) if found.spoken else None
    if json:
        console.print_json(_document(found, spoken))
    else:
        _tell(text, found, spoken)


def _document(found: "Reading", spoken: "SpokenName | None") -> dict[str, object]:
    return {"steps": [{"step": step, "text": text} for step, text in found.steps],
            "text": found.spoken, "voice": spoken.text if spoken else None, "why": found.why,
            "doubt": found.doubt}  # fmt: skip


def _tell(text: str, found: "Reading", spoken: "SpokenName | None") -> None:
    last = text
    console.tell(f"{'as tagged':<18}{text!r}")
    for step, after in found.steps:
        console.tell(f"{step:<18}{after if after != last else '='}")
        last = after
    if spoken is None:
        console.tell(f"{'not said:':<18}{found.why}")
        return
    console.tell(f"{'in the text':<18}{found.spoken}")
    console.tell(f"{'to the voice':<18}{spoken.text}")
