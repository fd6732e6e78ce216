"""``dj search``: songs of the library by words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console, options, state

if TYPE_CHECKING:
    from dj.config import Settings
    from dj.library import Store
    from dj.model.search import Found, Hit
    from dj.units import TrackId

Limit = Annotated[int, typer.Option(help="Most songs to list.", min=1, max=1000)]
Personal = Annotated[
    bool,
    typer.Option("--personal", help="Put what you like first where songs fit about as well."),
]


def search(
    words: Annotated[
        list[str],
        typer.Argument(help='Words, "a phrase", artist:, title:, album:, genre:, year:1990-1999.'),
    ],
    *,
    limit: Limit = 20,
    personal: Personal = False,
    json: options.Json = False,
) -> None:
    """Find songs by title, artist, album, genre, year or editors' notes; slips are forgiven.

    The order is the same for every listener, by how well the words fit, unless --personal is given.
    """
    from dj import searching
    from dj.library.search.query import as_typed

    settings = state.configuration().settings
    with state.library(settings.data) as store, console.progress(show=not json) as report:
        liked = _liked(store, settings) if personal else None
        found = searching.search(store, as_typed(words), limit=limit, liked=liked, progress=report)
    if json:
        rows = [_row(hit) for hit in found.hits]
        console.print_json({"words": found.words, "personal": personal, "more": found.more,
                            "read_as": found.read_as, "hits": rows})  # fmt: skip
        return
    _tell(found)
    if personal:
        console.note("What you like comes first where songs fit about as well." if liked else
                     "Nothing is known of what you like, so the order is everybody's.")  # fmt: skip


def _row(hit: "Hit") -> dict[str, object]:
    track = hit.track
    return {"id": track.id, "path": str(track.path), "title": track.title, "artist": track.artist,
            "album": track.album, "year": track.year, "genres": track.genres,
            "duration_s": track.duration_s, "score": hit.score, "because": hit.because}  # fmt: skip


def _tell(found: "Found") -> None:
    for word, read in found.read_as.items():
        console.note(f"No song has “{word}”; it was read as “{read}”.")
    if not found.words.strip():
        console.note('Write what to look for, such as `dj search artist:"Ana Lee" moon`.')
    elif not found.hits:
        console.note("No song fits these words. `dj library list` shows all songs.")
    for hit in found.hits:
        track = hit.track
        beside = ", ".join(filter(None, (track.album, str(track.year or ""))))
        about = f"  ({beside})" if beside else ""
        console.tell(f"{track.id[:8]}  {track.label}{about}  · {hit.because}")
    if found.more:
        console.note("There are more; `--limit` shows them.")


def _liked(store: "Store", settings: "Settings") -> "Mapping[TrackId, float]":
    """Map tracks to how much the listener likes them or, half as much, their artists."""
    from dj.cli.ask import Wishes, request
    from dj.model.names import fold
    from dj.portrait import decided, portrait, what_could_play

    there = what_could_play(store, ())
    controls = decided(store, settings.listener)
    taste = portrait(store, request(Wishes(), settings), controls, there)
    by_artist = {
        song.id: 0.5 * taste.artist_affinity.get(fold(song.track.main_artist), 0.0)
        for song in there.songs
    }  # fmt: skip
    liked = {one: max(value, taste.affinity.get(one, 0.0)) for one, value in by_artist.items()}
    return {one: value for one, value in liked.items() if value > 0.0}
