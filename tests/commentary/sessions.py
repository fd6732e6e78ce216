"""Invented sessions, true by construction, for everything that is said about them."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from dj.commentary import write
from dj.model.analysis import Analysis, CuePoints, Ending, Song
from dj.model.editorial import PREDICATES, Fact, Source
from dj.model.lineup import Decision, Lineup, Slot
from dj.model.listening import PlayStats, Taste
from dj.model.persona import LicenceCard, Persona
from dj.model.script import Script
from dj.model.show import Segment, Show, TalkLevel, Theme
from dj.model.tonality import Key, Mode
from dj.model.track import Track
from dj.units import TrackId

HOUSE = Path(__file__).parents[2] / "prompts" / "house"
AT = datetime(2026, 3, 10, 19, 2, tzinfo=ZoneInfo("Europe/Berlin"))
_FIRST = ("Low", "Paper", "Silver", "Quiet", "Burning", "Northern", "Open", "Second")
_LAST = ("Harbor", "Lantern", "Ledger", "Meadow", "Signal", "Orchard", "Ferry", "Window")
_SIGNALS = ("affinity", "style", "rest", "novelty", "saves", "energy_fit", "hour_affinity",
            "artist_affinity", "release_date")  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Session:
    """Everything `write` is given."""

    lineup: Lineup
    songs: dict[TrackId, Song]
    show: Show
    persona: Persona
    taste: Taste
    facts: dict[TrackId, tuple[Fact, ...]] = field(default_factory=dict)
    at: datetime = AT

    def write(self, seed: int = 0, **options: Any) -> Script:
        given: dict[str, Any] = {"pack": HOUSE} | options
        return write(
            self.lineup,
            self.songs,
            self.show,
            self.persona,
            taste=self.taste,
            facts=self.facts,
            at=self.at,
            rng=np.random.default_rng(seed),
            **given,
        )

    def with_track(self, position: int, **changes: Any) -> "Session":
        """The same session with other tags on one song."""
        key = self.lineup.slots[position].track_id
        song = self.songs[key]
        song = replace(song, track=replace(song.track, **changes))
        return replace(self, songs={**self.songs, key: song})


def song(index: int, rng: np.random.Generator, **tags: Any) -> Song:
    length_s = float(rng.integers(150, 460))
    post_s = None if rng.random() < 0.15 else float(rng.integers(2, 25))
    outro_s = length_s - float(rng.integers(0, 20))
    title = f"{rng.choice(_FIRST)} {rng.choice(_LAST)}"
    artist = f"{rng.choice(_LAST)} {rng.choice(_FIRST)}s"
    guests = ("Tom Vale",) if rng.random() < 0.2 else ()
    given = {
        "title": title, "artist": " feat. ".join((artist, *guests)), "artists": (artist, *guests),
        "album": "Salt and Glass" if rng.random() < 0.7 else "",
        "year": int(rng.integers(1960, 2027)) if rng.random() < 0.7 else None,
        "genres": ("Soul",) if rng.random() < 0.7 else (),
    } | tags  # fmt: skip
    track = Track(
        id=TrackId(f"t{index:03d}"), path=Path(f"/m/{index}.flac"), duration_s=length_s, **given
    )
    cues = CuePoints(
        cue_in_s=0.0, post_s=post_s, outro_s=outro_s, cue_out_s=length_s, ending=Ending.FADE
    )
    return Song(track=track, analysis=Analysis(
        track_id=track.id, decoder="test", duration_s=length_s,
        tempo_bpm=float(rng.integers(70, 150)), tempo_confidence=float(rng.random()),
        key=Key(tonic=int(rng.integers(12)), mode=Mode.MINOR), key_confidence=float(rng.random()),
        loudness_lufs=-12.0, loudness_range_lu=5.0, energy=float(rng.random()), cues=cues,
        vector=np.array([1.0, 0.0], np.float32)))  # fmt: skip


def _stats(rng: np.random.Generator) -> PlayStats:
    last = AT - timedelta(days=float(rng.integers(1, 1500)))
    return PlayStats(
        plays=int(rng.integers(1, 60)),
        skips=0,
        last_at=last,
        first_at=last - timedelta(days=float(rng.integers(0, 2000))),
    )


def _facts(key: TrackId, rng: np.random.Generator) -> tuple[Fact, ...]:
    return tuple(
        Fact(id=f"{key}-{predicate}", subject={"title": key}, predicate=predicate,
             value=f"the Old Mill in {rng.integers(1950, 2020)}", as_of=AT.date(),
             sources=(Source(title="notes", locator="p. 1"),), tier=1)
        for predicate, one in PREDICATES.items() if one.said and rng.random() < 0.3
    )  # fmt: skip


def _slot(index: int, songs: list[Song], rng: np.random.Generator, known: set[TrackId]) -> Slot:
    key = songs[index].id
    signals = {name: float(rng.random()) for name in rng.choice(_SIGNALS, 4, replace=False)}
    decision = Decision(
        slot=index,
        track_id=key,
        score=sum(signals.values()),
        signals=signals,
        sources=("neighbours",),
    )
    return Slot(
        position=index,
        track_id=key,
        theme=tuple(Theme)[index // 4 % 5],
        segment=index // 4,
        energy_target=0.5,
        new_to_listener=key not in known,
        decision=decision,
    )


def invent(seed: int, count: int = 12, talk: TalkLevel = TalkLevel.LOTS) -> Session:
    """Invent a session of some songs, the same for the same seed."""
    rng = np.random.default_rng([seed, 77])
    songs = [song(index, rng) for index in range(count)]
    plays = {s.id: _stats(rng) for s in songs if rng.random() < 0.6}
    taste = Taste(
        listener="test", as_of=AT, time_zone="Europe/Berlin", time_zone_inferred=False,
        listens=1000, matched=900, plays=plays, affinity=dict.fromkeys(plays, 0.7),
        saves=frozenset(key for key in plays if rng.random() < 0.2),
        artist_affinity={"harbor lows": 0.4}, modes=np.array([[1.0, 0.0]], np.float32),
        mode_weights=(1.0,),
    )  # fmt: skip
    slots = tuple(_slot(index, songs, rng, set(plays)) for index in range(count))
    show = Show(name="dj", title="Evening Session", talk=talk, clock=(
        Segment(theme=Theme.FAVOURITES, songs=4, title="Old friends"),
        Segment(theme=Theme.THROWBACK, songs=4, title="Looking back"),
        Segment(theme=Theme.DISCOVERY, songs=4)))  # fmt: skip
    lineup = Lineup(show="dj", seed=seed, slots=slots, cost=1.0, lower_bound=0.5)
    persona = Persona(name="ava", title="Ava", licence=LicenceCard(
        kind="synthetic", voice_source="test", licence="CC0", consent="test"))  # fmt: skip
    return Session(
        lineup=lineup,
        songs={s.id: s for s in songs},
        show=show,
        persona=persona,
        taste=taste,
        facts={s.id: _facts(s.id, rng) for s in songs},
    )


@cache
def written(seed: int) -> Script:
    """The script of an invented session, written once for all tests."""
    return invent(seed).write(seed)
