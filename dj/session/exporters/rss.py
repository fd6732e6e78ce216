"""RSS 2.0 with the tags of Apple and of Podcasting 2.0: the mix as an episode for podcast apps.

An address in a feed must be absolute, so the exporter must be told where the folder is on the web.
The feed asks directories not to list it, for the music in it is other people's. It does not say
whether a song is explicit, because the session does not know.
"""

from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote, urlsplit
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element, SubElement

from dj.errors import ConfigError
from dj.interfaces import Ask
from dj.model.manifest import Manifest
from dj.model.names import one_line
from dj.model.track import Skipped
from dj.session.captions import disclosure, host_name
from dj.session.chapters import chapters
from dj.session.files import media_type
from dj.session.markup import add, document
from dj.session.programme import no_mix
from dj.units import clock_text
from dj.writing import write_atomic

_FILE = "session.rss"
_GUIDS = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""Namespace of ``podcast:guid``, as the specification gives it."""
_NAMESPACES = {
    "xmlns:itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "xmlns:podcast": "https://podcastindex.org/namespace/1.0",
}


class RssExporter:
    """Writes ``session.rss``; chapters and captions are linked if they are in the folder."""

    by_default: ClassVar[bool] = False
    asks: ClassVar[tuple[Ask, ...]] = ("base_url",)

    def __init__(self, *, base_url: str) -> None:
        if not _is_address(base_url):
            raise ConfigError(
                f"{base_url!r} is not the address of a folder on the web.",
                where="--base-url",
                hint="Give one such as https://example.org/session/",
            )
        self._base = base_url.rstrip("/") + "/"

    def export(self, manifest: Manifest, folder: Path, /) -> Sequence[Path | Skipped]:
        """Write a feed of one episode."""
        if not manifest.mix:
            return [no_mix("rss")]
        root = Element("rss", {"version": "2.0", **_NAMESPACES})
        channel = SubElement(root, "channel")
        self._show(channel, manifest)
        self._episode(SubElement(channel, "item"), manifest, folder)
        return [write_atomic(folder / _FILE, document(root))]

    def _show(self, channel: Element, manifest: Manifest) -> None:
        feed = (self._base + _FILE).partition("://")[2]
        add(channel, "title", one_line(manifest.title) or "Session")
        add(channel, "link", self._base)
        add(channel, "description", disclosure(manifest))
        add(channel, "language", one_line(manifest.script.language))
        add(channel, "generator", f"dj-session {manifest.dj_version}")
        add(channel, "itunes:author", host_name(manifest))
        SubElement(channel, "itunes:category", text="Music")
        add(channel, "itunes:block", "Yes")
        add(channel, "podcast:guid", str(uuid5(_GUIDS, feed)))
        add(channel, "podcast:locked", "yes")
        add(channel, "podcast:medium", "podcast")
        _host(channel, manifest)

    def _episode(self, item: Element, manifest: Manifest, folder: Path) -> None:
        mix = folder / manifest.mix
        add(item, "title", one_line(manifest.title) or "Session")
        add(item, "description", _description(manifest))
        add(item, "guid", manifest.session_id, {"isPermaLink": "false"})
        add(item, "pubDate", format_datetime(datetime.fromisoformat(manifest.at), usegmt=True))
        SubElement(
            item,
            "enclosure",
            url=self._base + quote(manifest.mix),
            length=str(mix.stat().st_size if mix.is_file() else 0),
            type=media_type(mix),
        )
        add(item, "itunes:duration", str(round(manifest.timeline.duration_s)))
        if (folder / "chapters.json").is_file():
            where = {"url": f"{self._base}chapters.json", "type": "application/json+chapters"}
            SubElement(item, "podcast:chapters", where)
        if (folder / "captions.vtt").is_file():
            where = {"url": f"{self._base}captions.vtt", "type": "text/vtt", "rel": "captions"}
            language = one_line(manifest.script.language)
            SubElement(item, "podcast:transcript", {**where, "language": language})
        _host(item, manifest)


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    encoded = quote(text, safe=":/[]%~-._@!$&'()*+,;=") == text
    return encoded and parts.scheme in ("http", "https") and bool(parts.hostname)


def _host(parent: Element, manifest: Manifest) -> None:
    said = " (synthetic voice)" if manifest.disclosure.synthetic_voice else ""
    name = one_line(f"{host_name(manifest)}{said}")
    add(parent, "podcast:person", name, {"role": "host", "group": "cast"})


def _description(manifest: Manifest) -> str:
    rate = manifest.timeline.sample_rate_hz
    songs = [f"{clock_text(c.start_frame / rate)} {c.title}" for c in chapters(manifest)]
    # Apps read the text as HTML.
    return "<br>\n".join(escape(line, quote=False) for line in (disclosure(manifest), *songs))
