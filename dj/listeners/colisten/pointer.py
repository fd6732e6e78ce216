"""Which generation of co-listening data holds now, or why there is none."""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from dj.errors import LibraryError
from dj.writing import write_atomic

POINTER = "current.json"
_AGAIN = "Make it again with `dj colisten build`, or take it away with `dj colisten remove`."


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """What the file says that is swapped last."""

    generation: str = ""
    """Folder of the generation; empty where it was dropped."""
    why: str = ""
    """Why it was dropped, for the user."""
    sources: tuple[str, ...] = ()
    """Files that a dropped build had been made from, so that it can be made again."""
    licence: str = ""


def point(folder: Path, pointer: Pointer) -> None:
    """Swap the pointer.

    Raises:
        OutputError: if it cannot be written.
    """
    write_atomic(folder / POINTER, msgspec.json.encode(pointer))


def pointed(folder: Path) -> Pointer:
    """Read the pointer; where there is none, nothing holds.

    Raises:
        LibraryError: if it cannot be read.
    """
    try:
        found = msgspec.json.decode((folder / POINTER).read_bytes(), type=Pointer)
    except (FileNotFoundError, NotADirectoryError):
        return Pointer()
    except (OSError, ValueError, msgspec.MsgspecError) as error:
        raise damaged(folder, str(error)) from error
    if found.generation != Path(found.generation).name:
        raise damaged(folder, "it leads out of its folder")
    return found


def damaged(folder: Path, reason: str) -> LibraryError:
    """Say that the data cannot be used, and what to do about it."""
    return LibraryError(f"the co-listening data cannot be used: {reason}.", where=str(folder),
                        hint=_AGAIN)  # fmt: skip
