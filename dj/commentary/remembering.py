"""What a check found is remembered by all it depends on: who changes nothing waits for nothing.

Only findings are kept, one small file a pack in a folder that may be deleted at any time. A file
that is torn, altered or of another form counts as none, and the pack is checked anew.
"""

import hashlib
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import msgspec

from dj import resources
from dj.commentary.findings import Finding
from dj.errors import OutputError
from dj.writing import write_atomic

MOST = 64
"""Files kept; those that were written longest ago go."""
_PROGRAM = Path(__file__).parents[1]
_BESIDE = (("prompts", "house/words/*.yaml"), ("assets/names", "**/*"))
"""What the words of every pack are held against, wherever it stands."""


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    key: str
    """Repeated, so that a file in another's place is seen."""
    findings: tuple[Finding, ...]


def remembered(
    pack: Path,
    folder: Path,
    check: Callable[[], tuple[Finding, ...]],
    more: Collection[str] = (),
    on: date | None = None,
) -> tuple[Finding, ...]:
    """Give what a check finds, or found the last time if nothing has changed since.

    Args:
        pack: Folder of lines.
        folder: Where findings are kept.
        check: Checks the pack.
        more: Whatever else the answer depends on.
        on: The day on which approvals must stand; None is today.
    """
    day = f"{on or datetime.now(UTC).date()}"
    key = _key(pack, (day, *more))
    kept = _read(folder / f"{key}.json")
    if kept is not None and kept.key == key:
        return kept.findings
    found = check()
    if _key(pack, (day, *more)) == key:  # or somebody has saved a file meanwhile
        _keep(folder, _Kept(key=key, findings=found))
    return found


def _keep(folder: Path, kept: _Kept) -> None:
    # A full disk, a read-only one and a name that is no text cost time, and nothing else.
    with suppress(OutputError, UnicodeEncodeError):
        write_atomic(folder / f"{kept.key}.json", msgspec.json.encode(kept))
        _tidy(folder)


def _read(file: Path) -> _Kept | None:
    try:
        return msgspec.json.decode(file.read_bytes(), type=_Kept)
    except (OSError, msgspec.DecodeError):
        return None


def _tidy(folder: Path) -> None:
    aged = sorted(folder.glob("*.json"), key=lambda file: -file.stat().st_mtime_ns)
    for file in aged[MOST:]:
        file.unlink(missing_ok=True)


def _key(pack: Path, more: Collection[str]) -> str:
    parts = (pack.name, *more, *_program(), *_beside(), *_written(pack))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _program() -> tuple[str, ...]:
    """Mark the program as it began, the libraries it stands on and Python, by times and sizes."""
    # Whatever is installed or removed changes the folder it stands in.
    places = [place for place in map(Path, sys.path) if place.is_dir()]
    sources = sorted(_PROGRAM.rglob("*.py"))
    marks = ((path, path.stat()) for path in (*places, *sources))
    return (sys.version,
            *(f"{path} {found.st_mtime_ns} {found.st_size}" for path, found in marks))  # fmt: skip


def _beside() -> Iterator[str]:
    """Mark what is no part of a pack, by content; of voices only their names are asked for."""
    yield from sorted(resources.listing("voices", "*.yaml"))
    for kind, pattern in _BESIDE:
        for place in resources.folders(kind):
            yield from _contents(place.glob(pattern))


def _written(pack: Path) -> Iterator[str]:
    """Mark lines, word lists, cases and approvals, by content."""
    yield from _contents([*pack.glob("*/*.j2"), *pack.glob("*/*.yaml"), *pack.glob("*.jsonl")],
                         pack)  # fmt: skip
    for place in resources.folders("approvals"):
        yield from _contents(place.glob(f"{pack.name}.jsonl"))


def _contents(files: Collection[Path] | Iterator[Path], root: Path = Path("/")) -> Iterator[str]:
    for file in sorted(files):
        name = file.relative_to(root) if file.is_relative_to(root) else file
        yield f"{name} {_mark(file)}"


def _mark(file: Path) -> str:
    """Mark a file by its content, and what is none, or cannot be read, as that."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else "no file"
    except OSError as error:
        return f"unread {error.errno}"
