"""Captions by the W3C's parser; chapters against the Podcasting 2.0 specification."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dj import session
from dj.audio.encode import Format
from tests.judges.conftest import Made

pytestmark = [pytest.mark.judge, pytest.mark.slow]

CHAPTERS_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["version", "chapters"],
    "properties": {
        "version": {"const": "1.2.0"},
        "author": {"type": "string"},
        "title": {"type": "string"},
        "podcastName": {"type": "string"},
        "description": {"type": "string"},
        "fileName": {"type": "string"},
        "waypoints": {"type": "boolean"},
        "chapters": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["startTime"],
                "properties": {
                    "startTime": {"type": "number", "minimum": 0},
                    "endTime": {"type": "number", "minimum": 0},
                    "title": {"type": "string", "pattern": r"^[^\n\r\x00]*$"},
                    "img": {"type": "string", "format": "uri"},
                    "url": {"type": "string", "format": "uri"},
                    "toc": {"type": "boolean"},
                    "location": {"type": "object", "required": ["name", "geo"]},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
"""Written from the specification of version 1.2.0."""


@pytest.fixture
def one(made: Callable[[Format], Made]) -> Made:
    return made("flac")


def test_captions_are_read_without_an_error(one: Made, run_node: Callable[..., Any]) -> None:
    (found,) = run_node("captions.mjs", f"subtitles={one.folder / 'captions.vtt'}")
    assert found["errors"] == []
    wanted = list(session.spoken_captions(one.manifest))
    assert [cue["text"] for cue in found["cues"]] == [text for _, _, text in wanted]
    assert [cue["voice"] for cue in found["cues"]] == ["Ava"] * len(wanted)
    times = [(round(cue["start"] * 1000), round(cue["end"] * 1000)) for cue in found["cues"]]
    assert times == [(start, end) for start, end, _ in wanted]


def test_chapter_captions_are_read_without_an_error(
    one: Made, run_node: Callable[..., Any]
) -> None:
    (found,) = run_node("captions.mjs", f"chapters={one.folder / 'chapters.vtt'}")
    marks = session.chapters(one.manifest)
    assert found["errors"] == []
    assert [cue["text"] for cue in found["cues"]] == [mark.title for mark in marks]


def test_the_parser_of_captions_finds_errors(tmp_path: Path, run_node: Callable[..., Any]) -> None:
    """A judge that never objects would prove nothing."""
    broken = tmp_path / "broken.vtt"
    broken.write_text("WEBVTT\n\n00:00:02.000 --> 00:00:01.000\n<b>open\n")
    (found,) = run_node("captions.mjs", f"subtitles={broken}")
    assert len(found["errors"]) >= 2


def test_chapters_fit_the_specification(one: Made) -> None:
    document = json.loads((one.folder / "chapters.json").read_text("utf-8"))
    jsonschema.validate(document, CHAPTERS_SCHEMA)
    starts = [row["startTime"] for row in document["chapters"]]
    assert starts == sorted(starts)
    assert all(row["endTime"] > row["startTime"] for row in document["chapters"])
    shown = [row["title"] for row in document["chapters"] if row.get("toc", True)]
    assert shown == [mark.title for mark in session.chapters(one.manifest)]
    hidden = [row for row in document["chapters"] if not row.get("toc", True)]
    assert [row["startTime"] for row in hidden] == [0.5]
