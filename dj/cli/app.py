"""The command tree and the one place where errors become messages and exit codes."""

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from dj import __version__
from dj.cli import console, state
from dj.errors import (
    ConfigError,
    DjError,
    ImportFileError,
    ManifestError,
    MissingExtraError,
    SpeechError,
    TemplateError,
)

EXIT_FAILURE = 1
EXIT_INPUT = 3
EXIT_MISSING = 4
EXIT_FINDINGS = 5
EXIT_INTERRUPTED = 130
EXIT_TERMINATED = 143

app = typer.Typer(
    name="dj",
    help="Personal DJ sessions with a voice, from your own music and your own listening.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(*, wanted: bool) -> None:
    if wanted:
        print(f"dj-session {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    data: Annotated[Path | None, typer.Option(help="Where library and history live.")] = None,
    cache: Annotated[Path | None, typer.Option(help="Where spoken clips are cached.")] = None,
    listener: Annotated[str | None, typer.Option(help="Whose history and taste to use.")] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Results and errors only.")] = False,
    version: Annotated[  # noqa: ARG001 - handled by its callback
        bool,
        typer.Option(
            "--version",
            help="Print the version.",
            is_eager=True,
            callback=lambda wanted: _version(wanted=wanted),
        ),
    ] = False,
) -> None:
    console.quiet = quiet
    state.flags = {"data": data, "cache": cache, "listener": listener}


def _exit_code(error: DjError) -> int:
    if isinstance(error, MissingExtraError | SpeechError):
        return EXIT_MISSING
    if isinstance(error, ConfigError | ManifestError | ImportFileError | TemplateError):
        return EXIT_INPUT
    return EXIT_FAILURE


def main() -> None:
    """Run the command line; a user's error becomes a message, never a traceback."""
    # Several threads make small matrix products slower, and their sums depend on how many.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Ends as Ctrl-C does, so that unfinished files are removed and children stopped.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(EXIT_TERMINATED))
    try:
        code = _run()
    except DjError as error:
        code = _complain(str(error), _exit_code(error))
    except KeyboardInterrupt:
        code = EXIT_INTERRUPTED
    except BrokenPipeError:
        _close_stdout()  # the reader of our output went away; nothing is wrong
        code = EXIT_FAILURE
    except OSError as error:
        _close_stdout()  # it may be the very thing that cannot be written
        where = f"{error.filename}: " if error.filename else ""
        code = _complain(f"{where}{error.strerror or error}.", EXIT_FAILURE)
    if code == EXIT_INTERRUPTED:
        _complain("stopped; what was finished is kept, run it again to go on.", code)
    sys.exit(code)


def _run() -> int:
    from dj.cli import commands

    commands.register(app)
    try:
        app()
    except SystemExit as end:
        if sys.stdout is not None:
            sys.stdout.flush()
        return end.code if isinstance(end.code, int) else EXIT_FAILURE
    return 0


def _complain(text: str, code: int) -> int:
    print(f"dj: {console.plain(text)}", file=sys.stderr)
    return code


def _close_stdout() -> None:
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
