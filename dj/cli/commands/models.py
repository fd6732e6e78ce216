"""``dj models``: optional networks that hear more in the music. Nothing needs one."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dj.cli import console, options, state
from dj.errors import DjError, ModelError

if TYPE_CHECKING:
    from dj.analysis.models import Model

app = typer.Typer(
    help="Optional networks that hear more in the music.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Name = Annotated[str, typer.Argument(help="Name of the model: musicnn.")]


@app.command("add")
def add(
    name: Name,
    *,
    source: Annotated[
        Path | None,
        typer.Option("--from", help="Its wheel or source archive; then no network is used."),
    ] = None,
    json: options.Json = False,
) -> None:
    """Fetch a model as it was published, check it and keep its weights. Uses the network."""
    import tempfile

    from dj.analysis import models
    from dj.analysis.tagging import fetch, package
    from dj.analysis.tagging.weights import CARD

    if name != CARD.name:
        raise ModelError(f"there is no model {name!r}; known: {CARD.name}.", where="dj models add")
    with tempfile.TemporaryDirectory() as place:
        if source is None:
            console.note(f"fetching {CARD.name} {CARD.version} (29 MB) …")
        arrays = package.read(source or fetch.fetch(Path(place)))
    model = models.save(_folder(), CARD, arrays)
    if json:
        console.print_json(_row(model))
        return
    print(f"{CARD.name} {CARD.version} is in {model.path} ({CARD.licence}).")
    print("`dj scan` now lets it hear your songs; `dj models remove musicnn` takes it away.")


@app.command("list")
def show(*, json: options.Json = False) -> None:
    """List the models that are there, and those that could be."""
    from dj import analysis
    from dj.analysis import models

    folder = _folder()
    names = sorted({*analysis.wanted_models(), *models.names(folder)})
    rows = [_state(folder, name) for name in names]
    if json:
        console.print_json({"models": rows})
        return
    for row in rows:
        console.tell(f"{row['name']:<10}{row['says']}")


@app.command("remove")
def remove(name: Name, *, json: options.Json = False) -> None:
    """Delete a model's files. What it has heard stays in the library."""
    from dj.analysis import models

    removed = name in models.names(_folder()) and models.remove(_folder(), name)
    if json:
        console.print_json({"name": name, "removed": removed})
    else:
        console.tell(f"{name} is removed." if removed else f"{name} was not there.")


def _folder() -> Path:
    from dj.library import models_folder

    return models_folder(state.configuration().settings.data)


def _state(folder: Path, name: str) -> dict[str, Any]:
    from dj.analysis import models

    try:
        found = models.find(folder, name)
    except DjError as error:
        return {"name": name, "installed": False, "says": str(error)}
    if found is None:
        return {"name": name, "installed": False, "says": f"not there: dj models add {name}"}
    card = found.card
    says = f"{card.version}, {card.licence}, {card.citation}"
    return {**_row(found), "installed": True, "says": says}


def _row(model: "Model") -> dict[str, Any]:
    import msgspec

    return {**msgspec.to_builtins(model.card), "path": str(model.path)}
