"""One file, start to end, inside a limited child process: decode, measure, assemble."""

from pathlib import Path
from typing import Any

from dj.analysis.chain import analysers
from dj.analysis.recording import Recording, listen
from dj.audio.decoders import ffmpeg, sndfile
from dj.model.analysis import Analysis
from dj.units import TrackId

_FRONT_END = "1"
"""Changes whenever the features themselves would change."""
_DECODE = f"{_FRONT_END}, {sndfile.NAME}, {ffmpeg.NAME}"
"""Another decoder may place the first sample elsewhere, and with it every time."""


def analyse_file(payload: tuple[TrackId, Path]) -> Analysis:
    """Analyse one file; the payload is the track's id and its path.

    Raises:
        AudioError: if nothing in the file decodes.
    """
    track_id, path = payload
    return measure(track_id, listen(Path(path)))


def measure(track_id: TrackId, recording: Recording) -> Analysis:
    """Run all analysers on a recording, each with what the ones before have found."""
    known: dict[str, Any] = {}
    for analyser in analysers().values():
        known.update(analyser().analyse(recording, known))
    return Analysis(
        track_id=track_id,
        decoder=recording.decoder,
        duration_s=recording.duration_s,
        analysers=versions(),
        **known,
    )


def versions() -> dict[str, str]:
    """Map analyser name to version; ``decode`` stands for the decoders and features."""
    named = {name: analyser.version for name, analyser in analysers().items()}
    return dict(sorted({**named, "decode": _DECODE}.items()))
