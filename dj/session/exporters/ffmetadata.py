"""FFmpeg's metadata file: title, disclosure and chapters, to carry over to another encoding.

``ffmpeg -i mix.flac -i mix.ffmetadata -map_metadata 1 -map_chapters 1 -c:a aac other.m4b``
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from dj.interfaces import Ask
from dj.model.manifest import Manifest
from dj.model.names import one_line
from dj.model.track import Skipped
from dj.session.captions import disclosure, host_name
from dj.session.chapters import chapters
from dj.session.programme import no_mix
from dj.units import ms_from_frames
from dj.writing import write_atomic

_SPECIAL = re.compile(r"([=;#\\])")


class FfmetadataExporter:
    """Writes ``mix.ffmetadata``; chapters in milliseconds."""

    by_default: ClassVar[bool] = False
    asks: ClassVar[tuple[Ask, ...]] = ()

    def export(self, manifest: Manifest, folder: Path, /) -> Sequence[Path | Skipped]:
        """Write the file, or nothing where there is no mix."""
        if not manifest.mix:
            return [no_mix("ffmetadata")]
        rate = manifest.timeline.sample_rate_hz
        lines = [
            ";FFMETADATA1",
            f"title={_escaped(manifest.title)}",
            f"artist={_escaped(host_name(manifest))}",
            f"date={_escaped(manifest.at[:10])}",
            f"comment={_escaped(disclosure(manifest))}",
        ]
        for chapter in chapters(manifest):
            lines += [
                "[CHAPTER]",
                "TIMEBASE=1/1000",
                f"START={ms_from_frames(chapter.start_frame, rate)}",
                f"END={ms_from_frames(chapter.end_frame, rate)}",
                f"title={_escaped(chapter.title)}",
            ]
        path = folder / Path(manifest.mix).with_suffix(".ffmetadata")
        return [write_atomic(path, ("\n".join(lines) + "\n").encode())]


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", one_line(text))
