"""Songs, takes and shows for the mix, with facts known by construction."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from dj.audio.levels import LoudnessMeter
from dj.mix import SourceFile
from dj.model.analysis import Analysis, CuePoints, Ending, Region, Song
from dj.model.lineup import Decision, Lineup, Slot
from dj.model.script import BreakKind, Script, TalkBreak, Wording
from dj.model.show import Mixing, Show, Theme
from dj.model.sound import Sound
from dj.model.take import Take
from dj.model.track import Track
from dj.units import TrackId

RATE_HZ = 44_100


def song(
    name: str = "a",
    *,
    duration_s: float = 180.0,
    sung: tuple[tuple[float, float], ...] = ((20.0, 160.0),),
    ending: Ending = Ending.COLD,
    fade_s: float = 10.0,
    bpm: float | None = 120.0,
    confidence: float = 0.0,
    first_beat_s: float = 0.0,
    lufs: float = -14.0,
    silence_s: tuple[float, float] = (0.0, 0.0),
    **track: object,
) -> Song:
    """A song of even loudness: silence, music, an ending, silence."""
    sound_from, sound_to = silence_s[0], duration_s - silence_s[1]
    levels = np.full(round(duration_s * 10), lufs, np.float32)
    times = (np.arange(len(levels)) + 0.5) / 10
    if ending is Ending.FADE:
        part = np.clip((sound_to - times) / fade_s, 1e-6, 1.0)
        levels += (20 * np.log10(part)).astype(np.float32)
    levels[(times < sound_from) | (times > sound_to)] = -120.0
    beats = np.arange(first_beat_s, duration_s, 60 / bpm) if bpm else np.zeros(0)
    outro = max((end for _, end in sung), default=max(sound_from, sound_to - 8.0))
    analysis = Analysis(
        track_id=TrackId(name),
        decoder="soundfile",
        duration_s=duration_s,
        tempo_bpm=bpm,
        tempo_confidence=confidence,
        key=None,
        key_confidence=0.0,
        loudness_lufs=lufs,
        loudness_range_lu=3.0,
        energy=0.5,
        cues=CuePoints(
            cue_in_s=sound_from,
            post_s=sung[0][0] if sung else None,
            outro_s=outro,
            cue_out_s=sound_to,
            ending=ending,
        ),
        vocal_regions=tuple(Region(start_s=a, end_s=b) for a, b in sung),
        beats_s=beats,
        downbeats_s=beats[::4].copy(),
        levels_lufs=np.maximum(levels, -120.0),
    )
    path = Path(f"/music/{name}.flac")
    fields = {"title": name, "artist": "x", **track}
    return Song(
        track=Track(id=TrackId(name), path=path, duration_s=duration_s, **fields),  # type: ignore[arg-type]
        analysis=analysis,
    )


def lineup(songs: Sequence[Song]) -> Lineup:
    """The songs in this order."""
    slots = tuple(
        Slot(
            position=position,
            track_id=one.id,
            theme=Theme.MOOD,
            segment=0,
            energy_target=0.5,
            new_to_listener=False,
            decision=Decision(
                slot=position, track_id=one.id, score=0.0, signals={}, sources=("test",)
            ),
        )
        for position, one in enumerate(songs)
    )
    return Lineup(show="dj", seed=1, slots=slots, cost=0.0, lower_bound=0.0)


def script(places: Sequence[tuple[int, BreakKind]]) -> Script:
    """One break per (position it follows, kind)."""
    breaks = tuple(
        TalkBreak(
            id=f"b{number:02d}",
            after_position=after,
            kind=kind,
            about=tuple(p for p in (after, after + 1) if p >= 0),
            wordings=(Wording(line="t", variant=0, text="words"),),
        )
        for number, (after, kind) in enumerate(places)
    )
    return Script(breaks=breaks)


def take(number: int, seconds: float, *, path: Path = Path("/takes/t.wav")) -> Take:
    """A clip of the break of that number."""
    return Take(
        break_id=f"b{number:02d}",
        wording=0,
        path=path,
        sha256="",
        duration_s=seconds,
        frames=round(seconds * RATE_HZ),
        loudness_lufs=-18.0,
        engine="silent",
        engine_version="1",
        voice="v",
        spoken_text="words",
    )


def sound(name: str, seconds: float = 40.0, lufs: float = -18.0) -> Sound:
    """A bed or a piece of imaging of even loudness."""
    return Sound(
        id=name,
        title=name,
        path=Path("/sounds/s.wav"),
        sha256="",
        frames=round(seconds * RATE_HZ),
        loudness_lufs=lufs,
        levels_lufs=(lufs,) * round(seconds * 10),
    )


def show(**mixing: object) -> Show:
    """A show with some mixing settings."""
    return Show(name="dj", title="DJ", mixing=Mixing(**mixing))  # type: ignore[arg-type]


def measured(
    name: str, samples: NDArray[np.float32], folder: Path, **facts: object
) -> tuple[Song, SourceFile]:
    """A FLAC of some samples, with a song whose levels are those of the samples."""
    path = folder / f"{name}.flac"
    soundfile.write(path, samples, RATE_HZ, subtype="PCM_24")
    meter = LoudnessMeter(RATE_HZ)
    meter.feed(samples)
    made = song(name, duration_s=len(samples) / RATE_HZ, **facts)  # type: ignore[arg-type]
    analysis = replace(
        made.analysis, levels_lufs=meter.levels_lufs(), loudness_lufs=meter.integrated_lufs()
    )
    return replace(made, analysis=analysis), SourceFile(path=path, decoder="soundfile")


def noise(seconds: float, level: float = 0.1, seed: int = 0) -> NDArray[np.float32]:
    """Stereo noise without treble, which codecs keep, of an even level."""
    rng = np.random.default_rng(seed)
    white = rng.standard_normal((round(seconds * RATE_HZ) + 2, 2), np.float32)
    low = white[:-2] + 2 * white[1:-1] + white[2:]
    return np.asarray(level * low / low.std(), np.float32)


def clicks(seconds: float, bpm: float, first_s: float) -> NDArray[np.float32]:
    """One loud sample per beat over silence, stereo."""
    track = np.zeros((round(seconds * RATE_HZ), 2), np.float32)
    beats = np.arange(first_s, seconds - 0.01, 60 / bpm)
    track[np.rint(beats * RATE_HZ).astype(int)] = 0.8
    return track
