"""Rekordbox XML: the songs with tempo, key and memory cues, and the session as a playlist.

Rekordbox knows files by absolute places only, so the exporter must be told where the music lies,
and on which path the other machine has it. Programs disagree by up to 26 ms about where an MP3
begins, and so do cues in one.
"""

import os
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import ClassVar
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from dj.errors import ConfigError
from dj.interfaces import Ask
from dj.model.manifest import Manifest, ManifestTrack
from dj.model.names import one_line
from dj.model.track import Skipped
from dj.session.chapters import label
from dj.session.markup import document
from dj.session.programme import why
from dj.writing import write_atomic

_MEMORY_CUE = "-1"
_CUE_POINT = "0"


class RekordboxExporter:
    """Writes ``session.rekordbox.xml``, for the tree "rekordbox xml" of that program."""

    by_default: ClassVar[bool] = False
    asks: ClassVar[tuple[Ask, ...]] = ("music_root",)

    def __init__(self, *, music_root: str) -> None:
        here, _, there = music_root.partition("=")
        self._here = os.path.realpath(here)
        place = (there or self._here).replace("\\", "/")
        self._there = place.rstrip("/")
        if not (place.startswith("/") or place[1:3] == ":/"):
            raise ConfigError(
                f"{there!r} is not an absolute place.",
                where="--music-root",
                hint="Give one such as /Volumes/Music or D:/Music after the equals sign.",
            )

    def export(self, manifest: Manifest, folder: Path, /) -> Sequence[Path | Skipped]:
        """Write the songs that lie below the music's root."""
        places = {track.id: self._place(folder, track) for track in manifest.tracks}
        root = Element("DJ_PLAYLISTS", {"Version": "1.0.0"})
        SubElement(root, "PRODUCT", Name="dj-session", Version=manifest.dj_version, Company="")
        listing = SubElement(root, "COLLECTION")
        known = {track.id: track for track in manifest.tracks if places[track.id]}
        numbers = {name: str(number) for number, name in enumerate(known, start=1)}
        for name, track in known.items():
            _track(listing, manifest, track, numbers[name], places[name])
        listing.set("Entries", str(len(known)))
        _playlist(root, manifest, [numbers[t.id] for t in manifest.tracks if t.id in numbers])
        path = write_atomic(folder / "session.rekordbox.xml", document(root))
        return [path, *(self._lost(t) for t in manifest.tracks if t.id not in numbers)]

    def _place(self, folder: Path, track: ManifestTrack) -> str:
        """Address of a song on the other machine; empty if it is not below the root."""
        try:
            below = Path(os.path.realpath(folder / track.path)).relative_to(self._here)
        except ValueError:
            return ""
        place = f"{self._there}/{PurePosixPath(below)}".lstrip("/")
        return "file://localhost/" + quote(place, safe="/:", errors="surrogatepass")

    def _lost(self, track: ManifestTrack) -> Skipped:
        return Skipped(where=label(track), reason=f"does not lie below {self._here}")


def _track(
    listing: Element, manifest: Manifest, track: ManifestTrack, number: str, place: str
) -> None:
    row = SubElement(
        listing,
        "TRACK",
        TrackID=number,
        Name=one_line(track.title),
        Artist=one_line(track.artist),
        Album=one_line(track.album),
        Genre=one_line(", ".join(track.genres)),
        Year=str(track.year or ""),
        TotalTime=str(round(track.duration_ms / 1000)),
        AverageBpm=f"{track.tempo_bpm:.2f}" if track.tempo_bpm else "0.00",
        Tonality=_key(track),
        Comments=why(manifest, track),
        Location=place,
    )
    for name, at_s in _cues(track):
        SubElement(
            row, "POSITION_MARK", Name=name, Type=_CUE_POINT, Start=f"{at_s:.3f}", Num=_MEMORY_CUE
        )


def _cues(track: ManifestTrack) -> list[tuple[str, float]]:
    cues = track.cues
    marks = [("cue in", cues.cue_in_s), ("outro", cues.outro_s), ("cue out", cues.cue_out_s)]
    if cues.post_s is not None:
        marks.insert(1, ("voice", cues.post_s))
    return marks


def _key(track: ManifestTrack) -> str:
    """``A minor`` is ``Am`` there."""
    tonic, _, mode = (track.key or "").partition(" ")
    return f"{tonic}m" if mode == "minor" else tonic


def _playlist(root: Element, manifest: Manifest, numbers: Sequence[str]) -> None:
    tree = SubElement(SubElement(root, "PLAYLISTS"), "NODE", Type="0", Name="ROOT", Count="1")
    name = one_line(manifest.title) or "Session"
    node = SubElement(tree, "NODE", Name=name, Type="1", KeyType="0", Entries=str(len(numbers)))
    for number in numbers:
        SubElement(node, "TRACK", Key=number)
