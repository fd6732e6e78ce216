"""Step 3: bands and soloists without a voice, as MIDI through General MIDI soundfonts.

    python -m benchmarks.train_vocals.bands FOLDER SOUNDFONT [SOUNDFONT …]

Writes ``FOLDER/music/gm-FONT/NUMBER.flac`` (whole bands, most with a soloist) and
``FOLDER/leads/FONT-NUMBER.flac`` (a soloist alone, with bends and vibrato), stereo, 22.05 kHz.
Choirs and "voice" patches are left out, since whether they sing is a matter of taste.
"""

import argparse
import struct
import subprocess
import tempfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.train_vocals import RATE_HZ

LENGTH_S = 40.0
LEADS = (*range(40, 43), 44, 56, 57, 59, 60, 61, *range(64, 85), 86, 87, 26, 27, 28, 29, 30, 29, 30,
         21, 22, 23, 16, 18, 65, 66, 40, 110, 109, 104, 111, 0, 11, 73, 81, 80, 87)  # fmt: skip
COMPS = (0, 1, 2, 4, 5, 7, 11, 12, 16, 17, 18, 19, 24, 25, 26, 27, 28, 29, 30, 46, 48, 49, 50, 51,
         61, 62, 63, 88, 89, 90, 92, 93, 94, 95, 99, 21, 105, 107)  # fmt: skip
_SCALES = ((0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10), (0, 2, 3, 5, 7, 9, 10))
_ROOTS = ((0, 4, 5, 3), (0, 3, 4, 4), (5, 3, 0, 4), (0, 5, 1, 4), (0, 0, 3, 4), (0, 6, 3, 0))
_KICKS = ((0, 8), (0, 4, 8, 12), (0, 6, 8), (0, 7, 10), (0, 3, 6, 10), (0,))
_SNARES = ((4, 12), (4, 12), (8,), (4, 11, 12), ())
_TICKS = 480
_BENT_ODDS = (0.25, 0.3, 0.45)


@dataclass(slots=True)
class Sheet:
    """MIDI events as (tick, bytes)."""

    events: list[tuple[int, bytes]] = field(default_factory=list)

    def note(self, channel: int, at: float, length: float, pitch: int, velocity: int) -> None:
        """Add a note; times in beats."""
        start, end = (max(0, round(beat * _TICKS)) for beat in (at, at + length))
        self.events.append((start, bytes([0x90 | channel, pitch, velocity])))
        self.events.append((max(start + 1, end), bytes([0x80 | channel, pitch, 0])))

    def bend(self, channel: int, at: float, cents: float) -> None:
        """Bend all of a channel's notes; the range is the usual two semitones."""
        value = int(np.clip(8192 + cents / 200.0 * 8191, 0, 16383))
        self.events.append((max(0, round(at * _TICKS)),
                            bytes([0xE0 | channel, value & 127, value >> 7])))  # fmt: skip

    def set(self, channel: int, program: int, volume: int, pan: int) -> None:
        """Choose a channel's instrument and place."""
        for event in (
            [0xC0 | channel, program],
            [0xB0 | channel, 7, volume],
            [0xB0 | channel, 10, pan],
        ):
            self.events.append((0, bytes(event)))

    def write(self, path: Path, bpm: float) -> None:
        """Write a file of format 0."""
        tempo = b"\x00\xff\x51\x03" + round(60e6 / bpm).to_bytes(3, "big")
        body, before = tempo, 0
        for tick, event in sorted(
            self.events, key=lambda item: (item[0], item[1][0] & 0xF0 != 0x80)
        ):
            body += _length(tick - before) + event
            before = tick
        body += b"\x00\xff\x2f\x00"
        head = b"MThd" + struct.pack(">IHHH", 6, 0, 1, _TICKS)
        path.write_bytes(head + b"MTrk" + struct.pack(">I", len(body)) + body)


def _length(value: int) -> bytes:
    out = [value & 127]
    while value := value >> 7:
        out.append(128 | value & 127)
    return bytes(reversed(out))


@dataclass(frozen=True, slots=True)
class Song:
    """What all players agree on."""

    bpm: float
    tonic: int
    scale: tuple[int, ...]
    roots: tuple[int, ...]
    bars: int

    def pitch(self, degree: int, octave: int) -> int:
        """MIDI number of a step of the scale."""
        more, step = divmod(degree, len(self.scale))
        return int(np.clip(12 * (octave + more + 1) + self.tonic + self.scale[step], 20, 108))


def invent(rng: np.random.Generator) -> Song:
    """Choose tempo, key and chords."""
    bpm = float(rng.uniform(64, 176))
    scale = _SCALES[int(rng.integers(len(_SCALES)))]
    roots = _ROOTS[int(rng.integers(len(_ROOTS)))]
    return Song(bpm, int(rng.integers(12)), scale, roots, int(np.ceil(LENGTH_S * bpm / 240.0)))


def band(rng: np.random.Generator, song: Song) -> Sheet:
    """Write parts for drums, bass, one to three chord players and mostly a soloist."""
    sheet = Sheet()
    if rng.random() < 0.8:
        _drums(rng, song, sheet)
    if rng.random() < 0.85:
        _bass(rng, song, sheet)
    for channel in range(1, 1 + int(rng.integers(1, 4))):
        _chords(rng, song, sheet, channel)
    if rng.random() < 0.7:
        solo(rng, song, sheet, 5)
    return sheet


def _drums(rng: np.random.Generator, song: Song, sheet: Sheet) -> None:
    kick, snare = (patterns[int(rng.integers(len(patterns)))] for patterns in (_KICKS, _SNARES))
    hat, every = int(rng.choice([42, 46, 51, 70, 69])), int(rng.choice([1, 2, 2, 4]))
    sheet.events.append((0, bytes([0xB9, 7, int(rng.integers(60, 127))])))
    for bar in range(song.bars):
        places = [(p, 36) for p in kick] + [(p, 38) for p in snare]
        places += [(p, hat) for p in range(0, 16, every)]
        for place, drum in places:
            sheet.note(9, bar * 4 + place / 4, 0.2, drum, int(rng.integers(60, 120)))


def _bass(rng: np.random.Generator, song: Song, sheet: Sheet) -> None:
    sheet.set(0, int(rng.integers(32, 40)), int(rng.integers(70, 120)), 64)
    every = float(rng.choice([0.5, 1.0, 2.0, 4.0]))
    for bar in range(song.bars):
        for at in np.arange(0, 4, every):
            degree = song.roots[bar % 4] + (int(rng.choice([2, 4, 7])) if rng.random() < 0.2 else 0)
            sheet.note(
                0, bar * 4 + at, every * 0.9, song.pitch(degree, 2), int(rng.integers(70, 115))
            )


def _chords(rng: np.random.Generator, song: Song, sheet: Sheet, channel: int) -> None:
    sheet.set(
        channel, int(rng.choice(COMPS)), int(rng.integers(50, 110)), int(rng.integers(20, 108))
    )
    octave, every = int(rng.integers(3, 6)), float(rng.choice([0.5, 1.0, 2.0, 4.0]))
    broken = rng.random() < 0.4
    for bar in range(song.bars):
        for place, at in enumerate(np.arange(0, 4, every)):
            chord = (0, 2, 4) if not broken else ((0, 2, 4, 7)[place % 4],)
            for step in chord:
                pitch = song.pitch(song.roots[bar % 4] + step, octave)
                sheet.note(channel, bar * 4 + at, every * 0.95, pitch, int(rng.integers(50, 105)))


def solo(
    rng: np.random.Generator, song: Song, sheet: Sheet, channel: int,
    programs: tuple[int, ...] = LEADS, bent: tuple[float, ...] = (0.0, 0.3, 0.8),
) -> None:  # fmt: skip
    """Write a melody in phrases, with slides into notes, vibrato by bends and swells.

    `bent` are shares of notes to bend, the last of them the likeliest.
    """
    program = int(rng.choice(programs))
    sheet.set(channel, program, int(rng.integers(90, 127)), int(rng.integers(48, 80)))
    low = program in {42, 57, 58, 60, 67, 70, 26, 27, 28, 29, 30, 109}
    octave = int(rng.choice([3, 4])) if low else int(rng.choice([4, 4, 5]))
    odds = _BENT_ODDS[-len(bent) :]
    bends = float(rng.choice(bent, p=np.array(odds) / sum(odds)))
    rate, depth = float(rng.uniform(4.3, 7.0)), float(rng.gamma(2.0, 14.0))
    at, degree = float(rng.choice([0.0, 2.0, 4.0, 8.0])), int(rng.integers(0, 6))
    while at < song.bars * 4 - 4:
        for _ in range(int(rng.integers(3, 12))):
            beats = float(rng.choice([0.25, 0.5, 1.0, 2.0], p=[0.2, 0.4, 0.25, 0.15]))
            degree = int(np.clip(degree + rng.choice([-3, -2, -1, -1, 0, 1, 1, 2, 3]), -3, 10))
            pitch, touch = song.pitch(degree, octave), float(rng.uniform(0.8, 1.03))
            sheet.note(channel, at, beats * touch, pitch, int(rng.integers(75, 122)))
            if rng.random() < bends:
                _shape(rng, sheet, (channel, at, beats, song.bpm), (rate, depth))
            else:
                sheet.bend(channel, at, 0.0)
            at += beats
        at += float(rng.choice([0.5, 1.0, 2.0, 4.0]))


def _shape(
    rng: np.random.Generator, sheet: Sheet, note: tuple[int, float, float, float],
    vibrato: tuple[float, float],
) -> None:  # fmt: skip
    channel, at, beats, bpm = note
    scoop = float(rng.uniform(0, 200)) * float(rng.choice([-1, -1, 1])) * float(rng.random() < 0.4)
    for late in np.arange(0.0, beats, 0.015 * bpm / 60.0):
        time = late * 60.0 / bpm
        wave = vibrato[1] * np.clip((time - 0.15) / 0.3, 0, 1) * np.sin(6.283 * vibrato[0] * time)
        sheet.bend(channel, at + late, scoop * np.exp(-time / 0.07) + wave)


def render(sheet: Sheet, bpm: float, font: Path, path: Path) -> None:
    """Play a sheet into a file."""
    with tempfile.TemporaryDirectory() as folder:
        midi, raw = Path(folder) / "sheet.mid", Path(folder) / "sheet.wav"
        sheet.write(midi, bpm)
        play(midi, font, raw)
        keep(raw, path, 0.0, LENGTH_S)


def play(midi: Path, font: Path, path: Path) -> None:
    """Render a MIDI file with FluidSynth."""
    command = [
        "fluidsynth",
        "-ni",
        "-q",
        "-g",
        "0.6",
        "-r",
        str(RATE_HZ),
        "-F",
        str(path),
        str(font),
        str(midi),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def keep(source: Path, path: Path, start_s: float, length_s: float) -> None:
    """Keep a part of a file as stereo FLAC at 22.05 kHz."""
    path.parent.mkdir(parents=True, exist_ok=True)
    command = ["ffmpeg", "-v", "error", "-y", "-ss", str(start_s), "-t", str(length_s),
               "-i", str(source),
               "-ac", "2", "-ar", str(RATE_HZ), "-sample_fmt", "s16", str(path)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("fonts", type=Path, nargs="+")
    parser.add_argument("--bands", type=int, default=40)
    parser.add_argument("--leads", type=int, default=40)
    given = parser.parse_args()
    for font in given.fonts:
        rng = np.random.default_rng(zlib.crc32(font.stem.encode()))
        for number in range(given.bands):
            song = invent(rng)
            sheet = band(rng, song)
            path = given.folder / "music" / f"gm-{font.stem}" / f"{number:03d}.flac"
            render(sheet, song.bpm, font, path)
        for number in range(given.leads):
            song, sheet = invent(rng), Sheet()
            solo(rng, song, sheet, 5)
            render(sheet, song.bpm, font, given.folder / "leads" / f"{font.stem}-{number:03d}.flac")


if __name__ == "__main__":
    main()
