"""Libraries and sessions to listen to: other seeds, hours, lengths, hosts and shows each time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from dj import intake, lineup, pipeline, resources, speech
from dj.audio.synth import load_score
from dj.audio.synth.truth import truth
from dj.demo import LISTENER, demo_library
from dj.library import Store
from dj.library.demo import song_path
from dj.model.manifest import Manifest
from dj.model.request import Request
from dj.model.show import Show, TalkLevel

ZONE = "Europe/Madrid"
DAY = datetime(2026, 11, 23, tzinfo=ZoneInfo(ZONE))
REAL = (
    Path("/usr/share/games/wesnoth/1.16/data/core/music"),
    Path("/usr/share/games/fretsonfire/data/songs"),
    Path("/usr/share/games/warzone2100/music"),
)
"""Free music that Debian packages install; see tests/install_real_music.sh."""
LONGEST_SONG_S = 240.0
"""So that a short session has joins."""
_HOURS = ((7, 30), (12, 15), (17, 40), (20, 5), (23, 10), (3, 20))
_LENGTHS = (1.0, 0.75, 1.25, 0.9, 1.1)
_TALK = (TalkLevel.SOME, TalkLevel.LOTS, TalkLevel.SOME, TalkLevel.LOTS, TalkLevel.NONE)
_VOICES = ("ava", "robin", "ava")
_FORMATS = ("m4a", "flac", "mp3", "opus")
_MIXING: tuple[Mapping[str, object], ...] = (
    {},
    {"crossfade_s": 3.0},
    {"crossfade_s": 10.0, "speech_lu_over_music": 4.0},
    {"beat_match": False},
)
"""How shows of other editors differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A library made ready."""

    name: str
    data: Path
    listener: str
    sung: Mapping[Path, tuple[tuple[float, float], ...]]
    """Seconds in which somebody sings, by file, where that is true by construction."""
    beats: Mapping[Path, tuple[float, ...]]
    """Seconds of every beat, likewise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A finished session."""

    name: str
    world: World
    show: Show
    folder: Path
    manifest: Manifest


def demo_world(work: Path, processes: int) -> World:
    """Render, scan and analyse the bundled library, unless that is done."""
    home = work / "demo"
    with Store.open(home / "data") as store:
        demo_library(store, home, at=DAY.replace(hour=12), processes=processes, progress=None)
    scores = resources.find("assets/demo", "scores")
    known = {}
    for path in sorted(scores.glob("*.yaml")):
        score = load_score(path)
        known[song_path(score, home / "music").resolve()] = truth(score)
    return World(
        name="demo",
        data=home / "data",
        listener=LISTENER,
        sung={path: facts.vocal_regions_s for path, facts in known.items()},
        beats={path: tuple(facts.beats_s.tolist()) for path, facts in known.items()},
    )


def real_world(work: Path, music: Sequence[Path], processes: int) -> World:
    """Scan and analyse folders of music, unless that is done."""
    home = work / "real"
    with Store.open(home / "data") as store:
        intake.scan(store, music, processes=processes, progress=None)
        intake.hear(store, processes=processes, progress=None)
    return World(name="real", data=home / "data", listener="me", sung={}, beats={})


def make(world: World, number: int, folder: Path, minutes: float) -> Made:
    """Make one session through the public pipeline; the number decides everything about it.

    It goes into a folder of its own below `folder`; takes are kept beside that for the next time.
    """
    show = _show(number, minutes)
    hour, minute = _HOURS[number % len(_HOURS)]
    voice = _VOICES[number % len(_VOICES)]
    name = f"{number:03d}-{world.name}"
    request = Request(
        show=show,
        persona=speech.load_persona(resources.find("voices", f"{voice}.yaml")),
        at=DAY.replace(hour=hour, minute=minute), time_zone=ZONE, listener=world.listener,
        seed=number, folder=folder / name, cache=folder.parent / "cache",
        encoding=_FORMATS[number // 2 % len(_FORMATS)],
    )  # fmt: skip
    with Store.open(world.data) as store:
        manifest = pipeline.make(store, request)
    return Made(name=name, world=world, show=show, folder=request.folder, manifest=manifest)


def _show(number: int, minutes: float) -> Show:
    show = lineup.load_show(resources.find("assets/shows", "dj.yaml"))
    mixing = replace(show.mixing, **_MIXING[number // 2 % len(_MIXING)])  # type: ignore[arg-type]
    length_s = 60.0 * minutes * _LENGTHS[number % len(_LENGTHS)]
    talk = _TALK[number % len(_TALK)]
    rules = replace(show.rules, max_song_s=LONGEST_SONG_S)
    return replace(show, length_s=length_s, talk=talk, mixing=mixing, rules=rules)
