"""Render the demo library: invented songs by invented artists, so that a fresh machine has music.

Scores go in, tagged FLAC files come out, in folders as a tidy listener keeps them. A stamp beside
the songs remembers which score and which synthesiser made each file; what is current is not
rendered again. Files appear whole or not at all.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import av
import numpy as np
from numpy.typing import NDArray

from dj.audio.synth import SAMPLE_RATE_HZ, SYNTH_VERSION, Score, load_score, render_score
from dj.errors import ConfigError, DjError, OutputError
from dj.runner import Limits, each

Progress = Callable[[int, int, str], None]
"""Called with songs done, songs in all, and what was just done, ending in its title."""

LICENSE: Final = "Apache-2.0"
"""The demo songs are part of this project and come under its licence."""
STAMPS: Final = ".stamps"
BLOCK_FRAMES: Final = 1 << 16
LIMITS: Final = Limits(wall_s=180.0)
"""One song takes two seconds on a laptop; a busy or tiny machine may need fifty times that."""
FORBIDDEN_IN_NAMES: Final = '<>:"/\\|?*'


@dataclass(frozen=True, slots=True)
class Job:
    """One song to render; crosses the process border."""

    score: Path
    folder: Path


def render_demo(
    folder: Path,
    *,
    scores: Path,
    processes: int | None = None,
    progress: Progress | None = None,
) -> tuple[Path, ...]:
    """Render every score into ``folder/<album artist>/<album>/<NN title>.flac``.

    Args:
        folder: where the songs go; made if it does not exist.
        scores: the folder of ``*.yaml`` scores.
        processes: workers; None uses every core, 1 renders in this process.
        progress: told about each finished song, in the order in which they finish.

    Returns:
        The songs, sorted by path; those that were current are included.

    Raises:
        ConfigError: if there are no scores, or one is not valid.
        OutputError: if a song cannot be written.
    """
    jobs = [Job(path, folder) for path in sorted(scores.glob("*.yaml"))]
    if not jobs:
        raise ConfigError(
            "has no scores.", where=str(scores), hint="Point to the folder of *.yaml scores."
        )
    titles = [load_score(job.score).title for job in jobs]
    paths = []
    for done, (index, path) in enumerate(_rendered(jobs, processes), start=1):
        paths.append(path)
        if progress is not None:
            progress(done, len(jobs), f"rendering songs: {titles[index]}")
    return tuple(sorted(paths))


def _rendered(jobs: list[Job], processes: int | None) -> Iterator[tuple[int, Path]]:
    stale = []
    for index, job in enumerate(jobs):
        current = current_song(job)
        if current is None:
            stale.append(index)
        else:
            yield index, current
    workers = min(processes or os.cpu_count() or 1, len(stale))
    if workers <= 1:
        for index in stale:
            yield index, render_song(jobs[index])
        return
    todo = [jobs[index] for index in stale]
    for at, result in each("dj.library.demo:render_song", todo, processes=workers, limits=LIMITS):
        if isinstance(result, DjError):
            raise OutputError(
                f"was not rendered: {result}.",
                where=todo[at].score.name,
                hint="Check free disk space and the folder's rights, then run it again.",
            ) from result
        yield stale[at], result


def current_song(job: Job) -> Path | None:
    """Return the song of a job if it is there and up to date, else None."""
    try:
        stamp = json.loads(_stamp_path(job).read_text(encoding="utf-8"))
        path = job.folder / stamp["file"]
        size = path.stat().st_size
    except (OSError, ValueError, KeyError):
        return None
    fresh = {"score": _digest(job.score), "synth": SYNTH_VERSION, "bytes": size}
    return path if all(stamp.get(name) == value for name, value in fresh.items()) else None


def render_song(job: Job) -> Path:
    """Render one song, write it with its tags, and stamp it."""
    score = load_score(job.score)
    path = song_path(score, job.folder)
    samples = render_score(score)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            write_flac(temporary, samples, tags(score))
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        _write_stamp(job, path)
    except OSError as error:
        raise OutputError(
            f"cannot be written: {error}.", where=str(path), hint="Choose another folder."
        ) from error
    return path


def song_path(score: Score, folder: Path) -> Path:
    """Return where a song belongs: album artist, album, number and title."""
    name = f"{score.track_number:02d} {_plain(score.title)}.flac"
    return folder / _plain(score.artist) / _plain(score.album) / name


def tags(score: Score) -> dict[str, str]:
    """Return a song's tags under the names that the container library translates."""
    credited = score.artist
    if score.guests:
        credited += " feat. " + " & ".join(score.guests)
    return {
        "title": score.title,
        "artist": credited,
        "album": score.album,
        "album_artist": score.artist,
        "date": str(score.year),
        "genre": score.genre,
        "track": str(score.track_number),
        "mood": "; ".join(score.moods),
        "comment": score.credit,
        "license": LICENSE,
    }


def write_flac(path: Path, samples: NDArray[np.float32], named: dict[str, str]) -> None:
    """Write 16-bit FLAC with tags; the same input gives the same bytes.

    Args:
        path: the file; an existing one is replaced.
        samples: float32, shape (frames, 2), in [-1, 1], 44 100 Hz.
        named: tags.
    """
    whole = np.round(np.clip(samples, -1.0, 1.0) * 32767.0).astype(np.int16)
    with av.open(str(path), "w", format="flac", options={"fflags": "+bitexact"}) as container:
        container.metadata.update({name: value for name, value in named.items() if value})
        stream = container.add_stream("flac", rate=SAMPLE_RATE_HZ, options={"flags": "+bitexact"})
        stream.layout = "stereo"
        stream.format = "s16"
        for start in range(0, whole.shape[0], BLOCK_FRAMES):
            block = np.ascontiguousarray(whole[start : start + BLOCK_FRAMES]).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(block, format="s16", layout="stereo")
            frame.sample_rate = SAMPLE_RATE_HZ
            frame.pts = start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def _write_stamp(job: Job, path: Path) -> None:
    stamp = {
        "file": path.relative_to(job.folder).as_posix(),
        "score": _digest(job.score),
        "synth": SYNTH_VERSION,
        "bytes": path.stat().st_size,
    }
    target = _stamp_path(job)
    target.parent.mkdir(exist_ok=True)
    temporary = target.with_name(f"{target.name}.{os.getpid()}.part")
    temporary.write_text(json.dumps(stamp, indent=1, ensure_ascii=False), encoding="utf-8")
    temporary.replace(target)


def _stamp_path(job: Job) -> Path:
    return job.folder / STAMPS / f"{job.score.stem}.json"


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _plain(name: str) -> str:
    kept = "".join(" " if letter in FORBIDDEN_IN_NAMES else letter for letter in name)
    return " ".join(kept.split()).rstrip(". ")
