"""``dj facts list``: what is known, of which songs, from where, and whether it may be said."""

from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console, options, state
from dj.units import counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dj.facts import Entry
    from dj.library import Store
    from dj.model.editorial import Fact

_SHOWN = 2
"""Songs that are named for one fact."""


def list_facts(
    track: Annotated[
        list[str] | None,
        typer.Argument(help="A song: its id, or words of its artist, title and album."),
    ] = None,
    *,
    artist: Annotated[str, typer.Option(help="Only what is known of songs by this artist.")] = "",
    unused: Annotated[
        bool, typer.Option("--unused", help="Only facts that no song of this library is meant by.")
    ] = False,
    tags: Annotated[
        bool, typer.Option("--tags", help="Also what tags tell; for one song they are listed.")
    ] = False,
    at: Annotated[str, typer.Option(help="As of a day or moment, such as 2026-12-24.")] = "now",
    json: options.Json = False,
) -> None:
    """List facts: what each says, of which songs, its sources, and why it is not said if so."""
    from dj.cli.now import host_language, today

    day, language = today(at), host_language()
    with state.library(state.configuration().settings.data) as store:
        found = _chosen(store, " ".join(track or ()), artist, (day, language))
    narrowed = bool(track or artist)
    shown = [entry for entry in found if tags or narrowed or entry.place != "tags:0"]
    shown = [entry for entry in shown if not unused or not entry.tracks]
    if json:
        console.print_json({"at": day.isoformat(), "language": language,
                            "facts": [_row(entry) for entry in shown]})  # fmt: skip
        return
    for entry in shown:
        _tell(entry)
    said = sum(not entry.resting for entry in shown)
    print(f"{counted(len(shown), 'fact')}, of which {said} may be said on {day}.")


def says(fact: "Fact") -> str:
    """Write what a fact says on one line, such as ``producer: Ines Calder``."""
    by = f" ({fact.by})" if fact.by else ""
    return f"{fact.predicate}: {fact.value}{by}"


def _chosen(store: "Store", track: str, artist: str, now: "tuple[date, str]") -> "Sequence[Entry]":
    from dj import facts

    found: Sequence[Entry] = facts.entries(store, *now)
    if track:
        found = facts.of_track(found, store, track)
    return facts.of_artist(found, artist) if artist else found


def _tell(entry: "Entry") -> None:
    fact = entry.fact
    console.tell(f"{fact.id}  {says(fact)}")
    names = ", ".join(track.label for track in entry.tracks[:_SHOWN])
    more = len(entry.tracks) - _SHOWN
    about = f"{names} and {more} more" if more > 0 else names or _subject(fact)
    console.tell(f"    of {about}; {_sources(fact)}; as of {fact.as_of}, tier {fact.tier}")
    if entry.place != "tags:0":
        console.tell(f"    in {entry.place}")
    if entry.resting:
        console.tell(f"    not said now: {entry.resting}")


def _subject(fact: "Fact") -> str:
    return ", ".join(f"{name} {value!r}" for name, value in fact.subject.items())


def _sources(fact: "Fact") -> str:
    return "; ".join(f"{one.title}, {one.locator}" for one in fact.sources)


def _row(entry: "Entry") -> dict[str, object]:
    return {
        "fact": entry.fact, "place": entry.place.removesuffix(":0"), "resting": entry.resting,
        "tracks": [{"id": track.id, "artist": track.artist, "title": track.title}
                   for track in entry.tracks],
    }  # fmt: skip
