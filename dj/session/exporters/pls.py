"""PLS version 2: numbered entries, for web radio tools and older players."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from dj.interfaces import Ask
from dj.model.manifest import Manifest
from dj.model.names import one_line
from dj.model.track import Skipped
from dj.session.programme import entries, left_out
from dj.writing import write_atomic


class PlsExporter:
    """Writes ``session.pls``: songs and clips in turn, artist and title as one text."""

    by_default: ClassVar[bool] = False
    asks: ClassVar[tuple[Ask, ...]] = ()

    def export(self, manifest: Manifest, folder: Path, /) -> Sequence[Path | Skipped]:
        """Write the playlist."""
        lines, lost = ["[playlist]"], []
        count = 0
        for entry in entries(manifest):
            if reason := left_out(entry.path):
                lost.append(Skipped(where=one_line(entry.path), reason=reason))
                continue
            count += 1
            seconds = round(entry.duration_ms / 1000)
            lines += [f"File{count}={_safe(entry.path)}", f"Title{count}={entry.label}"]
            lines.append(f"Length{count}={seconds}")
        lines += [f"NumberOfEntries={count}", "Version=2"]
        path = write_atomic(folder / "session.pls", ("\n".join(lines) + "\n").encode())
        return [path, *lost]


def _safe(path: str) -> str:
    # White space around a value is cut off.
    return f"./{path}" if path.startswith((" ", "\t")) else path
