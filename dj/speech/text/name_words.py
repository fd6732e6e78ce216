"""The words a voice says for the signs in a name, and in place of a name it cannot read."""

from collections.abc import Mapping
from dataclasses import dataclass

from dj.model.names import primary_language


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """What one language says around and instead of names."""

    featuring: str
    versus: str
    with_: str
    number: str
    numbers: str
    volume: str
    part: str
    opus: str
    half: str
    and_: str
    percent: str
    plus: str
    at: str
    sharp: str
    flat: str
    money: Mapping[str, tuple[str, str]]
    """Sign of a currency → its name between a number and a noun, and after a number alone."""
    nouns: Mapping[str, str]
    """Kind of name → what stands for one; ``name`` for all others."""
    of_signs: str
    """Why it is not read: added to the noun."""
    of_script: str
    too_long: str


_ENGLISH = NameWords(
    featuring="featuring", versus="versus", with_="with", number="number", numbers="numbers",
    volume="volume", part="part", opus="opus", half="one half", and_="and", percent="percent",
    plus="plus", at="at", sharp="sharp", flat="flat",
    money={"$": ("dollar", "dollars"), "€": ("euro", "euros"), "£": ("pound", "pounds"),
           "¥": ("yen", "yen")},
    nouns={"title": "a title", "album": "an album title", "artist": "an artist name",
           "name": "a name"},
    of_signs="of signs", of_script="written in another script", too_long="too long to say",
)  # fmt: skip
_GERMAN = NameWords(
    featuring="mit", versus="gegen", with_="mit", number="Nummer", numbers="Nummern",
    volume="Teil", part="Teil", opus="Opus", half="einhalb", and_="und", percent="Prozent",
    plus="plus", at="at", sharp="Kreuz", flat="b",
    money={"$": ("Dollar",) * 2, "€": ("Euro",) * 2, "£": ("Pfund",) * 2, "¥": ("Yen",) * 2},
    nouns={"title": "ein Titel", "album": "ein Albumtitel", "artist": "ein Name",
        "name": "ein Name"},
    of_signs="aus Zeichen", of_script="in anderer Schrift", too_long="zu lang zum Vorlesen",
)  # fmt: skip
_SPANISH = NameWords(
    featuring="con", versus="contra", with_="con", number="número", numbers="números",
    volume="volumen", part="parte", opus="opus", half="medio", and_="y", percent="por ciento",
    plus="más", at="arroba", sharp="sostenido", flat="bemol",
    money={"$": ("dólares",) * 2, "€": ("euros",) * 2, "£": ("libras",) * 2, "¥": ("yenes",) * 2},
    nouns={"title": "un título", "album": "un título de álbum", "artist": "un nombre",
           "name": "un nombre"},
    of_signs="hecho de signos", of_script="en otra escritura", too_long="demasiado largo",
)  # fmt: skip
_WORDS = {"en": _ENGLISH, "de": _GERMAN, "es": _SPANISH}


def name_words(language: str) -> NameWords:
    """Give the words of a language tag; English ones for a language that has none yet."""
    return _WORDS.get(primary_language(language), _ENGLISH)
