"""`session.json`: the record as bytes and back, its schema and its older versions."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from dj.errors import ManifestError
from dj.model.manifest import SCHEMA_VERSION, Manifest
from dj.writing import write_atomic

MANIFEST_NAME = "session.json"


def _from_version_1(document: dict[str, Any]) -> dict[str, Any]:
    """Version 2 added beds, imaging, edits, costs of joins and basses: all absent before."""
    return {**document, "schema_version": 2}


_MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {1: _from_version_1}
"""Version → function that lifts a document of that version to the next."""


def encode(manifest: Manifest) -> bytes:
    """Write the record as indented UTF-8 JSON; the same record gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(manifest, order=None), indent=1) + b"\n"


def decode(data: bytes, *, where: str = MANIFEST_NAME) -> Manifest:
    """Read a session file of this or an older version.

    Raises:
        ManifestError: if it is not JSON, from a newer version, or does not fit the schema; the
            message names the field.
    """
    document = _document(data, where)
    version = document.get("schema_version")
    if type(version) is not int or not 1 <= version <= SCHEMA_VERSION:
        raise ManifestError(
            f"schema_version must be 1 to {SCHEMA_VERSION}, not {version!r}.",
            where=where,
            hint="Update dj-session, or render the session again.",
        )
    while version < SCHEMA_VERSION:
        document = _MIGRATIONS[version](document)
        version += 1
    try:
        return msgspec.convert(document, Manifest)
    except (msgspec.ValidationError, ValueError) as error:
        raise ManifestError(
            f"does not fit the session schema: {error}.",
            where=where,
            hint="See docs/session-file.md for the fields.",
        ) from error


def read(path: Path) -> Manifest:
    """Read a session from its file or its folder.

    Raises:
        ManifestError: if there is none, or it is not valid.
    """
    file = path / MANIFEST_NAME if path.is_dir() else path
    try:
        data = file.read_bytes()
    except OSError as error:
        raise ManifestError(
            f"cannot be read: {error.strerror}.",
            where=str(file),
            hint="Give a session folder, such as one made by `dj make -o FOLDER`.",
        ) from error
    return decode(data, where=str(file))


def write(manifest: Manifest, folder: Path) -> Path:
    """Write `session.json` into the folder; last of all files, so that it marks completeness."""
    return write_atomic(folder / MANIFEST_NAME, encode(manifest))


def schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of `session.json`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "dj-session manifest",
        **msgspec.json.schema(Manifest),
    }


def _document(data: bytes, where: str) -> dict[str, Any]:
    try:
        document = msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ManifestError(
            f"is not JSON: {error}.", where=where, hint="The file is damaged; make it again."
        ) from error
    if not isinstance(document, dict):
        raise ManifestError("holds no session.", where=where, hint="Give a session.json.")
    return document
