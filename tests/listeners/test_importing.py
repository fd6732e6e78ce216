import json
import os
import random
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dj.errors import ImportFileError, PluginError
from dj.listeners import Exports, Told, import_file, import_files
from dj.listeners.importing import LIMITS

EXPORTS = Path(__file__).parents[3] / "shared" / "data" / "listening_exports"
needs_exports = pytest.mark.skipif(
    not EXPORTS.is_dir(), reason=f"the shared exports are not there: {EXPORTS}"
)
SPOTIFY = {"ts": "2025-01-01T10:00:00Z", "ms_played": 200_000, "spotify_track_uri": None,
           "master_metadata_album_artist_name": "Ana Lee", "reason_end": "trackdone",
           "master_metadata_album_album_name": "Sea"}  # fmt: skip


def listens(*rows: tuple[int, str, str]) -> str:
    return "".join(
        json.dumps({"listened_at": at, "track_metadata": {"artist_name": a, "track_name": t}})
        + "\n"
        for at, a, t in rows
    )


def spotify(*titles: str) -> str:
    return json.dumps([{**SPOTIFY, "master_metadata_track_name": title} for title in titles])


def zipped(path: Path, members: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def read(*paths: Path) -> Exports:
    return import_files(paths, limits=None)


def counts(found: Exports) -> list[tuple[str, int, int]]:
    return [(file.importer, len(file.listens), file.reasons.total()) for file in found.files]


def shown(found: Exports, folder: Path) -> list[str]:
    return [file.where.removeprefix(f"{folder}/") for file in found.files]


def test_counts_add_up(tmp_path: Path) -> None:
    path = tmp_path / "history.txt"
    path.write_text(listens((1_700_000_000, "A", "B"), (1_600_000_000, "C", "D")) + "broken\n")
    result = import_file(path)
    assert (result.importer, result.rows) == ("listenbrainz", 3)
    assert (len(result.listens), len(result.saves), len(result.refused)) == (2, 0, 1)
    assert result.reasons == {"is not valid JSON.": 1}


def test_plays_after_now_are_refused_where_the_caller_knows_the_time(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    path.write_text(listens((1_700_000_000, "A", "B"), (1_900_000_000, "A", "B")))
    assert len(import_file(path).listens) == 2
    result = import_file(path, now=datetime(2026, 11, 23, tzinfo=UTC))
    assert len(result.listens) == 1
    assert result.refused[0].reason == "lies in the future."


def test_an_unknown_file_is_an_error_that_lists_the_formats(tmp_path: Path) -> None:
    path = tmp_path / "history.csv"
    path.write_text("artist,title\nA,B\n")
    with pytest.raises(ImportFileError, match=r"itunes, jspf, .*listenbrainz, m3u"):
        import_file(path)


def test_an_empty_file_says_that_it_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    path.touch()
    with pytest.raises(ImportFileError, match="empty"):
        import_file(path)


def test_a_path_that_is_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="no file"):
        import_file(tmp_path / "missing.zip")


def test_a_named_importer_is_used_without_asking(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Ana Lee - Salt\n")
    assert import_file(path, importer="m3u").saves[0].title == "Salt"


def test_an_importer_of_an_unknown_name_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("x\n")
    with pytest.raises(PluginError, match="'spotty'"):
        import_file(path, importer="spotty")


def test_of_very_many_refused_rows_a_thousand_are_named_and_all_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(listens((1_700_000_000, "A", "B")) + "x\n" * 1500)
    result = import_file(path)
    assert (len(result.refused), result.reasons.total(), result.rows) == (1000, 1500, 1501)


def test_parts_of_an_export_are_read_from_a_zip_in_any_order(tmp_path: Path) -> None:
    parts = {f"My Data/Streaming_History_Audio_{n}.json": spotify(f"S {n}") for n in range(4)}
    members: list[tuple[str, str | bytes]] = [*parts.items(), ("My Data/ReadMe.pdf", b"%PDF-1.4")]
    random.Random(1).shuffle(members)  # noqa: S311 - not a secret
    path = zipped(tmp_path / "my_spotify.zip", dict(members))
    found = read(path)
    assert counts(found) == [("spotify", 1, 0)] * 4
    assert shown(found, tmp_path) == [f"my_spotify.zip/{name}" for name in sorted(parts)]
    (ignored,) = found.ignored
    assert ignored.where == f"{path}/My Data/ReadMe.pdf"
    assert ignored.reason == "is no history or playlist."


def test_files_and_folders_in_any_order_give_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "parts"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.json").write_text(spotify(f"S {number}"))
    (tmp_path / "more.jsonl").write_text(listens((1_700_000_000, "A", "B")))
    paths = [tmp_path / "more.jsonl", folder]
    assert read(*paths) == read(*reversed(paths), tmp_path / "more.jsonl")


def test_a_zip_in_a_zip_is_read_and_the_artist_found_in_its_neighbour(tmp_path: Path) -> None:
    plays = "Event Type,Event End Timestamp,Song Name,Play Duration Milliseconds\n" \
            "PLAY_END,2025-01-01T10:03:20Z,Salt,200000\n"  # fmt: skip
    library = json.dumps([{"Title": "Salt", "Artist": "Ana Lee"}])
    inner = zipped(tmp_path / "inner.zip", {"Apple Music Library Tracks.json": library})
    other = zipped(tmp_path / "other.zip", {"deep/Apple Music Play Activity.csv": plays,
                                            "third.zip": b"PK\x03\x04"})  # fmt: skip
    folder = tmp_path / "in"
    folder.mkdir()
    path = zipped(
        folder / "Apple_Media_Services.zip",
        {"A/Tracks.json.zip": inner.read_bytes(), "A/Activity.zip": other.read_bytes()},
    )
    found = read(path)
    assert shown(found, path) == ["A/Activity.zip/deep/Apple Music Play Activity.csv"]
    ignored = {row.where.removeprefix(f"{path}/") for row in found.ignored}
    assert ignored == {"A/Activity.zip/third.zip",
                       "A/Tracks.json.zip/Apple Music Library Tracks.json"}  # fmt: skip
    assert found.failed == ()


def test_the_artist_is_found_across_zips_in_a_zip(tmp_path: Path) -> None:
    plays = "Event Type,Event End Timestamp,Song Name,Play Duration Milliseconds\n" \
            "PLAY_END,2025-01-01T10:03:20Z,Salt,200000\n"  # fmt: skip
    library = json.dumps([{"Title": "Salt", "Artist": "Ana Lee"}])
    inner = zipped(tmp_path / "inner.zip", {"Apple Music Library Tracks.json": library})
    path = zipped(tmp_path / "outer.zip", {"A/Apple Music Play Activity.csv": plays,
                                           "A/Tracks.json.zip": inner.read_bytes()})  # fmt: skip
    (file,) = read(path).files
    assert [listen.artist for listen in file.listens] == ["Ana Lee"]


def test_places_in_a_zip_are_told_as_the_user_sees_them(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"x/list.m3u": "#EXTM3U\nsong.mp3\n", "b.jsonl": listens(
        (1, "A", "B"), (1_700_000_000, "A", "B"))})  # fmt: skip
    for _ in range(2):
        found = read(path)
        assert found.files[0].refused[0].where == f"{path}/b.jsonl:1"
        assert found.files[1].saves[0].location == f"{path}/x/song.mp3"


def test_a_damaged_or_encrypted_member_does_not_cost_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("1.json", spotify("ONE"))
        archive.writestr("2.json", spotify("TWO"))
    path.write_bytes(path.read_bytes().replace(b'"ONE"', b'"0NE"', 1))
    found = read(path)
    assert [file.listens[0].title for file in found.files] == ["TWO"]
    assert "damaged" in found.ignored[0].reason


def test_two_members_of_one_name_are_both_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a/1.json", spotify("ONE"))
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a/1.json", spotify("TWO"))
    titles = [file.listens[0].title for file in read(path).files]
    assert sorted(titles) == ["ONE", "TWO"]


def test_zips_in_a_zip_share_one_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dj.listeners import exports

    monkeypatch.setattr(exports, "UNPACKED_BYTES", 3_000)
    inner = zipped(tmp_path / "inner.zip", {"1.txt": "x" * 2_000})
    path = zipped(tmp_path / "a.zip", {"1.zip": inner.read_bytes(), "2.zip": inner.read_bytes(),
                                       "b.jsonl": listens((1_700_000_000, "A", "B"))})  # fmt: skip
    assert import_file(path).where == f"{path}/b.jsonl"


def test_a_bad_file_does_not_cost_the_good_ones(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(listens((1_700_000_000, "A", "B")))
    (tmp_path / "bad").write_text("sun")
    found = read(tmp_path / "bad", tmp_path / "a.jsonl", tmp_path / "none")
    assert counts(found) == [("listenbrainz", 1, 0)]
    assert [Path(error.where).name for error in found.failed] == ["bad", "none"]


def test_a_zip_bomb_ends_in_a_refusal(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(6):
            archive.writestr(f"{number}.json", bytes(1000))
            archive.filelist[number].file_size = 100 << 20
    (error,) = read(path).failed
    assert "more than 500 MB" in error.message


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "endless")
    (error,) = read(tmp_path / "endless").failed
    assert "no file" in error.message


@pytest.mark.slow
def test_the_worker_says_what_this_process_says_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    path = zipped(tmp_path / "a.zip", {"1.json": spotify("ONE"), "x.txt": "sun"})
    found, here = import_files([path]), read(path)
    assert (found.files, found.ignored) == (here.files, here.ignored)
    assert counts(found) == [("spotify", 1, 0)]
    assert list(place.iterdir()) == []


@pytest.mark.slow
def test_a_file_that_never_gives_a_row_ends_in_a_refusal(tmp_path: Path) -> None:
    path = tmp_path / "zeros.csv"
    with path.open("wb") as stream:
        stream.write(b"Artist,Title,Time\n")
        stream.truncate(1_900 << 20)
    found = import_files([path], told=Told(importer="table"), limits=replace(LIMITS, wall_s=0.05))
    (error,) = found.failed
    assert "longer than" in error.message
    assert error.hint


@pytest.mark.slow
def test_a_file_of_too_many_rows_ends_in_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dj.listeners.importing.ROWS", 60_000)
    path = tmp_path / "many.jsonl"
    path.write_text("x\n" * 200_000 + listens((1_700_000_000, "A", "B")))
    found = import_files([path], told=Told(importer="listenbrainz"))
    assert "more than 60,000 rows" in found.failed[0].message


@pytest.mark.slow
def test_memory_beyond_the_limit_is_a_refusal_and_not_a_crash(tmp_path: Path) -> None:
    path = tmp_path / "Library.xml"
    text = b"<string>" + b"x" * (64 << 20) + b"</string>"
    path.write_bytes(b'<?xml version="1.0"?><!DOCTYPE plist><plist version="1.0"><dict>'
                     b"<key>Tracks</key><dict><!-- --></dict><key>X</key>"
                     + text + b"</dict></plist>")  # fmt: skip
    (error,) = import_files([path], limits=replace(LIMITS, data_mb=150)).failed
    assert "it cannot be read" in error.message


@needs_exports
@pytest.mark.parametrize(
    ("name", "kept", "refused"),
    [
        ("listenbrainz_listens.jsonl", 2, 0),
        ("listenbrainz_mixed_validity.jsonl", 3, 2),
        ("listenbrainz_all_invalid.jsonl", 0, 3),
    ],
)
def test_real_listenbrainz_exports_are_read(name: str, kept: int, refused: int) -> None:
    result = import_file(EXPORTS / name)
    assert (result.importer, len(result.listens), len(result.refused)) == (
        "listenbrainz", kept, refused,
    )  # fmt: skip


@needs_exports
def test_a_folder_of_everybody_s_exports_is_read_at_once() -> None:
    found = read(EXPORTS)
    assert len(found.files) >= 16
    # Without header and without dates there is nothing to read.
    assert {Path(error.where).name for error in found.failed} <= {"librefm_no_header.csv"}
    assert {file.importer for file in found.files} >= {"spotify", "maloja", "scrobbler-log"}
    rows: Sequence[int] = [file.rows for file in found.files]
    assert sum(rows) > 50
