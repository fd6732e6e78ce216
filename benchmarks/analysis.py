"""How right and how fast our ears are, beside those of others.

    python -m benchmarks.analysis [--seed 1] [--install-peers] [--music FOLDER] [--json]

It is run from the root. Speed is seconds of music per CPU second from the file to the result, the
median over rounds in which the contenders take turns; imports and first calls are left out
(`start_s` is their CPU time). Peak memory is that of the process and all it starts. The accuracy
columns count or average over the clips of `dj.testing.truth`: tempo right within 4 % (acc1), or up
to an octave (acc2), mean error where right, beats and downbeats (F1, ±70 ms), bias of the beats,
keys right and their MIREX weight, and the largest difference in loudness from libebur128.

A second table tells what ours understands of whole songs: vocals in frames of 10 ms (precision,
recall, F1) where somebody sings; where nobody does, the share of time in which it hears a voice all
the same (alarm) and how many songs stay free of one (silent); section boundaries (F1, ±3 s and
±0.5 s); cue-in, cue-out and post (median error in seconds; posts within a second); endings right.
"""

import argparse
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import platformdirs
import pyebur128
import soundfile

from benchmarks.peers.contenders import OURS, PEERS, Contender, Run, command, install, run
from benchmarks.peers.scoring import Known, accuracy, table
from benchmarks.peers.structure import structure
from dj.model.audio import Audio
from dj.testing import truth

COLUMNS = (
    "who", "what", "speed", "start_s", "wall_s", "rss_mb", "acc1", "acc2", "bpm_err", "beat_f1",
    "down_f1", "bias_ms", "key", "key_w", "lufs_diff",
)  # fmt: skip
STRUCTURE = (
    "who", "what", "speed", "voc_p", "voc_r", "voc_f1", "alarm", "silent", "bound_3", "bound_05",
    "post", "post_1s", "cue_in", "cue_out", "ending",
)  # fmt: skip
LENGTHS_MIN = (0.5, 5.0, 50.0)
TRACKS = (1, 10, 100)
MUSIC_FILES = 8
"""So many files of a folder are heard, evenly chosen."""
_LONGEST_SLOW_MIN = 1.0
_MUSIC = {".mp3", ".flac", ".ogg", ".opus", ".m4a", ".wav"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Some files that all contenders analyse."""

    what: str
    files: tuple[Path, ...]
    seconds: float
    """Length of all files together."""
    contenders: tuple[Contender, ...] = (OURS, *PEERS)
    known: Mapping[str, Known] = field(default_factory=dict)
    """File's stem → truth; empty where there is none."""

    def named(self, contender: Contender) -> list[str]:
        """Return the files in the format the contender reads, where it was written."""
        other = [path.with_suffix(contender.suffix) for path in self.files]
        return [str(o if o.exists() else p) for o, p in zip(other, self.files, strict=True)]


def compare(work: Work, peers: Path, rounds: int) -> list[dict[str, Any]]:
    """Let all contenders analyse the files, round by round, and return a row for each."""
    runs: dict[str, list[Run]] = {contender.name: [] for contender in work.contenders}
    for turn in range(rounds):
        for contender in work.contenders:
            if turn == 0 or not (contender.slow or runs[contender.name][0].why):
                runs[contender.name].append(_attempt(contender, work, peers))
    return [_row(name, work, done) for name, done in runs.items()]


def _attempt(contender: Contender, work: Work, peers: Path) -> Run:
    try:
        return run([*command(contender, peers), *work.named(contender)])
    except FileNotFoundError as error:
        return Run(lines=(), cpu_s=0.0, rss_mb=0, why=str(error))


def _row(who: str, work: Work, runs: Sequence[Run]) -> dict[str, Any]:
    row: dict[str, Any] = {"who": who, "what": work.what}
    if runs[0].why:
        row["why"] = runs[0].why
    good = [done for done in runs if len(done.lines) == len(work.files) and not done.why]
    if good:
        spent = [sum(float(str(line["cpu_s"])) for line in done.lines) for done in good]
        starts = [done.cpu_s - cpu_s for done, cpu_s in zip(good, spent, strict=True)]
        row["speed"] = round(work.seconds / median(spent), 1)
        row["start_s"] = round(median(starts), 1)
        walls = [sum(float(str(line["wall_s"])) for line in done.lines) for done in good]
        row["wall_s"] = round(median(walls), 1)
        row["rss_mb"] = max(done.rss_mb for done in good)
    if work.known and runs[0].lines:
        found = {Path(str(line["path"])).stem: line for line in runs[0].lines}
        row |= accuracy(found, work.known)
    return row


def clips(seed: int, folder: Path) -> Work:
    """Write the clips of a seed, and measure their loudness by libebur128."""
    known, files, seconds = {}, [], 0.0
    for number, clip in enumerate(truth.each_clip(seed)):
        path = folder / f"clip{number:02d}.flac"
        for form in (path, path.with_suffix(".wav")):
            soundfile.write(form, clip.audio.samples, clip.audio.sample_rate_hz, subtype="PCM_16")
        known[path.stem] = Known(clip=clip, lufs=_lufs(clip.audio))
        files.append(path)
        seconds += clip.audio.duration_s
    what = f"{len(files)} clips, seed {seed}"
    return Work(what=what, files=tuple(files), seconds=seconds, known=known)


def whole_songs(seed: int, folder: Path, peers: Path) -> dict[str, Any]:
    """Write the songs of a seed, analyse them with ours, and return the row of structure."""
    songs, files = {}, []
    for number, song in enumerate(truth.each_song(seed)):
        files.append(folder / f"song{number}.flac")
        soundfile.write(files[-1], song.audio.samples, song.audio.sample_rate_hz)
        songs[files[-1].stem] = song
    seconds = sum(song.audio.duration_s for song in songs.values())
    what = f"{len(songs)} songs, seed {seed}"
    work = Work(what=what, files=tuple(files), seconds=seconds, contenders=(OURS,))
    done = _attempt(OURS, work, peers)
    found = {Path(str(line["path"])).stem: line for line in done.lines}
    return {**_row(OURS.name, work, [done]), **structure(found, songs)}


def long_file(clip: Path, minutes: float, folder: Path) -> Work:
    """Write a file of a length, a clip over and over; slow contenders sit out the long ones."""
    samples, rate_hz = soundfile.read(clip, dtype="int16")
    frames = round(minutes * 60 * rate_hz)
    path = folder / f"long{minutes:g}.flac"
    looped = np.tile(samples, (-(-frames // len(samples)), 1))[:frames]
    for form in (path, path.with_suffix(".wav")):
        soundfile.write(form, looped, rate_hz, subtype="PCM_16")
    able = tuple(c for c in (OURS, *PEERS) if not c.slow or minutes <= _LONGEST_SLOW_MIN)
    return Work(what=f"{minutes:g} min", files=(path,), seconds=minutes * 60, contenders=able)


def music(folder: Path) -> Work:
    """Choose files of a folder, evenly."""
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _MUSIC)
    chosen = files[:: max(1, len(files) // MUSIC_FILES)][:MUSIC_FILES]
    seconds = sum(soundfile.info(path).duration for path in chosen)
    able = tuple(contender for contender in (OURS, *PEERS) if not contender.slow)
    what = f"{len(chosen)} of {folder.name}"
    return Work(what=what, files=tuple(chosen), seconds=seconds, contenders=able)


def scaling(files: Sequence[Path], tracks: int, rounds: int) -> list[dict[str, Any]]:
    """Analyse many tracks as a scan does, with one worker and with two."""
    chosen = [str(files[number % len(files)]) for number in range(tracks)]
    seconds = sum(soundfile.info(path).duration for path in chosen)
    walls: dict[int, list[float]] = {1: [], 2: []}
    rows = {}
    script = str(Path(__file__).parent / "peers" / "with_dj_workers.py")
    for _ in range(rounds):
        for workers in walls:
            done = run([command(OURS, Path())[0], script, str(workers), *chosen])
            wall_s = float(str(done.lines[0]["wall_s"])) if done.lines else float("nan")
            walls[workers].append(wall_s)
            failed = done.lines[0]["failed"] if done.lines else tracks
            rows[workers] = {
                "who": "dj", "what": f"{tracks} tracks, {workers} workers",
                "speed": round(seconds / done.cpu_s, 1), "rss_mb": done.rss_mb,
                "why": done.why or (f"{failed} failed" if failed else ""),
            }  # fmt: skip
    for workers, row in rows.items():
        row["wall_s"] = round(median(walls[workers]), 2)
        row["times_one"] = round(median(walls[1]) / median(walls[workers]), 2)
        row["why"] = row["why"] or f"{row['times_one']} × one worker"
    return list(rows.values())


def _lufs(audio: Audio) -> float:
    state = pyebur128.R128State(2, audio.sample_rate_hz, pyebur128.MeasurementMode.MODE_I)
    state.add_frames(audio.samples.ravel(), len(audio.samples))
    return float(pyebur128.get_loudness_global(state))


def rows(options: argparse.Namespace, peers: Path, folder: Path) -> list[dict[str, Any]]:
    """Do all the work that was asked for."""
    work = clips(options.seed, folder)
    result = compare(work, peers, options.rounds)
    if not options.quick:
        for minutes in LENGTHS_MIN:
            result += compare(long_file(work.files[3], minutes, folder), peers, 1)
        for tracks in TRACKS:
            result += scaling(work.files, tracks, options.rounds)
    if not options.quick:
        result.append(whole_songs(options.seed, folder, peers))
    for place in options.music:
        result += compare(music(place), peers, 1)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1, help="1 to 9; from 100 on it is blind")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="the clips only")
    parser.add_argument("--music", type=Path, action="append", default=[], metavar="FOLDER")
    parser.add_argument("--peers", type=Path, metavar="FOLDER", help="where peers are installed")
    parser.add_argument("--install-peers", action="store_true", help="install those that are not")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    peers = options.peers or platformdirs.user_cache_path("dj-session") / "peers"
    if options.install_peers:
        install(PEERS, peers)
    with tempfile.TemporaryDirectory() as name:
        result = rows(options, peers, Path(name))
    if options.json:
        print(json.dumps(result, indent=2))
        return
    print(table([row for row in result if "voc_f1" not in row], COLUMNS))
    whole = [row for row in result if "voc_f1" in row]
    print(f"\n{table(whole, STRUCTURE)}" if whole else "")


if __name__ == "__main__":
    main()
