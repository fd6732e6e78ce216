"""Finished sessions and other people's parsers, made once for all judges."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs
import pytest

from dj.audio.encode import Format
from dj.model.manifest import Manifest
from tests.judges import sessions, twenty
from tests.judges.require import HERE, absent, program

_WEB = HERE / "web"
_PARSERS = HERE / "parsers.txt"
_SCROBBLERS = HERE / "scrobblers.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A session with its folder."""

    manifest: Manifest
    folder: Path

    @property
    def mix(self) -> Path:
        """The finished mix."""
        return self.folder / self.manifest.mix


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Format], Made]:
    """Give the finished session of a format; each is made at most once."""
    known: dict[Format, Made] = {}

    def make(form: Format) -> Made:
        if form not in known:
            folder = tmp_path_factory.mktemp(form)
            known[form] = Made(manifest=sessions.mixed(folder, form), folder=folder)
        return known[form]

    return make


@pytest.fixture(scope="session")
def run_node(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Any]:
    """Run one of the scripts of ``web/`` and give back the JSON it prints."""
    node = program("node")
    folder = tmp_path_factory.mktemp("web")
    for file in _WEB.iterdir():
        shutil.copy(file, folder)
    # Its own name matters: packages find one another by it.
    kept = _kept(_WEB / "package.json", _install_node_modules)
    (folder / "node_modules").symlink_to(kept / "node_modules")

    def run(script: str, *arguments: str | Path) -> Any:
        words = [node, script, *map(str, arguments)]
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=240)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[twenty.Exported, ...]:
    """Give twenty sessions with hostile names in every format."""
    return twenty.exported(tmp_path_factory.mktemp("twenty"))


@pytest.fixture(scope="session")
def parsed(exported: tuple[twenty.Exported, ...]) -> list[dict[str, Any]]:
    """What other people's Python libraries find in the twenty sessions."""
    words = [sys.executable, str(HERE / "parsers.py"), *(str(one.folder) for one in exported)]
    environment = {**os.environ, "PYTHONPATH": str(_kept(_PARSERS, _install_parsers))}
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


@pytest.fixture(scope="session")
def scrobbler() -> dict[str, str]:
    """An environment in which other people's ListenBrainz client can be imported."""
    return {**os.environ, "PYTHONPATH": str(_kept(_SCROBBLERS, _install_parsers))}


def _kept(listing: Path, install: Callable[[Path, Path], Path]) -> Path:
    """Install packages once per version of their list, outside the repository."""
    cache = Path(platformdirs.user_cache_dir("dj-session-judges", appauthor=False))
    folder = cache / hashlib.sha256(listing.read_bytes()).hexdigest()[:12]
    if not folder.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache, prefix=".new-") as scratch:
            shutil.move(install(Path(scratch), listing), folder)
    return folder


def _install_node_modules(scratch: Path, listing: Path) -> Path:
    place = scratch / "packages"
    place.mkdir()
    shutil.copy(listing, place)
    words = [program("npm"), "install", "--ignore-scripts", "--no-audit", "--no-fund"]
    _install(words, place, {"npm_config_update_notifier": "false"})
    return place


def _install_parsers(scratch: Path, listing: Path) -> Path:
    """Beside our own packages, not among them: some are large, and none is needed to develop."""
    place = scratch / "packages"
    own = HERE.parents[1] / ".tools" / "bin" / "uv"
    uv = shutil.which("uv") or (str(own) if own.is_file() else absent("uv is not installed"))
    words = [uv, "pip", "install", "--quiet", "--python", sys.executable, "--target", str(place)]
    _install([*words, "-r", str(listing)], scratch, {})
    return place


def _install(words: list[str], scratch: Path, settings: dict[str, str]) -> None:
    environment = {**os.environ, **settings}
    try:
        done = subprocess.run(
            words, cwd=scratch, env=environment, capture_output=True, text=True, timeout=180
        )
    except subprocess.TimeoutExpired:
        absent(f"{words[0]} gets no answer from its registry")
    if done.returncode:
        absent(f"{words[0]} cannot install the judges: {done.stderr.strip()[-300:]}")
