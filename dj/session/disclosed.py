"""What a listener has the right to know of a host, in the host's language.

A sentence that nobody understands discloses nothing, so it is written as the session is spoken;
English stands in for a language that has none yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dj.model.names import primary_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosed:
    """The sentences of one language; braces stand for what differs."""

    synthetic: str
    recorded: str
    no_host: str
    promotion: str
    none: str
    """That nothing is promoted, after `promotion`."""
    lines: str
    """Who wrote the lines, and in which pack they are."""
    badge: str
    made: str
    """Who the host is, and which engine made the voice."""
    session_without: str


_ENGLISH = Disclosed(
    synthetic="The host's voice is synthetic{engine}.",
    recorded="The host's voice is recorded{engine}.",
    no_host="No host speaks.",
    promotion="Promotion: {what}.",
    none="none",
    lines="Lines written by editors, pack {pack!r}.",
    badge="{host} is a synthetic voice",
    made="{host} is a synthetic voice, made by a computer ({engine}).",
    session_without="This session has no host.",
)
_GERMAN = Disclosed(
    synthetic="Die Stimme der Moderation ist synthetisch{engine}.",
    recorded="Die Stimme der Moderation ist aufgenommen{engine}.",
    no_host="Es spricht keine Moderation.",
    promotion="Werbung: {what}.",
    none="keine",
    lines="Texte aus der Redaktion, Paket {pack!r}.",
    badge="{host} ist eine synthetische Stimme",
    made="{host} ist eine synthetische Stimme, erzeugt von einem Computer ({engine}).",
    session_without="Diese Sendung hat keine Moderation.",
)
_SPANISH = Disclosed(
    synthetic="La voz que presenta es sintética{engine}.",
    recorded="La voz que presenta es grabada{engine}.",
    no_host="No habla nadie entre las canciones.",
    promotion="Promoción: {what}.",
    none="ninguna",
    lines="Textos de la redacción, paquete {pack!r}.",
    badge="{host} es una voz sintética",
    made="{host} es una voz sintética, hecha por una computadora ({engine}).",
    session_without="Esta sesión no tiene presentación.",
)
_BY_LANGUAGE: Mapping[str, Disclosed] = {"de": _GERMAN, "en": _ENGLISH, "es": _SPANISH}


def disclosed(language: str) -> Disclosed:
    """Give the sentences for a language tag."""
    return _BY_LANGUAGE.get(primary_language(language), _ENGLISH)


def promotion(words: Disclosed, what: str) -> str:
    """Say what is promoted, which is ``none`` unless a session tells otherwise."""
    return words.promotion.format(what=words.none if what == "none" else what)
