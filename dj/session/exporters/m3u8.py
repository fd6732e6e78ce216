"""M3U8: songs and clips in order of play, for any player. UTF-8, no BOM, raw relative paths."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from dj.interfaces import Ask
from dj.model.manifest import Manifest
from dj.model.names import one_line
from dj.model.track import Skipped
from dj.session.programme import Entry, entries, left_out
from dj.writing import write_atomic


class M3u8Exporter:
    """Writes ``session.m3u8``. A playlist cannot say "clip over intro": it plays them in turn."""

    by_default: ClassVar[bool] = True
    asks: ClassVar[tuple[Ask, ...]] = ()

    def export(self, manifest: Manifest, folder: Path, /) -> Sequence[Path | Skipped]:
        """Write the playlist."""
        lines = ["#EXTM3U", f"#PLAYLIST:{one_line(manifest.title)}"]
        lost: list[Skipped] = []
        for entry in entries(manifest):
            if reason := left_out(entry.path):
                lost.append(Skipped(where=one_line(entry.path), reason=reason))
                lines.append(f"# left out: a playlist cannot name {one_line(entry.path)}")
            else:
                lines += _lines(entry)
        path = write_atomic(folder / "session.m3u8", ("\n".join(lines) + "\n").encode())
        return [path, *lost]


def _lines(entry: Entry) -> list[str]:
    # A leading "#" would read as a comment, and leading spaces would be cut off.
    hidden = entry.path.startswith(("#", " ", "\t"))
    path = f"./{entry.path}" if hidden else entry.path
    return [f"#EXTINF:{round(entry.duration_ms / 1000)},{entry.label}", path]
