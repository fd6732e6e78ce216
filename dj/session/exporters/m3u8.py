"""M3U8: songs and clips in order of play, for any player. UTF-8, no BOM, raw relative paths."""

from collections.abc import Sequence
from pathlib import Path

from dj.model.manifest import Manifest, ManifestTake
from dj.model.names import one_line
from dj.model.timeline import EventKind
from dj.session.captions import host_name
from dj.session.chapters import label
from dj.writing import write_atomic

_LONGEST_WORDS = 80
"""Characters of what the host says that make the title of a clip."""


class M3u8Exporter:
    """Writes ``session.m3u8``. A playlist cannot say "clip over intro": it plays them in turn."""

    def export(self, manifest: Manifest, folder: Path, /) -> Sequence[Path]:
        """Write the playlist."""
        lines = ["#EXTM3U", f"#PLAYLIST:{one_line(manifest.title)}"]
        tracks = {track.id: track for track in manifest.tracks}
        takes = {take.break_id: take for take in manifest.takes if take.path}
        rate = manifest.timeline.sample_rate_hz
        for event in manifest.timeline.events:
            if event.kind is EventKind.MUSIC:
                track = tracks[event.source_id]  # type: ignore[index]
                lines += _entry(round(track.duration_ms / 1000), label(track), track.path)
            elif event.source_id in takes:
                take = takes[event.source_id]
                lines += _entry(round(take.frames / rate), _clip_title(manifest, take), take.path)
        return [write_atomic(folder / "session.m3u8", ("\n".join(lines) + "\n").encode())]


def _clip_title(manifest: Manifest, take: ManifestTake) -> str:
    # The spoken text is spelled for a voice; people read the wording.
    talk = next((talk for talk in manifest.script.breaks if talk.id == take.break_id), None)
    words = talk.wordings[take.wording].text if talk else take.spoken_text
    return f"{host_name(manifest)} - {one_line(words)[:_LONGEST_WORDS]}"


def _entry(seconds: int, title: str, path: str) -> list[str]:
    if any(character in path for character in "\r\n\0"):
        return [f"# left out: a playlist cannot name {one_line(path)}"]
    # A leading "#" would read as a comment, and leading spaces would be cut off.
    safe = f"./{path}" if path.startswith(("#", " ", "\t")) else path
    return [f"#EXTINF:{seconds},{title}", safe]
