"""Small valid nouns to test with: songs, a lineup, a timeline, a whole session record."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from dj.model.analysis import Analysis, CuePoints, Ending, Region, Song
from dj.model.lineup import Decision, JoinCost, Lineup, Slot
from dj.model.manifest import Disclosure, Manifest, ManifestTake, ManifestTrack
from dj.model.script import BreakKind, Script, TalkBreak, Wording
from dj.model.show import Theme
from dj.model.timeline import Event, EventKind, GainPoint, Join, JoinKind, Placement, Timeline
from dj.model.tonality import Key, Mode
from dj.model.track import Track
from dj.units import TrackId

RATE_HZ = 44_100
MOMENT = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)


def song(  # noqa: PLR0913 - a factory's knobs, all by keyword
    number: int = 0,
    *,
    title: str = "Example",
    artist: str = "Somebody",
    duration_s: float = 180.0,
    post_s: float | None = 12.0,
    tempo_bpm: float | None = 120.0,
    energy: float = 0.5,
) -> Song:
    """Make a song that can be scheduled; `number` gives it an identity of its own."""
    track_id = TrackId(f"{number:032x}")
    outro_s = duration_s - 15.0
    cues = CuePoints(
        cue_in_s=0.2, post_s=post_s, outro_s=outro_s, cue_out_s=duration_s - 0.5,
        ending=Ending.FADE,
    )  # fmt: skip
    beat_s = 60.0 / (tempo_bpm or 120.0)
    beats = np.arange(0.2, duration_s, beat_s)
    vector = np.random.default_rng(number).normal(size=84).astype(np.float32)
    return Song(
        track=Track(
            id=track_id, path=Path(f"/music/{number}.flac"), title=title, artist=artist,
            artists=(artist,), album="Examples", year=1990 + number % 30, genres=("pop",),
            duration_s=duration_s,
        ),
        analysis=Analysis(
            track_id=track_id, decoder="soundfile 1", duration_s=duration_s, tempo_bpm=tempo_bpm,
            tempo_confidence=0.9 if tempo_bpm else 0.0, key=Key(tonic=9, mode=Mode.MINOR),
            key_confidence=0.7, loudness_lufs=-12.0, loudness_range_lu=5.0, energy=energy,
            cues=cues,
            vocal_regions=() if post_s is None else (Region(start_s=post_s, end_s=outro_s),),
            beats_s=beats, downbeats_s=beats[::4],
            levels_lufs=np.full(round(duration_s * 10), -12.0, np.float32),
            energy_curve=np.full(round(duration_s), energy, np.float32),
            vector=vector / np.linalg.norm(vector),
        ),
    )  # fmt: skip


def lineup(songs: Sequence[Song]) -> Lineup:
    """Put songs in the order given, with a plain decision each."""
    cost = JoinCost(tempo=0.1, key=0.2, energy=0.1, timbre=0.3, total=0.18)
    slots = tuple(
        Slot(
            position=position, track_id=item.id, theme=Theme.FAVOURITES, segment=0,
            energy_target=0.5, new_to_listener=position == 1,
            decision=Decision(
                slot=position, track_id=item.id, score=0.75,
                signals={"style": 0.5, "affinity": 0.25}, sources=("favourites",),
            ),
            join=cost if position else None,
        )
        for position, item in enumerate(songs)
    )  # fmt: skip
    return Lineup(show="dj", seed=1, slots=slots, cost=2.0, lower_bound=1.5, index="exact")


def manifest(
    titles: Sequence[str] = ("First light", "Second wind", "Third rail"),
    *,
    words: str = "Good morning. This is First light.",
    mix: str = "mix.flac",
) -> Manifest:
    """Make a whole session record of songs one minute apart, with one talk break."""
    songs = [song(n, title=title, duration_s=60.0, post_s=10.0) for n, title in enumerate(titles)]
    step, overlap = 55 * RATE_HZ, 5 * RATE_HZ
    music = [
        Event(
            id=f"m{n:02d}", kind=EventKind.MUSIC, source_id=item.id, at_frame=n * step,
            source_in_frame=0, source_out_frame=60 * RATE_HZ, fade_out_frames=overlap,
            duck=_duck() if n == 0 else (),
        )
        for n, item in enumerate(songs)
    ]  # fmt: skip
    talk = Event(
        id="b00", kind=EventKind.SPEECH, source_id="b00", at_frame=RATE_HZ,
        source_in_frame=0, source_out_frame=4 * RATE_HZ, placement=Placement.OVER_RAMP,
    )  # fmt: skip
    joins = tuple(
        Join(position=n, kind=JoinKind.CROSSFADE, at_frame=n * step + overlap // 2,
             overlap_frames=overlap, reason="The song fades.")
        for n in range(1, len(songs))
    )  # fmt: skip
    return Manifest(
        session_id="0123456789abcdef", title="Example session", dj_version="0.1.0",
        at="2026-11-23T07:30Z", time_zone="UTC", listener="me", seed=1, show="dj", persona="ava",
        listens=0, tracks=tuple(_track(item) for item in songs), lineup=lineup(songs),
        script=Script(
            persona="ava",
            breaks=(
                TalkBreak(
                    id="b00", after_position=-1, kind=BreakKind.OPENING, about=(0,),
                    wordings=(Wording(line="opening/plain", variant=0, text=words),),
                ),
            ),
        ),
        takes=(
            ManifestTake(
                break_id="b00", wording=0, path="clips/00.wav", sha256="ab" * 32,
                frames=4 * RATE_HZ, loudness_lufs=-16.0, engine="silent", engine_version="1",
                voice="", spoken_text=words, captions=((0, 3900, words),),
            ),
        ),
        timeline=Timeline(
            sample_rate_hz=RATE_HZ,
            length_frames=(len(songs) - 1) * step + 60 * RATE_HZ,
            events=tuple(sorted((*music, talk), key=lambda e: (e.at_frame, e.kind, e.id))),
            joins=joins,
        ),
        disclosure=Disclosure(
            synthetic_voice=True, engine="silent 1", voice="", copy="Lines by editors.",
            promotion="none",
        ),
        mix=mix,
    )  # fmt: skip


def _duck() -> tuple[GainPoint, ...]:
    corners = ((0.7, 0.0), (1.0, -12.0), (5.0, -12.0), (5.6, 0.0))
    return tuple(GainPoint(at_frame=round(at * RATE_HZ), gain_db=gain) for at, gain in corners)


def _track(item: Song) -> ManifestTrack:
    track, sound = item.track, item.analysis
    return ManifestTrack(
        id=track.id, path=f"../music/{track.path.name}", title=track.title, artist=track.artist,
        album=track.album, year=track.year, genres=track.genres,
        duration_ms=round(track.duration_s * 1000), tempo_bpm=sound.tempo_bpm, key="A minor",
        open_key="1m", loudness_lufs=sound.loudness_lufs, energy=sound.energy, cues=sound.cues,
        decoder=sound.decoder,
    )  # fmt: skip
