"""Finished sessions and other people's parsers, made once for all judges."""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs
import pytest

from dj.audio.encode import Format
from dj.model.manifest import Manifest
from tests.judges import sessions
from tests.judges.require import HERE, absent, program

_WEB = HERE / "web"


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
    (folder / "node_modules").symlink_to(_node_modules())

    def run(script: str, *arguments: str | Path) -> Any:
        words = [node, script, *map(str, arguments)]
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=240)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


def _node_modules() -> Path:
    """Install the scripts' packages once per version of their list, outside the repository."""
    listing = (_WEB / "package.json").read_bytes()
    cache = Path(platformdirs.user_cache_dir("dj-session-judges", appauthor=False))
    folder = cache / hashlib.sha256(listing).hexdigest()[:12]
    if not folder.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache, prefix=".new-") as scratch:
            _install(Path(scratch), listing)
            shutil.move(Path(scratch, "node_modules"), folder)
    return folder


def _install(scratch: Path, listing: bytes) -> None:
    (scratch / "package.json").write_bytes(listing)
    words = [program("npm"), "install", "--ignore-scripts", "--no-audit", "--no-fund"]
    environment = {**os.environ, "npm_config_update_notifier": "false"}
    try:
        done = subprocess.run(
            words, cwd=scratch, env=environment, capture_output=True, text=True, timeout=180
        )
    except subprocess.TimeoutExpired:
        absent("the npm registry does not answer")
    if done.returncode:
        absent(f"npm cannot install the judges: {done.stderr.strip()[-300:]}")
