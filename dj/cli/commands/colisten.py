"""``dj colisten``: what similar listeners play, learned from data that you bring."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dj.cli import console, options, state

if TYPE_CHECKING:
    from dj.listeners.colisten import Card, Refusals

app = typer.Typer(
    help="What similar listeners play, learned from data that you bring.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
_UNSAID = "not said"


@app.command("build")
def build(
    data: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Tables of user, artist, (title,) plays; or the HetRec folder. None: as before.",
            exists=True,
        ),
    ] = None,
    *,
    licence: Annotated[
        str | None, typer.Option(help="What you may use the data for, in your words; kept with it.")
    ] = None,
    json: options.Json = False,
) -> None:
    """Learn from data of who plays what, and from listeners here who share theirs."""
    from dj import household
    from dj.listeners import colisten

    settings = state.configuration().settings
    files, before = tuple(data or ()), _UNSAID
    if not files:
        files, before = colisten.remembered(household.folder(settings.data))
    with state.library(settings.data) as store, console.progress(show=not json) as progress:
        card, refused = household.build(
            store,
            [path.resolve() for path in files],
            licence=licence or before or _UNSAID,
            at=datetime.now(UTC),
            progress=progress,
        )
    _tell_built(card, refused, json=json)


def _tell_built(card: "Card", refused: "Refusals", *, json: bool) -> None:
    if json:
        console.print_json({**_document(card), "first_refused": refused.first})
        return
    console.tell(f"Learned from {card.says}.")
    for reason, count in sorted(refused.counts.items()):
        console.tell(f"  {count:>8} rows not used: {reason}, first {refused.first[reason]}")
    if card.licence == _UNSAID:
        print("Nothing is known of the licence; say it with --licence.")
    print("`dj make` now knows what similar listeners play; `dj colisten remove` takes it away.")


@app.command("show")
def show(*, json: options.Json = False) -> None:
    """Tell whether there is such data, what it was made from, and whether it is whole."""
    from dj import household
    from dj.listeners import colisten

    folder = household.folder(state.configuration().settings.data)
    colisten.check(folder)
    model = colisten.load(folder)
    if json:
        console.print_json(_document(model.card) if model else {"there": False})
        return
    if model is None:
        console.tell(colisten.why_absent(folder))
        return
    console.tell(model.card.says)
    for source in model.card.sources:
        console.tell(f"  {source.where}: {source.rows} rows, {source.listeners} listeners")
    print(f"It lies in {folder}; nobody's name is in it.")


@app.command("remove")
def remove(*, json: options.Json = False) -> None:
    """Delete what was learned. The data it came from is yours and stays."""
    from dj import household
    from dj.listeners import colisten

    removed = colisten.remove(household.folder(state.configuration().settings.data))
    if json:
        console.print_json({"removed": removed})
    else:
        print("It is removed." if removed else "There was none.")


def _document(card: "Card") -> dict[str, Any]:
    import msgspec

    return {"there": True, **msgspec.to_builtins(card)}
