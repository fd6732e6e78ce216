"""The place that starts other people's programs: a user's player, an installer of models."""

import shutil
import subprocess
from collections.abc import Sequence

from dj.errors import WorkerError


def program(name: str) -> str | None:
    """Find a program on the PATH; None if it is not installed."""
    return shutil.which(name)


def run_program(arguments: Sequence[str]) -> int:
    """Run a program on the user's terminal until it ends, and return its exit code."""
    return subprocess.run(list(arguments), check=False).returncode


def run_captured(arguments: Sequence[str], *, wall_s: float) -> tuple[int, str]:
    """Run a program out of sight; return its exit code and what it wrote, both streams together.

    Raises:
        WorkerError: if it cannot be started, or takes longer than `wall_s` and is ended.
    """
    try:
        done = subprocess.run(
            list(arguments), check=False, timeout=wall_s, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise WorkerError(
            f"took longer than {wall_s:.3g} s", where=arguments[0], passing=True
        ) from error
    except OSError as error:
        raise WorkerError(f"cannot be started: {error}", where=arguments[0]) from error
    return done.returncode, done.stdout.decode("utf-8", "replace")
