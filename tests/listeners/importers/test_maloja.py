import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dj.listeners.importers.maloja import MalojaImporter
from dj.model.listening import Listen
from dj.model.track import Skipped
from dj.testing.importer_contract import ImporterContract

EXPORTS = Path(__file__).parents[4] / "shared" / "data" / "listening_exports"
exported = pytest.mark.skipif(
    not EXPORTS.is_dir(), reason=f"the shared exports are not there: {EXPORTS}"
)


def scrobble(title: object = "Salt", **changes: object) -> dict[str, object]:
    album = {"artists": ["Ana Lee"], "albumtitle": "Sea"}
    return {
        "time": 1_577_836_800,
        "track": {"artists": ["Ana Lee"], "title": title, "album": album, "length": 220, **changes},
        "duration": 200,
        "origin": "client:MARKCLIENT",
    }


def write(folder: Path, scrobbles: object) -> Path:
    path = folder / "maloja_export.json"
    written = {"maloja": {"export_time": 1}, "scrobbles": scrobbles, "rules": [{"track": 1}]}
    path.write_text(json.dumps(written, indent=2), "utf-8")
    return path


def read(path: Path) -> list[Listen | Skipped]:
    return list(MalojaImporter().read(path))


def only(path: Path) -> Listen:
    (listen,) = read(path)
    assert isinstance(listen, Listen), listen
    return listen


class TestExport(ImporterContract):
    def importer(self) -> MalojaImporter:
        return MalojaImporter()

    def write_example(self, folder: Path) -> Path:
        return write(folder, [scrobble(), scrobble("Sand")])


def test_a_scrobble_has_names_and_both_lengths(tmp_path: Path) -> None:
    path = write(tmp_path, [scrobble()])
    assert only(path) == Listen(
        started_at=datetime(2020, 1, 1, tzinfo=UTC),
        artist="Ana Lee",
        title="Salt",
        album="Sea",
        played_ms=200_000,
        duration_ms=220_000,
        source="maloja",
    )
    assert "MARK" not in repr(read(path))


@pytest.mark.parametrize("album", [None, {}, {"albumtitle": None}])
def test_an_album_may_be_missing(tmp_path: Path, album: object) -> None:
    assert only(write(tmp_path, [scrobble(album=album)])).album == ""


def test_several_artists_are_one_credit_with_the_main_artist_first(tmp_path: Path) -> None:
    credit = only(write(tmp_path, [scrobble(artists=["Ana, the Lee", "Bo"])])).artist
    assert credit == "Ana, the Lee; Bo"


@pytest.mark.parametrize(
    "odd",
    [{"track": {}}, {"time": 1_577_836_800}, {"time": 1_577_836_800, "track": {"title": "x"}}, None,
     {"time": None, "track": {"artists": ["A"], "title": "x"}}, scrobble(artists=[]),
     scrobble(artists=[None, 5]), scrobble(title=["x"])],
)  # fmt: skip
def test_an_odd_scrobble_costs_only_itself(tmp_path: Path, odd: object) -> None:
    found = read(write(tmp_path, [scrobble(), odd, scrobble("Sand")]))
    assert [type(row) for row in found] == [Listen, Skipped, Listen]


@exported
def test_shared_exports_give_what_a_hand_counts() -> None:
    rows = read(EXPORTS / "maloja.json")
    lengths = [(row.played_ms, row.duration_ms) for row in rows if isinstance(row, Listen)]
    assert lengths == [(None, 220_000), (245_000, None)]
    assert [type(row) for row in read(EXPORTS / "maloja_malformed.json")] == [Skipped] * 3
