import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj import resources, session
from dj.errors import ManifestError
from dj.testing.examples import manifest

titles = st.lists(st.text(min_size=1, max_size=80), min_size=1, max_size=4)


@given(titles)
def test_writing_and_reading_is_identity(names: list[str]) -> None:
    record = manifest(names)
    assert session.decode(session.encode(record)) == record


def test_the_same_record_gives_the_same_bytes() -> None:
    assert session.encode(manifest()) == session.encode(manifest())


def test_the_shipped_schema_is_the_schema_of_the_code() -> None:
    shipped = json.loads(resources.find("assets/schema", "session.schema.json").read_text("utf-8"))
    assert shipped == json.loads(json.dumps(session.schema()))


def test_a_session_fits_the_shipped_schema_by_an_independent_validator() -> None:
    shipped = json.loads(resources.find("assets/schema", "session.schema.json").read_text("utf-8"))
    jsonschema.validate(json.loads(session.encode(manifest())), shipped)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is not JSON"),
        (b"[]", "holds no session"),
        (b"{}", "schema_version"),
        (b'{"schema_version": 99}', "schema_version"),
        (b'{"schema_version": 1}', "does not fit the session schema"),
        (b'{"schema_version": 1, "tracks": 3}', "does not fit the session schema"),
    ],
)
def test_a_damaged_file_is_named_with_what_is_wrong(data: bytes, says: str) -> None:
    with pytest.raises(ManifestError, match=says) as caught:
        session.decode(data, where="x/session.json")
    assert str(caught.value).startswith("x/session.json")


def test_a_wrong_field_is_named_by_its_path() -> None:
    document = json.loads(session.encode(manifest()))
    document["timeline"]["events"][0]["kind"] = "noise"
    with pytest.raises(ManifestError, match=r"timeline\.events"):
        session.decode(json.dumps(document).encode())


def test_a_folder_without_a_session_is_named(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="cannot be read"):
        session.read(tmp_path)


def test_a_written_session_is_read_from_its_folder_or_its_file(tmp_path: Path) -> None:
    record = replace(manifest(), notes=("all well",))
    path = session.write(record, tmp_path)
    assert session.read(tmp_path) == session.read(path) == record
    assert [p.name for p in tmp_path.iterdir()] == ["session.json"]
