"""Facts to files: one more in the user's own, or a whole file of imported ones."""

import fcntl
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from dj import resources
from dj.documents import Finding, Kind, Report
from dj.documents.written import plain
from dj.editorial.facts.load import FILE_NAME, FOLDER, PREFIX, Loaded, fact_files, read_facts
from dj.editorial.facts.quick import to_lines
from dj.editorial.facts.taken_back import editors_folder
from dj.errors import ConfigError
from dj.model.editorial import Fact, Standing
from dj.writing import output_error, write_atomic

_HEAD = "# What you know about your music. See `dj facts add` and the handbook.\n"


def own_file() -> Path:
    """Return the user's own file of facts, which need not exist."""
    found = resources.listing(".", FILE_NAME).get(FILE_NAME)
    return found or editors_folder() / FILE_NAME


def add_fact(row: Mapping[str, Any]) -> tuple[Path, tuple[Finding, ...]]:
    """Write one more item into the user's own file, if it is sound; the rest stays as it stands.

    Of two who add at once, both are kept.

    Returns:
        The file, and what is wrong with the item: if anything is, nothing was written.

    Raises:
        ConfigError: if the file is not sound already, in a way that hides its items.
        OutputError: if the place cannot be written.
    """
    path = own_file()
    with _alone(path.parent):
        return _add(path, row)


def _add(path: Path, row: Mapping[str, Any]) -> tuple[Path, tuple[Finding, ...]]:
    text = _text_of(path) if path.is_file() else _HEAD
    item = yaml.safe_dump([dict(row)], sort_keys=False, allow_unicode=True, width=100)
    grown = f"{text.rstrip()}\n{item}"
    others = [one for one in fact_files() if one != path]
    before, after = _read(others, text), _read(others, grown)
    new = after.findings[len(before.findings) :]
    is_added = after.facts[:-1] == before.facts and len(after.facts) == len(before.facts) + 1
    if is_added and not new:
        new = _unnamed(after.facts[-1])
        return (path, new) if new else (write_atomic(path, grown.encode()), ())
    if len(after.facts) < len(before.facts) or not any(one.field for one in new):
        raise ConfigError(
            "it stands there already, or cannot be written behind what stands there.",
            where=str(path), hint="Write the file as a list, an item a line or a block.",
        )  # fmt: skip
    return path, tuple(replace(one, path=str(path)) for one in new)


def _unnamed(fact: Fact) -> tuple[Finding, ...]:
    """Tell what an editor who is at hand can still give: their name."""
    if not fact.objection or fact.standing is not Standing.APPROVED:
        return ()
    report = Report(path=own_file(), prefix=PREFIX)
    report.add(Kind.MISSING, f"{fact.id}.by", f"{fact.objection}.", "Say whose words they are.")
    return tuple(report.findings)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep others from adding; the folder is locked, since the file is replaced by a new one."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise output_error(folder, error) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def save_imported(name: str, facts: Iterable[Fact]) -> Path:
    """Write a whole file of imported facts beside the user's own.

    Raises:
        OutputError: if the place cannot be written.
    """
    slug = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:60] or "facts"
    path = editors_folder() / FOLDER / f"imported-{slug}.json"
    return write_atomic(path, to_lines(map(row_of, facts)))


def row_of(fact: Fact) -> dict[str, Any]:
    """Write a fact as an item of a file; what is empty or usual is left out."""
    row = plain(replace(fact, objection=""))
    row["status"] = row.pop("standing")
    row["sources"] = [{k: v for k, v in one.items() if v} for one in row["sources"]]
    usual = {"language": "en", "status": "approved"}
    order = [one.name for one in fields(fact)] + ["status"]
    return {name: row[name] for name in order
            if name in row and row[name] not in (None, "", [], usual.get(name))}  # fmt: skip


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError("cannot be read as text in UTF-8.", where=str(path),
                          hint="Save it as UTF-8; check its permissions.") from error  # fmt: skip


def _read(others: Sequence[Path], text: str) -> Loaded:
    with TemporaryDirectory() as folder:
        path = Path(folder) / FILE_NAME
        path.write_text(text, "utf-8")
        return read_facts([*others, path])
