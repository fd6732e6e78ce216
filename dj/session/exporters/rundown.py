"""Rundown: the timed list of everything that happens, for people."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from dj.interfaces import Ask
from dj.model.manifest import Manifest
from dj.model.names import one_line
from dj.model.timeline import Event, EventKind
from dj.session.chapters import label
from dj.session.programme import words_of
from dj.units import clock_text, counted
from dj.writing import write_atomic


class RundownExporter:
    """Writes ``rundown.txt``."""

    by_default: ClassVar[bool] = True
    asks: ClassVar[tuple[Ask, ...]] = ()

    def export(self, manifest: Manifest, folder: Path, /) -> Sequence[Path]:
        """Write the list."""
        rate = manifest.timeline.sample_rate_hz
        lines = [
            f"{one_line(manifest.title)}, for {manifest.at} ({manifest.time_zone})",
            f"{clock_text(manifest.timeline.duration_s)} · "
            f"{counted(len(manifest.tracks), 'song')} · "
            f"{counted(len(manifest.takes), 'talk break')} · seed {manifest.seed}",
            "",
        ]
        lines += [
            f"{clock_text(event.at_frame / rate):>8}  {_what(manifest, event)}"
            for event in manifest.timeline.events
        ]
        lines += ["", *(f"Note: {one_line(note)}" for note in manifest.notes)]
        return [write_atomic(folder / "rundown.txt", ("\n".join(lines).rstrip() + "\n").encode())]


def _what(manifest: Manifest, event: Event) -> str:
    name = event.source_id
    if event.kind is EventKind.SPEECH:
        return f"“{words_of(manifest, next(t for t in manifest.takes if t.break_id == name))}”"
    songs = {str(track.id): label(track) for track in manifest.tracks}
    if event.kind is EventKind.MUSIC:
        return songs[name]
    sounds = {sound.id: one_line(sound.title) for sound in manifest.sounds}
    what = sounds.get(name) or songs.get(name) or one_line(name)
    return f"(bed: {what})" if event.kind is EventKind.BED else f"({what})"
