from datetime import UTC, datetime
from pathlib import Path

import pytest

from dj import editorial
from dj.editorial.record.changes import LOG_NAME

NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
POOL = "name: kitchen\ntitle: K\neditor: Rosa\nnote: {why}\nfilter: {{genres: [jazz]}}\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "project"
    (place / "assets" / "pools").mkdir(parents=True)
    monkeypatch.chdir(place)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return place


def write(project: Path, why: str) -> Path:
    path = project / "assets" / "pools" / "kitchen.yaml"
    path.write_text(POOL.format(why=why))
    return path


def test_without_editors_files_nothing_is_written(project: Path, tmp_path: Path) -> None:
    assert editorial.record(tmp_path, NOW) == ()
    assert not (tmp_path / LOG_NAME).exists()


def test_each_change_says_who_when_and_why_and_what_was_before(
    project: Path, tmp_path: Path
) -> None:
    path = write(project, "the first one")
    editorial.record(tmp_path, NOW)
    assert editorial.record(tmp_path, NOW) == ()
    write(project, "more of it")
    editorial.record(tmp_path, NOW)
    path.unlink()
    editorial.record(tmp_path, NOW, editor="Ines", note="over")
    log = editorial.log_of(tmp_path)
    assert [(c.name, c.editor, c.note) for c in log.changes] == [
        ("kitchen", "Rosa", "the first one"), ("kitchen", "Rosa", "more of it"),
        ("kitchen", "Ines", "over"),
    ]  # fmt: skip
    first, second, third = log.changes
    assert first.at == "2026-12-01T12:00:00+00:00"
    assert not first.before
    assert (first.after, second.after) == (second.before, third.before)
    assert not third.after
    assert not log.problems


def test_facts_of_ones_own_and_imported_and_taken_back_are_on_record(
    project: Path, tmp_path: Path
) -> None:
    (project / "facts").mkdir()
    files = ("facts.yaml", "withdrawn-facts.yaml", "facts/imported-x.json", "facts/mine.yaml")
    for name in files:
        (project / name).write_text("[]")
    changes = editorial.record(tmp_path, NOW, editor="Rosa")
    assert {(change.kind, change.name) for change in changes} == {
        ("facts", Path(name).stem) for name in files
    }
    (project / "facts.yaml").unlink()
    (gone,) = editorial.record(tmp_path, NOW)
    assert (gone.name, gone.after) == ("facts", "")


def test_what_nobody_explained_can_be_explained_later(project: Path, tmp_path: Path) -> None:
    (project / "overrides.yaml").write_text("artists: [{name: A, ban: true}]")
    editorial.record(tmp_path, NOW)
    assert editorial.log_of(tmp_path).changes[0].editor == ""
    editorial.explain(tmp_path, NOW, "Rosa", "they asked for it")
    latest = editorial.log_of(tmp_path).changes[-1]
    assert (latest.name, latest.editor, latest.note) == ("overrides", "Rosa", "they asked for it")
    assert latest.before == latest.after
    assert editorial.explain(tmp_path, NOW, "Rosa", "again") == ()


def test_files_of_another_project_stay_as_they_are(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project, "x")
    editorial.record(tmp_path, NOW)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert editorial.record(tmp_path, NOW) == ()
