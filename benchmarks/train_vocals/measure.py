"""Step 7: how well the shipped network hears voices it never learned from.

    python -m benchmarks.train_vocals.measure --seeds 100 101
    python -m benchmarks.train_vocals.measure --seeds --folders wesnoth=FOLDER_WITH_MUSIC …

Songs of `dj.testing.truth` are sung at 0 dB and at −6 dB against the band; from their instrumentals
and from folders of instrumental music comes the share of time in which a voice is claimed.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from statistics import mean, median

import numpy as np

from dj.analysis.recording import Ears, Recording, listen
from dj.analysis.vocals import VocalAnalyser
from dj.errors import AudioError
from dj.model.analysis import Region
from dj.testing.truth import FullSong, metrics, recordings
from dj.testing.truth.plans import PLANS

LEVELS_DB = (0.0, -6.0)
_SUNG = [number for number, plan in enumerate(PLANS) if plan.lead.startswith("voice")]
_LED = [number for number in range(len(PLANS)) if number not in _SUNG]
_ENDINGS = {".ogg", ".mp3", ".opus", ".flac", ".wav"}


def heard(song: FullSong) -> Recording:
    """Listen to a song that lies in memory."""
    ears = Ears(song.audio.sample_rate_hz)
    ears.feed(song.audio.samples)
    return ears.finish(Path(song.name), "truth")


def found(recording: Recording) -> tuple[Region, ...]:
    """Regions in which the analyser hears a voice."""
    regions = VocalAnalyser().analyse(recording, {})["vocal_regions"]
    return regions if isinstance(regions, tuple) else ()


def sung(seeds: list[int], level_db: float) -> None:
    """Print frame scores and errors of the post."""
    scores, errors, missed = [], [], 0
    for song in (recordings.song(seed, n, lead_db=level_db) for seed in seeds for n in _SUNG):
        regions = found(heard(song))
        scores.append(metrics.vocals(regions, song.vocals, song.audio.duration_s))
        post_s = regions[0].start_s if regions else None
        error = metrics.post_error_s(post_s, song.post_s)
        missed += error is None
        errors += [] if error is None else [abs(error)]
        post = "missed" if error is None else f"{error:+.2f} s"
        print(f"  {song.name}: F1 {scores[-1].f1:.3f}, post {post}")
    within = np.mean([error <= 1.0 for error in errors] + [False] * missed)
    print(
        f"{level_db:+.0f} dB: precision {mean(s.precision for s in scores):.3f} "
        f"recall {mean(s.recall for s in scores):.3f} F1 {mean(s.f1 for s in scores):.3f} "
        f"(worst {min(s.f1 for s in scores):.3f}); post: median error {median(errors):.2f} s, "
        f"95 % {np.percentile(errors, 95):.2f} s, within 1 s {within:.0%}, none in {missed}"
    )


def alarms(name: str, pieces: Iterator[tuple[str, Recording]]) -> None:
    """Print in which share of the time of instrumental pieces a voice is claimed."""
    claimed_s = total_s = 0.0
    for piece, recording in pieces:
        regions = found(recording)
        share = metrics.vocal_share(regions, recording.duration_s)
        claimed_s += share * recording.duration_s
        total_s += recording.duration_s
        print(f"  {piece}: {share:.3f}")
    print(
        f"{name}: voice claimed in {claimed_s / max(total_s, 1e-9):.1%} of {total_s / 60:.0f} min"
    )


def pieces(folder: Path) -> Iterator[tuple[str, Recording]]:
    """Listen to the music files of a folder; what does not decode is left out."""
    for path in sorted(path for path in folder.rglob("*") if path.suffix in _ENDINGS):
        try:
            recording = listen(path)
        except AudioError as error:
            print(f"  {path.name} is left out: {error}")
            continue
        if recording.duration_s > 20.0:
            yield path.name, recording


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="*", default=[1])
    parser.add_argument("--folders", nargs="*", default=[])
    given = parser.parse_args()
    if given.seeds:
        for level_db in LEVELS_DB:
            sung(given.seeds, level_db)
        led = (recordings.song(seed, n) for seed in given.seeds for n in _LED)
        alarms("bending instruments", ((song.name, heard(song)) for song in led))
    for folder in given.folders:
        name, path = folder.split("=", 1)
        alarms(name, pieces(Path(path)))


if __name__ == "__main__":
    main()
