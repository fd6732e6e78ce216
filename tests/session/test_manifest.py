import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj import resources, session
from dj.errors import ManifestError
from dj.model.edits import Edits, JoinEdit
from dj.model.manifest import Manifest, ManifestSound, Measured, OutputFile
from dj.model.timeline import JoinKind
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


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    shipped = json.loads(resources.find("assets/schema", "session.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(shipped)
    return jsonschema.Draft202012Validator(shipped)


@settings(max_examples=6)
@given(titles, st.text(max_size=80))
def test_a_session_fits_the_shipped_schema_by_an_independent_validator(
    validator: jsonschema.Draft202012Validator, names: list[str], words: str
) -> None:
    validator.validate(json.loads(session.encode(manifest(names, words=words))))


def test_plans_and_sessions_with_everything_fit_the_schema(
    validator: jsonschema.Draft202012Validator,
) -> None:
    for record in (manifest(mix=""), edited()):
        validator.validate(json.loads(session.encode(record)))


def edited() -> Manifest:
    """A session with everything that not every session has."""
    record = manifest()
    first, second, third = record.tracks
    wish = JoinEdit(outgoing=first.id, incoming=second.id, kind=JoinKind.GAP, length_s=0.5)
    sound = ManifestSound(
        id="imaging/ident", path="sounds/ident.wav", sha256="cd" * 32, frames=44_100,
        loudness_lufs=-16.0, title="Station ident",
    )  # fmt: skip
    return replace(
        record, sounds=(sound,), edits=Edits(joins=(wish,), locked=((2, third.id),)),
        measured=Measured(length_ms=170_000, loudness_lufs=-16.0, true_peak_dbtp=-1.0),
        files=(OutputFile(path="mix.flac", sha256="ab" * 32, media_type="audio/flac"),),
        timeline_ms=(("m00", 0, 60_000),), notes=("All well.",),
    )  # fmt: skip


def test_the_schema_refuses_what_the_reader_refuses(
    validator: jsonschema.Draft202012Validator,
) -> None:
    for at, value, _ in SPOILED:
        assert not validator.is_valid(spoiled(at, value)), at


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


Place = tuple[str | int, ...]
SPOILED: list[tuple[Place, object, str]] = [
    (("timeline", "events", 0, "kind"), "noise", "$.timeline.events[0].kind"),
    (("timeline", "events", 1, "at_frame"), "soon", "$.timeline.events[1].at_frame"),
    (("timeline", "events", 1, "at_frame"), 1.5, "$.timeline.events[1].at_frame"),
    (("tracks", 0, "duration_ms"), None, "$.tracks[0].duration_ms"),
    (("tracks", 2, "cues", "ending"), "sudden", "$.tracks[2].cues.ending"),
    (("takes", 0, "captions", 0), ["x"], "$.takes[0].captions[0]"),
    (("disclosure", "synthetic_voice"), "yes", "$.disclosure.synthetic_voice"),
    (("edits", "locked"), [["second", 2]], "$.edits.locked[0][0]"),
    (("lineup",), [], "$.lineup"),
]


def spoiled(at: Place, value: object) -> Any:
    """The session as somebody has left it who edits by hand."""
    document = part = json.loads(session.encode(edited()))
    for name in at[:-1]:
        part = part[name]
    part[at[-1]] = value
    return document


@pytest.mark.parametrize(("at", "value", "named"), SPOILED)
def test_a_wrong_field_is_named_by_its_path(at: Place, value: object, named: str) -> None:
    with pytest.raises(ManifestError, match="does not fit the session schema") as caught:
        session.decode(json.dumps(spoiled(at, value)).encode())
    assert f"`{named}`" in str(caught.value)


def test_a_missing_field_is_named() -> None:
    document = json.loads(session.encode(manifest()))
    del document["tracks"][1]["path"]
    with pytest.raises(
        ManifestError, match=r"missing required field `path` - at `\$\.tracks\[1\]`"
    ):
        session.decode(json.dumps(document).encode())


@pytest.mark.parametrize(
    ("at", "value", "says"),
    [
        (("timeline", "sample_rate_hz"), 0, "sample_rate_hz must be above 0"),
        (("timeline", "length_frames"), 10, "must lie inside the programme"),
        (("timeline", "events", 0, "at_frame"), 9_999_999, "events must be sorted"),
        (("timeline", "events", 0, "gain_db"), 1e9, "gain_db of m00 must be"),
        (("tracks", 0, "cues", "cue_out_s"), 0.0, "cue points must rise"),
    ],
)
def test_a_value_that_cannot_be_is_said_in_words(at: Place, value: object, says: str) -> None:
    with pytest.raises(ManifestError, match=says):
        session.decode(json.dumps(spoiled(at, value)).encode())


def test_a_field_of_somebody_elses_is_passed_over() -> None:
    document = {**json.loads(session.encode(manifest())), "x_mine": {"a": 1}}
    assert session.decode(json.dumps(document).encode()) == manifest()


def test_a_folder_without_a_session_is_named(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="cannot be read"):
        session.read(tmp_path)


def test_a_written_session_is_read_from_its_folder_or_its_file(tmp_path: Path) -> None:
    record = replace(manifest(), notes=("all well",))
    path = session.write(record, tmp_path)
    assert session.read(tmp_path) == session.read(path) == record
    assert [p.name for p in tmp_path.iterdir()] == ["session.json"]
