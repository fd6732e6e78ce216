"""What people forget, a test remembers."""

import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

import dj
from dj import interfaces

ROOT = Path(dj.__file__).resolve().parent.parent
PYTHON_FILES = sorted((ROOT / "dj").rglob("*.py"))
TEXT_ENDINGS = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".yaml",
    ".yml",
    ".sh",
    ".j2",
    ".html",
    ".js",
    ".css",
}
ROOMS = (
    "library", "analysis", "listeners", "editorial", "lineup", "commentary", "speech", "mix",
    "session",
)  # fmt: skip


def text_files() -> list[Path]:
    folders = ("dj", "voices", "prompts", "assets", "tests", "docs", "benchmarks", ".ci")
    files = [p for folder in folders for p in (ROOT / folder).rglob("*") if p.is_file()]
    files += [ROOT / name for name in ("README.md", "CHANGELOG.md", "run", "pyproject.toml")]
    return [p for p in files if p.suffix in TEXT_ENDINGS or p.name == "run"]


def test_no_file_grows_past_three_hundred_lines() -> None:
    lines = {path: len(path.read_text("utf-8").splitlines()) for path in PYTHON_FILES}
    assert [path.relative_to(ROOT).as_posix() for path in PYTHON_FILES if lines[path] > 300] == []


def test_the_pipeline_stays_on_one_page() -> None:
    assert len((ROOT / "dj" / "pipeline.py").read_text("utf-8").splitlines()) <= 150


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_shows_exactly_what_its_list_names(room: str) -> None:
    module = importlib.import_module(f"dj.{room}")
    assert len(set(module.__all__)) == len(module.__all__)
    for name in module.__all__:
        assert getattr(module, name).__doc__ or not callable(getattr(module, name)), name


def test_no_registry_host_is_named_anywhere() -> None:
    hosts = re.compile(r"https?://[^ \"']*(pypi|pythonhosted|npmjs|deb\.debian)", re.I)
    assert [p for p in text_files() if hosts.search(p.read_text("utf-8", "replace"))] == []


def test_processes_are_started_in_one_place_each() -> None:
    starts = re.compile(
        r"^\s*(import|from) (subprocess|multiprocessing)|ProcessPool|os\.(system|fork)"
    )
    found = {
        path.name
        for path in PYTHON_FILES
        for line in path.read_text("utf-8").splitlines()
        if starts.search(line)
    }
    assert found == {"runner.py", "child.py", "programs.py"}  # a worker's two sides, other programs


def test_every_group_of_plugins_is_in_the_architecture_page_or_the_pyproject() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert all(f'"{group}"' in project for group in interfaces.GROUPS)


def test_the_changelog_knows_the_version() -> None:
    assert f"## [{dj.__version__}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_readme_names_every_command_and_no_other() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dj", "--help"], capture_output=True, text=True, check=True
    )
    commands = set(re.findall(r"^  ([a-z]+(?:-[a-z]+)*)  ", done.stdout, re.M))
    readme = (ROOT / "README.md").read_text("utf-8")
    named = set(re.findall(r"\bdj ([a-z]+(?:-[a-z]+)*)\b", readme)) & (
        commands | set(re.findall(r"`dj ([a-z]+(?:-[a-z]+)*)", readme))
    )
    assert commands
    assert named == commands


def test_every_place_of_the_readmes_map_exists() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    places = re.findall(r"`((?:dj|voices|prompts|assets|docs|tests)/[\w./-]*)`", readme)
    assert places
    assert [place for place in places if not (ROOT / place).exists()] == []
