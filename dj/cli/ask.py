"""Turn a command's options into a `Request`: the moment, the length, the show and the voice."""

import os
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dj.errors import ConfigError
from dj.model.show import TalkLevel

if TYPE_CHECKING:
    from dj.config import Settings
    from dj.model.persona import Persona
    from dj.model.request import Request
    from dj.model.show import Show

_LENGTH = re.compile(r"(?:(\d{1,2})h)?(?:(\d{1,4})m(?:in)?)?(?:(\d{1,5})s)?")
_YEARS = (1971, 2999)
"""Of moments: clocks and time zones are defined there."""
MIN_LENGTH_S = 60
MAX_LENGTH_S = 12 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """A command's options as given; None where the settings decide."""

    show: str | None = None
    voice: str | None = None
    talk: str | None = None
    length: str | None = None
    at: str | None = None
    seed: int | None = None
    out: Path | None = None
    encoding: str | None = None
    stems: bool = False


def request(wishes: Wishes, settings: "Settings") -> "Request":
    """Build the request.

    Raises:
        ConfigError: if a moment, length, talk level, show, voice, zone or format is not valid.
    """
    from dj.model.request import Request

    zone = zone_name(settings.time_zone)
    at = moment("now" if wishes.at is None else wishes.at, zone)
    show = _show(wishes, settings)
    return Request(
        show=show,
        persona=_persona(settings.voice if wishes.voice is None else wishes.voice),
        at=at,
        time_zone=zone,
        listener=settings.listener,
        seed=int(at.timestamp()) // 60 if wishes.seed is None else wishes.seed,
        folder=(wishes.out or Path("sessions") / f"{at:%Y-%m-%d-%H%M}-{show.name}").absolute(),
        cache=settings.cache.absolute(),
        encoding=checked_format(settings.format if wishes.encoding is None else wishes.encoding),
        stems=wishes.stems,
    )


def moment(text: str, zone: str) -> datetime:
    """Read ``now``, ``07:30`` (today) or an ISO date and time; aware, whole minutes.

    Raises:
        ConfigError: if it is none of these.
    """
    here = ZoneInfo(zone)
    now = datetime.now(here).replace(second=0, microsecond=0)
    if text == "now":
        return now
    try:
        if re.fullmatch(r"\d{1,2}:\d{2}", text):
            hour, minute = map(int, text.split(":"))
            return now.replace(hour=hour, minute=minute)
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(
            f"{text!r} is not a moment.",
            where="--at",
            hint="Write 07:30, 2026-11-23T07:30 or now.",
        ) from error
    if not _YEARS[0] <= found.year <= _YEARS[1]:
        raise ConfigError(f"{text!r} is not in the years {_YEARS[0]} to {_YEARS[1]}.", where="--at")
    local = found.astimezone(here) if found.tzinfo else found.replace(tzinfo=here)
    return local.replace(second=0, microsecond=0)


def length_s(text: str) -> float:
    """Read a length such as ``30m``, ``1h15m`` or ``45`` (minutes), in seconds.

    Raises:
        ConfigError: if it is not a length, or not between a minute and twelve hours.
    """
    match = _LENGTH.fullmatch(f"{text}m" if text.isdecimal() else text)
    parts = [int(part or 0) for part in match.groups()] if match else [0, 0, 0]
    seconds = timedelta(hours=parts[0], minutes=parts[1], seconds=parts[2]).total_seconds()
    if not MIN_LENGTH_S <= seconds <= MAX_LENGTH_S:
        raise ConfigError(
            f"{text!r} is not a length between one minute and twelve hours.",
            where="--length",
            hint="Write 30m, 1h or 1h15m.",
        )
    return seconds


def zone_name(setting: str) -> str:
    """Name the listener's time zone: the setting, else this machine's, else UTC.

    Raises:
        ConfigError: if the setting names no zone.
    """
    if setting:
        if not _is_zone(setting):
            raise ConfigError(
                f"{setting!r} is not a time zone.",
                where="time_zone",
                hint="Write a name such as Europe/Madrid.",
            )
        return setting
    link = Path("/etc/localtime")
    target = os.path.realpath(link) if link.exists() else ""
    guesses = (os.environ.get("TZ", "").lstrip(":"), target.rpartition("zoneinfo/")[2])
    return next((guess for guess in guesses if guess and _is_zone(guess)), "UTC")


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return False
    return True


def _show(wishes: Wishes, settings: "Settings") -> "Show":
    from dj import resources
    from dj.lineup import load_show

    name = settings.show if wishes.show is None else wishes.show
    show = load_show(resources.find("assets/shows", f"{name}.yaml"))
    talk = wishes.talk if wishes.talk is not None else settings.talk or show.talk
    if talk not in set(TalkLevel):
        raise ConfigError(
            f"{talk!r} is not a talk level.", where="--talk", hint="Write none, some or lots."
        )
    show = replace(show, talk=TalkLevel(talk))
    return show if wishes.length is None else replace(show, length_s=length_s(wishes.length))


def _persona(name: str) -> "Persona":
    from dj import resources
    from dj.speech import load_persona

    return load_persona(resources.find("voices", f"{name}.yaml"))


def checked_format(name: str) -> str:
    """Return the name if it is a format of a mix.

    Raises:
        ConfigError: if it is not.
    """
    from dj.config import FORMATS

    if name not in FORMATS:
        raise ConfigError(
            f"{name!r} is not a format.", where="--format", hint=f"Write {', '.join(FORMATS)}."
        )
    return name
