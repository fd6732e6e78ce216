"""From dry parts to a finished song: balance, space, ducking, and the master.

Each part is brought to a measured loudness before its written level is added, so "-6" in a score
means the same for a flute and for a drum kit.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from dj.audio.synth.effects.level import levelled, limited, loudness_lufs, pumping, saturated
from dj.audio.synth.effects.space import chorus, echo, reverberate, room
from dj.audio.synth.players import play_part
from dj.audio.synth.samples import Mono, Stereo, frames_of, gain, middle, shape, silence
from dj.audio.synth.sheet.nouns import Ending, Part, Player, Score
from dj.audio.synth.sheet.performer import drum_notes
from dj.audio.synth.tone.filters import high_pass, low_pass, tilt

PART_LUFS: Final = -20.0
"""Loudness of a part whose written level is 0 dB."""
CEILING_DBFS: Final = -1.0
LEVEL_SHARE: Final = 0.3
RUMBLE_HZ: Final = 28.0
AIR_HZ: Final = 2_500.0
PUMP_RECOVERY_S: Final = 0.22
ECHO_FEEDBACK: Final = 0.45
LOUDNESS_PASSES: Final = 2
"""The limiter takes a little loudness away; a second look gives it back."""
CLOSE_LU: Final = 0.15
END_EDGE_S: Final = 0.6
"""The last of a cold ending's tail is faded to true silence."""


def mix(score: Score) -> Stereo:
    """Play every part and mix the song; float32, shape (score.frames, 2), peak <= -1 dBFS."""
    frames = score.frames
    master = silence(frames)
    reverb_send = np.zeros(frames, dtype=np.float32)
    echo_send = np.zeros(frames, dtype=np.float32)
    kicks = _kicks(score)
    for part in score.parts:
        sound = _balanced(score, part, frames, kicks)
        master += sound
        centre = middle(sound)
        reverb_send += np.float32(part.reverb) * centre
        if part.echo:
            echo_send += np.float32(part.echo) * centre
    master += _space(score, reverb_send, echo_send)
    return _mastered(score, master)


def _kicks(score: Score) -> Sequence[int]:
    drummers = [part for part in score.parts if part.player is Player.DRUMS]
    strokes = [note for part in drummers for note in drum_notes(score, part, frozenset(), 0)]
    return sorted({note.start for note in strokes if note.line == "kick"})


def _balanced(score: Score, part: Part, frames: int, kicks: Sequence[int]) -> Stereo:
    sound = play_part(score, part, frames)
    if part.low_cut_hz:
        sound = high_pass(sound, part.low_cut_hz)
    if part.high_cut_hz:
        sound = low_pass(sound, part.high_cut_hz)
    if part.chorus:
        sound = chorus(sound)
    loudness = loudness_lufs(sound, every=4)
    if not np.isfinite(loudness):
        return sound
    shape(sound, gain(PART_LUFS - loudness + part.level_db), part.pan)
    if part.duck and kicks:
        shape(sound, pumping(frames, kicks, part.duck, PUMP_RECOVERY_S))
    return sound


def _space(score: Score, reverb_send: Mono, echo_send: Mono) -> Stereo:
    rng = np.random.default_rng([score.seed, 77])
    wet = silence(reverb_send.size)
    if np.any(echo_send):
        repeats = echo(echo_send, score.echo_beats * 60.0 / score.tempo_bpm, ECHO_FEEDBACK)
        wet += repeats
        reverb_send = reverb_send + np.float32(0.25) * middle(repeats)
    return wet + reverberate(reverb_send, room(score.room_s, score.room_brightness, rng))


def _mastered(score: Score, master: Stereo) -> Stereo:
    master = tilt(high_pass(master, RUMBLE_HZ), AIR_HZ, score.air_db)
    master *= np.float32(gain(PART_LUFS + 6.0 - loudness_lufs(master, every=2)))
    master = saturated(levelled(master, LEVEL_SHARE), score.warmth)
    shape(master, _ending(score, master.shape[0]))
    for _ in range(LOUDNESS_PASSES):
        short_lu = score.loudness_lufs - loudness_lufs(master, every=2)
        if abs(short_lu) < CLOSE_LU:
            break
        master *= np.float32(gain(short_lu))
        master = limited(master, CEILING_DBFS)
    return master


def _ending(score: Score, frames: int) -> Mono:
    """Return the gain of the whole song over time, shape (frames,)."""
    curve = np.ones(frames, dtype=np.float32)
    seconds = score.fade_s if score.ending is Ending.FADE else min(END_EDGE_S, score.tail_s)
    length = frames_of(seconds)
    if length:
        turn = 0.5 + 0.5 * np.cos(np.linspace(0.0, np.pi, length))
        curve[-length:] = turn**1.5 if score.ending is Ending.FADE else turn
    return curve
