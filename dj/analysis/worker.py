"""One file, start to end, inside a limited child process: decode, measure, assemble."""

import os
import stat
from importlib import import_module
from pathlib import Path
from typing import Any

from dj.analysis.chain import analysers
from dj.analysis.recording import Recording, listen
from dj.audio.decoders import ffmpeg, sndfile
from dj.errors import AudioError
from dj.model.analysis import Analysis
from dj.model.track import Skipped
from dj.units import TrackId

_FRONT_END = "2"
"""Changes whenever the features themselves would change."""
_DECODE = f"{_FRONT_END}, {sndfile.NAME}, {ffmpeg.NAME}"
"""Another decoder may place the first sample elsewhere, and with it every time."""


def prepare() -> None:
    """Load the analysers and what they load when first used, which takes longer than a song."""
    analysers()
    import_module("scipy.signal")


def try_file(payload: tuple[TrackId, Path, float]) -> Analysis | Skipped:
    """Analyse one file; the payload is the track's id, its path and its length.

    What does not decode gives `Skipped`; it may pass with time only if the file cannot be opened.
    """
    track_id, path, _ = payload
    try:
        _refuse_pipe(path)
        return analyse_file((track_id, path))
    except AudioError as error:
        why = error.message.replace(f"{path}: ", "").rstrip(".")
        return Skipped(where=str(path), reason=f"could not be analysed: {why}")
    except OSError as error:
        why = error.strerror or str(error)
        return Skipped(where=str(path), reason=f"cannot be opened: {why}", passing=True)


def _refuse_pipe(path: Path) -> None:
    """See that a file can be opened, without waiting for a writer.

    Raises:
        OSError: if it is gone, may not be read, or is a pipe by now.
    """
    opened = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        if not stat.S_ISREG(os.fstat(opened).st_mode):
            raise OSError(None, "is not a file any more")
    finally:
        os.close(opened)


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
