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
    from dj.commentary.drafts.request import Facts

KEY = "DJ_DRAFT_KEY"
"""Environment variable with the key of the server, so that it stands in no command."""


def draft(
    situation: Annotated[BreakKind, typer.Argument(help="What the break does.")],
    *,
    endpoint: Annotated[
        str, typer.Option(help="Server with /chat/completions, such as http://localhost:8080/v1.")
    ],
    facts: Annotated[
        Path | None,
        typer.Option(
            help="File of words with values (next.title: Salt).", exists=True, dir_okay=False
        ),
    ] = None,
    track: Annotated[
        str, typer.Option(help="A song of yours: its tags, and its facts that may be said.")
    ] = "",
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
    from dj.commentary.language.vocabulary import vocabulary

    folder = packs.found(pack)
    given = _facts(facts, track, situation, locale)
    order = drafts.Order(kind=situation, facts=given, locale=locale, count=count)
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


def _facts(file: Path | None, track: str, kind: BreakKind, locale: str) -> "Facts":
    """Take the words of a song and those of a file, whose values count where both have one."""
    from dj.commentary import drafts

    if file is None and not track:
        raise typer.BadParameter("name a file, or a song with --track.", param_hint="--facts")
    of_file = drafts.facts_from(file, kind) if file else {}
    of_song = drafts.sayable(_known(track, kind, locale), kind, where=track) if track else {}
    return {**of_song, **of_file}


def _known(wanted: str, kind: BreakKind, locale: str) -> "Facts":
    """Give what tags and facts say of a song in the library."""
    from dj import dossier, facts
    from dj.cli.now import today
    from dj.commentary import drafts
    from dj.errors import LibraryError

    with state.library(state.configuration().settings.data) as store:
        track = dossier.gather(store, wanted).track
        if track is None:
            raise LibraryError("that file could not be read.", where=wanted,
                               hint="See dj library issues.")  # fmt: skip
        entries = facts.entries(store, today(), locale)
    known = [one.fact for one in entries if any(song.id == track.id for song in one.tracks)]
    return drafts.words_of(track, known, kind, today(), locale)
