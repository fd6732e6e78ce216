"""The day and the language in which a host would speak now."""

from datetime import date, datetime

from dj.cli import state


def today(at: str = "now") -> date:
    """Return the listener's day at a moment, such as ``2026-11-23T07:30``."""
    return moment_of(at).date()


def moment_of(at: str) -> datetime:
    """Return a moment on the listener's clock."""
    from dj.cli.ask import moment, zone_name

    return moment(at, zone_name(state.configuration().settings.time_zone))


def host_language() -> str:
    """Return the language of the host who is set; see `dj voices`."""
    from dj import resources, speech

    voice = state.configuration().settings.voice
    return speech.load_persona(resources.find("voices", f"{voice}.yaml")).language
