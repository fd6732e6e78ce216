"""Each part as dry sound: notes meet instruments.

A note is synthesised once for each pitch, length and strength, then only copied: repetition is
what music and caches have in common.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from dj.audio.synth.samples import Stereo, frames_of, silence, spread
from dj.audio.synth.sheet.nouns import Part, Player, Score
from dj.audio.synth.sheet.performer import Note, drum_notes, pitched_notes, sung_notes
from dj.audio.synth.singing import SINGERS, sing
from dj.audio.synth.textures import TEXTURES
from dj.audio.synth.voices import INSTRUMENTS
from dj.audio.synth.voices.kits import KITS, TAKES

LENGTH_STEP_FRAMES: Final = 512
"""Held lengths are rounded up to 12 ms, which nobody hears, so that notes repeat."""
STRENGTHS: Final = 7
"""Notes are synthesised at so many strengths; levels between are exact."""
DOUBLE_LATE_S: Final = 0.012
"""A second take of the same line is never quite together."""
DOUBLE_SPREAD: Final = 0.45


def play_part(score: Score, part: Part, frames: int) -> Stereo:
    """Play one part through the whole song, dry.

    Returns:
        float32, shape (frames, 2), level as the instruments give it.
    """
    seed = score.seed * 1000 + score.parts.index(part)
    if part.player is Player.DRUMS:
        return _drummed(score, part, frames, seed)
    if part.player is Player.SUNG:
        return _sung(score, part, frames, seed)
    if part.player is Player.TEXTURE:
        return _textured(score, part, frames, seed)
    return _played(pitched_notes(score, part, seed), part, frames, seed)


def _drummed(score: Score, part: Part, frames: int, seed: int) -> Stereo:
    kit = KITS[part.voice]
    loose = frozenset(name for name, drum in kit.items() if drum.loose)
    notes = drum_notes(score, part, loose, seed)
    used = sorted({note.line for note in notes})
    takes = {
        name: [spread(take, kit[name].pan) for take in kit[name].takes(seed + index)]
        for index, name in enumerate(used)
    }
    sound = silence(frames)
    for count, note in enumerate(notes):
        take = takes[note.line][count % TAKES]
        _add(sound, take, note.start, note.velocity**1.5 * note.level)
    return sound


def _played(notes: Sequence[Note], part: Part, frames: int, seed: int) -> Stereo:
    instrument = INSTRUMENTS[part.voice]
    sound = silence(frames)
    made: dict[tuple[float, int, int], Stereo] = {}
    for note in notes:
        length = -(-note.frames // LENGTH_STEP_FRAMES) * LENGTH_STEP_FRAMES
        level = max(1, round(note.velocity * STRENGTHS))
        recipe = (note.note, length, level)
        if recipe not in made:
            rng = np.random.default_rng([seed, round(note.note * 100), length, level])
            made[recipe] = instrument(note.note, length, level / STRENGTHS, rng)
        _add(sound, made[recipe], note.start, note.level * note.velocity * STRENGTHS / level)
    return sound


def _sung(score: Score, part: Part, frames: int, seed: int) -> Stereo:
    notes = sung_notes(score, part)
    sound = silence(frames)
    for take in range(part.takes):
        rng = np.random.default_rng([seed, take])
        line = sing(notes, SINGERS[part.voice], frames, rng)
        pan = 0.0 if part.takes == 1 else DOUBLE_SPREAD * (2.0 * take / (part.takes - 1) - 1.0)
        late = frames_of(take * DOUBLE_LATE_S)
        sound[late:] += spread(line, pan)[: frames - late]
    return sound


def _textured(score: Score, part: Part, frames: int, seed: int) -> Stereo:
    sound = silence(frames)
    for index, (start, end) in enumerate(_stretches(score, part)):
        rng = np.random.default_rng([seed, index])
        _add(sound, TEXTURES[part.voice](end - start, rng), start, 1.0)
    return sound


def _stretches(score: Score, part: Part) -> list[tuple[int, int]]:
    """Return where a part plays without a pause, in frames: neighbouring sections joined."""
    stretches: list[tuple[int, int]] = []
    end_beat = 0
    for section in score.arrangement:
        start, end_beat = score.frame(end_beat), end_beat + section.bars * score.beats_per_bar
        if part.name not in section.plays:
            continue
        if stretches and stretches[-1][1] == start:
            start = stretches.pop()[0]
        stretches.append((start, score.frame(end_beat)))
    return stretches


def _add(sound: Stereo, note: Stereo, start: int, level: float) -> None:
    room = min(note.shape[0], sound.shape[0] - start)
    if room > 0:
        sound[start : start + room] += note[:room] * np.float32(level)
