"""Similar listeners: what people with a like taste play, learned from data the user brings."""

from dj.listeners.colisten.build import build
from dj.listeners.colisten.card import ABSENT, Card, Source
from dj.listeners.colisten.files import Model, check, load, remembered, remove, why_absent
from dj.listeners.colisten.forget import forget
from dj.listeners.colisten.popularity import popularity
from dj.listeners.colisten.ranking import Heard, discovery, familiar
from dj.listeners.colisten.rows import Refusals
from dj.listeners.colisten.similar import similar

__all__ = [
    "ABSENT",
    "Card",
    "Heard",
    "Model",
    "Refusals",
    "Source",
    "build",
    "check",
    "discovery",
    "familiar",
    "forget",
    "load",
    "popularity",
    "remembered",
    "remove",
    "similar",
    "why_absent",
]
