"""Where voices, prompts and assets are. Nobody else computes a path to them.

Order: the project folder (where the command runs), the user's folder, the packaged data, the
repository root beside the package. A file found earlier hides one of the same name found later.
"""

from pathlib import Path

import platformdirs

from dj.errors import ConfigError

_PACKAGE = Path(__file__).parent


def user_folder() -> Path:
    """The user's own shows, voices and lines live here."""
    return Path(platformdirs.user_config_dir("dj-session", appauthor=False))


def is_shipped(path: Path) -> bool:
    """Tell whether a file came with the program, which users do not write to.

    The repository beside the package is a project for those who work in it, and for nobody else.
    """
    where, home, here = path.resolve(), _PACKAGE.parent, Path.cwd().resolve()
    in_project = here.is_relative_to(home) and where.is_relative_to(here)
    return where.is_relative_to(_PACKAGE) or (where.is_relative_to(home) and not in_project)


def folders(kind: str) -> tuple[Path, ...]:
    """List the folders that hold one kind of resource, first wins; only those that exist."""
    places = (Path.cwd(), user_folder(), _PACKAGE / "_data", _PACKAGE.parent)
    unique = dict.fromkeys((place / kind).resolve() for place in places)
    return tuple(folder for folder in unique if folder.is_dir())


def find(kind: str, name: str) -> Path:
    """Find one file or folder, such as ``find("assets/shows", "dj.yaml")``.

    Raises:
        ConfigError: if no folder has it; the message lists what there is.
    """
    for folder in folders(kind):
        path = (folder / name).resolve()
        if path.exists() and path.is_relative_to(folder):
            return path
    ending = ".yaml" if name.endswith(".yaml") else ""
    known = sorted(file.removesuffix(ending) for file in listing(kind, f"*{ending}"))
    asked = name.removesuffix(ending)
    raise ConfigError(f"there is no {asked[:80]!r}; known: {', '.join(known) or 'none'}.",
                      where=kind, hint="Check the spelling.")  # fmt: skip


def listing(kind: str, pattern: str) -> dict[str, Path]:
    """Map file name to path for a glob pattern over all folders of a kind; first wins."""
    found: dict[str, Path] = {}
    for folder in folders(kind):
        for path in sorted(folder.glob(pattern)):
            found.setdefault(path.relative_to(folder).as_posix(), path)
    return found
