"""Rundown: the timed list of everything that happens, for people."""

from collections.abc import Sequence
from pathlib import Path

from dj.model.manifest import Manifest
from dj.model.names import one_line
from dj.model.timeline import Event, EventKind
from dj.session.chapters import label
from dj.units import clock_text
from dj.writing import write_atomic


class RundownExporter:
    """Writes ``rundown.txt``."""

    def export(self, manifest: Manifest, folder: Path, /) -> Sequence[Path]:
        """Write the list."""
        rate = manifest.timeline.sample_rate_hz
        lines = [
            f"{one_line(manifest.title)}, for {manifest.at} ({manifest.time_zone})",
            f"{clock_text(manifest.timeline.duration_s)} · {len(manifest.tracks)} songs · "
            f"{len(manifest.takes)} talk breaks · seed {manifest.seed}",
            "",
        ]
        lines += [
            f"{clock_text(event.at_frame / rate):>8}  {_what(manifest, event)}"
            for event in manifest.timeline.events
        ]
        lines += ["", *(f"Note: {note}" for note in manifest.notes)]
        return [write_atomic(folder / "rundown.txt", ("\n".join(lines).rstrip() + "\n").encode())]


def _what(manifest: Manifest, event: Event) -> str:
    if event.kind is EventKind.MUSIC:
        track = next(track for track in manifest.tracks if track.id == event.source_id)
        return label(track)
    talk = next(talk for talk in manifest.script.breaks if talk.id == event.source_id)
    take = next(take for take in manifest.takes if take.break_id == talk.id)
    return f"“{one_line(talk.wordings[take.wording].text)}”"
