"""``dj prompts preview``: what a line would say, in the matrix or in a session."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console, options, packs
from dj.errors import ConfigError

if TYPE_CHECKING:
    from dj.model.rehearsal import Rehearsed


def preview(
    line: Annotated[str | None, typer.Argument(help="Line set, such as opening/plain.")] = None,
    pack: Annotated[str | None, typer.Option(help="Pack of lines; house, or the host's.")] = None,
    *,
    session: Annotated[
        Path | None, typer.Option(help="Try it in this session instead of the matrix.", exists=True)
    ] = None,
    join: Annotated[
        int | None,
        typer.Option(help="With --session: before song 4 is 4; the opening is 1.", min=1),
    ] = None,
    seed: Annotated[
        int | None, typer.Option(help="With --session: which variant is shown.", min=0)
    ] = None,
    all_variants: Annotated[
        bool, typer.Option("--all-variants", help="With --session: show every variant.")
    ] = False,
    persona: Annotated[
        str | None,
        typer.Option("--voice", "--persona", help="With --session: another host.", metavar="NAME"),
    ] = None,
    json: options.Json = False,
) -> None:
    """Say a line in every situation of the matrix, or with the true words of a session.

    In a session: the text, the branches it takes, its facts with their sources, its seconds in this
    voice, and why it would not be said there now.
    """
    if session is None:
        if join is not None or seed is not None or all_variants or persona is not None:
            raise ConfigError("--join, --seed, --all-variants and --voice go with --session.",
                              where="dj prompts preview")  # fmt: skip
        _in_matrix(line, pack or "house", json=json)
        return
    if line is None:
        raise ConfigError("which line?", where="dj prompts preview",
                          hint="Name one, such as front_announce/names.")  # fmt: skip
    found = _in_session(line, pack, session, join, persona)
    shown = found if all_variants else _one_each(found, seed or 0)
    if json:
        console.print_json({"rehearsed": [{**_document(one), "fits": one.fits} for one in shown]})
        return
    from dj.cli.rehearsal_sheet import tell

    tell(shown)


def _in_matrix(line: str | None, pack: str, *, json: bool) -> None:
    from dj.commentary import preview_pack

    rows = preview_pack(packs.found(pack), line=line or "")
    if json:
        console.print_json({"rows": rows})
        return
    for row in rows:
        if row.text:
            console.tell(f"{row.line}#{row.variant} [{row.situation}] {row.seconds:.1f} s  "
                         f"{row.text}")  # fmt: skip


def _in_session(
    line: str, pack: str | None, session: Path, join: int | None, persona: str | None
) -> "tuple[Rehearsed, ...]":
    from dj import resources
    from dj.cli import deciding, state
    from dj.editing.desk import request_of
    from dj.rehearsal import rehearsed
    from dj.session import read_sound
    from dj.speech import load_persona

    settings = state.configuration().settings
    made = read_sound(session)
    host = load_persona(resources.find("voices", f"{persona}.yaml")) if persona else None
    with state.library(settings.data) as store:
        asked = deciding.for_them(store, request_of(made, session, settings.cache))
        return rehearsed(store, asked, made, line, join=join, persona=host,
                         pack=packs.found(pack) if pack else None)  # fmt: skip


def _one_each(found: "tuple[Rehearsed, ...]", seed: int) -> "list[Rehearsed]":
    """Show one variant for each join: of those that may be said, if there are any."""
    shown = []
    for join in dict.fromkeys(one.join for one in found):
        here = [one for one in found if one.join == join]
        may = [one for one in here if not one.not_now] or here
        shown.append(may[seed % len(may)])
    return shown


def _document(one: "Rehearsed") -> dict[str, object]:
    import msgspec

    return dict(msgspec.to_builtins(one))
