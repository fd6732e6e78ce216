"""How fast the mix renders, beside ffmpeg's filter graph on the same programme.

    python benchmarks/render.py [--minutes 20] [--formats flac,m4a,opus] [--json]

The programme is synthesised: songs that overlap in equal-power fades, ducked under a voice at every
join. Each contender runs in a process of its own; CPU seconds and peak memory are those of that
process. Ours includes decoding the finished file again to measure it; ffmpeg's graph does not.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import soundfile

from dj.audio.encode import Encoding
from dj.audio.files import open_source
from dj.audio.levels import LoudnessMeter
from dj.audio.peaks import TruePeakMeter
from dj.mix import SourceFile, mix, render
from dj.model.timeline import Event, EventKind, GainPoint, Timeline
from dj.units import PROGRAMME_RATE_HZ as RATE_HZ

SONG_S, OVERLAP_S, VOICE_S = 120, 8, 6
SONGS = 4
DUCK_DB = -6.0
BITRATES = {".m4a": ["-b:a", "192k"], ".opus": ["-b:a", "128k"], ".mp3": ["-b:a", "192k"]}
"""As ours."""


def synthesise(folder: Path) -> None:
    """Write a few songs, chords with drums, and one voice-like clip."""
    rng = np.random.default_rng(1)
    time_s = np.arange(SONG_S * RATE_HZ) / RATE_HZ
    for number in range(SONGS):
        root = 110 * 2 ** (number / 12)
        tones = [np.sin(2 * np.pi * root * ratio * time_s) for ratio in (1, 1.26, 1.5, 2.01)]
        chord = np.sum(tones, axis=0)
        drums = rng.standard_normal(len(time_s)) * np.exp(-((time_s * 2) % 1) * 15)
        sides = [0.06 * chord + 0.15 * drums, 0.06 * chord[::-1] + 0.15 * drums]
        path = folder / f"song{number}.flac"
        soundfile.write(path, np.stack(sides, axis=1), RATE_HZ)
    voice_s = np.arange(VOICE_S * RATE_HZ) / RATE_HZ
    buzz = np.sin(2 * np.pi * 140 * voice_s + 2 * np.sin(2 * np.pi * 280 * voice_s))
    words = 0.25 * buzz * (0.6 + 0.4 * np.sin(2 * np.pi * 4 * voice_s))
    soundfile.write(folder / "voice.wav", words, RATE_HZ)


def programme(minutes: float) -> Timeline:
    """Lay out songs and words over the time wanted."""
    step = (SONG_S - OVERLAP_S) * RATE_HZ
    count = max(2, round(minutes * 60 * RATE_HZ / step))
    events = []
    for number in range(count):
        at = number * step
        events.append(_song(number, at, count, step))
        events.append(_words(number, at + OVERLAP_S * RATE_HZ))
    end = max(event.end_frame for event in events)
    events.sort(key=lambda e: (e.at_frame, e.kind, e.id))
    return Timeline(sample_rate_hz=RATE_HZ, length_frames=end, events=tuple(events))


def _song(number: int, at: int, count: int, step: int) -> Event:
    fade = OVERLAP_S * RATE_HZ
    first = at + fade
    seconds = [(-0.3, 0.0), (0, DUCK_DB), (VOICE_S, DUCK_DB), (VOICE_S + 0.6, 0.0)]
    duck = tuple(GainPoint(at_frame=first + round(s * RATE_HZ), gain_db=db) for s, db in seconds)
    return Event(
        id=f"m{number:02d}",
        kind=EventKind.MUSIC,
        source_id=f"song{number % SONGS}.flac",
        at_frame=at,
        source_in_frame=0,
        source_out_frame=step + fade,
        fade_in_frames=fade if number else 0,
        fade_out_frames=fade if number < count - 1 else 0,
        duck=duck,
    )


def _words(number: int, at: int) -> Event:
    return Event(
        id=f"v{number:02d}",
        kind=EventKind.SPEECH,
        source_id="voice.wav",
        at_frame=at,
        source_in_frame=0,
        source_out_frame=VOICE_S * RATE_HZ,
    )


def sources(folder: Path) -> dict[str, SourceFile]:
    paths = [*sorted(folder.glob("song*.flac")), folder / "voice.wav"]
    return {path.name: SourceFile(path=path, decoder="soundfile") for path in paths}


def leveled(timeline: Timeline, folder: Path) -> Timeline:
    """Bring all gains to the target, as `arrange` does from the analysis."""
    meter = LoudnessMeter(RATE_HZ)
    for block in mix(timeline, sources(folder)):
        meter.feed(block)
    gain_db = timeline.target_lufs - meter.integrated_lufs()
    events = tuple(replace(e, gain_db=round(gain_db, 2)) for e in timeline.events)
    return replace(timeline, events=events)


def graph(timeline: Timeline) -> str:
    """The same programme as an ffmpeg filter graph."""
    chains = []
    for number, event in enumerate(timeline.events):
        chain = [f"atrim=end_sample={event.source_out_frame}", f"volume={event.gain_db}dB"]
        chain += ["aformat=channel_layouts=stereo:sample_fmts=fltp"]
        if event.fade_in_frames:
            chain.append(f"afade=t=in:ss=0:ns={event.fade_in_frames}:curve=qsin")
        if event.fade_out_frames:
            start = event.length_frames - event.fade_out_frames
            chain.append(f"afade=t=out:ss={start}:ns={event.fade_out_frames}:curve=qsin")
        chain += [_volume(event)] if event.duck else []
        chain.append(f"adelay=delays={event.at_frame}S:all=1")
        chains.append(f"[{number}]{','.join(chain)}[e{number}]")
    names = "".join(f"[e{number}]" for number in range(len(timeline.events)))
    limit = 10 ** (timeline.max_true_peak_dbtp / 20)
    last = f"{names}amix=inputs={len(timeline.events)}:normalize=0:dropout_transition=0"
    return ";".join([*chains, f"{last},alimiter=limit={limit:.4f}:level=false[out]"])


def _volume(event: Event) -> str:
    a, b, c, d = ((p.at_frame - event.at_frame) / RATE_HZ for p in event.duck)
    low = event.duck[1].gain_db
    depth = (
        f"if(lt(t,{a}),0,if(lt(t,{b}),{low}*(t-{a})/{b - a},"
        f"if(lt(t,{c}),{low},if(lt(t,{d}),{low}*({d}-t)/{d - c},0))))"
    )
    return f"volume='pow(10,({depth})/20)':eval=frame"


def ffmpeg(timeline: Timeline, folder: Path, output: Path) -> list[str]:
    inputs = [word for e in timeline.events for word in ("-i", str(folder / e.source_id))]
    script = folder / "graph.txt"
    script.write_text(graph(timeline))
    head = ["ffmpeg", "-v", "error", "-y", "-threads", "1", "-filter_complex_threads", "1"]
    tail = ["-filter_complex_script", str(script), "-map", "[out]", "-ar", "48000"]
    if output.suffix != ".opus":
        tail[-1] = str(RATE_HZ)
    return [*head, *inputs, *tail, *BITRATES.get(output.suffix, []), str(output)]


def timed(command: Sequence[str]) -> dict[str, float]:
    """Run a command and tell its CPU seconds, wall seconds and peak memory."""
    began, peak_kb = time.monotonic(), 0
    child = subprocess.Popen(command)
    while True:
        pid, status, usage = os.wait4(child.pid, os.WNOHANG)
        if pid:
            break
        peak_kb = max(peak_kb, _peak_kb(child.pid))
        time.sleep(0.02)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{command[0]} failed with exit code {child.returncode}")
    return {
        "cpu_s": round(usage.ru_utime + usage.ru_stime, 2),
        "wall_s": round(time.monotonic() - began, 2),
        "rss_mb": round(peak_kb / 1024),
    }


def _peak_kb(pid: int) -> int:
    """Peak memory of a living process; what `wait4` tells would include its parent's."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    lines = [line.split() for line in status.splitlines() if line.startswith("VmHWM")]
    return int(lines[0][1]) if lines else 0


def judged(path: Path) -> dict[str, float]:
    with open_source(path) as source:
        rate = source.sample_rate_hz
        loudness, peaks, frames = LoudnessMeter(rate), TruePeakMeter(rate), 0
        while len(block := source.read(RATE_HZ)):
            loudness.feed(block)
            peaks.feed(block)
            frames += len(block)
    return {
        "length_s": round(frames / rate, 3),
        "lufs": round(loudness.integrated_lufs(), 2),
        "dbtp": round(peaks.dbtp(), 2),
    }


def compare(minutes: float, formats: Sequence[str]) -> list[Mapping[str, object]]:
    rows: list[Mapping[str, object]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        synthesise(folder)
        timeline = leveled(programme(minutes), folder)
        for form in formats:
            output = folder / f"mix.{form}"
            ours = [sys.executable, __file__, "--one", form, name, "--minutes", str(minutes)]
            ours += ["--gain-db", str(timeline.events[0].gain_db)]
            contenders = {"dj": ours}
            if shutil.which("ffmpeg"):
                contenders["ffmpeg"] = ffmpeg(timeline, folder, output)
            for who, command in contenders.items():
                cost = timed(command)
                speed = round(timeline.duration_s / cost["cpu_s"], 1)
                rows.append({"who": who, "format": form, "speed": speed, **cost, **judged(output)})
    return rows


def one(form: str, folder: Path, minutes: float, gain_db: float) -> None:
    """Render in this process; the parent measures it."""
    timeline = programme(minutes)
    events = tuple(replace(e, gain_db=gain_db) for e in timeline.events)
    encoding = Encoding(format=form)  # type: ignore[arg-type]
    output = folder / f"mix.{form}"
    render(replace(timeline, events=events), sources(folder), output, encoding=encoding)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--formats", default="flac,m4a,opus")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", nargs=2, metavar=("FORMAT", "FOLDER"), help=argparse.SUPPRESS)
    parser.add_argument("--gain-db", type=float, default=0.0, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        one(chosen.one[0], Path(chosen.one[1]), chosen.minutes, chosen.gain_db)
        return
    rows = compare(chosen.minutes, chosen.formats.split(","))
    if chosen.json:
        print(json.dumps({"programme_minutes": chosen.minutes, "rows": rows}, indent=2))
        return
    for row in rows:
        print("  ".join(f"{name} {value}" for name, value in row.items()))


if __name__ == "__main__":
    main()
