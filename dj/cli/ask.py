"""Turn a command's options into a `Request`: the moment, the length, the show and the voice."""

import os
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dj.errors import ConfigError
from dj.model.show import Needs, TalkLevel

if TYPE_CHECKING:
    from dj.config import Settings
    from dj.model.brief import Asked
    from dj.model.persona import Persona
    from dj.model.request import Request
    from dj.model.show import Show

_LENGTH = re.compile(r"(?:(\d{1,2})h)?(?:(\d{1,4})m(?:in)?)?(?:(\d{1,5})s)?")
_YEARS = (1971, 2999)
"""Of moments: clocks and time zones are defined there."""
EDITORIAL = "editorial"
"""Show that plays a pool if none is named."""
REQUEST = "request"
"""Show that a wish in words changes if none is named."""
MADE_FOR_YOU = "made-for-you"
"""Show that plays a mix if none is named."""
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
    pool: str | None = None
    scheduled: bool = False
    mix: str | None = None
    grow: tuple[str, ...] = ()
    """Names of what it grows from; they mean something only in a library (`dj.cli.growing`)."""
    after: Path | None = None
    """What has just ended, likewise."""
    ask: str | None = None
    """A wish in plain words."""


def request(wishes: Wishes, settings: "Settings") -> "Request":
    """Build the request.

    Raises:
        ConfigError: if a moment, length, talk level, show, voice, zone or format is not valid, the
            show needs a pool and there is none, or nothing is scheduled.
    """
    from dj.cli.on_air import as_on_air
    from dj.model.request import Request, usual_seed

    zone = zone_name(settings.time_zone)
    at = moment("now" if wishes.at is None else wishes.at, zone)
    wishes = as_on_air(wishes, at) if wishes.scheduled else wishes
    show = _show(wishes, settings)
    return Request(
        show=show,
        persona=_persona(settings.voice if wishes.voice is None else wishes.voice),
        at=at,
        time_zone=zone,
        listener=settings.listener,
        seed=usual_seed(at) if wishes.seed is None else wishes.seed,
        folder=(wishes.out or Path("sessions") / f"{at:%Y-%m-%d-%H%M}-{show.name}").absolute(),
        cache=settings.cache.absolute(),
        encoding=checked_format(settings.format if wishes.encoding is None else wishes.encoding),
        asked=_asked(wishes, show),
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

    name = _usual_show(wishes, settings) if wishes.show is None else wishes.show
    show = load_show(resources.find("assets/shows", f"{name}.yaml"))
    talk = wishes.talk if wishes.talk is not None else settings.talk or show.talk
    if talk not in set(TalkLevel):
        raise ConfigError(
            f"{talk!r} is not a talk level.", where="--talk", hint="Write none, some or lots."
        )
    show = replace(show, talk=TalkLevel(talk))
    if wishes.length is None:
        return show
    return replace(show, length_s=length_s(wishes.length), songs=None)


def _usual_show(wishes: Wishes, settings: "Settings") -> str:
    """Name the show that an option calls for by itself; else the one of the settings."""
    called_for = {EDITORIAL: wishes.pool, REQUEST: wishes.ask, MADE_FOR_YOU: wishes.mix}
    return next((name for name, said in called_for.items() if said is not None), settings.show)


def _asked(wishes: Wishes, show: "Show") -> "Asked":
    from dj.model.brief import Asked

    if wishes.mix is not None and show.needs is not Needs.MIX:
        raise ConfigError(f"the show {show.name} plays no mixes.", where="--mix",
                          hint=f"Leave --mix out, or ask for --show {MADE_FOR_YOU}.")  # fmt: skip
    return Asked(
        words=_readable(wishes.ask or ""), mix=wishes.mix or "", pool=_pool(wishes.pool, show)
    )


def _readable(words: str) -> str:
    """Stand in for bytes of the command line that are no text: they cannot be written down."""
    return words.encode("utf-8", "replace").decode("utf-8")


def _pool(name: str | None, show: "Show") -> str:
    """Check the pool that is asked for: it is there, and the show leaves it open."""
    from dj.editorial import pool_files

    if name is None and show.needs is not Needs.POOL:
        return ""
    if name is not None and show.pool:
        raise ConfigError(
            f"the show {show.name} plays its own pool, {show.pool}.",
            where="--pool", hint="Leave --pool out, or ask for another show.",
        )  # fmt: skip
    known = pool_files()
    if name is None or name not in known:
        missing = f"the show {show.name} needs a pool"
        if name is not None:
            missing = f"there is no pool {name[:80]!r}"
        raise ConfigError(
            f"{missing}; known: {', '.join(known) or 'none'}.",
            where="--pool", hint="Write --pool NAME; `dj pool list` tells more.",
        )  # fmt: skip
    return name


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
