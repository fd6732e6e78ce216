from pathlib import Path

import pytest

from dj.errors import ImportFileError
from dj.listeners import colisten
from dj.listeners.kept import kept
from dj.model.controls import Controls
from dj.model.listening import Tally
from tests.listeners.colisten.people import AT, groups, history, household, table_text


def test_a_household_alone_is_enough(tmp_path: Path) -> None:
    card, _ = colisten.build(tmp_path / "c", [], licence="", household=household())
    assert card.household
    assert card.listeners == 6
    assert card.tracks > 0


def test_nobodys_name_is_anywhere_in_what_is_written(tmp_path: Path) -> None:
    data = tmp_path / "data.tsv"
    data.write_text(table_text(list(groups(20))).replace("user 1", "marker-person"))
    colisten.build(tmp_path / "c", [data], licence="", household=household())
    for path in (tmp_path / "c").rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert b"secret-name" not in content
        assert b"marker-person" not in content
        assert b"user 2" not in content


def test_what_one_person_alone_plays_is_nowhere_in_what_is_written(tmp_path: Path) -> None:
    people = household() | {"one": history("Artist 3", "Guilty Pleasure", "Guilty Pleasure")}
    colisten.build(tmp_path / "c", [], licence="", household=people)
    for path in (tmp_path / "c").rglob("*.npy"):
        assert b"guilty" not in path.read_bytes().lower()


def test_skips_do_not_count_and_counted_plays_do(tmp_path: Path) -> None:
    people = household(3)
    people["skipper"] = history(*(f"Artist {n}" for n in range(8)), skipped=True)
    tallies = [Tally(artist=f"Artist {n}", title="", plays=4) for n in range(3, 9)]
    people["counter"] = kept((), (), tallies, Controls(), AT)
    card, _ = colisten.build(tmp_path / "c", [], licence="", household=people)
    assert card.listeners == 4


@pytest.mark.parametrize("people", [0, 1])
def test_fewer_than_two_listeners_are_too_few(tmp_path: Path, people: int) -> None:
    with pytest.raises(ImportFileError, match="too little in common"):
        colisten.build(tmp_path / "c", [], licence="", household=household(people))
    assert not (tmp_path / "c").exists()


def test_each_source_tells_what_it_gave(tmp_path: Path) -> None:
    data = tmp_path / "data.tsv"
    data.write_text(table_text(list(groups(20))) + "broken\n" * 3)
    card, refused = colisten.build(tmp_path / "c", [data, data], licence="", household=household())
    public, own = card.sources
    assert (public.listeners, own.listeners) == (20, 6)
    assert list(public.refused.values()) == [3]
    assert own.refused == {}
    assert list(refused.first.values()) == [f"data.tsv:{public.rows - 1}"]


def test_work_is_told_as_it_goes_on(tmp_path: Path) -> None:
    said: list[str] = []
    data = tmp_path / "data.tsv"
    data.write_text(table_text(list(groups(20))))
    colisten.build(tmp_path / "c", [data], licence="", household={},
                   progress=lambda _done, _total, what: said.append(what))  # fmt: skip
    assert said[0] == "reading: data.tsv"
    assert {"learning", "comparing"} <= set(said)
