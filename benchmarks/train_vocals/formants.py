"""Step 2b: takes by the formant singer of the demo library, with invented throats and tunes.

    python -m benchmarks.train_vocals.formants FOLDER [--takes 48]

Writes ``FOLDER/sung/formant-NUMBER-0.flac`` and the spans beside it, as `singers` does.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import soundfile
import soxr

from benchmarks.train_vocals import RATE_HZ
from dj.audio.synth.samples import SAMPLE_RATE_HZ
from dj.audio.synth.singing import Singer, SungNote, read_syllable, sing
from dj.audio.synth.singing.syllables import CONSONANTS_HZ, VOWELS

LENGTH_S = 32.0
_SCALES = ((0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10), (0, 2, 4, 7, 9))


def invent(rng: np.random.Generator) -> Singer:
    """Choose a throat."""
    return Singer(
        tract=float(rng.uniform(0.88, 1.25)),
        vibrato_hz=float(rng.uniform(4.4, 6.8)),
        vibrato_cents=float(rng.gamma(2.5, 12.0)),
        breath=float(rng.uniform(0.01, 0.2)),
        tilt=float(rng.uniform(0.55, 1.05)),
        ring=float(rng.uniform(0.03, 0.25)),
        glide_s=float(rng.uniform(0.03, 0.12)),
    )


def tune(rng: np.random.Generator, singer: Singer) -> list[SungNote]:
    """Choose phrases with rests between them."""
    centre = 57.0 + 14.0 * np.log2(singer.tract) / np.log2(1.25) + rng.uniform(-6, 6)
    scale = _SCALES[int(rng.integers(len(_SCALES)))]
    beat_s, at, degree, notes = 60.0 / rng.uniform(66, 160), float(rng.uniform(0, 3)), 0, []
    spellings = [f"{c}{v}" for c in CONSONANTS_HZ for v in VOWELS if v != "m"]
    while at < LENGTH_S - 4.0:
        for _ in range(int(rng.integers(3, 12))):
            length = beat_s * float(rng.choice([0.5, 1.0, 1.5, 2.0], p=[0.45, 0.35, 0.1, 0.1]))
            degree = int(np.clip(degree + rng.choice([-2, -1, -1, 0, 1, 1, 2, 3]), -4, 7))
            octave, step = divmod(degree, len(scale))
            syllable = read_syllable(str(rng.choice(spellings)))
            if syllable is not None:
                notes.append(SungNote(
                    start=round(at * SAMPLE_RATE_HZ), note=centre + 12 * octave + scale[step],
                    frames=round(length * float(rng.uniform(0.75, 1.0)) * SAMPLE_RATE_HZ),
                    velocity=float(rng.uniform(0.5, 1.0)), syllable=syllable,
                ))  # fmt: skip
            at += length
        at += float(rng.choice([0.3, 1.0, 2.5, 5.0]))
    return notes


def spans(notes: list[SungNote]) -> list[list[float]]:
    """Sung spans, in seconds; gaps under a quarter of a second are closed."""
    joined: list[list[float]] = []
    for note in notes:
        start, end = (frame / SAMPLE_RATE_HZ for frame in (note.start, note.start + note.frames))
        if joined and start - joined[-1][1] < 0.25:
            joined[-1][1] = end
        else:
            joined.append([start, end])
    return joined


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--takes", type=int, default=48)
    given = parser.parse_args()
    target = given.folder / "sung"
    target.mkdir(parents=True, exist_ok=True)
    for number in range(given.takes):
        rng = np.random.default_rng((7, number))
        singer = invent(rng)
        notes = tune(rng, singer)
        line = sing(notes, singer, round(LENGTH_S * SAMPLE_RATE_HZ), rng)
        sung = soxr.resample(line.astype(np.float32), SAMPLE_RATE_HZ, RATE_HZ)
        name = f"formant-{number:02d}-0"
        soundfile.write(target / f"{name}.flac", 0.8 * sung / np.abs(sung).max(), RATE_HZ)
        (target / f"{name}.json").write_text(json.dumps(spans(notes)), encoding="utf-8")


if __name__ == "__main__":
    main()
