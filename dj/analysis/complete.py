"""What models add to songs that have been analysed, from a few excerpts of each.

It comes after the analysis, so that a library can be played before its last song was tagged, and a
model added later hears every song without all being measured again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dj import runner
from dj.analysis import models
from dj.analysis.chain import model_analysers
from dj.analysis.true_peak import LIMITS, limits_of
from dj.audio import files
from dj.errors import AudioError, WorkerError
from dj.interfaces import ModelAnalyser, Progress
from dj.model.analysis import Song
from dj.model.audio import Audio

_TARGET = "dj.analysis.complete:measure_file"

Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Opened:
    """A recording opened once for all its excerpts."""

    source: files.Source
    duration_s: float

    def excerpt(self, start_s: float, end_s: float) -> Audio:
        rate_hz = self.source.sample_rate_hz
        start, end = round(start_s * rate_hz), round(end_s * rate_hz)
        self.source.seek(start)
        return Audio(samples=self.source.read(max(0, end - start)), sample_rate_hz=rate_hz)


def wanted_models() -> tuple[str, ...]:
    """List the models that analysers would work with, there or not."""
    return tuple(sorted({each.model for each in model_analysers().values()}))


def installed(folder: Path) -> Mapping[str, models.Model]:
    """Map analysers that use a model to the one they find in a folder.

    Raises:
        ModelError: if a model there is damaged, or not the one its analyser knows.
    """
    found = {name: models.find(folder, each.model) for name, each in model_analysers().items()}
    there = {name: model for name, model in found.items() if model is not None}
    for name, model in there.items():
        # Once here: in the workers it would look as if every single song were at fault.
        model_analysers()[name](model.path)
    return there


def versions_with(there: Mapping[str, models.Model]) -> dict[str, str]:
    """Map analyser to its version and its model's, for models that are there."""
    known = model_analysers()
    return {name: f"{known[name].version}, {model.version}" for name, model in there.items()}


def complete_all(
    songs: Sequence[Song],
    there: Mapping[str, models.Model],
    *,
    processes: int = 2,
    progress: Progress | None = None,
) -> Iterator[tuple[Song, Fields]]:
    """Listen with models to songs in parallel; yield each with the fields of its analysis to set.

    A song that cannot be decoded any more is left out, or, if it brings a model down, yields the
    model's version alone: it is not tried again.
    """
    if not songs:
        return
    paths = {name: model.path for name, model in there.items()}
    payloads = [
        (
            song.track.path,
            song.analysis.decoder,
            song.analysis.duration_s,
            _known(song, there),
            paths,
        )
        for song in songs
    ]
    outcomes = runner.each(
        _TARGET, payloads, processes=min(processes, len(songs)), limits=LIMITS, limits_of=limits_of
    )
    for done, (index, outcome) in enumerate(outcomes, start=1):
        song = songs[index]
        if progress is not None:
            progress(done, len(songs), f"tagging: {song.track.label}")
        if isinstance(outcome, WorkerError):
            outcome = None if outcome.passing else {}
        if outcome is not None:
            versions = {**song.analysis.analysers, **versions_with(there)}
            yield song, {**outcome, "analysers": dict(sorted(versions.items()))}


def measure_file(payload: tuple[Path, str, float, Fields, Mapping[str, Path]]) -> Fields | None:
    """Run the analysers whose model is given; None if the file does not decode.

    Args:
        payload: path, the decoder to use, length in seconds, the fields of the song's analysis that
            they need, and the model of each.
    """
    path, decoder, duration_s, known, there = payload
    found: dict[str, Any] = {}
    try:
        with files.open_source(path, decoder=decoder) as source:
            sound = _Opened(source=source, duration_s=duration_s)
            for name, model in there.items():
                found |= _ready(name, model).analyse(sound, {**known, **found})
    except (AudioError, OSError):
        return None
    return found


def _known(song: Song, there: Mapping[str, models.Model]) -> Fields:
    needed = (field for name in there for field in model_analysers()[name].needs)
    return {field: getattr(song.analysis, field) for field in needed}


@cache
def _ready(name: str, model: Path) -> ModelAnalyser:
    return model_analysers()[name](model)
