"""``dj listener like``, ``dislike``, ``not-now``, ``ban``, ``allow``: a word about songs."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dj.cli import deciding, options
from dj.errors import ConfigError

if TYPE_CHECKING:
    from dj.library import Store
    from dj.model.controls import Ban, BanKind, Controls

Song = Annotated[str, typer.Argument(help="Title, `Artist - Title`, id, path; or a number.")]
What = Annotated[str, typer.Argument(help="A song as in `dj listener like`, or a name.")]
Session = Annotated[
    Path | None,
    typer.Option(help="SONG is a song's number in this session.", exists=True),
]
Undo = Annotated[bool, typer.Option("--undo", help="Take it back.")]
Artist = Annotated[bool, typer.Option("--artist", help="The artist of this name, as guest too.")]
Tag = Annotated[bool, typer.Option("--tag", help="All songs with this genre.")]


def like(
    song: Song, *, session: Session = None, undo: Undo = False, json: options.Json = False
) -> None:
    """Say that you like a song."""
    _said("like", song, session, undo=undo, json=json)


def dislike(
    song: Song, *, session: Session = None, undo: Undo = False, json: options.Json = False
) -> None:
    """Say that you dislike a song: it may still play, much less willingly."""
    _said("dislike", song, session, undo=undo, json=json)


def _said(word: str, song: str, session: Path | None, *, undo: bool, json: bool) -> None:
    from dj import steering

    with deciding.listener() as (store, name):
        track = deciding.the_song(store, song, session)
        if undo:
            controls = steering.forgive(store, name, track.id)
        else:
            say = {"like": steering.like, "dislike": steering.dislike}[word]
            controls = say(store, name, track.id, at=deciding.now())
    done = f"No opinion of {track.label} any more." if undo else f"You {word} {track.label}."
    again = "" if undo else " --undo"
    deciding.done(done, f"dj listener {word} {track.id[:12]}{again}", controls, json=json)


def not_now(
    song: Song,
    *,
    rest: Annotated[str, typer.Option("--for", help="How long: 12h, 3d or 2w.")] = "1d",
    session: Session = None,
    undo: Undo = False,
    json: options.Json = False,
) -> None:
    """Let a song rest for a while; no word against it."""
    from dj import steering

    length = deciding.how_long(rest)
    with deciding.listener() as (store, name):
        track = deciding.the_song(store, song, session)
        if undo:
            controls = steering.unrest(store, name, track.id)
        else:
            controls = steering.not_now(store, name, track.id, at=deciding.now(), rest=length)
    done = f"{track.label} may play again." if undo else f"{track.label} rests for {rest}."
    again = "" if undo else " --undo"
    deciding.done(done, f"dj listener not-now {track.id[:12]}{again}", controls, json=json)


def ban(
    what: What,
    *,
    artist: Artist = False,
    tag: Tag = False,
    session: Session = None,
    json: options.Json = False,
) -> None:
    """Ban a song, an artist (as a guest too) or a genre: it never plays, whatever else is said."""
    from dj import steering
    from dj.model.controls import Ban, BanKind

    kind = _kind(artist=artist, tag=tag)
    with deciding.listener() as (store, name):
        if kind is BanKind.TRACK:
            track = deciding.the_song(store, what, session)
            banned, label = steering.track_ban(track, deciding.now()), track.label
        else:
            banned, label = Ban(kind=kind, name=what, at=deciding.now()), f"the {kind} {what}"
        controls = steering.ban(store, name, banned)
        touched = _touched(store, banned)
    said = f"Banned {label}: {touched} of your songs will not play for it."
    deciding.done(said, f"dj listener allow {_named(banned)}", controls, json=json)


def allow(
    what: What, *, artist: Artist = False, tag: Tag = False, json: options.Json = False
) -> None:
    """Take a ban back."""
    from dj import steering

    kind = _kind(artist=artist, tag=tag)
    with deciding.listener() as (store, name):
        banned = _meant(store.controls(name), kind, what)
        controls = steering.allow(store, name, kind, banned.name)
    label = f"{banned.artist} - {banned.title}" if banned.title else f"the {kind} {banned.name}"
    deciding.done(f"{label} may play again.", f"dj listener ban {_named(banned)}", controls,
                  json=json)  # fmt: skip


def _kind(*, artist: bool, tag: bool) -> "BanKind":
    from dj.model.controls import BanKind

    if artist and tag:
        raise ConfigError("an artist or a tag, not both.", where="dj listener",
                          hint="Give --artist or --tag.")  # fmt: skip
    return BanKind.ARTIST if artist else BanKind.TAG if tag else BanKind.TRACK


def _meant(controls: "Controls", kind: "BanKind", what: str) -> "Ban":
    from dj.model.controls import BanKind
    from dj.model.names import fold

    for one in controls.bans:
        names = {fold(one.name), fold(one.title), fold(f"{one.artist} - {one.title}")} - {""}
        begun = one.kind is BanKind.TRACK and len(what) >= 4 and one.name.startswith(what)
        if one.kind is kind and (begun or fold(what) in names):
            return one
    raise ConfigError(f"there is no ban of the {kind} {what!r}.", where="dj listener allow",
                      hint="`dj listener controls` lists all.")  # fmt: skip


def _named(banned: "Ban") -> str:
    from dj.model.controls import BanKind

    if banned.kind is BanKind.TRACK:
        return banned.name[:12]
    return f"--{banned.kind} {shlex.quote(banned.name)}"


def _touched(store: "Store", banned: "Ban") -> int:
    from dj import intake, listeners
    from dj.model.controls import Controls

    return len(listeners.barred(Controls(bans=(banned,)), intake.tracks(store), at=banned.at))
