"""``dj prompts check``: does every line hold, in every situation?"""

import gc
import re
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console, findings, options, packs

if TYPE_CHECKING:
    from dj.commentary import Finding
    from dj.documents import Finding as FileFinding

_MADE = 200_000
"""New objects before garbage is looked for: nearly all that a check makes stays to its end, and
looking for garbage among it would take a fifth of the time."""
_SIGNALS = "dj.signals"
"""Group of plug-ins whose names may be reasons; to import `dj.interfaces` for it takes long."""
_PLACE = re.compile(r"(?P<file>[^:]*)(?::(?P<line>\d+))?(?:: (?P<field>.*))?", re.DOTALL)


def check(
    pack: packs.Packs = None,
    *,
    format: findings.Format = findings.Form.TEXT,  # noqa: A002 - the option's name
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again whenever a file changes, until Ctrl-C.")
    ] = False,
    anew: Annotated[
        bool, typer.Option("--anew", help="Check even what has not changed since the last time.")
    ] = False,
    json: options.Json = False,
) -> None:
    """Check packs of lines: as written, in every situation, approved, and by editors' cases.

    Exit code 5 if something is to be mended. `{# noqa: TPL012 #}` on a line silences a code there,
    except those that keep a listener or a name safe.
    """
    gc.set_threshold(_MADE)
    folders = packs.chosen(pack)
    form = findings.chosen(format, json=json)
    if watch:
        _watch(folders, form, anew=anew)
    findings.tell(_found(folders, anew=anew), form, _files(folders))


def _watch(folders: Sequence[Path], form: findings.Form, *, anew: bool) -> None:
    """Check at every change; Ctrl-C leads to the last check, whose code is the command's."""
    from watchfiles import watch

    with suppress(KeyboardInterrupt):  # it may come while we wait or in the middle of a check
        _tell_again(folders, form, anew=anew)
        console.note("Waiting for changes; Ctrl-C ends it.")
        for _ in watch(*folders):
            _tell_again(folders, form, anew=anew)


def _tell_again(folders: Sequence[Path], form: findings.Form, *, anew: bool) -> None:
    try:
        findings.tell(_found(folders, anew=anew), form, _files(folders))
    except typer.Exit:
        return


def _found(folders: Sequence[Path], *, anew: bool = False) -> "list[FileFinding]":
    from dj.cli import state
    from dj.commentary import remembered

    kept = state.configuration().settings.cache / "checked"
    brought = _brought()
    return [_placed(finding, folder) for folder in folders for finding in (
            _checked(folder) if anew else
            remembered(folder, kept, partial(_checked, folder), brought))]  # fmt: skip


def _checked(folder: Path) -> "tuple[Finding, ...]":
    from dj import lineup
    from dj.commentary import check_pack

    return check_pack(folder, reasons=tuple(lineup.SIGNALS))


def _brought() -> tuple[str, ...]:
    """Name the signals of plug-ins: their names are reasons that lines may give."""
    from dj import plugins

    return tuple(f"{name} of {plugins.distribution(_SIGNALS, name)}"
                 for name in plugins.available(_SIGNALS))  # fmt: skip


def _placed(finding: "Finding", pack: Path) -> "FileFinding":
    from dj.documents import Finding as FileFinding
    from dj.documents import Level

    found = _PLACE.fullmatch(finding.where)
    file, line, field = found.group("file", "line", "field") if found else (finding.where, "", "")
    return FileFinding(code=finding.code, level=Level.ERROR, path=str(pack / file),
                       line=int(line or 1), column=finding.column or 1, field=field or "",
                       message=finding.message, hint=finding.remedy)  # fmt: skip


def _files(folders: Sequence[Path]) -> int:
    return sum(len(list(folder.glob(pattern))) for folder in folders
               for pattern in ("*/*.j2", "*/*.yaml"))  # fmt: skip
