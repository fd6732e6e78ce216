"""``dj schedule``: what is on when, and what is on now."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console, options, state
from dj.cli.findings import Form, Format, chosen, tell

if TYPE_CHECKING:
    from dj.model.schedule import Airing, Schedule

app = typer.Typer(help="The week of shows: print it, check it, ask what is on.")


@app.callback(invoke_without_command=True)
def schedule(context: typer.Context, *, json: options.Json = False) -> None:
    """Print the week: which show is on when."""
    if context.invoked_subcommand is not None:
        return
    from dj.cli.on_air import the_schedule

    week = the_schedule()
    if json:
        console.print_json({"week": week.airings, "gaps": week.gaps})
        return
    _table(week)


@app.command()
def check(
    file: Annotated[
        Path | None, typer.Argument(help="The file; without it the schedule that is in use.",
                                    exists=True, dir_okay=False)
    ] = None,
    *,
    form: Format = Form.TEXT,
    json: options.Json = False,
) -> None:  # fmt: skip
    """Tell everything that is wrong with the schedule. Exit code 5 if there is something."""
    from dj import editorial

    path = file or editorial.find_schedule()
    findings = editorial.check_schedule(path, _needs) if path else ()
    tell(findings, chosen(form, json=json), 1 if path else 0)


@app.command()
def now(
    at: Annotated[
        str, typer.Option(help="A moment: 07:30, 2026-11-23T07:30 or now.")
    ] = "now",
    *,
    json: options.Json = False,
) -> None:  # fmt: skip
    """Say which show is on, until when, and what comes next."""
    from dj import editorial
    from dj.cli.ask import moment, zone_name
    from dj.cli.on_air import the_schedule

    when = moment(at, zone_name(state.configuration().settings.time_zone))
    week = the_schedule()
    found = editorial.on_air(week, when)
    if json:
        until = found.until.isoformat() if found.until else None
        console.print_json({"at": when.isoformat(), "on": found.airing, "until": until,
                            "gaps": week.gaps, "next": found.following})  # fmt: skip
        return
    filler = f"{week.gaps}, in a gap" if week.gaps else "nothing"
    name = _words(found.airing) if found.airing else filler
    until = f" until {found.until:%a %H:%M}" if found.until else ""
    console.tell(f"{when:%a %H:%M}: {name}{until}.")
    if found.following:
        console.tell(f"Next: {_words(found.following)}, {_time(found.following)}.")


def _needs(name: str) -> str:
    """What must be told beside a show; empty if it cannot be read, which `dj show check` tells."""
    from dj.errors import ConfigError
    from dj.lineup import load_show, show_files

    path = show_files().get(name)
    try:
        return load_show(path).needs.value if path else ""
    except ConfigError:
        return ""


def _table(week: "Schedule") -> None:
    """Days with equal programmes share their rows."""
    from dj.editorial.clock_words import in_days

    days: dict[tuple[str, ...], list[int]] = {}
    for day in range(7):
        rows = tuple(f"{_hours(one)}  {_words(one)}" for one in week.airings if one.day == day)
        days.setdefault(rows, []).append(day)
    for rows, members in days.items():
        for number, row in enumerate(rows or ("nothing",)):
            console.tell(f"{in_days(tuple(members)) if number == 0 else '':<18}{row}")
    if week.gaps:
        console.tell(f"{'between':<18}{week.gaps}")


def _hours(airing: "Airing") -> str:
    from dj.editorial.clock_words import in_time
    from dj.model.schedule import DAY_MINUTES

    end = airing.start + airing.minutes
    return f"{in_time(airing.start)}–{in_time(end if end <= DAY_MINUTES else end - DAY_MINUTES)}"


def _time(airing: "Airing") -> str:
    from dj.editorial.clock_words import in_days

    return f"{in_days((airing.day,))} {_hours(airing)}"


def _words(airing: "Airing") -> str:
    parts = [airing.show]
    parts += [f"pool {airing.pool}"] if airing.pool else []
    parts += [f"with {airing.voice}"] if airing.voice else []
    parts += [f"talk {airing.talk}"] if airing.talk else []
    parts += [f"length {airing.length}"] if airing.length else []
    return ", ".join(parts)
