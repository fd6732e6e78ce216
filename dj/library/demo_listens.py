"""A year of listens by an invented listener, so that the demo knows somebody.

The habits file says when the listener listens, what for, and what they liked when. Here it becomes
rows as ListenBrainz exports them. The same habits, end and seed give the same rows.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import yaml

from dj.audio.synth.sheet.fields import Fields
from dj.errors import ConfigError, OutputError

DAYS: Final = 365
DAYPARTS: Final = ("morning", "day", "evening", "night")
DAYPART_STARTS_H: Final = (5, 11, 17, 21)
"""Local hours at which each daypart begins; night lasts until five."""
OUT_OF_PLACE: Final = 0.06
"""Weight of a song outside its dayparts: people are not consistent."""
FLOOR: Final = 0.12
"""Weight that remains far from a song's phase."""
SKIP_S: Final = (6.0, 28.0)
GAP_S: Final = (0.5, 9.0)
WEEKEND: Final = 5
"""`date.weekday()` from which it is the weekend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """One song as the listener knows it."""

    artist: str
    title: str
    album: str
    duration_s: float
    love: float
    """How often it is chosen, relative to the others."""
    dayparts: tuple[str, ...]
    peak_days_ago: float | None
    """When it was played most; None for a constant favourite."""
    phase_days: float
    """How long that phase was (one deviation)."""
    first_days_ago: float
    last_days_ago: float
    skip_chance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """The invented listener."""

    zone: ZoneInfo
    weekday: tuple[tuple[int, float], ...]
    """(local hour, chance that a sitting begins in it)."""
    weekend: tuple[tuple[int, float], ...]
    songs_per_sitting: float
    away: tuple[tuple[float, float], ...]
    """Holidays without music: (from, to) in days ago."""
    habits: tuple[Habit, ...]


def demo_listens(habits: Path, *, until: datetime, seed: int) -> Iterator[dict[str, Any]]:
    """Yield a year of listens, oldest first, as ListenBrainz rows.

    Args:
        habits: the listener's habits (YAML).
        until: the end of the year; aware. No listen is later.
        seed: which of the possible years.

    Yields:
        ``{"listened_at": epoch, "track_metadata": {...}}`` with `duration_ms` and, when the song
        was not played to its end, `duration_played_ms` in `additional_info`.

    Raises:
        ConfigError: if the habits are not valid.
    """
    listener = read_listener(habits)
    rng = np.random.default_rng(seed)
    last_day = until.astimezone(listener.zone).date()
    free_at = until - timedelta(days=DAYS + 1)
    for days_ago in range(DAYS, -1, -1):
        day = last_day - timedelta(days=days_ago)
        if any(first >= days_ago >= last for first, last in listener.away):
            continue
        for start in _sittings(listener, day, rng):
            for row, end in _sitting(listener, max(start, free_at), days_ago, rng):
                if end <= until:
                    yield row
                    free_at = end


def write_demo_listens(habits: Path, path: Path, *, until: datetime, seed: int) -> Path:
    """Write a year of listens as JSON lines; the file appears whole or not at all.

    Args:
        habits: the listener's habits (YAML).
        path: the ``.jsonl`` file to write.
        until: the end of the year; aware.
        seed: which of the possible years.
    """
    rows = demo_listens(habits, until=until, seed=seed)
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    except OSError as error:
        raise OutputError(
            f"cannot be written: {error}.", where=str(path), hint="Choose another folder."
        ) from error
    return path


def read_listener(path: Path) -> Listener:
    """Read a habits file.

    Raises:
        ConfigError: if it is not valid.
    """
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise ConfigError(f"is not valid YAML: {error}.", where=path.name) from error
    top = Fields(data, path.name)
    songs = top.inside("songs")
    listener = Listener(
        zone=_zone(top),
        weekday=_hours(top.inside("weekday")),
        weekend=_hours(top.inside("weekend")),
        songs_per_sitting=top.number("songs_per_sitting", 1.0, 20.0),
        away=_away(top),
        habits=tuple(_habit(title, songs.inside(title)) for title in songs.names),
    )
    top.finish()
    return listener


def _zone(top: Fields) -> ZoneInfo:
    name = top.text("time_zone")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise top.error("time_zone", f"{name!r} is unknown", "Write e.g. Europe/Lisbon.") from error


def _hours(given: Fields) -> tuple[tuple[int, float], ...]:
    """Read names such as ``at_07``: the chance that a sitting begins in that hour."""
    return tuple((int(name.removeprefix("at_")), given.number(name, 0.0, 1.0))
                 for name in given.names)  # fmt: skip


def _away(top: Fields) -> tuple[tuple[float, float], ...]:
    spans = (text.split("to") for text in top.texts("away_days_ago"))
    return tuple((float(first), float(last)) for first, last in spans)


def _habit(title: str, given: Fields) -> Habit:
    dayparts = given.texts("dayparts") or DAYPARTS
    unknown = sorted(set(dayparts) - set(DAYPARTS))
    if unknown:
        raise given.error("dayparts", f"{unknown[0]!r} is unknown", f"Use {', '.join(DAYPARTS)}.")
    peak = given.number("peak_days_ago", -1.0, float(DAYS), -1.0)
    habit = Habit(
        title=title,
        artist=given.text("artist"),
        album=given.text("album"),
        duration_s=given.number("duration_s", 1.0, 36_000.0),
        love=given.number("love", 0.0, 100.0, 1.0),
        dayparts=tuple(dayparts),
        peak_days_ago=None if peak < 0.0 else peak,
        phase_days=given.number("phase_days", 1.0, float(DAYS), 30.0),
        first_days_ago=given.number("first_days_ago", 0.0, float(DAYS), float(DAYS)),
        last_days_ago=given.number("last_days_ago", 0.0, float(DAYS), 0.0),
        skip_chance=given.number("skip_chance", 0.0, 1.0, 0.06),
    )
    given.finish()
    return habit


def _sittings(listener: Listener, day: date, rng: np.random.Generator) -> Iterator[datetime]:
    """Yield when the listener sits down to listen on a day, in order, as UTC."""
    table = listener.weekend if day.weekday() >= WEEKEND else listener.weekday
    for hour, chance in sorted(table):
        if rng.random() < chance:
            minute, second = int(rng.integers(60)), int(rng.integers(60))
            at = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=listener.zone)
            yield at.astimezone(UTC)


def _sitting(
    listener: Listener, start: datetime, days_ago: float, rng: np.random.Generator
) -> Iterator[tuple[dict[str, Any], datetime]]:
    """Yield the listens of one sitting with the moment at which each ends."""
    at = start
    heard: set[str] = set()
    for _ in range(1 + int(rng.poisson(listener.songs_per_sitting - 1.0))):
        daypart = daypart_at(at.astimezone(listener.zone).hour)
        weights = np.array([
            0.0 if habit.title in heard else _weight(habit, daypart, days_ago)
            for habit in listener.habits
        ])  # fmt: skip
        if not weights.any():
            return
        habit = listener.habits[int(rng.choice(weights.size, p=weights / weights.sum()))]
        heard.add(habit.title)
        skipped = rng.random() < habit.skip_chance
        played_s = float(rng.uniform(*SKIP_S)) if skipped else habit.duration_s
        end = at + timedelta(seconds=played_s)
        yield _row(habit, at, played_s if skipped else None), end
        at = end + timedelta(seconds=float(rng.uniform(*GAP_S)))


def daypart_at(hour: int) -> str:
    """Return the daypart of a local hour."""
    begun = [name for name, start in zip(DAYPARTS, DAYPART_STARTS_H, strict=True) if hour >= start]
    return begun[-1] if begun else DAYPARTS[-1]


def _weight(habit: Habit, daypart: str, days_ago: float) -> float:
    if not habit.last_days_ago <= days_ago <= habit.first_days_ago:
        return 0.0
    weight = habit.love * (1.0 if daypart in habit.dayparts else OUT_OF_PLACE)
    if habit.peak_days_ago is None:
        return weight
    away = (days_ago - habit.peak_days_ago) / habit.phase_days
    return weight * (FLOOR + (1.0 - FLOOR) * float(np.exp(-0.5 * away**2)))


def _row(habit: Habit, at: datetime, played_s: float | None) -> dict[str, Any]:
    info: dict[str, Any] = {
        "duration_ms": round(habit.duration_s * 1000),
        "submission_client": "dj-session demo",
    }
    if played_s is not None:
        info["duration_played_ms"] = round(played_s * 1000)
    return {
        "listened_at": int(at.timestamp()),
        "track_metadata": {
            "artist_name": habit.artist,
            "track_name": habit.title,
            "release_name": habit.album,
            "additional_info": info,
        },
    }
