"""How many small spoilings of the checker of lines its own tests notice: a mutation score.

``python benchmarks/checker_mutants.py`` (with the group ``bench``; half an hour on two cores) lets
mutmut spoil a copy of the checker, one comparison, constant, argument or text at a time, runs the
checker's quick tests against each, and prints the score and every spoiling that nobody noticed.
Names such as ``dj.commentary.language.coarse*`` narrow it.
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
  "tests/commentary/language/test_native.py",
  "tests/commentary/language/test_unread.py", "tests/commentary/checks", "-m", "not slow",
  "-p", "no:randomly",
]
"""
LEAST = 0.9
MUTMUT = (sys.executable, "-m", "mutmut")
EQUIVALENT = {
    "strict=None)": "both sides are of one length",
    "strict=False)": "both sides are of one length",
    "list(jobs.values())), )": "both sides are of one length",
    "read.lower, ):": "both sides are of one length",
    'or "XXXX"': "grammar has refused the nodes that have no path",
    'nodes.Name) else "XXXX"': "grammar has refused the nodes that have no path",
    "(isinstance(slot.node, nodes.Name)) or True": "grammar has refused the nodes that have none",
    "if (path) or True": "grammar has refused the nodes that have no path",
    '"name", None)': "what has no path has a name, or nothing to show",
    '"name", "XXXX")': "what has no path has a name, or nothing to show",
    "at_start=None)": "None is as false as False",
    "ends_open(text, None)": "None is as false as False, and only blanks keep what was",
    "if c), None)": "None is as empty as an empty text",
    "path.rpartition('.')": "a path has one dot",
    'path.rpartition(".")': "a path has one dot",
    'proof.partition(".")': "a proof of a statement has one dot",
    "(at_start is known.at_start) and False": "saves time only",
    "(known.at_start) and False": "saves time only",
    "(known.at_start) or True": "saves time only",
    "texts.add(None)": "saves time only",
    "row.text, row.situation not in FALLS_BACK)": "tells the same two kinds apart",
    "any(word not in source": "saves time only",
    "_UNITS[found[2]].get(language, ": "None is as empty as no units",
    "if (rest) or True": "the pattern matches everywhere",
    "(slots is None) or True": "saves time only",
    "slots = None": "saves time only",
    "len(token) == 1 or token.isalpha()": "saves time only",
    '"TPL035", "XXXX"': "what does not stand on the line is shown at its beginning",
    "'XX, XX'.join(TESTS)": "there is one test",
}
"""Part of the row as it was spoiled → why it is the same program."""


def main() -> int:
    """Run it; the exit code is 1 below `LEAST`."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        _copied(copy)
        subprocess.run(
            [*MUTMUT, "run", "--max-children", "2", *sys.argv[1:]], cwd=copy, check=False
        )
        codes = _exit_codes(copy)
        unnoticed = {name: _changed(copy, name) for name, code in codes.items() if code == 0}
    same = [name for name, rows in unnoticed.items() if any(map(_reason, rows))]
    for name in sorted(unnoticed.keys() - same):
        print(name, *unnoticed[name], sep="\n")
    done = sum(code is not None for code in codes.values())
    score = 1 - (len(unnoticed) - len(same)) / (done - len(same))
    print(
        f"{done} mutants, {len(same)} of them the same program; of the others {score:.1%} noticed"
    )
    return int(score < LEAST)


def _reason(row: str) -> str:
    """Say why a row is the same program; empty if it is another."""
    found = (why for part, why in EQUIVALENT.items() if row.startswith("+") and part in row)
    return next(found, "")


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


def _changed(copy: Path, name: str) -> list[str]:
    shown = subprocess.run([*MUTMUT, "show", name], cwd=copy, check=True, capture_output=True,
                           text=True).stdout  # fmt: skip
    return [row for row in shown.splitlines()
            if row[:1] in {"-", "+"} and row[:3] not in {"---", "+++"}]  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
