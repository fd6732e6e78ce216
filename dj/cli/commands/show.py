"""``dj show``: the formats of programmes, as an editor writes them."""

from pathlib import Path
from typing import Annotated

import typer

from dj.cli import console, options
from dj.cli.findings import Files, Form, Format, chosen, tell

app = typer.Typer(help="List, check, print and begin shows.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="Name of a show; see `dj show list`.")]


def _file(name: str) -> Path:
    from dj import resources
    from dj.lineup import SHOWS_FOLDER

    return resources.find(SHOWS_FOLDER, f"{name}.yaml")


@app.command("list")
def list_shows(*, json: options.Json = False) -> None:
    """List every show there is, what it needs, and the file it comes from."""
    from dj.errors import ConfigError
    from dj.lineup import load_show, show_files
    from dj.model.show import Needs
    from dj.units import clock_text

    rows: list[dict[str, object]] = []
    for name, path in sorted(show_files().items()):
        try:
            show = load_show(path)
        except ConfigError as error:
            rows.append({"name": name, "file": str(path), "problem": str(error)})
            continue
        needs = "" if show.needs is Needs.NOTHING else show.needs.value
        rows.append({"name": name, "title": show.title, "length_s": show.length_s,
                     "songs": show.songs, "refresh": show.refresh.value, "needs": needs,
                     "description": show.description, "file": str(path)})  # fmt: skip
        if not json:
            size = f"{show.songs} songs" if show.songs else clock_text(show.length_s)
            needed = f", needs {needs}" if needs else ""
            console.tell(f"{name:<18}{show.title}: {size}{needed}")
            console.tell(f"{'':<18}{show.description or path}")
    if json:
        console.print_json({"shows": rows})
        return
    for row in rows:
        if "problem" in row:
            console.tell(f"{row['name']:<18}cannot be used: {row['problem']}")


@app.command()
def check(files: Files = None, *, form: Format = Form.TEXT, json: options.Json = False) -> None:
    """Tell everything that is wrong with show files. Exit code 5 if there is something."""
    from dj.lineup import check_show, show_files

    paths = files or sorted(show_files().values())
    tell([one for path in paths for one in check_show(path)], chosen(form, json=json),
         len(paths))  # fmt: skip


@app.command("print")
def print_show(name: Name, *, json: options.Json = False) -> None:
    """Print a show with every field, those it leaves out at their defaults."""
    from dj.documents import in_yaml
    from dj.lineup import load_show

    show = load_show(_file(name))
    if json:
        console.print_json({"show": show})
        return
    print(in_yaml(show), end="")


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="Of the new show: letters, digits, hyphens.")],
    like: Annotated[str, typer.Option("--like", help="Show to begin with.")] = "dj",
    *,
    json: options.Json = False,
) -> None:
    """Copy a show into your own folder under a new name; never over an existing file."""
    from dj.lineup import copy_show

    path = copy_show(_file(like), name)
    if json:
        console.print_json({"file": str(path)})
        return
    console.tell(f"{path}")
    console.tell(f"Change it, then try it with `dj plan --show {name}`.")
