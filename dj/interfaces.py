"""The doors for plug-ins: a few protocols, each with one method that matters.

A plug-in registers an entry point in the group named below; our own parts register in the same way.
Names and versions come from the entry point and its distribution. Contract tests that a plug-in's
author can inherit are in `dj.testing` (one file per kind). What a signal is stands in
`dj.model.scene`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from dj.model.analysis import Song
from dj.model.audio import Audio
from dj.model.listening import Heard
from dj.model.manifest import Manifest
from dj.model.persona import VoiceSettings
from dj.model.profile import Profile
from dj.model.take import Sentence
from dj.model.track import Skipped

ENGINES = "dj.engines"
ANALYSERS = "dj.analysers"
IMPORTERS = "dj.importers"
EXPORTERS = "dj.exporters"
INDEXES = "dj.indexes"
PICTURES = "dj.pictures"
SIDECARS = "dj.sidecars"
SIGNALS = "dj.signals"

Progress = Callable[[int, int, str], None]
"""Called with (done, total, what) as work goes on; never decides anything.

`what` is ``stage`` or ``stage: detail``, such as ``analysing: Artist - Title``.
"""

GROUPS = (ENGINES, ANALYSERS, IMPORTERS, EXPORTERS, INDEXES, PICTURES, SIDECARS, SIGNALS)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Utterance:
    """What an engine gives back: mono sound and the time of each sentence in it."""

    audio: Audio
    sentences: tuple[Sentence, ...]
    """In order, one per line of the text; may be a single one spanning the whole audio."""
    voice: str = ""
    """The engine's own name of the voice that spoke; empty if it has but one."""


class SpeechEngine(Protocol):
    """Group ``dj.engines``: turns speakable text into sound. Runs inside a limited worker."""

    one_shot: ClassVar[bool]
    """True if each clip needs a process of its own."""
    libraries: ClassVar[tuple[str, ...]]
    """Distributions whose versions decide the sound, such as ``hibari-tts``; may be empty."""

    def speak(self, text: str, voice: VoiceSettings, /) -> Utterance:
        """Speak plain text, a sentence per line; the same input gives the same samples.

        Raises:
            SpeechError: if the engine cannot speak at all, with what to install.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Frames:
    """A feature measured at regular times."""

    values: NDArray[np.float32]
    """float32, shape (frames, dimensions)."""
    rate_hz: float
    """Frames per second; frame k describes the sound around k ÷ rate_hz seconds."""


class Signal(Protocol):
    """What one decode of a recording gave to all analysers; memory grows by some kB a second."""

    @property
    def duration_s(self) -> float:
        """Length of what was decoded."""
        ...

    @property
    def loudness_lufs(self) -> float:
        """Integrated loudness, ITU-R BS.1770-4."""
        ...

    @property
    def loudness_range_lu(self) -> float:
        """Loudness range, EBU Tech 3342."""
        ...

    @property
    def levels_lufs(self) -> NDArray[np.float32]:
        """K-weighted level of each tenth of a second, float32, shape (n,), all channels."""
        ...

    @property
    def envelope(self) -> Frames:
        """Mean square of the downmix in blocks of 3 ms; one column."""
        ...

    @property
    def mel(self) -> Frames:
        """Level of 40 mel bands from 30 Hz to 10 kHz, dB relative to full scale, floor −100."""
        ...

    @property
    def onsets(self) -> Frames:
        """How much each of six bands, low to high, grows louder: compressed, never negative."""
        ...

    @property
    def chroma(self) -> Frames:
        """Strength of the tonal peaks in 36 thirds of a semitone, from C, untuned."""
        ...

    @property
    def pitches(self) -> Frames:
        """Strength of the tonal peaks in 240 steps of 5 cents, from C; row k begins at k ÷ rate."""
        ...

    @property
    def voice(self) -> Frames:
        """Cues for singing; see `dj.analysis.features.voice` for the columns."""
        ...

    def excerpt(self, start_s: float, end_s: float, /) -> Audio:
        """Decode a part of the recording again, stereo, for analysers that need samples."""
        ...


class Analyser(Protocol):
    """Group ``dj.analysers``: measures some fields of `Analysis` from one signal."""

    version: ClassVar[str]
    """Changes whenever the same sound would give other values."""
    needs: ClassVar[tuple[str, ...]]
    """Fields that other analysers must have measured before."""
    gives: ClassVar[tuple[str, ...]]
    """Fields of `Analysis` it measures."""

    def analyse(self, signal: Signal, known: Mapping[str, object], /) -> Mapping[str, object]:
        """Measure; never raises for silence, noise or any other sound."""
        ...


class Excerpts(Protocol):
    """A recording of which only parts are decoded."""

    @property
    def duration_s(self) -> float:
        """Length of the recording."""
        ...

    def excerpt(self, start_s: float, end_s: float, /) -> Audio:
        """Decode a part of the recording, stereo, at its own rate."""
        ...


class ModelAnalyser(Protocol):
    """Group ``dj.analysers``, with a `model`: measures with weights that the user may have added.

    It runs after all others, on excerpts, and only where its model is there.
    """

    model: ClassVar[str]
    """Name of the model it works with, as in ``dj models add``."""
    version: ClassVar[str]
    """Changes whenever the same sound and model would give other values."""
    needs: ClassVar[tuple[str, ...]]
    """Fields that must have been measured before."""
    gives: ClassVar[tuple[str, ...]]
    """Fields of `Analysis` it measures; each has a default, for songs without it."""

    def __init__(self, model: Path, /) -> None:
        """Load the model from its file."""
        ...

    def analyse(self, sound: Excerpts, known: Mapping[str, object], /) -> Mapping[str, object]:
        """Measure; never raises for silence, noise or any other sound."""
        ...


class Importer(Protocol):
    """Group ``dj.importers``: reads a listening history or a playlist."""

    def recognises(self, head: bytes, name: str, /) -> bool:
        """Tell from the first 64 kB whether this is its format; the name is only a hint."""
        ...

    def read(self, source: Path, /) -> Iterator[Heard | Skipped]:
        """Yield each row; a broken row is `Skipped`, never an exception."""
        ...


class SidecarReader(Protocol):
    """Group ``dj.sidecars``: reads a file that describes the music in its folder."""

    def recognises(self, name: str, /) -> bool:
        """Tell from a file's name alone whether to read it; called for every file of a folder."""
        ...

    def read(self, path: Path, /) -> Mapping[str, Mapping[str, str]]:
        """Map file names to tags, all text.

        A key is a file's name without a folder, ``stem.*`` for any ending, or ``*`` for all files.
        Tags are title, artist, album, album_artist, track, disc, year and genre; all may lack.

        Raises:
            DjError: if the file is broken; it becomes a `Skipped` row.
        """
        ...


Ask = Literal["base_url", "music_root"]
"""What an exporter may have to be told: the folder's address on the web; where the music lies."""


class Exporter(Protocol):
    """Group ``dj.exporters``: a projection of the session file in another format."""

    by_default: ClassVar[bool]
    """True if each finished session gets it; else it is written when asked for by its name."""
    asks: ClassVar[tuple[Ask, ...]]
    """What it must be told, as keyword arguments of its constructor; empty for most."""

    def export(self, manifest: Manifest, folder: Path, /) -> Sequence[Path | Skipped]:
        """Write into the session folder, atomically; give the paths, and what the format lost.

        `Skipped` says what had to be left out and why, such as a CUE sheet where there is no mix.
        """
        ...


class Picture(Protocol):
    """Group ``dj.pictures``: a function that draws a session; the ending chooses SVG or PNG.

    Under the name ``track`` stands a `SongPicture`, under ``mix`` a `MixPicture`, under
    ``listener`` a `ListenerPicture`.
    """

    def __call__(self, manifest: Manifest, output: Path, /) -> Path:
        """Draw into a file and return its path."""
        ...


class SongPicture(Protocol):
    """Group ``dj.pictures``, under the name ``track``: a function that draws one song."""

    def __call__(self, song: Song, output: Path, /) -> Path:
        """Draw into a file and return its path; the music file itself may be read."""
        ...


class MixPicture(Protocol):
    """Group ``dj.pictures``, under the name ``mix``: a function that draws a finished mix."""

    def __call__(self, manifest: Manifest, output: Path, folder: Path, /) -> Path:
        """Draw into a file and return its path; the mix is read from the session's folder."""
        ...


class ListenerPicture(Protocol):
    """Group ``dj.pictures``, under the name ``listener``: a function that draws a listener."""

    def __call__(self, profile: Profile, output: Path, /) -> Path:
        """Draw into a file and return its path."""
        ...


class NeighbourIndex(Protocol):
    """Group ``dj.indexes``: which rows of a matrix lie nearest to a query, by angle."""

    name: str
    """For people, such as ``annoy 20 trees, search_k 4000``."""

    def query(
        self, vector: NDArray[np.float32], count: int, /
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return row numbers, nearest first, and their cosine similarities."""
        ...


class IndexBuilder(Protocol):
    """What an entry point in ``dj.indexes`` names: builds or reopens an index."""

    def build(
        self, matrix: NDArray[np.float32], folder: Path | None, seed: int, /
    ) -> NeighbourIndex:
        """Index unit rows, float32, shape (n, d); keep files in `folder` if one is given."""
        ...
