import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from dj import session
from dj.model.manifest import Manifest
from dj.model.track import Skipped
from dj.testing.examples import manifest as example
from dj.testing.exporter_contract import HOSTILE_TITLES, manifest

RECORDING = "https://musicbrainz.org/recording/"
EXTENSION = "https://musicbrainz.org/doc/jspf#playlist"


class Refused(Exception):  # noqa: N818 - reads as a sentence
    """ListenBrainz would answer 400."""


def listenbrainz_takes(document: Mapping[str, Any]) -> None:
    """Check what ListenBrainz checks before it makes a playlist, in our own words."""
    playlist = document["playlist"]
    extension = playlist.get("extension", {}).get(EXTENSION, {})
    if not playlist.get("title"):
        raise Refused("no title")
    if not isinstance(extension.get("public"), bool):
        raise Refused("public is no boolean")
    if not all(extension.get("collaborators", [])):
        raise Refused("an empty collaborator")
    for number, track in enumerate(playlist.get("track", [])):
        (identifier,) = track.get("identifier") or [""]
        if not identifier.startswith(RECORDING):
            raise Refused(f"track {number} has no recording")
        try:
            UUID(identifier.removeprefix(RECORDING))
        except ValueError as error:
            raise Refused(f"track {number} has no id") from error


def export(record: Manifest, folder: Path) -> tuple[dict[str, Any], list[Skipped]]:
    path, *lost = session.project(record, folder, ["jspf"])
    assert isinstance(path, Path)
    return json.loads(path.read_text("utf-8")), [x for x in lost if isinstance(x, Skipped)]


@pytest.mark.parametrize("title", [*HOSTILE_TITLES, ""])
def test_listenbrainz_takes_it_whatever_the_titles(title: str, tmp_path: Path) -> None:
    document, lost = export(replace(manifest([title, "Other"]), title=title), tmp_path)
    listenbrainz_takes(document)
    assert len(document["playlist"]["track"]) == 2
    assert lost == []


def test_songs_without_an_id_are_left_out_and_named(tmp_path: Path) -> None:
    record = manifest(["One", "Two", "Three"])
    ids: tuple[dict[str, str], ...] = ({}, {"mbid": "not an id"}, {"mbid": "AB" * 16})
    tracks = tuple(replace(t, ids=i) for t, i in zip(record.tracks, ids, strict=True))
    document, lost = export(replace(record, tracks=tracks), tmp_path)
    listenbrainz_takes(document)
    (track,) = document["playlist"]["track"]
    assert track["identifier"] == [f"{RECORDING}abababab-abab-abab-abab-abababababab"]
    assert track["annotation"] == "favourites: style, affinity"
    assert [item.where for item in lost] == ["Somebody - One", "Somebody - Two"]
    assert document["playlist"]["annotation"].startswith("2 of 3 songs without an id")


def test_a_session_that_musicbrainz_does_not_know_is_an_empty_playlist(tmp_path: Path) -> None:
    document, lost = export(example(), tmp_path)
    listenbrainz_takes(document)
    assert document["playlist"]["track"] == []
    assert len(lost) == 3


def test_the_checks_refuse_what_listenbrainz_refuses(tmp_path: Path) -> None:
    good, _ = export(manifest(), tmp_path)
    spoils: list[dict[str, Any]] = [
        {"title": ""},
        {"extension": {}},
        {"extension": {EXTENSION: {"public": "true"}}},
        {"track": [{"title": "x"}]},
        {"track": [{"identifier": [RECORDING + "x"]}]},
    ]
    for spoil in spoils:
        with pytest.raises(Refused):
            listenbrainz_takes({"playlist": {**good["playlist"], **spoil}})
