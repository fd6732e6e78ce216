"""``dj listener dial``, ``switch``, ``pick`` and ``controls``: how sessions are."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import console, deciding, options
from dj.cli.commands.listener_profile import switched, words
from dj.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from dj.model.controls import Controls
    from dj.units import TrackId

Name = Annotated[str | None, typer.Argument(help="Which one; all are shown without.")]
Labels = dict[str, str]


def dial(
    name: Name = None,
    value: Annotated[float | None, typer.Argument(help="0 to 1; 0.5 is the show's own.")] = None,
    *,
    json: options.Json = False,
) -> None:
    """Set discovery, diversity, talk or familiarity from 0 to 1; 0.5 leaves it to the show."""
    from dj import steering

    with deciding.listener() as (store, who):
        before = store.controls(who)
        if name is None or value is None:
            _show(before.dials, json=json)
            return
        controls = steering.set_dial(store, who, name, value)
    old = getattr(before.dials, name)
    deciding.done(f"The {name} dial is at {value:g}; it was at {old:g}.",
                  f"dj listener dial {name} {old:g}", controls, json=json)  # fmt: skip


def switch(
    name: Name = None,
    on: Annotated[str | None, typer.Argument(help="on or off.")] = None,
    *,
    json: options.Json = False,
) -> None:
    """Turn promoted, commentary, voice, personal, explicit or autoplay on or off, each alone."""
    from dj import steering

    with deciding.listener() as (store, who):
        if name is None or on is None:
            _show(store.controls(who).switches, json=json)
            return
        controls = steering.set_switch(store, who, name, on=switched(on))
    other = "off" if on == "on" else "on"
    deciding.done(f"{_MEANING[name]}: {on}.", f"dj listener switch {name} {other}", controls,
                  json=json)  # fmt: skip


_MEANING = {
    "promoted": "Tracks that artists ask to be heard",
    "commentary": "Words between the songs",
    "voice": "A synthetic voice that speaks them",
    "personal": "Words about your own listening",
    "explicit": "Songs marked as explicit",
    "autoplay": "Music that goes on when a session or playlist has ended",
}


def _show(noun: object, *, json: bool) -> None:
    import dataclasses

    values = {f.name: getattr(noun, f.name) for f in dataclasses.fields(noun)}  # type: ignore[arg-type]
    if json:
        console.print_json(values)
        return
    for name, value in values.items():
        shown = {True: "on", False: "off"}[value] if isinstance(value, bool) else f"{value:g}"
        console.tell(f"  {name:<12} {shown:<5} {_MEANING.get(name, '')}".rstrip())


def pick(
    artists: Annotated[list[str] | None, typer.Argument(help="Artists you like.")] = None,
    *,
    playlist: Annotated[str, typer.Option(help="Or a playlist you have saved.")] = "",
    none: Annotated[bool, typer.Option("--none", help="Take all picks back.")] = False,
    json: options.Json = False,
) -> None:
    """Begin without a history: name some artists you like, or a playlist."""
    from dj import steering

    if not (artists or playlist or none):
        raise ConfigError("nothing is picked.", where="dj listener pick",
                          hint="Name artists, --playlist NAME, or --none.")  # fmt: skip
    with deciding.listener() as (store, who):
        controls = steering.pick(store, who, () if none else artists or (), playlist)
    names = ", ".join((*controls.picked_artists, *filter(None, [controls.picked_playlist])))
    said = f"Until you have a history, sessions begin from {names}." if names else "No picks."
    deciding.done(said, "dj listener pick --none" if names else "", controls, json=json)


def controls(*, json: options.Json = False) -> None:
    """List all that you have decided, with how to undo each."""
    from dj import intake

    with deciding.listener() as (store, who):
        found = store.controls(who)
        labels = {str(track.id): track.label for track in intake.tracks(store)}
    if json:
        console.print_json({"listener": who, "controls": found})
        return
    lines = [*_bans(found), *_opinions(found, labels), *_profile(found)]
    for line in lines or ["  Nothing is banned, liked or left out."]:
        console.tell(line)
    print("dials")
    _show(found.dials, json=False)
    print("switches")
    _show(found.switches, json=False)


def _bans(found: "Controls") -> Iterator[str]:
    from dj.model.controls import BanKind

    for ban in found.bans:
        is_song = ban.kind is BanKind.TRACK
        name = f"{ban.artist} - {ban.title}" if is_song and ban.title else ban.name
        how = ban.name[:12] if is_song else f"--{ban.kind} {ban.name!r}"
        yield f"  banned {ban.kind}: {name}   (dj listener allow {how})"
    for number, one in enumerate(found.withdrawn, 1):
        what = one.text or f"{one.artist} - {one.title}"
        yield f"  reported: {what[:80]}   (dj report --undo {number})"


def _opinions(found: "Controls", labels: Labels) -> Iterator[str]:
    said: tuple[tuple[str, Mapping[TrackId, datetime]], ...] = (
        ("like", found.liked), ("dislike", found.disliked), ("not-now", found.resting),
    )  # fmt: skip
    for word, tracks in said:
        for track_id, at in sorted(tracks.items(), key=lambda item: item[1]):
            name = labels.get(track_id, track_id[:12])
            until = f" until {at:%Y-%m-%d %H:%M} UTC" if word == "not-now" else ""
            yield f"  {word}: {name}{until}   (dj listener {word} {track_id[:12]} --undo)"


def _modes(found: "Controls") -> Iterator[str]:
    if found.family:
        how = ", songs without a mark too" if found.unmarked else ""
        yield f"  for a family{how}   (dj listener family off)"
    if found.private:
        yield "  private session   (dj listener private off)"
    if not found.profiling:
        yield "  no profile   (dj listener profile on)"


def _profile(found: "Controls") -> Iterator[str]:
    for number, left_out in enumerate(found.excluded, 1):
        yield f"  left out: {words(left_out)}   (dj listener include {number})"
    yield from _modes(found)
    if found.paused_at:
        yield f"  paused since {found.paused_at:%Y-%m-%d %H:%M} UTC   (dj listener resume)"
    if found.forgotten_at:
        yield (f"  taste begins at {found.forgotten_at:%Y-%m-%d %H:%M} UTC   "
               "(dj listener reset --undo)")  # fmt: skip
    for kind, weight in found.talk_kinds.items():
        yield f"  talk: {kind} at {weight:g} of the usual   (dj listener talk {kind} usual)"
    picked = (*found.picked_artists, *filter(None, [found.picked_playlist]))
    if picked:
        yield f"  picked: {', '.join(picked)}   (dj listener pick --none)"
