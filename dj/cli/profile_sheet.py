"""A listener's profile and year as people read them, in plain lines."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from zoneinfo import ZoneInfo

from dj.cli import console
from dj.cli.commands.listener_profile import words
from dj.model.controls import Dials, Switches
from dj.model.profile import Profile, Ranked, RankedSong, Year
from dj.units import counted

Lines = Iterable[tuple[str, str]]
_NEAR_H = (0, 1, 2, 22, 23)
"""Hours between two clocks that a guess cannot tell apart."""
_BARS = " ▁▂▃▄▅▆▇█"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def chapters(heading: str, parts: Iterable[tuple[str, Lines]]) -> None:
    """Print a heading, and each part that has lines."""
    console.tell(heading)
    for title, lines in parts:
        rows = [(name, text) for name, text in lines if text]
        if rows:
            print(f"\n{title}")
        width = 12 if any(name for name, _ in rows) else -1
        for name, text in rows:
            console.tell(f"  {name:<{max(width, 0)}}{' ' * (width > 0)}{text}".rstrip())


def show_profile(found: Profile) -> None:
    """Print a profile."""
    chapters(found.taste.listener, _profile(found))


def _profile(found: Profile) -> Iterator[tuple[str, Lines]]:
    yield "Listening", _listening(found)
    yield "Directions of taste", [
        (percent(one.share), f"{', '.join(one.tags) or 'untagged'} — {', '.join(one.artists)}"
                             f" · {counted(one.songs, 'song')}")
        for one in found.directions
    ]  # fmt: skip
    yield "Most played", _tops(found.artists, found.songs, found.tags, 5)
    yield "When", _hours([sum(day[hour] for day in found.hours) for hour in range(24)],
                         [sum(day) for day in found.hours])  # fmt: skip
    yield "What is new", _news(found)
    yield "What you decided", _decided(found)


def _listening(found: Profile) -> Lines:
    taste = found.taste
    if not taste.profiled:
        return [("profile", "off: your history is not read; turn it on with "
                            "`dj listener profile on`")]  # fmt: skip
    if not taste.listens:
        return [("plays", "none yet; bring a history with `dj import`"),
                ("", "; ".join(taste.notes))]  # fmt: skip
    first, last = (f"{at:%Y-%m-%d}" if at else "" for at in (found.first_at, found.last_at))
    return [
        ("plays", f"{found.plays:,} of 30 seconds or more, from {first} to {last}"),
        ("time", length(found.minutes, found.unmeasured)),
        ("matched", f"{percent(taste.matched / taste.listens)} are of songs in your library"),
        ("counted", f"{found.tallied:,} more plays that a player only counted"
                    if found.tallied else ""),
        ("saved", f"{found.saves:,} songs in playlists" if found.saves else ""),
        ("dated", _dated(found.untimed)),
        ("clock", clock(taste.time_zone, inferred=taste.time_zone_inferred)),
        ("", _other_clock(found)),
        ("left out", f"{found.left_out:,} plays, as you decided" if found.left_out else ""),
        ("alike", "similar listeners are asked, too" if found.similar
                  else "no data of similar listeners; see `dj colisten build`"),
        ("", "; ".join(taste.notes)),
    ]  # fmt: skip


def _dated(untimed: int) -> str:
    return f"{untimed:,} plays to the day only; they are in no hour's count" if untimed else ""


def clock(name: str, *, inferred: bool) -> str:
    """Name a time zone and how it is known."""
    how = "guessed from when you never listen" if inferred else "as set, or this machine's"
    return f"{name}, {how}"


def _other_clock(found: Profile) -> str:
    """Say if the quiet hours of the listening fit another clock by three hours or more."""
    used, quiet = found.taste.time_zone, found.quiet_zone
    if not quiet or abs(_east_h(quiet, found) - _east_h(used, found)) % 24 in _NEAR_H:
        return ""
    return f"your quiet hours fit {quiet} better; set `time_zone` if you live there"


def _east_h(name: str, found: Profile) -> int:
    """Whole hours east of Greenwich when the listening ended."""
    east = (found.last_at or found.taste.as_of).astimezone(ZoneInfo(name)).utcoffset()
    return round(east.total_seconds() / 3600) if east else 0


def length(minutes: int, unmeasured: int) -> str:
    """Write a time of listening, and what is missing from it."""
    text = f"{minutes:,} minutes ({minutes / 60:,.0f} hours)"
    return f"{text}; the length of {unmeasured:,} plays is not known" if unmeasured else text


def percent(share: float) -> str:
    """Write a share in whole percent, never rounding something to nothing."""
    return "< 1 %" if 0 < share < 0.005 else f"{100 * share:.0f} %"


def _tops(
    artists: Sequence[Ranked], songs: Sequence[RankedSong], genres: Sequence[Ranked], count: int
) -> Lines:
    named = [("artists", [f"{one.name} ({one.plays:,})" for one in artists]),
             ("songs", [f"{one.artist} - {one.title} ({one.plays:,})" for one in songs]),
             ("genres", [f"{one.name} ({one.plays:,})" for one in genres])]  # fmt: skip
    for name, texts in named:
        for place, text in enumerate(texts[:count]):
            yield "" if place else name, text


def _hours(hours: Sequence[int], weekdays: Sequence[int]) -> Lines:
    if not any(hours):
        return []
    most, day = max(hours), weekdays.index(max(weekdays))
    bars = "".join(_BARS[-(-8 * plays // most)] for plays in hours)
    return [
        ("hours", f"most from {hours.index(most)}:00, least from {hours.index(min(hours))}:00"),
        ("0–23 h", f"|{bars}|"),
        ("weekdays", f"most on {_DAYS[day]}s, {percent(weekdays[day] / sum(weekdays))} of plays"),
    ]


def _news(found: Profile) -> Lines:
    months = found.months
    if not months:
        return []
    new = sum(month.new_artists for month in months)
    early = sum(month.provisional for month in months)
    share = sum(month.lasting for month in months)
    rate = found.taste.novelty_appetite
    return [
        ("artists", f"{new:,} heard for the first time; {early:,} of them in the first 90 days, "
                    "when they may have been known before"),
        ("lasting", f"{share:,} of the others were played on two more days within four weeks"),
        ("lately", f"{percent(rate)} of plays were the first of their artist"
                   if rate is not None else ""),
    ]  # fmt: skip


def _decided(found: Profile) -> Lines:
    controls = found.controls
    yield "dials", _off_usual(asdict(controls.dials), asdict(Dials()))
    yield "off", _off_usual(asdict(controls.switches), asdict(Switches()))
    yield "banned", f"{len(controls.bans)}; see `dj listener controls`" if controls.bans else ""
    for place, exclusion in enumerate(controls.excluded):
        yield "" if place else "left out", words(exclusion)
    yield "family", "sessions are fit for children" if controls.family else ""
    yield "private", "a private session is on: nothing is recorded" if controls.private else ""
    if controls.paused_at:
        yield "paused", f"since {controls.paused_at:%Y-%m-%d}: taste learns nothing"
    if controls.forgotten_at:
        yield "reset", f"on {controls.forgotten_at:%Y-%m-%d}: nothing before it counts"


def _off_usual(values: dict[str, object], usual: dict[str, object]) -> str:
    """Name what is not as it comes, with its number if it has one."""
    changed = {name: value for name, value in values.items() if value != usual[name]}
    return ", ".join(
        name if isinstance(value, bool) else f"{name} {value:g}" for name, value in changed.items()
    )


def show_year(found: Year) -> None:
    """Print a year in music."""
    so_far = "" if found.complete else " so far"
    heading = f"{found.listener} in {found.year}{so_far}"
    chapters(heading, _year(found) if found.plays else [("Listening", [("plays", "none")])])


def _year(found: Year) -> Iterator[tuple[str, Lines]]:
    begins = found.history_from
    partly = begins is not None and begins > date(found.year, 1, 1)
    yield (
        "Listening",
        [
            ("plays", f"{found.plays:,} of 30 seconds or more, on {found.days} days"),
            ("time", length(found.minutes, found.unmeasured)),
            ("variety", f"{found.song_count:,} songs by {found.artist_count:,} artists"),
            ("dated", _dated(found.untimed)),
            ("clock", clock(found.time_zone, inferred=found.time_zone_inferred)),
            (
                "provisional",
                "the year is not over; every number may grow" if not found.complete else "",
            ),
            ("begins", f"{begins}: what was played before is not known" if partly else ""),
            ("left out", f"{found.left_out:,} plays, as you decided" if found.left_out else ""),
        ],
    )
    yield "Most played", _tops(found.artists, found.songs, (), 5)
    yield "Albums", [("", f"{one.name} ({one.plays:,})") for one in found.albums[:5]]
    tagged = f"Genres (of the {percent(found.tagged / found.plays)} of plays that have one)"
    yield tagged, [("", f"{one.name} ({one.plays:,})") for one in found.genres[:5]]
    yield "New artists", _year_news(found)
    yield "Days", _days(found)
    yield "When", _hours(found.hours, found.weekdays)
    yield "Month by month", [
        (month.text, f"{month.plays:,} plays, {month.minutes:,} min, {month.new_artists} new; "
                     f"most: {month.top_artist}")
        for month in found.months if month.plays
    ]  # fmt: skip


def _year_news(found: Year) -> Lines:
    open_ = f"; {found.undecided} are too new to tell" if found.undecided else ""
    return [
        ("heard", f"{found.new_artists:,} artists for the first time, {found.new_songs:,} songs"),
        ("provisional", f"{found.provisional} of the artists in the first 90 days of the history: "
                        "they may have been known before" if found.provisional else ""),
        ("stayed", f"{len(found.lasting)}{': ' if found.lasting else ''}"
                   f"{', '.join(found.lasting[:10])}{open_}"),
    ]  # fmt: skip


def _days(found: Year) -> Lines:
    run = found.streak
    return [
        ("longest", f"{found.longest_day}: {found.longest_day_minutes} minutes, "
                    f"{found.longest_day_plays} plays"),
        ("in a row", f"{run.days} days with music, {run.first} to {run.last}" if run else ""),
    ]  # fmt: skip
