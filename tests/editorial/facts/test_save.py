from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from dj.editorial import add_fact, load_facts, own_file, row_of, save_imported
from dj.errors import ConfigError
from dj.model.editorial import Fact, Source, Standing

ROW = {
    "id": "salt-room", "subject": {"artist": "Ana Lee", "title": "Salt"}, "predicate": "producer",
    "value": "Ines Calder", "as_of": "2026-05-01",
    "sources": [{"title": "Sleeve: notes # 1", "locator": "page 3"}],
}  # fmt: skip


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project without files of its own, and a user's folder that does not exist yet."""
    (tmp_path / "project").mkdir()
    monkeypatch.chdir(tmp_path / "project")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


def test_the_first_fact_makes_the_user_s_own_file(place: Path) -> None:
    path, findings = add_fact(ROW)
    assert findings == ()
    assert path == place / "config" / "dj-session" / "facts.yaml" == own_file()
    assert [fact.value for fact in load_facts([path])] == ["Ines Calder"]


def test_another_fact_leaves_what_stands_there_as_it_stands(place: Path) -> None:
    before = "# mine\n- {id: a, subject: {artist: A, title: B}, predicate: producer, value: Bo,\n" \
             "   as_of: 2026-01-01, source: {title: x, locator: y}}   # by phone"  # fmt: skip
    (place / "project" / "facts.yaml").write_text(before)
    path, _ = add_fact(ROW)
    assert path.read_text().startswith(f"{before}\n- id: salt-room\n")
    assert [fact.id for fact in load_facts([path])] == ["a", "salt-room"]


def test_of_many_who_add_at_once_all_are_kept() -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: add_fact({**ROW, "id": f"fact-{n}"}), range(12)))
    assert {fact.id for fact in load_facts([own_file()])} == {f"fact-{n}" for n in range(12)}


@pytest.mark.parametrize(
    ("changes", "says"),
    [({"value": "info@example.org"}, "no address"), ({"predicate": "x"}, "no predicate"),
     ({"subject": {"artist": "Ana Lee"}}, "more than one thing"), ({"as_of": "May"}, "a day"),
     ({"sources": []}, "sources")],
)  # fmt: skip
def test_what_is_not_sound_is_told_and_not_written(changes: dict[str, object], says: str) -> None:
    path, findings = add_fact({**ROW, **changes})
    assert says in str(findings[0])
    assert findings[0].path == str(path)
    assert not path.exists()


@pytest.mark.parametrize("predicate", ["died_on", "born_on", "no_praise"])
def test_what_only_warns_may_go_by_a_name_alone(predicate: str) -> None:
    subject = {"artist": "Ana Lee"}
    path, findings = add_fact({**ROW, "subject": subject, "predicate": predicate, "value": "2010"})
    assert findings == ()
    assert load_facts([path])[0].subject == subject
    assert "more than one thing" in str(add_fact({**ROW, "id": "b", "subject": {"title": "Salt"},
                                                  "predicate": predicate})[1][0])  # fmt: skip


def test_an_id_that_is_in_use_is_refused() -> None:
    add_fact(ROW)
    _, findings = add_fact({**ROW, "value": "Bo"})
    assert "used twice" in findings[0].message
    with pytest.raises(ConfigError, match="stands there already"):
        add_fact(ROW)


@pytest.mark.parametrize("content", [b"id: x\n", b"[]\n", b"- [\n", b"# caf\xe9\n"])
def test_a_file_that_is_no_open_list_is_left_alone(place: Path, content: bytes) -> None:
    path = place / "project" / "facts.yaml"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match=r"facts\.yaml"):
        add_fact(ROW)
    assert path.read_bytes() == content


def test_what_is_imported_is_read_again_as_it_was(place: Path) -> None:
    full = Fact(
        id="f", subject={"artist": "Ana “Lee”: #1", "title": "- Salt"}, predicate="artist_says",
        value="we left: 'by' night", by="Ana Lee", as_of=date(2026, 5, 1), tier=2, language="de",
        sources=(Source(title="a", locator="b", publisher="c", retrieved=date(2026, 1, 1)),),
        valid_to=date(2027, 1, 1), approvals=("Rosa",), standing=Standing.DRAFT,
    )  # fmt: skip
    path = save_imported("Notes of 2026!", [full])
    assert path == place / "config" / "dj-session" / "facts" / "imported-notes-of-2026.json"
    assert load_facts([path]) == (full,)
    assert "valid_from" not in row_of(full)
