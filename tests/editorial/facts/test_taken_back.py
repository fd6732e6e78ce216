from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from dj.editorial.facts.taken_back import find_taken_back, load_taken_back, take_back
from dj.errors import ConfigError, OutputError

TODAY = date(2026, 11, 28)


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


def test_an_entry_says_who_when_and_why(place: Path) -> None:
    assert load_taken_back(find_taken_back()) == ()
    path = take_back("salt-room", 'Rosa "R." Lind', TODAY, "wrong:\n # {{ house }}")
    assert path == place / "config" / "dj-session" / "withdrawn-facts.yaml" == find_taken_back()
    (entry,) = load_taken_back(path)
    assert (entry.id, entry.by, entry.at) == ("salt-room", 'Rosa "R." Lind', TODAY)
    assert entry.note == "wrong: # {{ house }}"


def test_of_many_who_write_at_once_every_word_is_kept() -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: take_back(f"fact-{n}", "Rosa", TODAY, "x"), range(40)))
    assert {one.id for one in load_taken_back(find_taken_back())} == {
        f"fact-{n}" for n in range(40)}  # fmt: skip


def test_a_line_without_its_end_stays_a_line_of_its_own(place: Path) -> None:
    path = place / "withdrawn-facts.yaml"
    path.write_text("- {id: a, by: Rosa, at: 2026-01-01, note: x}")
    take_back("b", "Rosa", TODAY, "y")
    assert [one.id for one in load_taken_back(path)] == ["a", "b"]


@pytest.mark.parametrize("text", ["- oops", "- {id: a}", "id: a", "[", "- {id: 'A B', by: x}"])
def test_a_list_that_is_not_sound_is_an_error(place: Path, text: str) -> None:
    path = place / "withdrawn-facts.yaml"
    path.write_text(text)
    with pytest.raises(ConfigError, match=r"withdrawn-facts\.yaml:\d"):
        load_taken_back(path)


def test_a_place_that_cannot_be_written_is_told(place: Path) -> None:
    (place / "config").write_text("in the way")
    with pytest.raises(OutputError):
        take_back("a", "Rosa", TODAY, "x")
