"""A show of one's own begins as a copy of another one."""

import re
from pathlib import Path

from dj import resources
from dj.documents import refuse
from dj.errors import ConfigError
from dj.lineup.shows.limits import NAME
from dj.lineup.shows.load import FOLDER, check_show
from dj.writing import write_new

_NAME_LINE = re.compile(rb"^name:[^\n]*", re.MULTILINE)


def copy_show(source: Path, name: str, folder: Path | None = None) -> Path:
    """Copy a show file, comments and all, under another name; never over an existing file.

    Args:
        source: The show to begin with; it must be sound.
        name: Of the new show.
        folder: Where it goes; the user's shows by default.

    Raises:
        ConfigError: if the source is not sound, or the name is not a name or is taken.
        OutputError: if the place cannot be written.
    """
    if problem := NAME.problem(name):
        raise ConfigError(f"the name must be {problem}.", where=name[:80], hint="Choose another.")
    refuse(check_show(source))
    path = (folder or resources.user_folder() / FOLDER) / f"{name}.yaml"
    if path.exists():
        raise ConfigError("there is a show of this name already.", where=str(path),
                          hint="Choose another name, or edit that file.")  # fmt: skip
    return write_new(path, _NAME_LINE.sub(f"name: {name}".encode(), source.read_bytes(), count=1))
