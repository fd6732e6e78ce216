"""The token that players show: made once for a machine, told once, kept as its hash alone."""

import hashlib
import os
import secrets
import uuid
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dj.errors import ConfigError, OutputError

NAME = "listen-token"
_HASH_LENGTH = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Knows the right token when it sees it."""

    digest: str
    """SHA-256 of the token, in hexadecimal."""

    def opens_for(self, token: str) -> bool:
        """Tell whether a token is the right one, in a time that does not depend on it."""
        return secrets.compare_digest(_digest(token), self.digest)


def door(data: Path, *, anew: bool = False) -> tuple[Door, str]:
    """Open the token of a library, or make one; gives it in words only when it was just made.

    Args:
        data: The library's folder.
        anew: Make another one; players that have the old one are locked out.

    Raises:
        ConfigError: if the file is not one of ours.
        OutputError: if it cannot be written.
    """
    path = data / NAME
    if not anew and path.exists():
        return Door(digest=_known(path)), ""
    token = str(uuid.uuid4())  # the form that ListenBrainz gives its own; some players check it
    try:
        data.mkdir(parents=True, exist_ok=True)
        _write(path, _digest(token))
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}.", where=str(path)) from error
    return Door(digest=_digest(token)), token


def _known(path: Path) -> str:
    try:
        digest = path.read_text("ascii", "replace").strip()
        path.chmod(0o600)
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}.", where=str(path)) from error
    if len(digest) != _HASH_LENGTH:
        raise ConfigError("is no token of ours.", where=str(path),
                          hint="Make another with `dj listen --new-token`.")  # fmt: skip
    return digest


def _write(path: Path, digest: str) -> None:
    """Write into a file that nobody else can read at any moment."""
    part = path.with_name(f".{path.name}-{os.getpid()}")
    with suppress(FileNotFoundError):
        part.unlink()
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(digest + "\n")
    part.replace(path)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
