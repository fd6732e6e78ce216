"""``dj prompts draft``: a language model of your choice proposes lines; editors decide."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console, options, packs, state
from dj.cli.commands.prompts_approve import InPack
from dj.cli.findings import EXIT_FINDINGS
from dj.model.script import BreakKind
from dj.units import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY = "DJ_DRAFT_KEY"
"""Environment variable with the key of the server, so that it stands in no command."""


def draft(
    situation: Annotated[BreakKind, typer.Argument(help="What the break does.")],
    *,
    facts: Annotated[
        str,
        typer.Option(help="File of words with values (next.title: Salt), or a song of yours."),
    ],
    endpoint: Annotated[
        str, typer.Option(help="Server with /chat/completions, such as http://localhost:8080/v1.")
    ],
    model: Annotated[str, typer.Option(help="Model that the server shall use.")] = "default",
    count: Annotated[int, typer.Option(help="How many to ask for.", min=1, max=20)] = 5,
    locale: Annotated[str, typer.Option(help="Language of the wording.")] = "en",
    pack: InPack = "house",
    json: options.Json = False,
) -> None:
    """Ask a language model for lines. What passes the checker waits as a draft for an editor.

    Nothing it writes is ever said before a person approves it by name: dj prompts approve. The
    words and values are sent to the server you name, and to nobody else. A key is read from
    DJ_DRAFT_KEY. Exit code 5 if no draft passed.
    """
    from dj.commentary import drafts
    from dj.commentary.vocabulary import vocabulary

    folder = packs.found(pack)
    order = drafts.Order(kind=situation, facts=_facts(facts, situation), locale=locale, count=count)
    words = vocabulary(folder, locale)
    server = drafts.Endpoint(url=endpoint, model=model, key=os.environ.get(KEY, ""))
    console.note(f"Asking {model} at {endpoint} …")
    kept, dropped = drafts.sifted(drafts.ask(server, drafts.messages(order)), order, words)
    files = drafts.keep(kept, order, model, folder)
    if json:
        console.print_json({"kept": kept, "dropped": dropped, "files": files})
    else:
        for text in kept:
            console.tell(f"draft    {text}")
        for part in dropped:
            console.tell(f"DROPPED  {part.text}: {part.reason}")
        print(f"{counted(len(kept), 'draft')} kept, {len(dropped)} dropped.")
        for file in files:
            name = file.relative_to(folder).with_suffix("")
            console.tell(f"Read, change, then: dj prompts approve {name} --by NAME --pack {pack}")
    if not kept:
        raise typer.Exit(EXIT_FINDINGS)


def _facts(named: str, kind: BreakKind) -> "Mapping[str, str | int]":
    from dj.commentary import drafts

    if Path(named).is_file():
        return drafts.facts_from(Path(named), kind)
    return drafts.sayable(_tags(named), kind, where=named)


def _tags(song: str) -> "dict[str, str | int]":
    """Give what the tags say of a song in the library, as words of the song to come."""
    from dj import dossier
    from dj.errors import LibraryError

    with state.library(state.configuration().settings.data) as store:
        track = dossier.gather(store, song).track
    if track is None:
        raise LibraryError(
            "that file could not be read.", where=song, hint="See dj library issues."
        )
    genre = track.genres[0].lower() if track.genres else ""
    tags = {"title": track.title, "artist": track.artist, "album": track.album,
            "year": track.year, "genre": genre}  # fmt: skip
    return {f"next.{name}": value for name, value in tags.items() if value}
