"""Which packs of lines a command is about."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from dj.errors import ConfigError

Packs = Annotated[
    list[str] | None,
    typer.Argument(help="Packs under prompts/, or folders; all packs if none.", metavar="[PACK]…"),
]
Pack = Annotated[str, typer.Argument(help="A pack under prompts/, or a folder.")]


def chosen(names: Sequence[str] | None) -> list[Path]:
    """Find packs by name or folder; all there are if none is named.

    Raises:
        ConfigError: if there is none of a name.
    """
    return [found(name) for name in names] if names else _every()


def found(name: str) -> Path:
    """Find one pack by its name or folder.

    Raises:
        ConfigError: if there is none, or it holds no lines.
    """
    from dj import resources

    is_folder = name != Path(name).name or name.startswith(".")
    folder = Path(name).resolve() if is_folder and Path(name).is_dir() else (
        resources.find("prompts", name))  # fmt: skip
    if not any(folder.glob("*/*.j2")):
        raise ConfigError("there are no lines in it.", where=str(folder),
                          hint="A pack is a folder such as prompts/house.")  # fmt: skip
    return folder


def _every() -> list[Path]:
    from dj import resources

    files = resources.listing("prompts", "*/*/*.j2")
    packs = dict.fromkeys(name.partition("/")[0] for name in sorted(files))
    return [resources.find("prompts", pack) for pack in packs]
