"""How fast and how exactly the mix renders, beside ffmpeg's filter graph, pydub and Liquidsoap.

    python -m benchmarks.render [--minutes 18.5] [--formats flac,opus,m4a,mp3]
                                [--peers ffmpeg,pydub,liquidsoap] [--growing 2,20,200]
                                [--music FILE ...] [--json]

All make the programme of `render_programme` from the same files. Each runs in a process of its
own; CPU seconds are those of it and its children, memory is the peak of their sum. Ours includes
decoding the finished file again to measure it; the others do not measure. Positions are found by
correlating the result with the songs: at four places, how many samples late.

Bars, CPU time beside ffmpeg's graph and pydub in the same run, that a change must not fall below:
FLAC 0.75 and 1.0 times as fast, Opus 0.8 and 0.9, M4A 1.3 and 1.4. Half of the time for FLAC is its
encoder and the decoders of the sources, and nearly all for the others, so more is not to be had
from the mix itself.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import render_peers
from benchmarks.render_programme import (
    OVERLAP_S,
    RATE_HZ,
    VOICE_S,
    prepare,
    programme,
    songs,
    sources,
)
from dj.audio.encode import Encoding
from dj.audio.files import open_source
from dj.audio.levels import LoudnessMeter, TruePeakMeter, integrated_from_levels
from dj.mix import render
from dj.model.timeline import Event, Timeline

PEERS: Mapping[str, Callable[[Timeline, Path, Path], list[str]]] = {
    "ffmpeg": render_peers.ffmpeg,
    "pydub": render_peers.pydub,
    "liquidsoap": render_peers.liquidsoap,
}
_FORGIVEN_S = 5.0
"""A result that much longer or shorter is another programme."""
_SEARCH_FRAMES = 3 * RATE_HZ
"""How far a song may be off and still be found."""


def timed(command: Sequence[str]) -> dict[str, float]:
    """Run a command and tell its CPU seconds, wall seconds and peak memory."""
    began, peak_kb = time.monotonic(), 0
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL,
                             env={**os.environ, "OPENBLAS_NUM_THREADS": "1"})  # fmt: skip
    while True:
        pid, status, usage = os.wait4(child.pid, os.WNOHANG)
        if pid:
            break
        peak_kb = max(peak_kb, sum(map(_resident_kb, _family(child.pid))))
        time.sleep(0.05)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{command[0]} failed with exit code {child.returncode}")
    return {
        "cpu_s": round(usage.ru_utime + usage.ru_stime, 2),
        "wall_s": round(time.monotonic() - began, 2),
        "rss_mb": round(peak_kb / 1024),
    }


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _resident_kb(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    lines = [line.split() for line in status.splitlines() if line.startswith("VmRSS")]
    return int(lines[0][1]) if lines else 0


def _unfit(path: Path, timeline: Timeline) -> str:
    """Say why a result cannot be compared; empty if it can."""
    if not path.exists():
        return "made no file"
    frames = 0
    with open_source(path, rate_hz=RATE_HZ) as source:
        while len(block := source.read(RATE_HZ)):
            frames += len(block)
    if abs(frames - timeline.length_frames) > _FORGIVEN_S * RATE_HZ:
        return f"made {frames / RATE_HZ:.1f} s instead of {timeline.duration_s:.1f} s"
    return ""


def judged(path: Path, timeline: Timeline, folder: Path) -> dict[str, Any]:
    """Measure a result: length, loudness, peak, spread between songs, places of songs."""
    meter, peaks, frames = LoudnessMeter(RATE_HZ), TruePeakMeter(RATE_HZ), 0
    with open_source(path, rate_hz=RATE_HZ) as source:
        while len(block := source.read(RATE_HZ)):
            meter.feed(block)
            peaks.feed(block)
            frames += len(block)
    levels = meter.levels_lufs()
    each = [loud for song in songs(timeline) if (loud := _clear_lufs(levels, song)) > -70]
    return {
        "length_s": round(frames / RATE_HZ, 3),
        "lufs": round(meter.integrated_lufs(), 2),
        "spread_lu": round(max(each) - min(each), 2),
        "dbtp": round(peaks.dbtp(), 2),
        "late": [_late(path, song, folder) for song in _four(songs(timeline))],
    }


def _clear_lufs(levels: np.ndarray, song: Event) -> float:
    """Loudness of a song between the words and the next fade."""
    start = song.at_frame / RATE_HZ + OVERLAP_S + VOICE_S + 2
    end = song.end_frame / RATE_HZ - OVERLAP_S - 1
    return integrated_from_levels(levels[int(start * 10) : int(end * 10)])


def _four(events: Sequence[Event]) -> list[Event]:
    """Four songs from the first to the last."""
    return [events[round(n * (len(events) - 1) / 3)] for n in range(4)]


def _late(path: Path, song: Event, folder: Path) -> int:
    """Frames between where a song should be and where it is."""
    inside = 40 * RATE_HZ
    wanted = _excerpt(folder / song.source_id, inside, 2 * RATE_HZ)
    first = song.at_frame + inside - _SEARCH_FRAMES
    heard = _excerpt(path, first, 2 * RATE_HZ + 2 * _SEARCH_FRAMES)
    size = 1 << (len(heard) + len(wanted)).bit_length()
    product = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(wanted, size))
    return int(np.argmax(np.fft.irfft(product, size)[: 2 * _SEARCH_FRAMES + 1])) - _SEARCH_FRAMES


def _excerpt(path: Path, first: int, count: int) -> np.ndarray:
    with open_source(path, rate_hz=RATE_HZ) as source:
        source.seek(first)
        return source.read(count)[:, 0]


def compare(
    minutes: float, formats: Sequence[str], peers: Sequence[str], music: Sequence[Path] = ()
) -> Iterator[dict[str, Any]]:
    """Render with everybody who is installed and give a row each."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        timeline = programme(minutes, prepare(folder, music))
        for form in formats:
            output = folder / f"mix.{form}"
            contenders = {"dj": [sys.executable, "-m", "benchmarks.render", "--one", form, name,
                                 "--minutes", str(minutes)]}  # fmt: skip
            for peer in peers:
                if peer == "pydub" or shutil.which(peer):
                    contenders[peer] = PEERS[peer](timeline, folder, output)
            for who, command in contenders.items():
                output.unlink(missing_ok=True)
                cost = timed(command)
                speed = round(timeline.duration_s / cost["cpu_s"], 1)
                row = {"who": who, "format": form, "minutes": round(timeline.duration_s / 60, 1)}
                if why := _unfit(output, timeline):
                    yield {**row, "why": why}
                else:
                    yield {**row, "speed": speed, **cost, **judged(output, timeline, folder)}


def one(form: str, folder: Path, minutes: float) -> None:
    """Render in this process; the parent measures it."""
    gains = json.loads((folder / "gains.json").read_text())
    encoding = Encoding(format=form)  # type: ignore[arg-type]
    render(programme(minutes, gains), sources(folder), folder / f"mix.{form}", encoding=encoding)


def main() -> None:
    """Read the options, print a line for each rendering."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=18.5)
    parser.add_argument("--formats", default="flac,opus,m4a,mp3")
    parser.add_argument("--peers", default=",".join(PEERS))
    parser.add_argument("--growing", default="", help="minutes to render with ours alone")
    parser.add_argument("--music", type=Path, nargs="*", default=[], help="real recordings")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", nargs=2, metavar=("FORMAT", "FOLDER"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        one(chosen.one[0], Path(chosen.one[1]), chosen.minutes)
        return
    formats, peers = chosen.formats.split(","), [p for p in chosen.peers.split(",") if p]
    sizes = [float(size) for size in chosen.growing.split(",") if size]
    rows = []
    for minutes, who in [(size, []) for size in sizes] or [(chosen.minutes, peers)]:
        for row in compare(minutes, formats, who, chosen.music):
            rows.append(row)
            if not chosen.json:
                print("  ".join(f"{name} {value}" for name, value in row.items()), flush=True)
    if chosen.json:
        print(json.dumps({"rows": rows}, indent=2))


if __name__ == "__main__":
    main()
