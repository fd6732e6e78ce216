"""How many small spoilings of the checker of lines its own tests notice: a mutation score.

``python benchmarks/checker_mutants.py`` (with the group ``bench``; half an hour on two cores) lets
mutmut spoil a copy of the checker, one comparison, constant, argument or text at a time, runs the
checker's quick tests against each, and prints the score and every spoiling that nobody noticed.
`EQUIVALENT` lists those that change nothing anybody could notice, and why.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
NEEDED = ("dj", "tests", "prompts", "assets", "voices", "pyproject.toml")
SETTINGS = """
[tool.mutmut]
source_paths = ["dj/commentary/language", "dj/commentary/checks"]
do_not_mutate = ["*/interpreter.py", "*/filters.py", "*/vocabulary.py"]
also_copy = ["dj", "tests", "prompts", "assets", "voices", "pyproject.toml"]
pytest_add_cli_args_test_selection = [
  "tests/commentary/language/test_checking.py", "tests/commentary/language/test_coarse.py",
  "tests/commentary/language/test_native.py", "tests/commentary/checks", "-m", "not slow",
  "-p", "no:randomly",
]
"""
LEAST = 0.9
EQUIVALENT: dict[str, str] = {}
"""Part of a changed row → why it is the same program."""


def main() -> int:
    """Run it; the exit code is 1 below `LEAST`."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        _copied(copy)
        mutmut = [sys.executable, "-m", "mutmut"]
        subprocess.run([*mutmut, "run", "--max-children", "2"], cwd=copy, check=False)
        codes = _exit_codes(copy)
        survivors = [name for name, code in codes.items() if code == 0]
        for name in survivors:
            shown = subprocess.run([*mutmut, "show", name], cwd=copy, check=True,
                                   capture_output=True, text=True).stdout  # fmt: skip
            print(name, *_changed(shown), sep="\n")
    done = sum(code is not None for code in codes.values())
    score = 1 - len(survivors) / done
    print(f"{done} mutants, {len(survivors)} unnoticed: {score:.1%}")
    return int(score < LEAST)


def _copied(copy: Path) -> None:
    for name in NEEDED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy)
    with (copy / "pyproject.toml").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS)


def _exit_codes(copy: Path) -> dict[str, int | None]:
    """Read what the tests' end was for each mutant; None where they were not run."""
    found: dict[str, int | None] = {}
    for file in sorted((copy / "mutants").rglob("*.meta")):
        found |= json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


def _changed(shown: str) -> list[str]:
    rows = shown.splitlines()
    return [row for row in rows if row[:1] in {"-", "+"} and row[:3] not in {"---", "+++"}]


if __name__ == "__main__":
    sys.exit(main())
