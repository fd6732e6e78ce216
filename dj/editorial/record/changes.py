"""What has changed among the files of editors since the log was last written."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from dj import resources
from dj.editorial.facts.load import FILE_NAME as FACTS
from dj.editorial.facts.load import FOLDER as IMPORTED
from dj.editorial.facts.taken_back import FILE_NAME as TAKEN_BACK
from dj.editorial.overrides.load import FILE_NAME as OVERRIDES
from dj.editorial.pools.load import FOLDER as POOLS
from dj.editorial.pools.load import load_pool
from dj.editorial.record.chain import Change, Log, extend, read_log
from dj.editorial.schedule.load import FILE_NAME as SCHEDULE
from dj.errors import ConfigError

LOG_NAME = "editors.jsonl"
"""In the folder of the library."""
_PLACES = (
    ("pool", POOLS, "*.yaml"), ("show", "assets/shows", "*.yaml"), ("schedule", ".", SCHEDULE),
    ("overrides", ".", OVERRIDES), ("facts", ".", FACTS), ("facts", ".", TAKEN_BACK),
    ("facts", IMPORTED, "*.yaml"), ("facts", IMPORTED, "*.json"),
)  # fmt: skip


def log_of(folder: Path) -> Log:
    """Read the log of a library.

    Raises:
        LibraryError: if it cannot be read.
    """
    return read_log(folder / LOG_NAME)


def record(folder: Path, now: datetime, editor: str = "", note: str = "") -> tuple[Change, ...]:
    """Write down every change of an editor's file that is not in the log yet.

    Who and why are what is told here; else, of a pool, what its file says. Files that came with
    the program are not an editor's.

    Args:
        folder: Of the library.
        now: Aware.
        editor: Who made the changes.
        note: Why.

    Raises:
        OutputError: if the log cannot be written.
    """
    visible = _visible()
    if not visible and not (folder / LOG_NAME).exists():
        return ()
    at = now.astimezone(UTC).isoformat(timespec="seconds")
    return extend(folder / LOG_NAME, lambda log: tuple(_changes(log, visible, at, editor, note)))


def explain(
    folder: Path, now: datetime, editor: str, note: str, name: str = ""
) -> tuple[Change, ...]:
    """Write down who made the latest changes and why, where nobody has said it.

    Args:
        folder: Of the library.
        now: Aware.
        editor: Who made them.
        note: Why.
        name: Of one pool, show or file; empty for all whose latest change nobody has explained.

    Raises:
        OutputError: if the log cannot be written.
    """
    at = now.astimezone(UTC).isoformat(timespec="seconds")

    def words(log: Log) -> tuple[Change, ...]:
        latest = _latest(log).values()
        wanted = [c for c in latest if c.name == name or (not name and not c.editor)]
        return tuple(Change(at=at, kind=c.kind, name=c.name, path=c.path, before=c.after,
                            after=c.after, editor=editor, note=note) for c in wanted)  # fmt: skip

    return extend(folder / LOG_NAME, words)


def _visible() -> Mapping[Path, tuple[str, str]]:
    """Files of the project and of the user → kind and name."""
    own = (Path.cwd().resolve(), resources.user_folder().resolve())
    found: dict[Path, tuple[str, str]] = {}
    for kind, folder, pattern in _PLACES:
        for place in resources.folders(folder):
            if any(place.is_relative_to(one) for one in own):
                found |= {path: (kind, path.stem) for path in sorted(place.glob(pattern))}
    return found


def _latest(log: Log) -> dict[str, Change]:
    return {change.path: change for change in log.changes}


def _changes(
    log: Log, visible: Mapping[Path, tuple[str, str]], at: str, editor: str, note: str
) -> Iterator[Change]:
    latest = _latest(log)
    named = {str(path): names for path, names in visible.items()}
    for path in sorted({*latest, *named}):
        before = latest[path].after if path in latest else ""
        after = _digest(Path(path))
        if before != after:
            kind, name = named.get(path) or (latest[path].kind, latest[path].name)
            who, why = (editor, note) if editor or note else _told(kind, Path(path))
            yield Change(at=at, kind=kind, name=name, path=path, before=before, after=after,
                         editor=who, note=why)  # fmt: skip


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _told(kind: str, path: Path) -> tuple[str, str]:
    """Who and why, as a pool's own file says; a file that is gone or broken says nothing."""
    if kind != "pool":
        return "", ""
    try:
        pool = load_pool(path)
    except ConfigError:
        return "", ""
    return pool.editor, pool.note
