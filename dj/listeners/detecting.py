"""Which importer reads a file? All are asked about its content; one answer or none is right."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from dj import plugins
from dj.errors import ImportFileError, PluginError
from dj.interfaces import IMPORTERS, Importer

HEAD_BYTES = 65_536
"""What importers see of a file when they are asked whether they know it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a person says about files that do not say it themselves."""

    importer: str = ""
    """Name of the format; empty finds it from the content."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Of a table: what a column holds → its heading or number, such as ``artist`` → ``Singer``."""
    user: str = ""
    """Name of the listener in a file of several."""
    time_zone: str = ""
    """IANA name of the clock that times without a zone follow; empty if nobody knows."""


_NOTHING = Told()


def load(name: str, told: Told = _NOTHING) -> Importer:
    """Make an importer, and tell it what it has a place for: `columns`, `time_zone`, `user`.

    Raises:
        PluginError: if there is none of that name.
    """
    importer = cast("type[Importer]", plugins.load(IMPORTERS, name))()
    for what in ("columns", "time_zone", "user"):
        value = getattr(told, what)
        if value and hasattr(importer, what):
            setattr(importer, what, value)
    return importer


def head_of(path: Path) -> bytes:
    """Read what importers are shown of a file."""
    with path.open("rb") as stream:
        return stream.read(HEAD_BYTES)


def detect(path: Path) -> str | None:
    """Find the name of the format of a file; None if nobody knows it.

    Importers that call themselves `general` are asked after all others.

    Raises:
        ImportFileError: if more than one knows it.
    """
    head = head_of(path)
    general, own = list[str](), list[str]()
    for name in plugins.available(IMPORTERS):
        # A plug-in whose library is missing must not stop the others.
        with suppress(PluginError):
            importer = load(name)
            if importer.recognises(head, path.name):
                (general if getattr(importer, "general", False) else own).append(name)
    found = own or general
    if len(found) > 1:
        raise ImportFileError(
            f"this could be {' or '.join(found)}.", where=str(path),
            hint="Say which with --format NAME.",
        )  # fmt: skip
    return found[0] if found else None


def unknown(path: Path) -> ImportFileError:
    """Say that nobody knows a file, and which formats there are."""
    known = ", ".join(plugins.available(IMPORTERS))
    problem = "this is no format we know." if path.stat().st_size else "the file is empty."
    return ImportFileError(problem, where=str(path), hint=f"Formats: {known}.")
