import json
from pathlib import Path

import pytest

from dj import editorial, resources
from dj.errors import ConfigError


def written(folder: Path, text: str) -> Path:
    path = folder / "schedule.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_same_time_is_given_once(tmp_path: Path) -> None:
    text = """
week:
  - {days: [sun], from: 23:00, until: 02:00, show: dj}
  - {from: 01:00, until: 01:30, show: dj}
  - {days: [mon], from: 02:00, until: 02:30, show: dj}
"""
    path = written(tmp_path, text)
    found = editorial.check_schedule(path, lambda _: "")
    assert [(one.code, one.field) for one in found] == [("SCH008", "week[1]")]
    assert "overlaps dj, Sun 23:00–02:00" in found[0].message
    with pytest.raises(ConfigError, match="overlaps"):
        editorial.load_schedule(path)


@pytest.mark.parametrize(
    ("text", "code", "field"),
    [
        ("week: [{from: 6, until: 07:00, show: dj}]", "SCH005", "week[0].from"),
        ("week: [{from: 06:00, show: dj}]", "SCH004", "week[0]"),
        ("week: [{from: 06:00, until: 07:00, show: djj}]", "SCH006", "week[0].show"),
        ("week: [{from: 06:00, until: 07:00, show: dj, voice: nobody}]", "SCH006",
         "week[0].voice"),
        ("week: [{from: 06:00, until: 07:00, show: dj, talk: much}]", "SCH003", "week[0].talk"),
        ("week: [{from: 06:00, until: 07:00, show: dj, length: long}]", "SCH005",
         "week[0].length"),
        ("week: [{from: 06:00, until: 07:00, show: radio}]", "SCH008", "week[0].show"),
        ("week: [{from: 06:00, until: 07:00, show: editorial}]", "SCH008", "week[0].show"),
        ("week: []\ngaps: radio", "SCH008", "gaps"),
        ("weak: []", "SCH004", ""),
    ],
)  # fmt: skip
def test_what_is_wrong_has_a_code_and_a_place(
    tmp_path: Path, text: str, code: str, field: str
) -> None:
    needs = {"radio": "seed", "editorial": "pool"}
    found = editorial.check_schedule(written(tmp_path, text), lambda show: needs.get(show, ""))
    assert (code, field) in [(one.code, one.field) for one in found]


def test_the_shipped_schema_is_that_of_the_code() -> None:
    path = resources.find("assets/schema", "schedule.schema.json")
    made = json.loads(json.dumps(editorial.schedule_schema()))
    assert json.loads(path.read_text("utf-8")) == made, "run tests/write_schemas.py"
