"""A listener deletes their data, or shares no more: what was learned from it goes too."""

from pathlib import Path

from dj.errors import LibraryError
from dj.listeners.colisten import files

WHY = (
    "no co-listening data: it was dropped, since a listener in it deleted their data or shares no "
    "more; `dj colisten build` makes it again without them"
)


def forget(folder: Path, listener: str) -> bool:  # noqa: ARG001 - nobody's name is in the data
    """Drop what was learned from the library's own listeners; return whether there was something.

    The data does not tell whose plays are in it, so it goes whenever anybody's of this library
    are. Data made of public files alone stays. Damaged data goes: it may hold anything; so does
    what a killed build has left.

    Args:
        folder: Where co-listening data is kept.
        listener: Whose plays must be in it no more.

    Raises:
        OutputError: if it cannot be deleted; then the deletion is not done.
    """
    try:
        model = files.load(folder)
    except LibraryError:
        return files.remove(folder)
    if model is None or not model.card.household:
        files.sweep(folder)
        return False
    files.drop(folder, WHY)
    return True
