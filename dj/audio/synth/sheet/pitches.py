"""Which pitches a sign means: for a chord, an arpeggio, a bass and a tune."""

from collections.abc import Sequence

from dj.audio.synth.sheet.nouns import Chord, Part, Player, Score
from dj.audio.synth.sheet.theory import nearest, scale_note


def sounding(
    sign: str, score: Score, part: Part, chords: Sequence[Chord], voiced: Sequence[int]
) -> tuple[float, ...]:
    """Return the MIDI notes of a sign.

    Args:
        sign: from the part's pattern.
        score: for its key and scale.
        part: for its range.
        chords: the chord that sounds and the chord that follows; unused by tunes.
        voiced: the chord as voiced for this part; used by chords and arpeggios.
    """
    if part.player is Player.CHORDS:
        return tuple(float(note) for note in voiced)
    if part.player is Player.ARPEGGIO:
        octave, index = divmod(int(sign) - 1, len(voiced))
        return (float(voiced[index] + 12 * octave),)
    if part.player is Player.BASS:
        return (float(bass_note(sign, chords[0], chords[1], part.around)),)
    return (float(tune_note(sign, score, part)),)


def bass_note(sign: str, chord: Chord, following: Chord, around: int) -> int:
    """Return the note of a bass sign.

    ``R`` root (or the bass under the slash), ``3 5 7`` chord tones above it, ``8`` the octave,
    ``d`` the fifth below, ``a`` the half-step into the next chord; a comma is an octave lower.
    """
    root = nearest(chord.bass, around)
    drop = 12 * sign.count(",")
    plain = sign.rstrip(",")
    if plain == "a":
        target = nearest(following.bass, around)
        return (target + 1 if root > target else target - 1) - drop
    above = {"R": 0, "8": 12, "d": -5}
    if plain in above:
        return root + above[plain] - drop
    return root + _interval(chord, int(plain)) - drop


def _interval(chord: Chord, number: int) -> int:
    place = number // 2
    if place >= len(chord.tones):
        return 12
    return (chord.tones[place] - chord.bass) % 12


def tune_note(sign: str, score: Score, part: Part) -> int:
    """Return the note of a scale degree with accidentals and octave marks."""
    bend = sign.count("#") - sign.startswith("b")
    digits = sign.strip("b#',")
    octave = sign.count("'") - sign.count(",")
    tonic_note = nearest(score.key.tonic, part.around)
    return scale_note(int(digits) + part.shift, bend, tonic_note, score.scale) + 12 * octave
