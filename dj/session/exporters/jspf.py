"""JSPF, the JSON form of XSPF, as ListenBrainz takes it: recordings by their MusicBrainz id.

ListenBrainz wants one ``identifier`` in a list for each track, refuses a playlist with a track that
has none, and reads `public` from its own extension as a true boolean. So songs without an id, and
all clips, are left out, and the annotation says how many.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from dj.interfaces import Ask
from dj.model.manifest import Manifest, ManifestTrack
from dj.model.names import one_line
from dj.model.track import Skipped
from dj.session.captions import disclosure, host_name
from dj.session.chapters import label
from dj.session.exporters.xspf import RECORDING, when
from dj.session.programme import why
from dj.writing import write_atomic

_PLAYLIST = "https://musicbrainz.org/doc/jspf#playlist"
_UNKNOWN = "has no MusicBrainz recording id in its tags"


class JspfExporter:
    """Writes ``session.jspf``; the playlist is private, for its owner to publish."""

    by_default: ClassVar[bool] = False
    asks: ClassVar[tuple[Ask, ...]] = ()

    def export(self, manifest: Manifest, folder: Path, /) -> Sequence[Path | Skipped]:
        """Write the songs that MusicBrainz knows."""
        known = [track for track in manifest.tracks if _mbid(track)]
        lost = [
            Skipped(where=label(track), reason=_UNKNOWN)
            for track in manifest.tracks
            if not _mbid(track)
        ]
        playlist = {
            "title": one_line(manifest.title) or "Session",
            "creator": host_name(manifest),
            "date": when(manifest),
            "annotation": _annotation(manifest, len(lost)),
            "extension": {_PLAYLIST: {"public": False}},
            "track": [_track(manifest, track) for track in known],
        }
        text = json.dumps({"playlist": playlist}, ensure_ascii=False, indent=1) + "\n"
        return [write_atomic(folder / "session.jspf", text.encode()), *lost]


def _track(manifest: Manifest, track: ManifestTrack) -> Mapping[str, Any]:
    return {
        "identifier": [RECORDING + _mbid(track)],
        "title": one_line(track.title),
        "creator": one_line(track.artist),
        "album": one_line(track.album),
        "duration": track.duration_ms,
        "annotation": why(manifest, track),
    }


def _annotation(manifest: Manifest, lost: int) -> str:
    if not lost:
        return disclosure(manifest)
    return f"{lost} of {len(manifest.tracks)} songs without an id are left out. " + disclosure(
        manifest
    )


def _mbid(track: ManifestTrack) -> str:
    """The id as MusicBrainz spells it; empty if there is none, or it is none."""
    try:
        return str(UUID(track.ids.get("mbid", "")))
    except ValueError:
        return ""
