"""Finished clips on disk by content: the same words in the same voice are spoken once.

An entry is a WAV and a JSON beside it. The JSON is written last and holds the hash of the WAV, so
an entry that is half written, cut short or altered is seen, thrown away and made again.
"""

import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import msgspec

from dj.errors import OutputError
from dj.model.persona import VoiceSettings
from dj.speech.clips import Clip, export
from dj.speech.finish import CHAIN, heard_lufs

_MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """Everything that decides the bytes of a clip."""

    engine: str
    engine_version: str
    voice: VoiceSettings
    text: str
    rate_hz: int
    chain: str = CHAIN

    @property
    def digest(self) -> str:
        """SHA-256 of the whole, in hex."""
        return hashlib.sha256(msgspec.json.encode(self, order="sorted")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the JSON beside a clip says."""

    sha256: str
    frames: int
    loudness_lufs: float
    voice: str
    """The engine's own name of the voice that spoke."""
    line_ends_s: tuple[float, ...]
    """Where each line ends, from the start of the clip; empty if the engine cannot tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cache:
    """A folder of clips. Several runs may use it at the same time."""

    folder: Path

    def path(self, key: Key) -> Path:
        """Where the clip of a key lies, if it is there."""
        return self.folder / key.digest[:2] / f"{key.digest}.wav"

    def get(self, key: Key) -> Entry | None:
        """Give the entry of a clip that is there and whole, else None."""
        path = self.path(key)
        try:
            if path.with_suffix(".json").stat().st_size > _MOST_BYTES:
                return None
            entry = msgspec.json.decode(path.with_suffix(".json").read_bytes(), type=Entry)
            return entry if file_sha256(path) == entry.sha256 else None
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return None

    def put(self, key: Key, made: Clip, voice: str, line_ends_s: tuple[float, ...]) -> Entry:
        """Keep a clip.

        Raises:
            OutputError: if the folder cannot be written.
        """
        path = self.path(key)
        export(made, path)
        entry = Entry(
            sha256=file_sha256(path),
            frames=made.frames,
            loudness_lufs=round(heard_lufs(made.audio), 2),
            voice=voice,
            line_ends_s=line_ends_s,
        )
        _write(path.with_suffix(".json"), msgspec.json.encode(entry))
        return entry

    def copy(self, key: Key, to: Path) -> None:
        """Put a copy of a clip into a session's folder, atomically.

        Raises:
            OutputError: if it cannot be written.
        """
        try:
            to.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=to.parent, prefix=".speech-") as folder:
                part = shutil.copyfile(self.path(key), Path(folder) / to.name)
                part.replace(to)
        except OSError as error:
            raise _cannot_write(to, error) from error


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(path: Path, data: bytes) -> None:
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except OSError as error:
        raise _cannot_write(path, error) from error


def _cannot_write(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"a spoken clip cannot be kept: {error.strerror or error}.",
        where=str(path),
        hint="Check that the folder can be written and the disk has room.",
    )
