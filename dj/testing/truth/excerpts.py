"""Twenty-four clips in twenty-four keys, from 60 to 178 beats per minute.

Styles stand at the tempi where musicians play them. The seed moves everything else: keys, tempi by
a little, progressions, timbres, timing, tuning, room and master.
"""

from collections.abc import Iterator

import numpy as np

from dj.model.tonality import Key, Mode
from dj.testing.truth import band, instruments, percussion, stage
from dj.testing.truth.band import Passage, Sheet
from dj.testing.truth.grooves import GROOVES, Groove
from dj.testing.truth.harmony import progression, spell
from dj.testing.truth.known import Clip, Hit, Note
from dj.testing.truth.stage import Part

LENGTH_S = 48.0
SLOWEST_BPM, FASTEST_BPM = 60.0, 178.0
STYLES = (
    "ballad", "drumless", "ballad", "shuffle", "funk", "rock", "waltz", "latin",
    "rock", "funk", "drumless", "shuffle", "four", "four", "bossa", "half-time",
    "waltz", "rock", "swing", "rock", "breakbeat", "swing", "breakbeat", "breakbeat",
)  # fmt: skip
"""Style of each clip, the slowest first."""
_HUMAN_SHARE, _DETUNED_SHARE = 1 / 3, 1 / 3
_RATES_HZ = (22_050, 22_050, 22_050, 44_100)
_BANDS: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "four": (("synth bass", "sub bass"), ("pluck", "organ", "electric piano"), ("square lead",)),
    "rock": (("finger bass",), ("crunch", "guitar"), ("crunch", "organ", "square lead")),
    "half-time": (("sub bass", "synth bass"), ("pad", "piano"), ("square lead", "pluck")),
    "breakbeat": (("sub bass", "synth bass"), ("pad", "electric piano"), ("square lead", "flute")),
    "swing": (("double bass",), ("piano", "guitar"), ("vibraphone", "flute", "piano")),
}
"""Style → what may play bass, chords and tune."""
_ANY_BAND = (
    ("finger bass", "double bass"),
    ("piano", "guitar", "electric piano", "organ"),
    ("flute", "vibraphone", "piano", "strings"),
)


def clips(seed: int) -> tuple[Clip, ...]:
    """Make all clips of a seed, the slowest first."""
    return tuple(each_clip(seed))


def each_clip(seed: int) -> Iterator[Clip]:
    """Make the clips of a seed one at a time, holding one in memory."""
    for number in range(len(STYLES)):
        yield clip(seed, number)


def clip(seed: int, number: int) -> Clip:
    """Make one clip: `number` counts from 0, the slowest."""
    key = _keys(seed)[number]
    rng = np.random.default_rng((seed, 0, number))
    groove = GROOVES[STYLES[number]]
    tempo_bpm = _tempo(number, rng)
    human_ms = rng.uniform(3.0, 10.0) if rng.random() < _HUMAN_SHARE else 0.0
    tuning_cents = rng.uniform(-30.0, 30.0) if rng.random() < _DETUNED_SHARE else 0.0
    first_s, beat_s = rng.uniform(0.15, 1.8), 60.0 / tempo_bpm
    pickup = int(rng.integers(0, groove.beats_per_bar)) if rng.random() < 0.5 else 0
    bars = int((LENGTH_S - 0.3 - first_s - pickup * beat_s) / (beat_s * groove.beats_per_bar))
    sheet = _compose(groove, key, first_s + pickup * beat_s, beat_s, bars, rng)
    _lead_in(sheet, key, first_s, beat_s, pickup, bool(groove.drums[0]))
    rate_hz = _RATES_HZ[number % len(_RATES_HZ)]
    parts = _record(sheet, STYLES[number], rate_hz, tuning_cents, human_ms / 1000, rng)
    count = pickup + bars * groove.beats_per_bar
    beats_s = first_s + beat_s * np.arange(count, dtype=np.float64)
    return Clip(
        name=f"clip {seed}.{number:02d} {STYLES[number]}", style=STYLES[number],
        audio=stage.master(stage.mix(parts, rate_hz, rng), rate_hz, rng),
        tempo_bpm=tempo_bpm, beats_per_bar=groove.beats_per_bar, key=key,
        tuning_cents=tuning_cents, human_ms=human_ms, beats_s=beats_s,
        downbeats_s=beats_s[pickup :: groove.beats_per_bar],
    )  # fmt: skip


def _keys(seed: int) -> list[Key]:
    keys = [Key(tonic=tonic, mode=mode) for mode in Mode for tonic in range(12)]
    return [keys[place] for place in np.random.default_rng((seed, 0)).permutation(len(keys))]


def _tempo(number: int, rng: np.random.Generator) -> float:
    even = SLOWEST_BPM + number * (FASTEST_BPM - SLOWEST_BPM) / (len(STYLES) - 1)
    moved = float(np.clip(even + rng.uniform(-2.5, 2.5), SLOWEST_BPM, FASTEST_BPM))
    return round(moved, 2 if rng.random() < 0.5 else 0)


def _compose(
    groove: Groove, key: Key, from_s: float, beat_s: float, bars: int, rng: np.random.Generator
) -> Sheet:
    """Write passages of eight bars that differ in force; the last two bars are a cadence."""
    sheet, eight = Sheet(), progression(key, rng, jazz=groove.jazz)
    chords = [eight[bar % 8] for bar in range(bars)]
    chords[-2:] = spell(key, "V7 I" if key.mode is Mode.MAJOR else "V7 i")
    for start in range(0, bars, 8):
        passage = Passage(
            groove=groove, chords=tuple(chords[start : start + 8]), key=key, beat_s=beat_s,
            from_s=from_s + start * beat_s * groove.beats_per_bar,
            level=float(rng.uniform(0.6, 1.0)), fill=start + 8 < bars,
            drums="light" if start == 0 and rng.random() < 0.4 else "full",
        )  # fmt: skip
        band.play(passage, sheet)
        if start or rng.random() < 0.5:
            sheet.add("tune", band.tune(passage, 67, 86, rng))
    return sheet


def _lead_in(
    sheet: Sheet,
    key: Key,
    first_s: float,
    beat_s: float,
    pickup: int,
    drums: bool,  # noqa: FBT001
) -> None:
    """Play the beats before bar 1: the tune climbs to the tonic, the sticks count."""
    for beat in range(pickup):
        at_s = first_s + beat * beat_s
        pitch = 67 + (key.tonic + 7 - 67) % 12 + (0, 2, 4)[beat]
        sheet.add("tune", [Note(at_s=at_s, midi=pitch, length_s=0.8 * beat_s)])
        if drums:
            sheet.hits.append(Hit(drum="rim", at_s=at_s, velocity=0.6))


def _record(
    sheet: Sheet, style: str, rate_hz: int, tuning_cents: float, sigma_s: float,
    rng: np.random.Generator,
) -> list[Part]:  # fmt: skip
    parts = []
    if sheet.hits:
        hits = band.humanised(sheet.hits, sigma_s, rng)
        kit = percussion.play(hits, LENGTH_S, rate_hz, rng)
        parts.append(Part(sound=kit, level_db=rng.uniform(-19, -15), send=0.5))
    bass, comp, lead = (str(rng.choice(choice)) for choice in _BANDS.get(style, _ANY_BAND))
    for part, patch, level_db in (
        ("bass", bass, -19.0), ("comp", comp, -23.0), ("tune", lead, -21.0),
        ("pad", str(rng.choice(["pad", "strings", "organ"])), -30.0),
    ):  # fmt: skip
        notes = band.humanised(sheet.notes.get(part, []), sigma_s, rng)
        if notes:
            sound = instruments.play(
                instruments.PATCHES[patch], notes, LENGTH_S, rate_hz, tuning_cents
            )
            level = level_db + rng.uniform(-3, 3)
            pan = 0.0 if part == "bass" else rng.uniform(-0.5, 0.5)
            parts.append(Part(sound=sound, level_db=level, pan=pan, send=float(part != "bass")))
    return parts
