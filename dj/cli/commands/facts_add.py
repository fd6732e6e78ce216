"""``dj facts add``: one more fact into your own file, checked before it is written."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dj.cli import console, options, state
from dj.cli.findings import Form, tell

if TYPE_CHECKING:
    from dj.documents import Finding
    from dj.model.track import Track

_SOURCE_PARTS = ("title", "locator", "publisher", "retrieved", "licence")


def add(
    predicate: Annotated[str, typer.Argument(help="What it says, such as producer; see README.")],
    value: Annotated[str, typer.Argument(help="A phrase or name as it is said, or a date.")],
    *,
    source: Annotated[
        list[str],
        typer.Option(
            help='"TITLE | PAGE OR ADDRESS | PUBLISHER | READ ON | LICENCE"; the last '
            "three may be left out. Give two for tier 2."
        ),
    ],
    track: Annotated[
        str, typer.Option(help="A song of your library, which gives artist, title and album.")
    ] = "",
    artist: Annotated[str, typer.Option(help="Of the subject.")] = "",
    album_artist: Annotated[str, typer.Option(help="Of the subject.")] = "",
    title: Annotated[str, typer.Option(help="Of the subject.")] = "",
    album: Annotated[str, typer.Option(help="Of the subject.")] = "",
    mbid: Annotated[str, typer.Option(help="MusicBrainz identifier of the recording.")] = "",
    isrc: Annotated[str, typer.Option(help="Of the subject.")] = "",
    artist_mbid: Annotated[str, typer.Option(help="MusicBrainz identifier of the artist.")] = "",
    release_group_mbid: Annotated[
        str, typer.Option(help="MusicBrainz identifier of the album.")
    ] = "",
    name: Annotated[str, typer.Option("--id", help="Its id; made of its words if none.")] = "",
    by: Annotated[
        str, typer.Option(help="Whose song it was, or who said it; of a phrase, its editor.")
    ] = "",
    as_of: Annotated[str, typer.Option(help="Day on which it was true; today if none.")] = "",
    tier: Annotated[int | None, typer.Option(help="The predicate's own if none.")] = None,
    language: Annotated[str, typer.Option(help="Of a phrase or statement.")] = "en",
    valid_from: Annotated[str, typer.Option(help="First day on which it holds.")] = "",
    valid_to: Annotated[str, typer.Option(help="Last day on which it holds.")] = "",
    approved_by: Annotated[
        list[str] | None, typer.Option(help="Editor who stands for it; needed from tier 2 on.")
    ] = None,
    reviewed: Annotated[str, typer.Option(help="Day on which they last read it.")] = "",
    status: Annotated[str, typer.Option(help="draft, approved or withdrawn.")] = "approved",
    json: options.Json = False,
) -> None:
    """Add a fact to your own facts.yaml. What stands in the file stays as it is."""
    from dj import editorial
    from dj.cli.now import today
    from dj.cli.recording import changes_seen

    given = {"mbid": mbid, "isrc": isrc, "artist_mbid": artist_mbid,
             "release_group_mbid": release_group_mbid, "artist": artist,
             "album_artist": album_artist, "title": title, "album": album}  # fmt: skip
    subject = _subject(track) | {field: word for field, word in given.items() if word}
    row: dict[str, Any] = {
        "id": name or _id(subject, predicate), "subject": subject, "predicate": predicate,
        "value": value, "by": by, "as_of": as_of or today().isoformat(),
        "sources": [_source(text) for text in source], "tier": tier, "language": language,
        "valid_from": valid_from, "valid_to": valid_to, "approvals": approved_by or [],
        "reviewed": reviewed, "status": status,
    }  # fmt: skip
    usual = {"language": "en", "status": "approved"}
    kept = {key: one for key, one in row.items()
            if one not in ("", [], None) and one != usual.get(key)}  # fmt: skip
    folder = state.configuration().settings.data
    changes_seen(folder)  # of other files nobody has said anything now
    path, findings = editorial.add_fact(kept)
    changes_seen(folder, ", ".join(approved_by or []), f"added {kept['id']}")
    _end(str(kept["id"]), str(path), findings, json=json)


def _end(name: str, path: str, findings: "tuple[Finding, ...]", *, json: bool) -> None:
    if findings:
        console.note("Nothing was written.")
        tell(findings, Form.JSON if json else Form.TEXT, 1)
    if json:
        console.print_json({"id": name, "file": path})
        return
    console.tell(f"{name}: written to {path}")


def _subject(track: str) -> dict[str, str]:
    if not track:
        return {}
    from dj import intake, library

    with state.library(state.configuration().settings.data) as store:
        found: Track = library.the_one(intake.tracks(store), track)
    fields = {"artist": found.artist, "title": found.title, "album": found.album}
    return {field: word for field, word in fields.items() if word}


def _source(text: str) -> dict[str, str]:
    parts = [part.strip() for part in text.split("|")]
    if len(parts) > len(_SOURCE_PARTS):
        raise typer.BadParameter('write "TITLE | PAGE | PUBLISHER | READ ON | LICENCE".',
                                 param_hint="--source")  # fmt: skip
    return {key: part for key, part in zip(_SOURCE_PARTS, parts, strict=False) if part}


def _id(subject: dict[str, str], predicate: str) -> str:
    """Make an id that a person can read, such as ``low-tide-lantern-producer``."""
    import re

    from dj.model.names import fold

    about = subject.get("title") or subject.get("album") or subject.get("artist") or "fact"
    words = re.sub(r"[^a-z0-9]+", "-", fold(about)).strip("-")[:50] or "fact"
    return f"{words}-{predicate.replace('_', '-')}"[:80]
