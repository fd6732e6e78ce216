from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dj.errors import ImportFileError
from dj.listeners.importers.scrobbler_log import UNKNOWN_ZONE_S, ScrobblerLogImporter
from dj.model.listening import Listen
from dj.model.track import Skipped
from dj.testing.importer_contract import ImporterContract

EXPORTS = Path(__file__).parents[4] / "shared" / "data" / "listening_exports"
exported = pytest.mark.skipif(
    not EXPORTS.is_dir(), reason=f"the shared exports are not there: {EXPORTS}"
)
MBID = "d5e4fb56-e457-4684-aa31-63ce70ee5a8c"
HEADER = "#AUDIOSCROBBLER/1.1\n#TZ/{}\n#CLIENT/MARKDEVICE\n#ARTIST\t#ALBUM\t#TITLE\t#TRACKNUM\n"
ROW = f"Ana Lee\tSea\tSalt\t1\t259\tL\t1577836800\t{MBID}\n"
NOON = datetime(2020, 1, 1, tzinfo=UTC)


def write(folder: Path, rows: str, zone: str = "UNKNOWN", header: str = HEADER) -> Path:
    path = folder / ".scrobbler.log"
    path.write_bytes((header.format(zone) + rows).encode())
    return path


def read(path: Path, time_zone: str = "") -> list[Listen | Skipped]:
    importer = ScrobblerLogImporter()
    importer.time_zone = time_zone
    return list(importer.read(path))


def only(path: Path, time_zone: str = "") -> Listen:
    (listen,) = read(path, time_zone)
    assert isinstance(listen, Listen), listen
    return listen


def refusal(path: Path) -> str:
    (skipped,) = read(path)
    assert isinstance(skipped, Skipped), skipped
    return skipped.reason


class TestLog(ImporterContract):
    def importer(self) -> ScrobblerLogImporter:
        return ScrobblerLogImporter()

    def write_example(self, folder: Path) -> Path:
        return write(folder, ROW + ROW.replace("1577836800", "1577840400"))


def test_a_row_has_names_length_rating_and_identifier(tmp_path: Path) -> None:
    assert only(write(tmp_path, ROW, "UTC")) == Listen(
        started_at=NOON,
        artist="Ana Lee",
        title="Salt",
        album="Sea",
        duration_ms=259_000,
        skipped=False,
        ids={"mbid": MBID},
        source="scrobbler-log",
    )


def test_the_device_is_in_no_row(tmp_path: Path) -> None:
    assert "MARK" not in repr(read(write(tmp_path, ROW)))


def test_a_clock_of_an_unknown_zone_is_known_to_14_hours(tmp_path: Path) -> None:
    for zone in ("UNKNOWN", ""):
        listen = only(write(tmp_path, ROW, zone))
        assert listen.within_s == UNKNOWN_ZONE_S
        assert listen.started_at == NOON


def test_a_zone_that_is_told_makes_the_time_exact(tmp_path: Path) -> None:
    listen = only(write(tmp_path, ROW), "America/New_York")
    assert listen.started_at == NOON + timedelta(hours=5)
    assert listen.within_s == 1


def test_a_zone_that_is_told_does_not_move_a_log_in_utc(tmp_path: Path) -> None:
    assert only(write(tmp_path, ROW, "UTC"), "America/New_York").started_at == NOON


@pytest.mark.parametrize("told", ["Nowhere/Town", "../../etc/passwd", "\0", "Europe"])
def test_a_zone_that_does_not_exist_is_an_error(tmp_path: Path, told: str) -> None:
    with pytest.raises(ImportFileError, match="no time zone"):
        read(write(tmp_path, ROW), told)


def test_a_skipped_song_is_a_skip_and_a_rating_we_do_not_know_is_neither(tmp_path: Path) -> None:
    rows = read(write(tmp_path, ROW.replace("\tL\t", "\tS\t") + ROW.replace("\tL\t", "\t?\t")))
    assert [row.skipped for row in rows if isinstance(row, Listen)] == [True, None]


@pytest.mark.parametrize("end", ["", "\t", "\tnever-gonna-give-you-up"])
def test_an_identifier_may_be_missing_or_none(tmp_path: Path, end: str) -> None:
    assert only(write(tmp_path, ROW.replace(f"\t{MBID}", end))).ids == {}


def test_an_artist_that_begins_with_a_number_sign_is_no_comment(tmp_path: Path) -> None:
    rows = read(
        write(tmp_path, ROW.replace("Ana Lee", "#1 Band") + ROW + ROW.replace("Salt", "#9"))
    )
    assert [row.artist for row in rows if isinstance(row, Listen)] == [
        "#1 Band",
        "Ana Lee",
        "Ana Lee",
    ]


def test_a_title_that_begins_with_a_quote_keeps_it(tmp_path: Path) -> None:
    rows = read(write(tmp_path, ROW.replace("Salt", '"Heroes') + ROW))
    assert [row.title for row in rows if isinstance(row, Listen)] == ['"Heroes', "Salt"]


def test_a_file_without_tags_is_refused(tmp_path: Path) -> None:
    assert refusal(write(tmp_path, ROW.replace("Ana Lee", "<Untagged>"))) == "has no artist."


@pytest.mark.parametrize("stamp", ["0", "86400", "946684800"])
def test_a_clock_that_was_never_set_is_refused(tmp_path: Path, stamp: str) -> None:
    assert "clock was not set" in refusal(write(tmp_path, ROW.replace("1577836800", stamp)))


def test_logs_that_were_joined_keep_their_own_zones(tmp_path: Path) -> None:
    second = HEADER.format("UTC") + ROW.replace("Salt", "Sand")
    rows = read(write(tmp_path, ROW + second))
    assert [row.within_s for row in rows if isinstance(row, Listen)] == [UNKNOWN_ZONE_S, 1]


def test_old_encodings_and_line_ends_are_read(tmp_path: Path) -> None:
    path = write(tmp_path, "")
    content = (HEADER + ROW.replace("Ana Lee", "Zoë")).format("UTC").replace("\n", "\r")
    path.write_bytes(content.encode("cp1252"))
    assert only(path).artist == "Zoë"


def test_a_row_of_too_few_cells_is_refused(tmp_path: Path) -> None:
    assert refusal(write(tmp_path, "Ana Lee\tSea\n")) == "is no row of seven cells."


def test_a_log_of_the_first_version_is_known_by_its_rows(tmp_path: Path) -> None:
    path = write(tmp_path, ROW.replace(f"\t{MBID}", ""), header="#AUDIOSCROBBLER/1.0\n")
    assert ScrobblerLogImporter().recognises(path.read_bytes(), "x")
    assert len(read(path)) == 1


@exported
def test_the_shared_log_gives_what_a_hand_counts() -> None:
    rows = read(EXPORTS / ".scrobbler.log")
    found = [(row.title, row.skipped) for row in rows if isinstance(row, Listen)]
    assert found == [("Come Together", False), ("YELLOW ALERT", False), ("The Model", True)]
    assert len(rows) == 4
