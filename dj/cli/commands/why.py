"""``dj why``: the reasons behind a choice."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console, deciding, options, state
from dj.errors import ConfigError

if TYPE_CHECKING:
    from dj.model.manifest import Manifest


def why(
    session: options.Session,
    number: Annotated[int | None, typer.Argument(help="Song on the programme, from 1.")] = None,
    *,
    replay: Annotated[
        bool, typer.Option("--replay", help="Plan it again: is each choice still the same?")
    ] = False,
    json: options.Json = False,
) -> None:
    """Tell why a song was chosen for its place; all songs if no number is given."""
    from dj.cli.grounds import grounds
    from dj.cli.reasons import explain
    from dj.session import read_sound

    manifest = read_sound(session)
    chosen = _chosen(manifest, number)
    if replay:
        _replay(manifest, session, chosen, json=json)
        return
    if json:
        console.print_json({"slots": [manifest.lineup.slots[position] for position in chosen]})
        return
    told = (f"{explain(manifest, position)}\n{grounds(manifest, position)}" for position in chosen)
    print(console.plain("\n\n".join(map(str.rstrip, told))))


def _chosen(manifest: "Manifest", number: int | None) -> list[int]:
    count = len(manifest.tracks)
    if number is not None and not 1 <= number <= count:
        raise ConfigError(
            f"there is no song {number}.", where="dj why", hint=f"The songs are 1 to {count}."
        )
    return list(range(count)) if number is None else [number - 1]


def _replay(manifest: "Manifest", session: Path, chosen: list[int], *, json: bool) -> None:
    from dj import replay
    from dj.editing.desk import request_of

    settings = state.configuration().settings
    with state.library(settings.data) as store:
        asked = deciding.for_them(store, request_of(manifest, session, settings.cache))
        found = replay.replay(store, asked, manifest)
    if json:
        console.print_json({"replay": found, "same_songs": found.same_songs})
        return
    console.tell(_headline(found.same_bytes, sum(not one.same for one in found.places)))
    for change in found.changes:
        console.tell(f"  {change}")
    for place in found.places:
        if (place.position in chosen or place.track_id is None) and not place.same:
            console.tell(f"{place.position + 1}. {place.label or 'nothing'}"
                         f" → now {place.now_label or 'nothing'}")  # fmt: skip
            if place.says:
                console.tell(f"   {place.says}")


def _headline(same_bytes: bool, other: int) -> str:
    if same_bytes:
        return "Planned again now, it is the same to the last byte: every song, score and reason."
    if not other:
        return "Planned again now, every song is the same; scores or reasons are not."
    return f"Planned again now, {other} of its places would hold another song."
