"""``dj library``: what is known about the music."""

from typing import TYPE_CHECKING

import typer

from dj.cli import console, options, state
from dj.cli.commands import (
    library_albums,
    library_duplicates,
    library_index,
    library_issues,
    library_names,
    library_overrides,
)

if TYPE_CHECKING:
    from dj.model.analysis import Song
    from dj.model.track import Track

app = typer.Typer(help="What is known about your music.", no_args_is_help=True)
app.command("overrides")(library_overrides.overrides)
app.command("duplicates")(library_duplicates.duplicates)
app.command("albums")(library_albums.albums)
app.command("index")(library_index.index)
app.command("issues")(library_issues.issues)
app.command("retry")(library_issues.retry)
app.command("names")(library_names.names)


@app.command("list")
def list_tracks(*, json: options.Json = False) -> None:
    """List every track with tempo, key, loudness and cue points."""
    from dj import intake

    with state.library(state.configuration().settings.data) as store:
        songs = {song.id: song for song in intake.songs(store)}
        tracks, banned = intake.tracks(store), intake.banned(store)
    if json:
        rows = []
        for track in tracks:
            song = songs.get(track.id)
            sound = _sound(song) if song else {}
            rows.append({**_tags(track), "banned": track.id in banned, **sound})
        console.print_json({"tracks": rows})
        return
    for track in tracks:
        song = songs.get(track.id)
        never = "  never plays" if track.id in banned else ""
        console.tell(f"{track.label}  {_brief(song) if song else '(not analysed yet)'}{never}")


def _tags(track: "Track") -> dict[str, object]:
    names = ("id", "path", "title", "artist", "artists", "album", "album_artist", "work",
             "movement", "movement_number", "year", "genres", "language", "explicit",
             "duration_s", "provenance")  # fmt: skip
    return {name: getattr(track, name) for name in names}


def _sound(song: "Song") -> dict[str, object]:
    a = song.analysis
    return {
        "tempo_bpm": a.tempo_bpm,
        "tempo_confidence": a.tempo_confidence,
        "key": str(a.key) if a.key else None,
        "open_key": a.key.open_key if a.key else None,
        "loudness_lufs": a.loudness_lufs,
        "energy": a.energy,
        "cue_in_s": a.cues.cue_in_s,
        "post_s": a.cues.post_s,
        "outro_s": a.cues.outro_s,
        "cue_out_s": a.cues.cue_out_s,
        "ending": a.cues.ending.value,
    }


def _brief(song: "Song") -> str:
    sound = _sound(song)
    tempo = f"{sound['tempo_bpm']:.0f} BPM" if sound["tempo_bpm"] else "no pulse"
    return f"{tempo}, {sound['key'] or 'no key'}, {sound['loudness_lufs']:.1f} LUFS"
