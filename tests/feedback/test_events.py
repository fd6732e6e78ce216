"""Feedback that players write into files: read line by line, refused line by line."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dj import feedback, session
from dj.errors import ConfigError
from dj.feedback import events
from dj.library.store import Store
from dj.model.feedback import Feedback, FeedbackKind
from dj.model.track import Skipped
from dj.testing.examples import manifest, song

GOOD = {"kind": "skipped", "at": "2026-05-01T09:30:00+02:00", "artist": "A", "title": "T"}


def read(path: Path, *lines: object) -> list[Feedback | Skipped]:
    texts = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    path.write_bytes(b"\n".join(texts))
    return list(feedback.read_events(path))


def test_a_line_is_read_in_utc_and_other_fields_are_passed_over(tmp_path: Path) -> None:
    (one,) = read(tmp_path / "e.jsonl", {**GOOD, "at_s": 20, "volume": 11})
    assert one == Feedback(kind=FeedbackKind.SKIPPED, at=datetime(2026, 5, 1, 7, 30, tzinfo=UTC),
                           artist="A", title="T", at_s=20.0)  # fmt: skip


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"{", "no feedback"),
        (b"\xff\xfe", "no feedback"),
        (b"[" * 9_000, "no feedback"),
        ({**GOOD, "kind": "adored"}, "adored"),
        ({**GOOD, "at": "2026-05-01T09:30:00"}, "no offset"),
        ({**GOOD, "at": "yesterday"}, "no feedback"),
        ({**GOOD, "at": "0001-01-01T00:00:00Z"}, "years"),
        ({**GOOD, "at_s": -1}, "at_s"),
        ({**GOOD, "at_s": 1e300}, "at_s"),
        ({**GOOD, "slot": -1}, "slot"),
        ({**GOOD, "note": "x" * 2_000}, "too long"),
        ({**GOOD, "note": "x" * 30_000}, "too long"),
        ({"kind": "liked", "at": GOOD["at"]}, "no song"),
    ],
)
def test_a_bad_line_is_refused_and_the_others_are_not(
    tmp_path: Path, line: object, says: str
) -> None:
    found = read(tmp_path / "e.jsonl", GOOD, line, b"", GOOD)
    refused = [one for one in found if isinstance(one, Skipped)]
    assert len(found) - len(refused) == 2
    assert refused
    assert says in refused[0].reason
    assert refused[0].where == "e.jsonl:2"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_no_bytes_whatever_end_the_reading(tmp_path: Path, line: bytes) -> None:
    for one in read(tmp_path / "e.jsonl", line):
        assert isinstance(one, Feedback | Skipped)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"gone\.jsonl: cannot be read"):
        list(feedback.read_events(tmp_path / "gone.jsonl"))


def test_a_file_beyond_measure_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "e.jsonl"
    with path.open("wb") as file:
        file.truncate(events.LARGEST_FILE + 1)
    with pytest.raises(ConfigError, match="larger than 100 MB"):
        list(feedback.read_events(path))


def test_positions_are_completed_by_the_session_the_library_knows(tmp_path: Path) -> None:
    record = manifest(["First light", "Second wind"])
    session.write(record, tmp_path)
    line = {"kind": "liked", "at": GOOD["at"], "session": record.session_id, "slot": 1}
    with Store.open(tmp_path / "library") as store:
        store.add_session(record.session_id, tmp_path, datetime(2026, 5, 1, tzinfo=UTC), ())
        found = read(tmp_path / "e.jsonl", line, {**line, "session": "0" * 16}, GOOD)
        known, unknown, plain = feedback.named(store, found)
    assert isinstance(known, Feedback)
    assert (known.track_id, known.title) == (song(1).id, "Second wind")
    assert isinstance(unknown, Skipped)
    assert isinstance(plain, Feedback)
    assert plain.track_id is None
