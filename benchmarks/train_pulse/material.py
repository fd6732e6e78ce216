"""Step 1: render music whose tempo is written down, listen to it, keep features and truth.

    python -m benchmarks.train_pulse.material FOLDER

Writes ``FOLDER/NAME.pickle``, one a piece: a `Piece`. Pieces that are there are not made again.
"""

import json
import pickle
import re
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any

import mido
import numpy as np
import soundfile

from benchmarks.train_pulse import grooves
from dj.analysis.recording import Recording, listen
from dj.model.tonality import Key, Mode
from dj.testing import signals

LENGTH_S = 75.0
GAMES = Path("/usr/share/games")
PROJECTS = Path("/usr/share/lmms/projects")
FONT = Path("/usr/share/sounds/sf2/TimGM6mb.sf2")
HELD_OUT = "Saber-FinalStep"
_FEWEST_NOTES, _SHORTEST_S, _STEADY = 150, 20.0, 0.9
_SONGS, _SEED = 56, 77
_TAKES, _TAKE_S = 8, 40.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Piece:
    """What was heard and what is true of it."""

    name: str
    source: str
    tempo_bpm: float
    beats_s: np.ndarray
    recording: Recording


def midi_pieces() -> Iterator[tuple[str, str, bytes]]:
    """Yield name, source and bytes of each MIDI file."""
    for path in sorted((GAMES / "openttd/baseset/openmsx").glob("*.mid")):
        yield path.stem, "openmsx", path.read_bytes()
    seen: set[bytes] = set()
    for wad in sorted((GAMES / "doom").glob("freedoom[12].wad")):
        data = wad.read_bytes()
        count, start = struct.unpack("<ii", data[4:12])
        for at in range(start, start + 16 * count, 16):
            where, size, name = struct.unpack("<ii8s", data[at : at + 16])
            tune = data[where : where + size]
            if tune[:4] == b"MThd" and tune not in seen:
                seen.add(tune)
                yield f"{wad.stem}-{name.rstrip(bytes(1)).decode()}", "freedoom", tune


def beats_of(tune: bytes) -> np.ndarray | None:
    """Return the beats of the first part, or None if it has no steady tempo or few notes."""
    file = mido.MidiFile(file=BytesIO(tune))
    tempo, now_s, notes, first_s, last_s, tick = 500_000, 0.0, 0, None, 0.0, 0
    changes = [(0, 0.0, tempo)]
    for message in mido.merge_tracks(file.tracks):
        now_s += mido.tick2second(message.time, file.ticks_per_beat, tempo)
        tick += message.time
        if message.type == "set_tempo":
            tempo = message.tempo
            changes.append((tick, now_s, tempo))
        elif message.type == "note_on" and message.velocity:
            notes, last_s = notes + 1, now_s
            first_s = now_s if first_s is None else first_s
    beats = []
    for at in range(0, tick, file.ticks_per_beat):
        since, from_s, speed = [change for change in changes if change[0] <= at][-1]
        beats.append(from_s + mido.tick2second(at - since, file.ticks_per_beat, speed))
    heard = np.array([beat for beat in beats if beat <= min(last_s, LENGTH_S)])
    if notes < _FEWEST_NOTES or len(heard) < 8:
        return None
    steps = np.diff(heard)
    is_steady = np.mean(np.abs(steps / np.median(steps) - 1.0) < 0.01) >= _STEADY
    return heard if is_steady else None


def rendered(tune: bytes, folder: Path, length_s: float = LENGTH_S) -> Path:
    """Play a MIDI file with the soundfont and keep its first part."""
    source, target = folder / "tune.mid", folder / "tune.wav"
    source.write_bytes(tune)
    with subprocess.Popen(
        ["fluidsynth", "-niq", "-r", "22050", "-T", "raw", "-O", "s16", "-F", "-", FONT, source],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as player:  # fmt: skip
        assert player.stdout is not None
        raw = player.stdout.read(int(length_s * 22_050) * 4)
        player.kill()
    samples = np.frombuffer(raw[: len(raw) // 4 * 4], np.int16).reshape(-1, 2)
    soundfile.write(target, samples, 22_050)
    return target


def project_tempo(path: Path) -> float:
    """Read the tempo in the head of an LMMS project, compressed or plain."""
    data = path.read_bytes()
    text = zlib.decompress(data[4:]) if path.suffix == ".mmpz" else data
    found = re.search(rb'<head[^>]*\bbpm="(\d+)"', text)
    return float(found[1]) if found else 0.0


def projects(folder: Path) -> Iterator[tuple[str, str, float, Path]]:
    """Render LMMS projects; yield name, source, tempo and the sound of the first part."""
    for path in sorted(PROJECTS.glob("demos/**/*.mmp*")) + sorted(PROJECTS.glob("shorties/*.mmp*")):
        target = folder / "project.wav"
        command = ["lmms", "render", "--allowroot", str(path), "-f", "wav", "-o", str(target)]
        try:
            subprocess.run(command, env={"QT_QPA_PLATFORM": "offscreen", "HOME": str(folder)},
                           capture_output=True, timeout=170, check=True)  # fmt: skip
        except subprocess.TimeoutExpired:
            pass  # what has been rendered by then is enough
        except subprocess.CalledProcessError as error:
            print(f"{path.stem}: {error}")
            continue
        yield path.stem, "lmms", project_tempo(path), _first_part(target)


def _first_part(path: Path) -> Path:
    with soundfile.SoundFile(path) as file:
        samples = file.read(int(LENGTH_S * file.samplerate), dtype="float32")
        rate_hz = file.samplerate
    soundfile.write(path, np.clip(samples, -1.0, 1.0), rate_hz)
    return path


def rock(folder: Path) -> Iterator[tuple[str, str, float, Path]]:
    """Mix the tracks of songs that carry one tempo."""
    for place in sorted((GAMES / "fretsonfire/data/songs/muldjord").glob("*/notes.mid")):
        tempi = [m.tempo for t in mido.MidiFile(place).tracks for m in t if m.type == "set_tempo"]
        if len(tempi) != 1:
            continue
        band = [soundfile.read(place.with_name(name), frames=int(LENGTH_S * 44_100))
                for name in ("song.ogg", "guitar.ogg")]  # fmt: skip
        frames = min(len(samples) for samples, _ in band)
        target = folder / "rock.wav"
        mixed = 0.7 * sum(samples[:frames] for samples, _ in band)
        soundfile.write(target, np.clip(mixed, -1.0, 1.0), band[0][1])
        yield place.parent.name, "muldjord", 60e6 / tempi[0], target


def played(folder: Path) -> Iterator[tuple[str, str, float, np.ndarray, Path]]:
    """Have a band play each groove some times."""
    rng = np.random.default_rng(_SEED)
    for number in range(_TAKES):
        for style in grooves.GROOVES:
            tune, tempo_bpm, first_s = grooves.tune(style, _TAKE_S, rng)
            beats_s = np.arange(first_s, _TAKE_S, 60.0 / tempo_bpm)
            yield (
                f"{style}-{number}",
                "grooves",
                tempo_bpm,
                beats_s,
                rendered(tune, folder, _TAKE_S),
            )


def songs(folder: Path) -> Iterator[tuple[str, str, float, Any, Path]]:
    """Synthesise songs over the range of tempi, in each style."""
    rng = np.random.default_rng(_SEED)
    for number in range(_SONGS):
        tempo_bpm = float(np.exp(rng.uniform(np.log(62.0), np.log(176.0))))
        key = Key(tonic=int(rng.integers(12)), mode=Mode.MAJOR if number % 2 else Mode.MINOR)
        style = signals.STYLES[number % len(signals.STYLES)]
        song = signals.song(key, rng, style=style, tempo_bpm=tempo_bpm, duration_s=40.0,
                            voice_s=(8.0, 30.0) if number % 3 else None)  # fmt: skip
        target = folder / "song.wav"
        soundfile.write(target, song.audio.samples, song.audio.sample_rate_hz)
        yield f"{style}-{number:02d}", "signals", song.tempo_bpm, song.beats_s, target


def pieces(folder: Path) -> Iterator[Piece]:
    """Make everything."""
    for name, source, tune in midi_pieces():
        beats_s = beats_of(tune)
        if beats_s is not None:
            tempo_bpm = 60.0 / float(np.median(np.diff(beats_s)))
            yield _piece(name, source, tempo_bpm, beats_s, rendered(tune, folder))
    for name, source, tempo_bpm, path in chain(projects(folder), rock(folder)):
        if tempo_bpm and soundfile.info(path).duration >= _SHORTEST_S and name != HELD_OUT:
            beats_s = np.arange(0.0, soundfile.info(path).duration, 60.0 / tempo_bpm)
            yield _piece(name, source, tempo_bpm, beats_s, path)
    for name, source, tempo_bpm, beats_s, path in chain(songs(folder), played(folder)):
        yield _piece(name, source, tempo_bpm, beats_s, path)


def _piece(name: str, source: str, tempo_bpm: float, beats_s: np.ndarray, path: Path) -> Piece:
    return Piece(name=name, source=source, tempo_bpm=tempo_bpm, beats_s=beats_s,
                 recording=listen(path))  # fmt: skip


def main() -> None:
    """Keep every piece."""
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        for piece in pieces(Path(name)):
            (target / f"{piece.source}-{piece.name}.pickle").write_bytes(pickle.dumps(piece))
            print(json.dumps({"name": piece.name, "tempo_bpm": round(piece.tempo_bpm, 2)}))


if __name__ == "__main__":
    main()
