"""The pages about session files and exports know everything there is."""

from dataclasses import fields
from pathlib import Path

import pytest

from dj import plugins
from dj.interfaces import EXPORTERS
from dj.model.manifest import SCHEMA_VERSION, Manifest
from dj.model.timeline import Timeline

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", plugins.available(EXPORTERS))
def test_every_format_has_a_row(name: str) -> None:
    assert f"\n| `{name}` | `" in (DOCS / "exports.md").read_text("utf-8")


@pytest.mark.parametrize("name", [field.name for field in fields(Manifest)])
def test_every_field_of_the_session_file_has_a_row(name: str) -> None:
    page = (DOCS / "session-file.md").read_text("utf-8")
    assert f"`{name}`" in page or f"`{name}[]`" in page or f"`{name}." in page


def test_the_parts_of_a_timeline_and_the_present_version_are_told() -> None:
    page = (DOCS / "session-file.md").read_text("utf-8")
    assert all(f"`timeline.{name}[]`" in page for name in ("events", "joins"))
    assert {"events", "joins"} <= {field.name for field in fields(Timeline)}
    assert f"\n| {SCHEMA_VERSION} | " in page
