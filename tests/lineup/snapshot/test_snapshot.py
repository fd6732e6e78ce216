import json
import os
import shutil
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from dj.errors import LibraryError, OutputError
from dj.lineup import Stock, open_stock, plan, stock, write_snapshot
from dj.lineup.labels import Labels
from dj.model.analysis import Region, Song, SoundTag
from dj.model.dates import PartialDate
from tests.lineup.worlds import AT, SHOW, library, listener, newcomer, song


def rich(count: int = 60) -> list[Song]:
    """A library whose songs have all that a song may have."""
    return [
        replace(
            one,
            track=replace(
                one.track, path=Path(os.fsdecode(b"/m/caf\xe9/1.flac")), genres=("Jazz", "Añejo"),
                language="pt-BR", country="BR", released=PartialDate(year=2024, month=3, day=9),
                explicit=place % 2 == 0, ids={"isrc": "X"}, title=f"Сон «{place}» 🎵",
            ),
            analysis=replace(
                one.analysis, vocal_regions=(Region(start_s=1.0, end_s=2.0),),
                sound_tags=(SoundTag(name="Female Vocals", score=0.5, model="m 1"),),
                analysers={"vocals": "1"},
            ),
        )
        for place, one in enumerate(library(count, 9))
    ]  # fmt: skip


@pytest.fixture(scope="module")
def songs() -> list[Song]:
    return rich()


@pytest.fixture(scope="module")
def whole(songs: list[Song], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_snapshot(songs, tmp_path_factory.mktemp("snapshots"))


@pytest.fixture
def broken(whole: Path, tmp_path: Path) -> Path:
    """A copy to be spoilt."""
    return Path(shutil.copytree(whole, tmp_path / "copy"))


def same(one: object, other: object) -> bool:
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return one.dtype == other.dtype and np.array_equal(one, other, equal_nan=one.dtype != bool)
    if isinstance(one, Labels):
        return all(same(getattr(one, f.name), getattr(other, f.name)) for f in fields(Labels))
    return list(one) == list(other)  # type: ignore[call-overload,no-any-return]


def test_a_catalogue_is_read_as_it_was_written(songs: list[Song], whole: Path) -> None:
    laid_out, read = stock(songs).catalogue, open_stock(whole, check=True).catalogue
    unlike = [f.name for f in fields(read)
              if not same(getattr(laid_out, f.name), getattr(read, f.name))]  # fmt: skip
    assert not unlike
    assert read.rows_of([*read.ids, songs[0].id]).tolist() == [*range(len(songs)), 0]
    assert read.row_of.get("nobody") is None  # type: ignore[call-overload]


def test_what_the_ears_need_of_a_song_stays_out(songs: list[Song], whole: Path) -> None:
    read = open_stock(whole).catalogue[0]
    assert read == songs[0]
    assert not read.analysis.vector.size


@pytest.mark.parametrize("known", [False, True])
def test_a_snapshot_plans_what_its_songs_plan(songs: list[Song], whole: Path, known: bool) -> None:
    taste = listener(songs) if known else newcomer()
    ready: list[Stock] = [stock(songs), open_stock(whole)]
    one, other = (plan(each, SHOW, taste, at=AT, seed=5) for each in ready)
    assert one == other


def test_equal_content_has_one_name_and_is_written_once(songs: list[Song], whole: Path) -> None:
    before = (whole / "manifest.json").stat().st_mtime_ns
    assert write_snapshot(songs[::-1], whole.parent) == whole
    assert (whole / "manifest.json").stat().st_mtime_ns == before
    assert [path.name for path in whole.parent.iterdir()] == [whole.name]
    retitled = replace(songs[0], track=replace(songs[0].track, title="Another"))
    assert write_snapshot([retitled, *songs[1:]], whole.parent).name != whole.name


def test_songs_without_a_direction_are_in_it_and_not_in_its_index(tmp_path: Path) -> None:
    silent = [replace(one, analysis=replace(one.analysis, vector=np.zeros(16, np.float32)))
              for one in library(4, 2)]  # fmt: skip
    mixed = [*silent, *(song(90 + n, vector=one.analysis.vector)
                        for n, one in enumerate(library(6, 2, seed=1)))]  # fmt: skip
    ready = open_stock(write_snapshot(mixed, tmp_path))
    assert ready.shelf.rows.tolist() == [4, 5, 6, 7, 8, 9]
    found, _ = ready.shelf.index.query(ready.catalogue.vectors[7], 1)
    assert ready.shelf.rows[found].tolist() == [7]


@pytest.mark.parametrize("count", [0, 1])
def test_the_smallest_libraries_are_written_too(count: int, tmp_path: Path) -> None:
    assert len(open_stock(write_snapshot([song(1)][:count], tmp_path)).catalogue) == count


def test_the_index_kept_is_opened_and_another_can_be_asked_for(
    songs: list[Song], tmp_path: Path
) -> None:
    snapshot = write_snapshot(songs, tmp_path, index="annoy")
    assert open_stock(snapshot).shelf.index.name.startswith("annoy")
    assert open_stock(snapshot, index="exact").shelf.index.name == "exact"


def test_a_folder_that_is_no_snapshot_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no snapshot"):
        open_stock(tmp_path)


def test_a_file_cut_short_is_noticed_at_once(broken: Path) -> None:
    path = broken / "energy.f8"
    path.write_bytes(path.read_bytes()[:-8])
    with pytest.raises(LibraryError, match=r"energy\.f8 is missing or has another size"):
        open_stock(broken)


def test_a_changed_byte_is_noticed_when_asked_for(broken: Path) -> None:
    path = broken / "energy.f8"
    path.write_bytes(b"\x01" + path.read_bytes()[1:])
    with pytest.raises(LibraryError, match=r"energy\.f8 has changed"):
        open_stock(broken, check=True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"format": 1}', "no snapshot"),
        ('{"format": 9, "id": "", "songs": 0, "index": "exact"}', "format is 9"),
        ('{"format": 1, "id": "", "songs": 0, "index": "exact"}', "no column"),
        ('{"format": 1, "id": "", "songs": 0, "index": "exact", "files": '
         '{"../x": {"bytes": 0, "sha256": ""}}}', "missing"),
        ('{"format": 1, "id": "", "songs": 0, "index": "exact", "files": '
         '{"/dev/null": {"bytes": 0, "sha256": ""}}}', "missing"),
    ],
)  # fmt: skip
def test_a_manifest_is_not_believed(broken: Path, text: str, said: str) -> None:
    (broken.parent / "x").touch()
    (broken / "manifest.json").write_text(text)
    with pytest.raises(LibraryError, match=said):
        open_stock(broken)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"dtype": "|O8"}, "not what the manifest says"),
        ({"shape": [7]}, "not what the manifest says"),
        ({"shape": [-1, -60]}, "not what the manifest says"),
        ({"bytes": 479}, "another size"),
    ],
)
def test_what_a_manifest_says_of_a_file_is_not_believed(
    broken: Path, change: dict[str, object], said: str
) -> None:
    path = broken / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["files"]["energy.f8"].update(change)
    path.write_text(json.dumps(manifest))
    with pytest.raises(LibraryError, match=said):
        open_stock(broken)


def test_a_song_whose_record_is_spoilt_is_an_error_when_it_is_read(broken: Path) -> None:
    path = broken / "songs.bytes.u1"
    path.write_bytes(b"\xc1" * path.stat().st_size)
    ready = open_stock(broken)
    with pytest.raises(LibraryError, match="song in row 4 of a snapshot"):
        ready.catalogue[4]


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError):
        write_snapshot([song(1)], tmp_path / "file")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.slow
def test_another_process_plans_the_same_from_a_snapshot(songs: list[Song], whole: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from dj.lineup import open_stock, plan; "
        "from tests.lineup.worlds import *; "
        "print(ids(plan(open_stock(Path(sys.argv[1])), SHOW, newcomer(), at=AT, seed=3)))"
    )
    told = {subprocess.run([sys.executable, "-c", code, str(whole)], capture_output=True,
                           text=True, check=True).stdout for _ in range(2)}  # fmt: skip
    assert len(told) == 1
