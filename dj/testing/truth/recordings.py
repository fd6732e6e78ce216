"""Ten whole songs, six of them sung, whose structure is known.

Equal passages share chords, band and tune, as verses and choruses do; words differ. In the others
an instrument leads that bends and trembles like a voice.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from dj.model.analysis import Region, Section
from dj.model.tonality import Key, Mode
from dj.testing.truth import band, instruments, leads, lyrics, percussion, singer, stage
from dj.testing.truth.band import Passage, Sheet
from dj.testing.truth.grooves import GROOVES
from dj.testing.truth.harmony import STATIC, Chord, progression, spell, tonic, voicing
from dj.testing.truth.known import FullSong, Hit, Mono, Note
from dj.testing.truth.plans import FORMS, PLANS, Plan
from dj.testing.truth.stage import Part

_RATES_HZ = (44_100, 22_050)
_RING_S = 1.8
"""How long the last chord of a cold end is held."""
_DRUMS = {"intro": "light", "verse": "full", "chorus": "full", "bridge": "none", "outro": "light"}
_LEVELS = {"intro": 0.7, "verse": 0.75, "bridge": 0.6, "outro": 0.7}
_LED = {"verse", "chorus", "bridge"}


def songs(seed: int) -> tuple[FullSong, ...]:
    """Make all songs of a seed; some 350 MB of samples."""
    return tuple(each_song(seed))


def each_song(seed: int) -> Iterator[FullSong]:
    """Make the songs of a seed one at a time, holding one in memory."""
    for number in range(len(PLANS)):
        yield song(seed, number)


def song(seed: int, number: int, *, lead_db: float | None = None) -> FullSong:
    """Make one song: `number` counts from 0 in the order of `plans.PLANS`.

    `lead_db` replaces the plan's level of the lead relative to all others, while it sounds.
    """
    rng = np.random.default_rng((seed, 1, number))
    plan, rate_hz = PLANS[number], _RATES_HZ[number % 2]
    if lead_db is not None:
        plan = replace(plan, lead_db=lead_db)
    paper = _write(plan, rng)
    parts, vocals = _record(paper, plan, rate_hz, rng)
    finished = stage.master(stage.mix(parts, rate_hz, rng), rate_hz, rng)
    gains = np.ones(len(finished.samples), np.float32)
    at_s = np.arange(len(gains)) / rate_hz
    if plan.fade_s:
        gains = np.clip((paper.end_s - at_s) / plan.fade_s, 0.0, 1.0).astype(np.float32) ** 2
    gains[: round(plan.before_s * rate_hz)] = 0.0
    beats_s = np.arange(paper.first_s, paper.to_s - 0.01, paper.beat_s)
    return FullSong(
        name=f"song {seed}.{number} {plan.lead} {plan.lead_db:+.0f} dB", style=plan.style,
        lead=plan.lead, audio=replace(finished, samples=finished.samples * gains[:, None]),
        tempo_bpm=60.0 / paper.beat_s, key=paper.key, beats_s=beats_s,
        downbeats_s=beats_s[:: GROOVES[plan.style].beats_per_bar],
        vocals=tuple(v for v in vocals if v.start_s < paper.end_s - 0.5 * plan.fade_s),
        sections=paper.sections, cue_in_s=paper.first_s, end_s=paper.end_s,
        fade_from_s=paper.end_s - plan.fade_s if plan.fade_s else None,
    )  # fmt: skip


@dataclass(slots=True, kw_only=True)
class _Paper:
    """A song before anybody plays."""

    key: Key
    beat_s: float
    first_s: float
    passages: list[tuple[str, Passage]] = field(default_factory=list)
    sheet: Sheet = field(default_factory=Sheet)
    end_s: float = 0.0

    @property
    def to_s(self) -> float:
        """End of the last bar."""
        return self.passages[-1][1].to_s

    @property
    def sections(self) -> tuple[Section, ...]:
        """The passages with letters; an outro is the intro come back."""
        letters: dict[str, str] = {}
        for kind, _ in self.passages:
            letters.setdefault(kind.replace("outro", "intro"), "ABCDEFGH"[len(letters)])
        return tuple(
            Section(start_s=p.from_s, end_s=p.to_s, label=letters[kind.replace("outro", "intro")])
            for kind, p in self.passages
        )


def _write(plan: Plan, rng: np.random.Generator) -> _Paper:
    key = Key(tonic=int(rng.integers(12)), mode=list(Mode)[int(rng.integers(2))])
    beat_s = 60.0 / (plan.tempo_bpm * rng.uniform(0.97, 1.03))
    paper = _Paper(key=key, beat_s=beat_s, first_s=plan.before_s + rng.uniform(0.02, 0.12))
    chords, at_s = _chords(key, plan, rng), paper.first_s
    for kind, bars in FORMS[plan.form]:
        eight = chords[kind]
        passage = Passage(
            groove=GROOVES[plan.style], chords=tuple(eight[bar % 8] for bar in range(bars)),
            key=key, from_s=at_s, beat_s=beat_s, drums=_DRUMS.get(kind, "full"),
            level=_LEVELS.get(kind, 1.0), fill=kind != "bridge",
        )  # fmt: skip
        paper.passages.append((kind, passage))
        _arrange(kind, passage, paper.sheet)
        at_s = passage.to_s
    _close(paper, plan)
    return paper


def _chords(key: Key, plan: Plan, rng: np.random.Generator) -> dict[str, tuple[Chord, ...]]:
    jazz = GROOVES[plan.style].jazz
    verse, chorus = (progression(key, rng, jazz=jazz) for _ in range(2))
    bridge = spell(key, STATIC[key.mode])
    return {"intro": verse, "outro": verse, "verse": verse, "chorus": chorus, "solo": chorus,
            "bridge": bridge}  # fmt: skip


def _arrange(kind: str, passage: Passage, sheet: Sheet) -> None:
    """Give a passage its players: pads and a second chord instrument lift a chorus."""
    whole = Sheet()
    band.play(passage, whole)
    sheet.hits.extend(whole.hits)
    if kind not in {"bridge", "intro", "outro"}:
        sheet.add("bass", whole.notes["bass"])
    if kind != "bridge":
        sheet.add("lift" if kind in {"chorus", "solo"} else "comp", whole.notes["comp"])
    if kind in {"chorus", "bridge"}:
        sheet.add("pad", whole.notes["pad"])


def _close(paper: _Paper, plan: Plan) -> None:
    """Ring the last chord, or leave the ending to the fader."""
    if plan.fade_s:
        paper.end_s = paper.to_s - 0.5
        return
    home, at_s = tonic(paper.key), paper.to_s
    paper.sheet.add("bass", [Note(at_s=at_s, midi=28 + (home.root - 28) % 12, length_s=_RING_S)])
    paper.sheet.add("lift", [Note(at_s=at_s, midi=p, length_s=_RING_S) for p in voicing(home, 60)])
    if paper.sheet.hits:
        paper.sheet.hits.append(Hit(drum="kick", at_s=at_s))
    paper.end_s = at_s + _RING_S + 0.1


def _record(
    paper: _Paper, plan: Plan, rate_hz: int, rng: np.random.Generator
) -> tuple[list[Part], tuple[Region, ...]]:
    """Play the band; then the lead, at its level against the band while it sounds."""
    length_s = paper.end_s + plan.after_s
    human_s = float(rng.choice([0.0, 0.004, 0.007]))
    hits = band.humanised(paper.sheet.hits, human_s, rng)
    parts = [Part(sound=percussion.play(hits, length_s, rate_hz, rng), level_db=-18.0, send=0.4)]
    heavy = plan.style in {"rock", "funk"}
    chosen = {
        "bass": ("finger bass", -20.0, 0.0), "pad": ("strings", -27.0, 0.4),
        "comp": (str(rng.choice(["piano", "guitar", "electric piano"])), -24.0, -0.3),
        "lift": ("crunch" if heavy else str(rng.choice(["organ", "piano"])), -22.0, 0.3),
    }  # fmt: skip
    for part, (patch, level_db, pan) in chosen.items():
        notes = band.humanised(paper.sheet.notes.get(part, []), human_s, rng)
        if notes:
            sound = instruments.play(instruments.PATCHES[patch], notes, length_s, rate_hz, 0.0)
            parts.append(Part(sound=sound, level_db=level_db, pan=pan, send=float(part != "bass")))
    backing = np.sum([stage.gain(p.sound, p.level_db) * p.sound for p in parts], axis=0)
    lead, vocals = _lead(paper, plan, length_s, rate_hz, rng)
    solo = _solo(paper, plan, length_s, rate_hz, rng)
    parts += [
        Part(sound=sound, level_db=_level(backing, sound) + plan.lead_db, send=0.7)
        for sound in (lead, solo) if sound.any()
    ]  # fmt: skip
    return parts, vocals


def _level(backing: Mono, sound: Mono) -> float:
    """Return the level of the band, in dB, where `sound` is heard."""
    heard = np.abs(sound) > 1e-3 * float(np.abs(sound).max())
    return float(10.0 * np.log10(np.mean(np.square(backing[heard])) + 1e-12))


def _lead(
    paper: _Paper, plan: Plan, length_s: float, rate_hz: int, rng: np.random.Generator
) -> tuple[Mono, tuple[Region, ...]]:
    voice, tunes = lyrics.VOICES.get(plan.lead), int(rng.integers(2**31))
    phrases, sung = [], []
    for kind, passage in paper.passages:
        # One tune for each kind of passage, so that every chorus is the same chorus.
        same = np.random.default_rng((tunes, sum(kind.encode())))
        higher = 4 if kind == "chorus" else 0
        if kind in _LED and voice:
            sung.extend(lyrics.words(voice, passage, same, rng, higher=higher))
        elif kind in _LED:
            phrases.extend(lyrics.melody(passage, leads.LEADS[plan.lead].low + higher, 14, same))
    if voice:
        return singer.sing(voice, sung, length_s, rate_hz, rng)
    return leads.play(leads.LEADS[plan.lead], phrases, length_s, rate_hz, rng), ()


def _solo(
    paper: _Paper, plan: Plan, length_s: float, rate_hz: int, rng: np.random.Generator
) -> Mono:
    soloist = leads.LEADS[plan.soloist]
    phrases = [
        phrase
        for kind, passage in paper.passages if kind == "solo"
        for phrase in lyrics.melody(passage, soloist.low + 3, 16, rng)
    ]  # fmt: skip
    return leads.play(soloist, phrases, length_s, rate_hz, rng)
