"""Spanish, as in Latin America: times, dates, keys and names that need no agreement around them."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from dj.commentary.tongues.tongue import Hedge
from dj.model.dates import PartialDate
from dj.model.tonality import Key, Mode

_HOURS = ("doce", "una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve",
          "diez", "once")  # fmt: skip
_MINUTES = {5: "cinco", 10: "diez", 15: "quince", 20: "veinte", 25: "veinticinco"}
_PAST = {**_MINUTES, 15: "cuarto", 30: "media"}
_NEAR = {Hedge.AT: "más o menos", Hedge.BEFORE: "casi", Hedge.AFTER: "poco más de"}
_NAMED = {(0, 0): "medianoche", (12, 0): "mediodía"}
_LENGTHS = {1: "cerca de un minuto", 30: "cerca de media hora",
            45: "cerca de tres cuartos de hora", 60: "cerca de una hora",
            90: "cerca de una hora y media", 120: "unas dos horas",
            180: "unas tres horas"}  # fmt: skip
_DECADES = {1920: "veinte", 1930: "treinta", 1940: "cuarenta", 1950: "cincuenta",
            1960: "sesenta", 1970: "setenta", 1980: "ochenta", 1990: "noventa"}  # fmt: skip
_MAJOR = ("do", "re bemol", "re", "mi bemol", "mi", "fa", "fa sostenido", "sol", "la bemol", "la",
          "si bemol", "si")  # fmt: skip
_MINOR = ("do", "do sostenido", "re", "mi bemol", "mi", "fa", "fa sostenido", "sol",
          "sol sostenido", "la", "si bemol", "si")  # fmt: skip
_NOTES = {
    "spoken_time": "with its verb: alone, or after «ahora» or «que»",
    "length": "after «dura», «durante», or alone",
    "weekday": "after «este», «es», or alone",
    "away": "after «hace», «desde hace», «después de»",
    "decade": "after «de los», «en los»",
    "last_heard": "whole, without a preposition before it",
    "first_heard": "whole, without a preposition before it",
    "released_on": "whole, without a preposition before it",
    "recorded_in": "whole, without a preposition before it",
    "formed_in": "whole, without a preposition before it",
    "since": "after «desde»",
    "mood": "after «suena»",
    "key": "after «en»",
    "recorded_with": "after «con»",
    "written_for": "after «para»",
    "inspired_by": "after «la idea viene de»",
    "instrument": "with its article, after a colon or «es»",
    "studio_note": "a sentence after a colon",
    "editors_note": "a sentence after a colon",
    "artist_says": "a sentence after a colon",
    "heard_live": "a sentence after a colon",
    "active": "after «ahora está»",
}
_EXAMPLES = {
    "title": "Viejos conocidos", "decade": "noventa", "genre": "soul", "last_heard": "en marzo",
    "away": "unos 2 años", "first_heard": "en 2019", "key": "la menor",
    "voice": "una voz de mujer", "mood": "suave", "released_on": "en marzo de 1994",
    "recorded_in": "en 1993", "formed_in": "en 1987", "since": "2019", "daypart": "noche",
    "spoken_time": "son casi las siete y media", "length": "cerca de una hora",
    "active": "de gira con un cuarteto de cuerdas",
    "artist_says": "la escribimos en el ferry de noche",
    "heard_live": "la tocó a solas, al piano",
    "recorded_with": "un piano prestado", "written_for": "un cortometraje",
    "inspired_by": "un viaje en ferry", "instrument": "un armonio",
    "studio_note": "se grabó en vivo, en un solo cuarto",
    "editors_note": "el clarinete bajo entra tarde",
}  # fmt: skip


class Spanish:
    """The words of Spanish hosts."""

    language = "es"
    weekdays: Sequence[str] = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado",
                               "domingo")  # fmt: skip
    months: Sequence[str] = ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio",
                             "agosto", "septiembre", "octubre", "noviembre",
                             "diciembre")  # fmt: skip
    dayparts: Mapping[str, str] = MappingProxyType(
        {"morning": "mañana", "afternoon": "tarde", "evening": "noche", "night": "noche"}
    )
    voices: Mapping[str, str] = MappingProxyType(
        {"woman": "una voz de mujer", "man": "una voz de hombre"}
    )
    moods: Mapping[str, str] = MappingProxyType({"mellow": "suave", "ambient": "ambiental"})
    this_session = "esta sesión"
    your_host = "la voz de tu radio"
    earlier_this_month = "este mes"
    last_year = "el año pasado"
    notes: Mapping[str, str] = MappingProxyType(_NOTES)
    examples: Mapping[str, str] = MappingProxyType(_EXAMPLES)

    def clock(self, hour: int, minute: int, hedge: Hedge) -> str:
        """Say ``son casi las siete y media`` or ``faltan unos diez minutos para la una``.

        ``unos`` holds on both sides of a mark, and is short; ``algo menos de`` is heard as a sum.
        """
        if minute > 30:
            return f"faltan unos {_MINUTES[60 - minute]} minutos para {_hour(hour + 1)}"
        verb = "es" if hour % 12 == 1 or (hour, minute) in _NAMED else "son"
        return f"{verb} {_NEAR[hedge]} {_mark(hour, minute)}"

    def length(self, minutes: int | None) -> str:
        """Say ``cerca de una hora``."""
        return "unas horas" if minutes is None else _LENGTHS.get(minutes, f"unos {minutes} minutos")

    def in_month(self, month: int) -> str:
        """Say ``en marzo``."""
        return f"en {self.months[month - 1]}"

    def when(self, date: PartialDate) -> str:
        """Say ``en 1994``, ``en marzo de 1994`` or ``el 21 de marzo de 1994``."""
        if not date.month:
            return f"en {date.year}"
        month = f"{self.months[date.month - 1]} de {date.year}"
        return f"el {date.day} de {month}" if date.day else f"en {month}"

    def span(self, *, months: int = 0, years: int = 0, more: bool = False) -> str:
        """Say ``unos 5 meses``, ``cerca de un año``, ``más de un año`` or ``unos 2 años``."""
        if months:
            return f"unos {months} meses"
        if more:
            return "más de un año"
        return "cerca de un año" if years == 1 else f"unos {years} años"

    def decade(self, year: int) -> str | None:
        """Name ``noventa``; nothing before 1920 and after 1999."""
        return _DECADES.get(year // 10 * 10)

    def key(self, key: Key) -> str:
        """Name ``fa sostenido menor``."""
        is_major = key.mode is Mode.MAJOR
        return f"{_MAJOR[key.tonic]} mayor" if is_major else f"{_MINOR[key.tonic]} menor"

    def joined(self, names: Sequence[str]) -> str:
        """Join ``Tom``, ``Tom e Ines`` or ``Tom, Ines y Ray``."""
        *others, last = names
        return f"{', '.join(others)} {_and(last)} {last}" if others else last


def _hour(hour: int) -> str:
    name = _HOURS[hour % 12]
    return f"la {name}" if name == "una" else f"las {name}"


def _mark(hour: int, minute: int) -> str:
    """Words that agree with nothing: ``poco más de la una`` where ``pasada`` would have to."""
    past = f" y {_PAST[minute]}" if minute else ""
    return _NAMED.get((hour, minute)) or _hour(hour) + past


def _and(following: str) -> str:
    """``y`` becomes ``e`` before the sound of an i, not before that of a y, as in ``hielo``."""
    start = following[:3].casefold().replace("í", "i").removeprefix("h")
    return "e" if start[:1] == "i" and start[1:2] not in set("aeou") else "y"
