"""Podcasting 2.0 JSON chapters, version 1.2.0: songs, and the host's words as silent markers."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from dj.interfaces import Ask
from dj.model.manifest import Manifest
from dj.model.names import one_line
from dj.model.timeline import EventKind
from dj.session.captions import host_name
from dj.session.chapters import chapters
from dj.writing import write_atomic


class ChaptersExporter:
    """Writes ``chapters.json``."""

    by_default: ClassVar[bool] = True
    asks: ClassVar[tuple[Ask, ...]] = ()

    def export(self, manifest: Manifest, folder: Path, /) -> Sequence[Path]:
        """Write the chapters, in order of time."""
        rate = manifest.timeline.sample_rate_hz
        rows: list[dict[str, Any]] = [
            {
                "startTime": round(chapter.start_frame / rate, 3),
                "endTime": round(chapter.end_frame / rate, 3),
                "title": chapter.title,
            }
            for chapter in chapters(manifest)
        ]
        rows += [
            {
                "startTime": round(event.at_frame / rate, 3),
                "endTime": round(event.end_frame / rate, 3),
                "title": f"{host_name(manifest)} speaks",
                "toc": False,
            }
            for event in manifest.timeline.events
            if event.kind is EventKind.SPEECH
        ]
        rows.sort(key=lambda row: (row["startTime"], row["endTime"]))
        document = {"version": "1.2.0", "title": one_line(manifest.title), "chapters": rows}
        text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
        return [write_atomic(folder / "chapters.json", text.encode())]
