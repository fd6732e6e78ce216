"""A file has one status after it was approved, however its draft was written."""

from pathlib import Path

import pytest
import yaml

from dj.commentary.approvals.publishing import published
from dj.commentary.lines.files import split
from dj.errors import TemplateError
from tests.commentary.approvals.test_standing import FRONT, TEXTS


def draft(place: Path, *status: str) -> Path:
    rows = [f"{name}: {value}" for name, value in FRONT.items() if name != "status"]
    file = place / "names.j2"
    file.write_text("\n".join(["---", *status, *rows, "---", *TEXTS[:1]]), "utf-8")
    return file


@pytest.mark.parametrize(
    "status",
    [
        (), ("status: draft",), ('status: "draft"',), ("status: 'draft'  # for now",),
        ("\"status\" : draft",), ("status:   draft   ",), ("# status: approved", "status: draft"),
    ],
)  # fmt: skip
def test_a_draft_is_published_with_one_status(tmp_path: Path, status: tuple[str, ...]) -> None:
    file = draft(tmp_path, *status)
    before, _, _ = split(file.read_text("utf-8"))
    head, body, _ = split(published(file))
    assert [row for row in head.split("\n") if "status" in row and not row.startswith("#")] == [
        "status: approved"
    ]
    assert yaml.safe_load(head) == {**yaml.safe_load(before), "status": "approved"}
    assert body == [TEXTS[0]]


@pytest.mark.parametrize("status", [("status:", "  draft"), ("? status", ": draft")])
def test_a_status_that_cannot_be_changed_row_by_row_is_left_to_its_editor(
    tmp_path: Path, status: tuple[str, ...]
) -> None:
    with pytest.raises(TemplateError, match="Write the row 'status: approved' yourself"):
        published(draft(tmp_path, *status))
