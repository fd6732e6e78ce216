"""XSPF version 1 ("spiff"): songs and clips in turn, with the reason for each song.

Places are relative URIs, percent-encoded, so the file must stay in the session's folder.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from dj.interfaces import Ask
from dj.model.manifest import Manifest
from dj.model.names import one_line
from dj.model.track import Skipped
from dj.session.captions import disclosure, host_name
from dj.session.markup import add, document
from dj.session.programme import Entry, entries
from dj.writing import write_atomic

NAMESPACE = "http://xspf.org/ns/0/"
RECORDING = "https://musicbrainz.org/recording/"
"""What an identifier of MusicBrainz begins with."""


class XspfExporter:
    """Writes ``session.xspf``."""

    by_default: ClassVar[bool] = False
    asks: ClassVar[tuple[Ask, ...]] = ()

    def export(self, manifest: Manifest, folder: Path, /) -> Sequence[Path | Skipped]:
        """Write the playlist."""
        root = Element("playlist", {"version": "1", "xmlns": NAMESPACE})
        add(root, "title", one_line(manifest.title))
        add(root, "creator", host_name(manifest))
        add(root, "annotation", disclosure(manifest))
        add(root, "date", when(manifest))
        listing = SubElement(root, "trackList")
        for number, entry in enumerate(entries(manifest), start=1):
            _track(SubElement(listing, "track"), entry, number)
        return [write_atomic(folder / "session.xspf", document(root))]


def when(manifest: Manifest) -> str:
    """The moment of the session, as RFC 3339 asks for it, with seconds."""
    return manifest.at.replace("Z", ":00Z")


def _track(row: Element, entry: Entry, number: int) -> None:
    # A name that is no text still has its bytes, and an URI can carry them.
    add(row, "location", quote(entry.path, errors="surrogatepass"))
    if entry.track and (mbid := entry.track.ids.get("mbid")):
        add(row, "identifier", RECORDING + quote(mbid))
    add(row, "title", entry.title)
    add(row, "creator", entry.artist)
    add(row, "annotation", entry.note)
    add(row, "album", one_line(entry.track.album) if entry.track else "")
    add(row, "duration", str(entry.duration_ms))
    add(row, "trackNum", str(number))
