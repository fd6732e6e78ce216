"""The program as a user meets it: a command line, a home of its own, music made for the test."""

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mutagen.flac
import numpy as np
import pytest
import soundfile

RATE_HZ = 22_050
MOMENT = "2026-05-01T07:30"
_PROGRAM = (sys.executable, "-m", "dj")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line that says what went wrong; progress lines are not part of it."""
        lines = [line for line in self.err.splitlines() if line.startswith("dj: ")]
        assert len(lines) == 1, self.err
        return lines[0]


@dataclass(frozen=True, slots=True)
class Home:
    """A user's home: music, library, cache and sessions, all below one folder."""

    place: Path

    @property
    def music(self) -> Path:
        return self.place / "music"

    @property
    def environment(self) -> dict[str, str]:
        own = {k: v for k, v in os.environ.items() if not k.startswith(("DJ_", "XDG_"))}
        # Without stored bytecode, compiling would take half the time of every command.
        for name in ("NO_COLOR", "FORCE_COLOR", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"):
            own.pop(name, None)
        folders = {f"XDG_{kind}_HOME": str(self.place / kind.lower())
                   for kind in ("CACHE", "DATA", "CONFIG")}  # fmt: skip
        return {**own, **folders, "TERM": "dumb"}

    def run(
        self, *arguments: object, wrapped_in: tuple[str, ...] = (), **environment: str
    ) -> Result:
        """Run one command to its end. No command may ever show a traceback."""
        done = subprocess.run(
            [*wrapped_in, *_PROGRAM, *map(str, arguments)], cwd=self.place, check=False,
            env={**self.environment, **environment}, capture_output=True, timeout=120,
            stdin=subprocess.DEVNULL, text=True, errors="backslashreplace",
        )  # fmt: skip
        assert "Traceback" not in done.stderr, done.stderr
        return Result(code=done.returncode, out=done.stdout, err=done.stderr)

    def good(self, *arguments: object, **environment: str) -> str:
        """Run a command that must succeed, and return its results."""
        result = self.run(*arguments, wrapped_in=(), **environment)
        assert result.code == 0, result.err
        return result.out

    def start(self, *arguments: object, wrapped_in: tuple[str, ...] = ()) -> "Running":
        """Start a command in a process group of its own, as a terminal does."""
        return Running(
            subprocess.Popen(
                [*wrapped_in, *_PROGRAM, *map(str, arguments)], cwd=self.place, text=True,
                env={**self.environment, "PYTHONUNBUFFERED": "1"}, start_new_session=True,
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
            )
        )  # fmt: skip

    def make(self, folder: str, *options: object) -> str:
        """Make a short session without talk."""
        return self.good("make", *SHORT, "--talk", "none", "-o", folder, *options)

    def session_files(self, folder: str) -> set[str]:
        """Everything in a session's folder, hidden files included."""
        root = self.place / folder
        return {path.relative_to(root).as_posix() for path in root.rglob("*")}


SHORT = ("--length", "1m", "--at", MOMENT, "--seed", "1")


@dataclass(frozen=True, slots=True)
class Running:
    """A command under way."""

    process: "subprocess.Popen[str]"

    def stop_at(self, sign: str, how: signal.Signals, *, later_s: float = 0.05) -> Result:
        """Send a signal soon after a sign on stderr; Ctrl-C goes to its children too."""
        assert self.process.stderr is not None
        seen = line = ""
        while sign not in line and (line := self.process.stderr.readline()):
            seen += line
        time.sleep(later_s)
        if how is signal.SIGINT and self.process.poll() is None:
            os.killpg(self.process.pid, how)
        else:
            self.process.send_signal(how)
        return self.finish(seen)

    def finish(self, seen: str = "", *, patience_s: float = 120) -> Result:
        out, err = self.process.communicate(timeout=patience_s)
        assert "Traceback" not in err, err
        return Result(code=self.process.returncode, out=out, err=seen + err)


def song(path: Path, number: int, *, seconds: float = 36.0, **tags: str) -> Path:
    """Write a cheap song with a beat and a chord; other numbers are other songs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    t = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    beat_s = 60 / (100 + 3 * (number % 12))
    pitch = 200 * 2 ** (number % 12 / 12)
    chord = sum(np.sin(2 * np.pi * pitch * ratio * t) for ratio in (1.0, 1.25, 1.5))
    kick = np.exp(-18 * (t % beat_s) / beat_s) * np.sin(2 * np.pi * 55 * t)
    noise = np.random.default_rng(number).standard_normal(len(t))
    ends = np.minimum(1, np.minimum(t / 0.2, (seconds - t) / 3))
    mixed = (0.25 * kick + 0.08 * chord + 0.01 * noise) * ends
    soundfile.write(path, mixed.astype(np.float32), RATE_HZ, format="FLAC")
    _tag(path, tags)
    return path


def songs(folder: Path, count: int) -> None:
    """Write songs of six artists."""
    for n in range(count):
        song(folder / f"{n:02d}.flac", n, title=f"Song {n}", artist=f"Artist {n % 6}",
             date=str(1980 + n))  # fmt: skip


def _tag(path: Path, tags: dict[str, str]) -> None:
    file: Any = mutagen.flac.FLAC(path)  # type: ignore[no-untyped-call]
    for name, value in tags.items():
        file[name] = value
    file.save()


def small_disk(folder: Path, size: str, after: Path) -> tuple[str, ...]:
    """Wrap a command so that a folder is a disk of its own; `after` gets what was left on it.

    A size of ``0`` means read-only.
    """
    if shutil.which("unshare") is None or _cannot_mount(folder):
        pytest.skip("needs unshare and mount: a disk of one's own in a user namespace")
    options = "ro" if size == "0" else f"size={size}"
    script = (
        f'mount -t tmpfs -o {options} tmpfs "{folder}" || exit 99; "$@"; code=$?; '
        f'cp -a "{folder}" "{after}"; exit $code'
    )
    return ("unshare", "-rm", "sh", "-c", script, "sh")


def _cannot_mount(folder: Path) -> bool:
    folder.mkdir(parents=True, exist_ok=True)
    tried = ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", str(folder)]
    return subprocess.run(tried, check=False, capture_output=True).returncode != 0
