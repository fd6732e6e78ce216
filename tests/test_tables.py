from pathlib import Path

import pytest

from dj import resources, tables


@pytest.mark.parametrize(("name", "sorts"), [
    (tables.NOBODY, {"name", "artist", "genre"}), (tables.SPOKEN, {"always", "alone"}),
])  # fmt: skip
def test_every_row_of_the_shipped_tables_is_of_a_sort_that_is_read(
    name: str, sorts: set[str]
) -> None:
    rows = list(tables.rows(resources.find(tables.FOLDER, name)))
    assert {row.cell(1) for row in rows} == sorts
    pairs = [(row.cells[0].casefold(), row.cell(1)) for row in rows]
    assert len(pairs) == len(set(pairs))


def test_rows_of_the_users_own_are_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / tables.FOLDER / "spoken.tsv"
    own.parent.mkdir(parents=True)
    own.write_text("Krimi\u0301hörspiel\talways\nno sort\n# a remark\talways\n", "utf-8")
    shipped = tables.words(tables.SPOKEN, "always")
    monkeypatch.chdir(tmp_path)
    found = tables._words(tables.stamp(tables.SPOKEN), "always")
    assert found - shipped == {"krimihorspiel"}
    assert shipped <= found
