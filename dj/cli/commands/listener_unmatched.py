"""``dj listener unmatched`` and ``alias``: what was played and not recognised, and who says so."""

import shlex
from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console, deciding, options

if TYPE_CHECKING:
    from dj.editorial import Alias
    from dj.library import Store
    from dj.matching import Unmatched

Words = Annotated[str, typer.Argument(help="`Artist - Title` as the history writes it.")]


def unmatched(
    *,
    top: Annotated[int, typer.Option(help="How many songs to show.", min=1)] = 20,
    aliases: Annotated[bool, typer.Option("--aliases", help="Show the aliases instead.")] = False,
    json: options.Json = False,
) -> None:
    """List the most played songs that no track was found for, and what came nearest."""
    from dj import matching

    with deciding.listener() as (store, name):
        if aliases:
            _show_aliases(store, json=json)
            return
        found = matching.unmatched(store, name, top)
        plays, words = matching.unmatched_total(store, name)
    if json:
        console.print_json({"songs": words, "plays": plays, "unmatched": list(map(_row, found))})
        return
    if not found:
        print("Every song of the history has a track, or there is no history yet.")
        return
    songs = "1 song" if words == 1 else f"{words} songs"
    console.tell(f"{songs}, {plays} plays without a track; most plays first:")
    for song in found:
        _tell(song)
    console.tell('Is one of them the song? `dj listener alias "Artist - Title" TRACK`')


def alias(
    words: Words,
    track: Annotated[
        str | None, typer.Argument(help="The track: title, `Artist - Title`, id or path.")
    ] = None,
    *,
    undo: Annotated[bool, typer.Option("--undo", help="Take it back.")] = False,
    json: options.Json = False,
) -> None:
    """Say which track is meant by an artist and title of the history, for good."""
    from dj import matching
    from dj.errors import ConfigError

    with deciding.listener() as (store, name):
        artist, title = matching.parted(store, name, words)
        if undo:
            gone = matching.remove_alias(store, artist, title)
            if gone is None:
                raise ConfigError("there is no such alias.", where=words,
                                  hint="See `dj listener unmatched --aliases`.")  # fmt: skip
            _say(f"{words} means {gone.label} no more.", gone, json=json)
            return
        if track is None:
            raise ConfigError("the track is missing.", where=words,
                              hint="Name it by title, id or path.")  # fmt: skip
        made = matching.add_alias(store, artist, title, deciding.the_song(store, track, None))
        _say(f"{words} means {made.label} from now on.", made, json=json)
        if not json:
            console.tell(f"  undo: dj listener alias {shlex.quote(words)} --undo")


def _say(says: str, alias: "Alias", *, json: bool) -> None:
    if json:
        console.print_json({"did": says, "alias": _fields(alias)})
    else:
        console.tell(says)


def _show_aliases(store: "Store", *, json: bool) -> None:
    from dj import editorial

    known = editorial.load_aliases(editorial.find_aliases())
    there = known.tracks(store.track_marks())
    if json:
        rows = [{**_fields(x), "found": x.words in there} for x in known.entries]
        console.print_json({"file": str(known.path) if known.path else None, "aliases": rows})
        return
    for entry in known.entries:
        lost = "" if entry.words in there else " (not in the library)"
        console.tell(f"  {entry.artist} - {entry.title} → {entry.label or entry.track}{lost}")
    if not known.entries:
        print("There are no aliases.")


def _fields(alias: "Alias") -> dict[str, str]:
    return {name: getattr(alias, name) for name in ("artist", "title", "track", "label")}


def _row(song: "Unmatched") -> dict[str, object]:
    nearest = [
        {"track": miss.track.id, "label": miss.track.label, "reason": miss.reason}
        for miss in song.misses
    ]
    return {"artist": song.artist, "title": song.title, "plays": song.plays, "nearest": nearest}


def _tell(song: "Unmatched") -> None:
    console.tell(f"  {song.plays:>6}  {song.artist} - {song.title}")
    for miss in song.misses:
        console.tell(f"          {miss.track.label} [{miss.track.id[:8]}] {miss.reason}")
    if not song.misses:
        console.tell("          nothing near it in the library")
