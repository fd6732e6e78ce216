import json
from pathlib import Path
from typing import Any

import pytest

from dj.editorial.facts.load import read_facts
from dj.editorial.facts.quick import quick_facts, to_lines

ROW: dict[str, Any] = {
    "id": "a", "subject": {"artist": "Ana Lee", "title": "Salt"}, "predicate": "producer",
    "value": "Bo", "as_of": "2026-05-01", "sources": [{"title": "x", "locator": "y"}],
}  # fmt: skip


def write(folder: Path, *rows: object) -> Path:
    path = folder / "facts.json"
    path.write_bytes(to_lines(rows))
    return path


def test_what_is_sound_is_read_as_the_careful_reader_reads_it(tmp_path: Path) -> None:
    rows = [ROW, {**ROW, "id": "b", "status": "draft", "tier": 2, "approvals": ["Rosa"]}]
    quick = quick_facts(write(tmp_path, *rows))
    careful = tmp_path / "facts.yaml"
    careful.write_text(json.dumps(rows))
    assert quick == read_facts([careful]).facts
    assert len(quick or ()) == 2


def test_each_fact_has_the_line_on_which_it_stands(tmp_path: Path) -> None:
    path = write(tmp_path, ROW, {**ROW, "id": "b"})
    assert read_facts([path]).places["b"] == (str(path), 3)
    twice = read_facts([write(tmp_path, ROW, {**ROW, "value": "Cy"})])
    assert [(one.line, one.field) for one in twice.findings] == [(3, "a.id")]


@pytest.mark.parametrize(
    "changes",
    [{"id": "A B"}, {"predicate": "x"}, {"value": "{{ x }}"}, {"value": "a\u202eb"}, {"tier": 9},
     {"valid_til": "2026-01-01"}, {"sources": []}, {"as_of": "May"}, {"language": "English"},
     {"sources": [{"title": "x", "locator": "y", "page": "3"}]}, {"subject": {"artist": "Ana"}},
     {"sources": [{"title": "x\n", "locator": "y"}]}, {"approvals": [" "]}, {"tier": "1"},
     {"sources": [{"title": "x", "locator": "y", "publisher": "a\x00"}]}, {"predicate": "award",
     "tier": 1}, {"subject": {"artist": "A", "title": ""}}],
)  # fmt: skip
def test_whatever_breaks_a_rule_is_left_to_the_careful_reader(
    tmp_path: Path, changes: dict[str, object]
) -> None:
    path = write(tmp_path, ROW, {**ROW, "id": "b", **changes})
    assert quick_facts(path) is None
    loaded = read_facts([path])
    assert [fact.id for fact in loaded.facts] == ["a"]
    assert loaded.findings


@pytest.mark.parametrize("content", [b"", b"{}", b"[7]", b"[", b"\xff", b"[" * 9999])
def test_what_is_no_such_file_is_left_as_well(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "facts.json"
    path.write_bytes(content)
    assert quick_facts(path) is None
    assert quick_facts(tmp_path / "none.json") is None
