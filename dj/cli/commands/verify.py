"""``dj verify``: does a session hold what it says?"""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from dj.cli import console, options, state

if TYPE_CHECKING:
    from dj.model.manifest import Manifest
    from dj.model.track import Track


def verify(session: options.Session, *, json: options.Json = False) -> None:
    """Check that files are as a session says and its words are proven. Exit code 5 if not."""
    from dj.session import verify as check

    problems = (*check(session), *_words(session))
    if json:
        console.print_json({"problems": list(problems)})
    else:
        for line in problems or ("All files are as the session says.",):
            console.tell(line)
    if problems:
        raise typer.Exit(5)


def _words(session: Path) -> tuple[str, ...]:
    """Judge what the host says; sessions of older versions do not tell what it rests on."""
    from dj.commentary import unproven
    from dj.session import read

    manifest = read(session)
    if not manifest.script.facts:
        return ()
    return (
        *unproven(manifest.script, manifest.lineup.slots, voice=manifest.voice),
        *_facts(manifest, session if session.is_dir() else session.parent),
    )


def _facts(manifest: "Manifest", folder: Path) -> tuple[str, ...]:
    """Hold editors' facts against what stands today; no library is made for that."""
    from dj import speakable
    from dj.session import needs_voice

    data, tracks = state.configuration().settings.data, tuple["Track", ...]()
    if (data / "library.db").is_file():
        with state.library(data) as store:
            tracks = speakable.songs_of(store, manifest)
    return speakable.fallen(tracks, manifest, spoken=not needs_voice(manifest, folder))
