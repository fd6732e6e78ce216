import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dj.errors import ImportFileError, PluginError
from dj.listeners import import_file

EXPORTS = Path(__file__).parents[3] / "shared" / "data" / "listening_exports"
needs_exports = pytest.mark.skipif(
    not EXPORTS.is_dir(), reason=f"the shared exports are not there: {EXPORTS}"
)


def listens(*rows: tuple[int, str, str]) -> str:
    return "".join(
        json.dumps({"listened_at": at, "track_metadata": {"artist_name": a, "track_name": t}})
        + "\n"
        for at, a, t in rows
    )


def test_counts_add_up_and_dates_span_the_listens(tmp_path: Path) -> None:
    path = tmp_path / "history.txt"
    path.write_text(listens((1_700_000_000, "A", "B"), (1_600_000_000, "C", "D")) + "broken\n")
    result = import_file(path)
    assert (result.importer, result.rows) == ("listenbrainz", 3)
    assert (len(result.listens), len(result.saves), len(result.refused)) == (2, 0, 1)
    assert result.first_at == datetime(2020, 9, 13, 12, 26, 40, tzinfo=UTC)
    assert result.last_at == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)


def test_the_same_play_counts_once_and_the_rest_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    at = 1_700_000_000
    path.write_text(
        listens((at, "A", "B"), (at, "C", "D"), (at, "A", "B"), (at, "C", "D"), (at + 1, "A", "B"))
    )
    result = import_file(path)
    assert [(x.artist, x.started_at.second) for x in result.listens] == [
        ("A", 20), ("C", 20), ("A", 21),
    ]  # fmt: skip
    assert [row.where.rpartition(" ")[2] for row in result.refused] == ["3", "4"]


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
    with pytest.raises(ImportFileError, match="jspf, listenbrainz, m3u, xspf"):
        import_file(path)


def test_an_empty_file_says_that_it_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    path.touch()
    with pytest.raises(ImportFileError, match="empty"):
        import_file(path)


@pytest.mark.parametrize("name", [".", "missing.zip"])
def test_a_path_that_is_no_file_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(ImportFileError, match="cannot be read"):
        import_file(tmp_path / name)


def test_a_named_importer_is_used_without_asking(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Ana Lee - Salt\n")
    assert import_file(path, importer="m3u").saves[0].title == "Salt"


def test_an_importer_of_an_unknown_name_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("x\n")
    with pytest.raises(PluginError, match="'spotty'"):
        import_file(path, importer="spotty")


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
def test_exports_of_other_services_are_refused_as_unknown() -> None:
    others = [path for path in EXPORTS.iterdir() if not path.name.startswith("listenbrainz")]
    assert len(others) >= 10
    for path in others:
        with pytest.raises(ImportFileError, match="no format we know"):
            import_file(path)
