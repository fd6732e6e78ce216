import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from dj.errors import DjError, LibraryError, OutputError
from dj.listeners import colisten
from dj.listeners.colisten.card import Card
from tests.listeners.colisten.people import groups, table_text


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build that nobody may change."""
    folder = tmp_path_factory.mktemp("built") / "colisten"
    built(folder)
    return folder


def built(folder: Path, *, seed: int = 1, people: int = 30) -> Card:
    data = folder.parent / "data.tsv"
    data.write_text(table_text(list(groups(people))))
    return colisten.build(folder, [data], licence="ours", household={}, seed=seed)[0]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()}  # fmt: skip


def test_the_same_data_and_seed_give_the_same_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "colisten"
    built(folder)
    first = contents(folder)
    built(folder)
    assert contents(folder) == first
    built(folder, seed=2)
    assert contents(folder) != first


def test_what_was_written_is_loaded_as_it_was(tmp_path: Path) -> None:
    card = built(tmp_path / "colisten")
    model = colisten.load(tmp_path / "colisten")
    assert model is not None
    assert model.card == card
    assert (model.artists.size, model.tracks.size) == (card.artists, card.tracks)
    assert model.artists.name(0).startswith(("Kind", "Known"))


def test_only_the_newest_build_is_left(tmp_path: Path) -> None:
    for seed in (1, 2, 3):
        built(tmp_path / "colisten", seed=seed)
    assert len(list((tmp_path / "colisten").iterdir())) == 2


def test_a_reader_of_the_build_before_keeps_what_it_has(tmp_path: Path) -> None:
    built(tmp_path / "colisten")
    before = colisten.load(tmp_path / "colisten")
    assert before is not None
    vectors = before.artists.vectors.copy()
    built(tmp_path / "colisten", seed=2)
    assert np.array_equal(before.artists.vectors, vectors)


def test_without_a_build_the_way_to_one_is_said(tmp_path: Path) -> None:
    assert colisten.load(tmp_path) is None
    assert "dj colisten build" in colisten.why_absent(tmp_path)
    assert not colisten.remove(tmp_path / "none")


def break_card(place: Path) -> None:
    (place / "card.json").write_text("{")


def lose_array(place: Path) -> None:
    (place / "artists-vectors.npy").unlink()


def cut_array(place: Path) -> None:
    path = place / "artists-near_item.npy"
    path.write_bytes(path.read_bytes()[:-100])


def lead_out(place: Path) -> None:
    np.save(place / "artists-near_item.npy", np.full_like(
        np.load(place / "artists-near_item.npy"), 2**30))  # fmt: skip


def add_pickle(place: Path) -> None:
    np.save(place / "artists-items.npy", np.array([{}], object), allow_pickle=True)


def be_newer(place: Path) -> None:
    card = (place / "card.json").read_text()
    (place / "card.json").write_text(card.replace('"format":1', '"format":99'))


def break_pointer(place: Path) -> None:
    (place.parent / "current.json").write_text("[]")


def lead_away(place: Path) -> None:
    (place.parent / "current.json").write_text('{"generation": "../../elsewhere"}')


BREAKS = [
    break_card,
    lose_array,
    cut_array,
    lead_out,
    add_pickle,
    be_newer,
    break_pointer,
    lead_away,
]


@pytest.mark.parametrize("damage", BREAKS)
def test_damage_is_an_error_that_says_what_to_do(
    tmp_path: Path, once: Path, damage: Callable[[Path], None]
) -> None:
    folder = tmp_path / "colisten"
    shutil.copytree(once, folder)
    damage(next(folder.glob("build-*")))
    with pytest.raises(LibraryError, match="dj colisten build"):
        colisten.load(folder)
    built(folder)
    assert colisten.load(folder) is not None


def test_a_changed_byte_is_found_by_a_check(tmp_path: Path, once: Path) -> None:
    folder = tmp_path / "colisten"
    shutil.copytree(once, folder)
    colisten.check(folder)
    path = next(folder.glob("build-*")) / "artists-vectors.npy"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    with pytest.raises(LibraryError, match=r"artists-vectors\.npy has changed"):
        colisten.check(folder)


def test_a_place_that_cannot_be_written_is_said_and_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "colisten").write_text("a file")
    with pytest.raises(OutputError):
        built(tmp_path / "colisten")
    assert (tmp_path / "colisten").read_text() == "a file"


def test_a_build_that_fails_leaves_the_one_before(tmp_path: Path, once: Path) -> None:
    folder = tmp_path / "colisten"
    shutil.copytree(once, folder)
    before = contents(folder)
    (tmp_path / "lonely.tsv").write_text("user\tartist\nana\tPulp\n")
    with pytest.raises(DjError, match="too little in common"):
        colisten.build(folder, [tmp_path / "lonely.tsv"], licence="", household={})
    assert contents(folder) == before


def test_the_data_of_a_build_is_remembered(tmp_path: Path) -> None:
    built(tmp_path / "colisten")
    assert colisten.remembered(tmp_path / "colisten") == ((tmp_path / "data.tsv",), "ours")
    shutil.rmtree(tmp_path / "colisten")
    assert colisten.remembered(tmp_path / "colisten") == ((), "")
