"""Run exporters: each a projection of the session file for some other program."""

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from dj import plugins
from dj.errors import ConfigError
from dj.interfaces import EXPORTERS, Exporter
from dj.model.manifest import Manifest


def export(
    manifest: Manifest, folder: Path, names: Sequence[str] | None = None
) -> tuple[Path, ...]:
    """Write projections into the session folder and return their paths; all formats by default.

    Raises:
        ConfigError: if there is no exporter of a name; nothing is written then.
        OutputError: if the folder cannot be written.
    """
    known = plugins.available(EXPORTERS)
    if unknown := [name for name in names or () if name not in known]:
        raise ConfigError(
            f"there is no format {unknown[0]!r}.",
            where="export",
            hint=f"The formats are {', '.join(known)}.",
        )
    written: list[Path] = []
    for name in known if names is None else names:
        exporter = cast("type[Exporter]", plugins.load(EXPORTERS, name))()
        written.extend(exporter.export(manifest, folder))
    return tuple(written)
