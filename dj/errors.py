"""Every error the house raises on purpose.

    DjError                     message, where, hint
    ├─ ConfigError              settings, show or persona file: path, field
    ├─ LibraryError             the catalogue: locked, damaged, unreadable
    │  └─ NotEnoughTracks       needed, found, the rule that removed most
    ├─ AudioError               unreadable, unsupported, empty
    ├─ TemplateError            a line of copy: file, line
    ├─ SpeechError              engine, voice
    ├─ ImportFileError          a listening history or playlist no importer understands
    ├─ ManifestError            schema, hash, missing file
    ├─ OutputError              cannot write: read-only, disk full
    ├─ ModelError               an optional model: cannot be fetched, damaged, another one
    ├─ WorkerError              a child process: crashed, timed out, over its limit
    └─ PluginError
       └─ MissingExtraError     the extra to install

Each says what happened, where, and what to do about it. Errors never print; only the porches turn
them into text. Bad data is not an error but a `Skipped` row.
"""


class DjError(Exception):
    """Something a user can act on: what happened, where, and what to do."""

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        """Join the three parts into one or two plain sentences."""
        place = f"{self.where}: " if self.where else ""
        remedy = f" {self.hint}" if self.hint else ""
        return f"{place}{self.message}{remedy}"


class ConfigError(DjError):
    """A settings, show, persona or other data file of the user's is not valid."""


class LibraryError(DjError):
    """The catalogue cannot be used: locked by another run, damaged, or empty."""


class NotEnoughTracks(LibraryError):  # noqa: N818 - reads as a sentence at the call site
    """The library has too few playable tracks for what was asked."""

    def __init__(self, *, needed: int, found: int, reason: str) -> None:
        super().__init__(
            f"needs {needed} playable tracks, found {found}: {reason}.",
            hint="Scan more music with `dj scan FOLDER`, or relax the show's rules.",
        )
        self.needed = needed
        self.found = found
        self.reason = reason


class AudioError(DjError):
    """An audio file or stream cannot be read, or holds no audio."""


class TemplateError(DjError):
    """A line of copy does not parse, uses an unknown word, or breaks the copy language."""


class SpeechError(DjError):
    """A speech engine failed or is not available."""


class ImportFileError(DjError):
    """No importer understands a file, or the file is damaged as a whole."""


class ManifestError(DjError):
    """A session file does not match its schema, its hashes or its neighbours."""


class OutputError(DjError):
    """A result cannot be written: read-only place, full disk, name in use."""


class ModelError(DjError):
    """An optional model cannot be fetched, is damaged, or is not the one we know."""


class WorkerError(DjError):
    """A child process crashed, ran out of time or broke its limits."""

    def __init__(
        self, message: str, *, where: str = "", passing: bool = False, hint: str = ""
    ) -> None:
        super().__init__(message, where=where, hint=hint)
        self.passing = passing
        """The machine may be to blame, not the work: it was killed from outside, or had to wait."""


class PluginError(DjError):
    """A plug-in cannot be found or loaded."""


class MissingExtraError(PluginError):
    """An optional library is not installed."""
