"""Packs that came with the program stay as installed; what a listener says of them lies apart."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

import dj
from dj.commentary.approvals.log import read_approvals
from dj.resources import folders

pytestmark = pytest.mark.slow
SPOKEN = """
from datetime import date
from dj.commentary.lines import read_pack
from dj.resources import find
pack = read_pack(find("prompts", "house"))
print(*sorted(line.name for line in pack.lines
              if pack.standing.objection(line, date.today()) is None
              and line.name.startswith("front_announce/title")))
"""


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The program as a wheel lays it out, in folders that nobody may write to."""
    package = tmp_path / "site" / "dj"
    copytree(Path(dj.__file__).parent, package, ignore=ignore_patterns("__pycache__"))
    for name in ("assets", "prompts", "voices"):
        copytree(folders(name)[-1], package / "_data" / name)
    for place in (*package.rglob("*"), package):
        place.chmod(0o555 if place.is_dir() else 0o444)
    (tmp_path / "elsewhere").mkdir()
    return tmp_path


def run(place: Path, *arguments: str) -> str:
    """Run Python with the installed program, far from the repository."""
    own = {
        name: value for name, value in os.environ.items() if not name.startswith(("DJ_", "XDG_"))
    }
    homes = {f"XDG_{kind}_HOME": str(place / kind) for kind in ("CONFIG", "DATA", "CACHE")}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=place / "elsewhere", check=False, text=True, timeout=120,
        env={**own, **homes, "PYTHONPATH": str(place / "site"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def digests(place: Path) -> Mapping[Path, str]:
    files = (path for path in (place / "site").rglob("*") if path.is_file())
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_shipped_line_is_withdrawn_and_approved_again_in_the_listeners_folder(
    installed: Path,
) -> None:
    before = digests(installed)
    at_first = run(installed, "-c", SPOKEN).split()
    assert "front_announce/title" in at_first
    line = ("front_announce/title", "--pack", "house")
    run(installed, "-m", "dj", "prompts", "withdraw", *line, "--by", "Ann", "--note", "stiff")
    assert run(installed, "-c", SPOKEN).split() == [
        name for name in at_first if name != "front_announce/title"
    ]
    log = read_approvals(installed / "CONFIG" / "dj-session" / "approvals" / "house.jsonl")
    assert log.problems == ()
    assert {(one.action, one.by, one.note) for one in log.entries} == {("withdraw", "Ann", "stiff")}
    run(installed, "-m", "dj", "prompts", "approve", *line, "--by", "Ben")
    assert run(installed, "-c", SPOKEN).split() == at_first
    assert digests(installed) == before
