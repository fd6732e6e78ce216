"""Run exporters: each a projection of the session file for some other program."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import cast

from dj import plugins
from dj.errors import ConfigError
from dj.interfaces import EXPORTERS, Ask, Exporter
from dj.model.manifest import Manifest
from dj.model.track import Skipped

_REMEDIES: Mapping[Ask, str] = {
    "base_url": "Say where the folder is on the web: --base-url https://example.org/session/",
    "music_root": "Say where the music lies: --music-root /home/me/Music, or "
    "--music-root /home/me/Music=D:/Music where the other program has it elsewhere.",
}


def export(
    manifest: Manifest, folder: Path, names: Sequence[str] | None = None
) -> tuple[Path, ...]:
    """Write projections into the session folder and return their paths; the usual ones by default.

    Raises:
        ConfigError: if there is no exporter of a name, or it must be told something; nothing is
            written then.
        OutputError: if the folder cannot be written.
    """
    return tuple(item for item in project(manifest, folder, names) if isinstance(item, Path))


def project(
    manifest: Manifest,
    folder: Path,
    names: Sequence[str] | None = None,
    answers: Mapping[Ask, str] | None = None,
) -> tuple[Path | Skipped, ...]:
    """Do as `export`, and give what was lost, too.

    Args:
        manifest: The session.
        folder: Its folder.
        names: Formats; None for those that every finished session gets.
        answers: What some formats ask for.

    Raises:
        ConfigError: as `export`.
        OutputError: as `export`.
    """
    known = plugins.available(EXPORTERS)
    if unknown := [name for name in names or () if name not in known]:
        raise ConfigError(
            f"there is no format {unknown[0]!r}.",
            where="export",
            hint=f"The formats are {', '.join(known)}.",
        )
    kinds = [(name, _kind(name)) for name in (known if names is None else dict.fromkeys(names))]
    exporters = [
        _exporter(name, kind, answers or {})
        for name, kind in kinds
        if names is not None or kind.by_default
    ]
    # The usual files first: a feed links those that are there.
    exporters.sort(key=lambda exporter: not exporter.by_default)
    return tuple(item for exporter in exporters for item in exporter.export(manifest, folder))


def _kind(name: str) -> type[Exporter]:
    return cast("type[Exporter]", plugins.load(EXPORTERS, name))


def _exporter(name: str, kind: type[Exporter], answers: Mapping[Ask, str]) -> Exporter:
    for ask in kind.asks:
        if not answers.get(ask):
            raise ConfigError(
                f"must be told the {ask.replace('_', ' ')}.", where=name, hint=_REMEDIES[ask]
            )
    told = {ask: answers[ask] for ask in kind.asks}
    return cast("Callable[..., Exporter]", kind)(**told)
