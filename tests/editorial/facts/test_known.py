from datetime import date
from pathlib import Path

import pytest

from dj.editorial import known, take_back
from dj.model.track import Track
from dj.units import TrackId

TODAY = date(2026, 11, 28)
SALT = Track(
    id=TrackId("0123abcd"), path=Path("salt.flac"), title="Salt", artist="Ana Lee",
    credits={"composer": ("Tom Vale",), "producer": ("Bo",)}, duration_s=200.0,
)  # fmt: skip
ROW = """
- id: salt-producer
  subject: {artist: Ana Lee, title: Salt}
  predicate: producer
  value: Ines Calder
  as_of: 2026-05-01
  source: {title: Sleeve notes, locator: page 3}
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


def test_editors_speak_first_and_tags_tell_the_rest(place: Path) -> None:
    (place / "facts.yaml").write_text(ROW)
    found = known([SALT], TODAY).facts[SALT.id]
    assert [(fact.predicate, fact.value) for fact in found] == [
        ("producer", "Ines Calder"), ("composer", "Tom Vale")]  # fmt: skip


def test_a_tag_can_be_taken_back_too() -> None:
    take_back("tag:0123abcd:composer", "Rosa Lind", TODAY, "it was Ines")
    assert [fact.predicate for fact in known([SALT], TODAY).facts[SALT.id]] == ["producer"]


def test_a_mistake_in_a_file_is_a_note_and_the_rest_is_known(place: Path) -> None:
    (place / "facts.yaml").write_text(ROW + "- oops\n")
    found = known([SALT], TODAY)
    assert found.facts[SALT.id][0].id == "salt-producer"
    assert "`dj facts check`" in found.notes[0]
    (place / "facts.yaml").unlink()
    assert known([SALT], TODAY).notes == ()
