import json
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dj.errors import ImportFileError
from dj.listeners.importers import archive
from dj.listeners.importers.listenbrainz import ListenBrainzImporter
from dj.model.listening import Listen, Save
from dj.model.track import Skipped
from dj.testing.importer_contract import ImporterContract

MBID = "0b5b3c1a-7f52-4f6c-9a53-0c1d2e3f4a5b"
OTHER_MBID = "11111111-2222-3333-4444-555555555555"


def row(**changes: object) -> dict[str, object]:
    recording: dict[str, object] = {"artist_name": "Ana Lee", "track_name": "Salt", **changes}
    at = recording.pop("listened_at", 1_735_689_600)
    return {"listened_at": at, "track_metadata": recording}


def write(path: Path, rows: Sequence[object]) -> Path:
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
    return path


def read(path: Path) -> list[Listen | Save | Skipped]:
    return list(ListenBrainzImporter().read(path))


def only(path: Path) -> Listen:
    (listen,) = read(path)
    assert isinstance(listen, Listen)
    return listen


def refusal(path: Path) -> str:
    (skipped,) = read(path)
    assert isinstance(skipped, Skipped)
    return skipped.reason


def write_zip(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive_file:
        for name, text in files.items():
            archive_file.writestr(name, text)
    return path


class TestLines(ImporterContract):
    def importer(self) -> ListenBrainzImporter:
        return ListenBrainzImporter()

    def write_example(self, folder: Path) -> Path:
        return write(folder / "1.jsonl", [row(), row(listened_at=1_735_689_900)])


class TestArray(ImporterContract):
    def importer(self) -> ListenBrainzImporter:
        return ListenBrainzImporter()

    def write_example(self, folder: Path) -> Path:
        path = folder / "ana_lb-2024-01-01.json"
        path.write_text(json.dumps([row(), row(listened_at=1_735_689_900)]), "utf-8")
        return path


class TestZip(ImporterContract):
    def importer(self) -> ListenBrainzImporter:
        return ListenBrainzImporter()

    def write_example(self, folder: Path) -> Path:
        lines = json.dumps(row()) + "\n"
        return write_zip(
            folder / "listenbrainz_ana_1.zip",
            {
                "user.json": "{}",
                "listens/2024/12.jsonl": lines,
                "listens/2025/1.jsonl": lines,
                "feedback.jsonl": "",
            },
        )


def test_a_full_row_keeps_what_signals_need_and_nothing_else(tmp_path: Path) -> None:
    info = {
        "recording_mbid": MBID.upper(),
        "isrc": "gbaye8100053",
        "spotify_id": "https://open.spotify.com/track/2AX5E86cn9n2dgioZEjirI?si=1",
        "duration_ms": 206_760,
        "duration_played": 31.5,
        "skipped": True,
        "client_ip": "192.0.2.1",
        "submission_client": "player",
    }
    mapping = {"recording_mbid": OTHER_MBID, "artist_mbids": [OTHER_MBID]}
    path = write(
        tmp_path / "a.jsonl",
        [row(release_name="Sea", additional_info=info, mbid_mapping=mapping)],
    )
    assert only(path) == Listen(
        started_at=datetime(2025, 1, 1, tzinfo=UTC),
        artist="Ana Lee",
        title="Salt",
        album="Sea",
        played_ms=31_500,
        duration_ms=206_760,
        skipped=True,
        ids={
            "mbid": MBID,
            "isrc": "GBAYE8100053",
            "spotify": "2AX5E86cn9n2dgioZEjirI",
            "artist_mbid": OTHER_MBID,
        },
        source="listenbrainz",
    )


def test_the_mapped_recording_serves_where_the_client_sent_none(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", [row(mbid_mapping={"recording_mbid": MBID})])
    assert only(path).ids == {"mbid": MBID}


def test_a_length_in_seconds_is_read_too(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", [row(additional_info={"duration": 200})])
    assert only(path).duration_ms == 200_000


def test_decimal_and_text_epochs_are_dates(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl",
        [row(listened_at=1_735_689_600.0), row(listened_at="1735689600.000000")],
    )
    dates = [listen.started_at for listen in read(path) if isinstance(listen, Listen)]
    assert dates == [datetime(2025, 1, 1, tzinfo=UTC)] * 2


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (0, "before October 2002"),
        (-1, "before October 2002"),
        (946_684_800, "before October 2002"),
        (1_735_689_600_000, "after the year 2099"),
        (1e300, "after the year 2099"),
        (10**40, "after the year 2099"),
        ("yesterday", "no date"),
        (None, "no date"),
        (True, "no date"),
        ([], "no date"),
    ],
)
def test_an_impossible_date_is_refused_with_the_reason(
    tmp_path: Path, value: object, says: str
) -> None:
    assert says in refusal(write(tmp_path / "a.jsonl", [row(listened_at=value)]))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"artist_name": ""}, "no artist"),
        ({"artist_name": None}, "no artist"),
        ({"artist_name": ["Ana"]}, "no artist"),
        ({"track_name": "  "}, "no title"),
        ({"additional_info": "none"}, "not shaped like a listen"),
    ],
)
def test_a_row_without_a_name_is_refused_with_the_reason(
    tmp_path: Path, changes: dict[str, object], says: str
) -> None:
    assert says in refusal(write(tmp_path / "a.jsonl", [row(**changes)]))


def test_nonsense_in_optional_fields_loses_only_those_fields(tmp_path: Path) -> None:
    info = {
        "recording_mbid": 7, "isrc": ["x"], "spotify_id": {"a": 1}, "duration_ms": "long",
        "duration_played": -5, "skipped": "no", "artist_mbids": [None],
    }  # fmt: skip
    listen = only(write(tmp_path / "a.jsonl", [row(additional_info=info)]))
    assert (listen.ids, listen.duration_ms, listen.played_ms, listen.skipped) == (
        {}, None, None, None,
    )  # fmt: skip


def test_broken_lines_are_refused_by_number_and_the_rest_is_read(tmp_path: Path) -> None:
    good = json.dumps(row()).encode()
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        b"\xef\xbb\xbf" + good + b"\r\n"
        b"not json\r"
        b"\n"
        b'{"listened_at": 1735689600, "track_metadata": {"artist_name": "\xff\xfe"}}\n'
        + b'{"x": ' + b"[" * 100_000 + b"\n" + good[:-5] + b"\n\n" + good
    )  # fmt: skip
    rows = read(path)
    assert [type(r) for r in rows] == [Listen, Skipped, Skipped, Skipped, Skipped, Listen]
    assert [(r.where.rpartition(":")[2], r.reason) for r in rows if isinstance(r, Skipped)] == [
        ("2", "is not valid JSON."),
        ("3", "is not valid UTF-8."),
        ("4", "is not valid JSON."),
        ("5", "is not valid JSON."),
    ]


def test_a_line_without_end_is_refused_without_filling_memory(tmp_path: Path) -> None:
    good = json.dumps(row()).encode()
    path = tmp_path / "a.jsonl"
    path.write_bytes(good + b"\n" + b"x" * 5_000_000 + b"\n" + good + b"\n" + b"y" * 3_000_000)
    rows = read(path)
    assert [type(r) for r in rows] == [Listen, Skipped, Listen, Skipped]
    assert [r.where.rpartition(":")[2] for r in rows if isinstance(r, Skipped)] == ["2", "4"]


def test_a_hostile_name_is_cut_not_refused(tmp_path: Path) -> None:
    listen = only(write(tmp_path / "a.jsonl", [row(track_name="x" * 100_000)]))
    assert len(listen.title) == 1024


def test_a_cut_off_array_keeps_what_came_before(tmp_path: Path) -> None:
    whole = json.dumps([row(), row(listened_at=1_735_689_700), row()])
    path = tmp_path / "a.json"
    path.write_text(whole[:-30], "utf-8")
    rows = read(path)
    assert [type(r) for r in rows] == [Listen, Listen, Skipped]
    assert isinstance(rows[-1], Skipped)
    assert "cut off" in rows[-1].reason


def test_one_wrong_element_does_not_cost_the_array(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([row(), 7, None, row()]), "utf-8")
    assert [type(r) for r in read(path)] == [Listen, Skipped, Skipped, Listen]


def test_months_of_a_zip_come_in_order_of_time(tmp_path: Path) -> None:
    names = ["listens/2025/10.jsonl", "listens/2025/2.jsonl", "listens/2024/12.jsonl"]
    files = {
        name: json.dumps(row(track_name=name)) + "\n" for name in names
    }  # fmt: skip
    rows = read(write_zip(tmp_path / "a.zip", files))
    assert [r.title for r in rows if isinstance(r, Listen)] == [
        "listens/2024/12.jsonl", "listens/2025/2.jsonl", "listens/2025/10.jsonl",
    ]  # fmt: skip


def test_a_refused_row_in_a_zip_names_member_and_line(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", {"listens/2025/1.jsonl": "{}\nbroken\n"})
    wheres = [r.where for r in read(path) if isinstance(r, Skipped)]
    assert wheres == [f"{path}/listens/2025/1.jsonl:1", f"{path}/listens/2025/1.jsonl:2"]


def test_loved_recordings_become_saves_and_unknown_ones_are_reported(tmp_path: Path) -> None:
    listen = json.dumps(row(recording_msid="m1", mbid_mapping={"recording_mbid": MBID}))
    feedback = [
        {"recording_msid": "m1", "recording_mbid": None, "score": 1, "created": 1_700_000_000},
        {"recording_msid": "m2", "score": 1},
        {"recording_msid": "m3", "score": -1},
        {"recording_msid": "m4", "score": 0},
        {"score": 1},
    ]
    lines = "".join(json.dumps(r) + "\n" for r in feedback)
    path = write_zip(
        tmp_path / "a.zip",
        {"listens/2025/1.jsonl": f"{listen}\n{listen}\n", "feedback.jsonl": lines},
    )
    rows = read(path)
    assert [r for r in rows if isinstance(r, Save)] == [
        Save(artist="Ana Lee", title="Salt", playlist="Loved", ids={"mbid": MBID},
             saved_at=datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC), source="listenbrainz"),
    ]  # fmt: skip
    reasons = [r.reason for r in rows if isinstance(r, Skipped)]
    assert reasons == [
        "is a song you hate: ban it if it shall not play.",
        "takes feedback back.",
        "is feedback without a recording or a score.",
        "loves a recording that is not among the listens.",
    ]


@pytest.mark.parametrize("name", ["../listens/2025/1.jsonl", "/listens/2025/1.jsonl",
                                  "a/../../listens/2025/1.jsonl", "C:/listens/2025/1.jsonl",
                                  "..\\listens\\2025\\1.jsonl"])  # fmt: skip
def test_a_zip_with_names_that_point_outside_is_refused(tmp_path: Path, name: str) -> None:
    path = write_zip(tmp_path / "a.zip", {"listens/2025/2.jsonl": "{}", name: "{}"})
    with pytest.raises(ImportFileError, match="points outside"):
        read(path)


def test_a_zip_with_too_many_files_is_refused(tmp_path: Path) -> None:
    files = {f"listens/2025/{n}.jsonl": "" for n in range(archive.MEMBERS + 1)}
    with pytest.raises(ImportFileError, match="at most 500"):
        read(write_zip(tmp_path / "a.zip", files))


def test_a_zip_that_unpacks_to_too_much_is_refused_before_unpacking(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("listens/2025/1.jsonl", bytes(1 << 20))
        bomb.filelist[0].file_size = archive.UNPACKED_BYTES + 1
    with pytest.raises(ImportFileError, match="more than 500 MB"):
        read(path)


def test_a_zip_that_lies_about_its_size_gives_no_more_than_it_says(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("listens/2025/1.jsonl", b"{}\n" * 1_000_000)
        bomb.filelist[0].file_size = 30
    rows = read(path)
    assert len(rows) <= 11
    assert isinstance(rows[-1], Skipped)
    assert "damaged" in rows[-1].reason


def test_a_zip_of_something_else_is_an_error_with_a_hint(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "listenbrainz_ana.zip", {"holiday.txt": "sun"})
    with pytest.raises(ImportFileError, match="no listens/YEAR"):
        read(path)


def test_a_damaged_month_does_not_cost_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as stored:
        stored.writestr("listens/2025/1.jsonl", json.dumps(row(track_name="ONE")) + "\n")
        stored.writestr("listens/2025/2.jsonl", json.dumps(row(track_name="TWO")) + "\n")
    path.write_bytes(path.read_bytes().replace(b'"ONE"', b'"0NE"', 1))
    rows = read(path)
    assert [r.title for r in rows if isinstance(r, Listen)][-1] == "TWO"
    assert any(isinstance(r, Skipped) and "damaged" in r.reason for r in rows)


def test_a_love_is_found_by_either_identifier_and_once(tmp_path: Path) -> None:
    listen = json.dumps(row(mbid_mapping={"recording_mbid": MBID}))
    feedback = json.dumps({"recording_msid": "m1", "recording_mbid": MBID, "score": 1})
    path = write_zip(
        tmp_path / "a.zip", {"listens/2025/1.jsonl": f"{listen}\n", "feedback.jsonl": feedback}
    )
    assert [type(r) for r in read(path)] == [Listen, Save]


class TestFeedback(ImporterContract):
    def importer(self) -> ListenBrainzImporter:
        return ListenBrainzImporter()

    def write_example(self, folder: Path) -> Path:
        names = {"artist_name": "Ana Lee", "track_name": "Salt"}
        love = {"created": 1_700_000_000, "recording_mbid": MBID, "recording_msid": "m1",
                "score": 1, "track_metadata": names}  # fmt: skip
        other = {**names, "track_name": "Tide"}
        return write(folder / "feedback.jsonl", [love, {**love, "track_metadata": other}])


def test_feedback_alone_that_names_no_song_is_refused(tmp_path: Path) -> None:
    love = {"created": 1_700_000_000, "recording_mbid": MBID, "recording_msid": "m1", "score": 1}
    path = write(tmp_path / "feedback.jsonl", [love])
    assert ListenBrainzImporter().recognises(path.read_bytes(), "x")
    assert refusal(path) == "loves a recording that is not among the listens."
