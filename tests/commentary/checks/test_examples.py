"""Every code finds its ten examples, and lets ten near misses pass.

``found_*.txt`` holds what editors read about each example, as it was last looked at. After a change
that is meant, ``python -m tests.commentary.checks.test_examples`` writes it again.
"""

import re
import tempfile
from pathlib import Path

import pytest

from dj.commentary import findings
from tests.commentary.checks.example_pack import (
    TABLES,
    TRIED,
    Example,
    examples,
    findings_of,
    tables,
)

BUILT = frozenset({"TPL023", "TPL030", "TPL060", "TPL061", "TPL062", "TPL063"})
"""Codes about packs, cases and approvals; `test_built_examples` makes theirs."""
PARSERS = frozenset({"TPL001", "TPL002"})
AS_FOUND = {False: "found_as_written.txt", True: "found_as_said.txt"}


def read_aloud(found: dict[Example, list[findings.Finding]]) -> str:
    """Write all that is found in the examples, one finding a line.

    Where a parser complains, its words are its own and change with it.
    """
    every = [one for rows in found.values() for one in rows]
    return "".join(f"{one.place}: {one.code}\n" if one.code in PARSERS else f"{one}\n"
                   for one in every)  # fmt: skip


@pytest.mark.parametrize("tried", [False, True], ids=["as written", "as said"])
def test_every_code_finds_its_examples_and_nothing_in_its_near_misses(
    tmp_path: Path, *, tried: bool
) -> None:
    found = findings_of(tmp_path, [row for row in examples() if (row.code in TRIED) is tried])
    missed = [(row.code, row.path, row.row) for row, have in found.items()
              if row.finds and row.code not in {one.code for one in have}]  # fmt: skip
    alarms = [(row.code, list(map(str, have)), row.row) for row, have in found.items()
              if have and not row.finds]  # fmt: skip
    assert (missed, alarms) == ([], [])
    assert read_aloud(found) == (TABLES / AS_FOUND[tried]).read_text(encoding="utf-8")


def test_every_code_of_the_table_has_ten_examples_each_way() -> None:
    known = set(re.findall(r"TPL\d{3}(?=  )", findings.__doc__ or ""))
    assert known == set(tables()) | BUILT
    rows = list(examples())
    few = [code for code in tables() for finds in (True, False)
           if sum(row.code == code and row.finds is finds for row in rows) < 10]  # fmt: skip
    assert few == []


if __name__ == "__main__":
    for is_tried, name in AS_FOUND.items():
        rows = [row for row in examples() if (row.code in TRIED) is is_tried]
        with tempfile.TemporaryDirectory() as folder:
            text = read_aloud(findings_of(Path(folder), rows))
        (TABLES / name).write_text(text, encoding="utf-8")
