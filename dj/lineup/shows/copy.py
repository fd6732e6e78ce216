"""A show of one's own begins as a copy of another one."""

import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path

from dj import resources
from dj.documents import refuse
from dj.errors import ConfigError
from dj.lineup.shows.limits import NAME
from dj.lineup.shows.load import FOLDER, check_show
from dj.writing import output_error

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
    _place(path, _NAME_LINE.sub(f"name: {name}".encode(), source.read_bytes(), count=1))
    return path


def _place(path: Path, content: bytes) -> None:
    """Write beside the place, then link into it: a link is never made over a file."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as error:
        raise output_error(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(part).chmod(0o644)
        path.hardlink_to(part)
    except FileExistsError as error:
        raise ConfigError("there is a show of this name already.", where=str(path),
                          hint="Choose another name, or edit that file.") from error  # fmt: skip
    except OSError as error:
        raise output_error(path, error) from error
    finally:
        with suppress(FileNotFoundError):
            Path(part).unlink()
