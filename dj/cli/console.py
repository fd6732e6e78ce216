"""What a person sees: results on stdout, progress and errors on stderr, colour only on request."""

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from rich.console import Console

    from dj.interfaces import Progress

quiet = False
"""Set once by the command line before any command runs."""


def out() -> "Console":
    """The console for results; honours NO_COLOR, FORCE_COLOR and TERM=dumb."""
    from rich.console import Console

    colours: Literal["auto"] | None = None if _no_codes() else "auto"
    return Console(highlight=False, soft_wrap=not sys.stdout.isatty(), color_system=colours)


def _no_codes() -> bool:
    return bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"


def plain(text: str) -> str:
    """Write what a terminal would obey (control and direction characters) as backslash codes."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\n" else repr(c)[1:-1] for c in text)


def tell(line: str) -> None:
    """Print one line of results; names from outside cannot break it or steer the terminal."""
    print(plain(line).replace("\n", "\\n"))


def note(text: str) -> None:
    """Say something about the work on stderr."""
    if not quiet:
        print(plain(text), file=sys.stderr)


def print_json(document: object) -> None:
    """Print one JSON document."""
    import msgspec

    content: Any = msgspec.to_builtins(document, enc_hook=str)
    print(json.dumps({"schema_version": 1, **content}, ensure_ascii=False, indent=1))


@contextmanager
def progress(*, show: bool = True) -> Iterator["Progress | None"]:
    """Give a progress callback that draws bars on stderr, or None where nobody looks."""
    if quiet or not show or _no_codes() or not sys.stderr.isatty():
        yield None if quiet else _milestones()
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, Any] = {}

        def report(done: int, total: int, what: str) -> None:
            stage, _, detail = what.partition(": ")
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            label = f"{stage}: {detail[:40]}" if detail else stage
            bars.update(tasks[stage], completed=done, total=total, description=label)

        yield report


def _milestones() -> "Progress":
    """Without a terminal: one line when a stage begins and then at most every ten seconds."""
    last: dict[str, float] = {}

    def report(done: int, total: int, what: str) -> None:
        stage = what.partition(": ")[0]
        now = time.monotonic()
        if stage not in last or now - last[stage] > 10:
            last[stage] = now
            note(f"{stage} … {done / total:.0%}" if total else f"{stage} …")

    return report
