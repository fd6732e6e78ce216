"""The languages of hosts: times, dates, keys and lists of names in each."""

from dj.commentary.tongues.de import German
from dj.commentary.tongues.digits import Digits
from dj.commentary.tongues.en import English
from dj.commentary.tongues.es import Spanish
from dj.commentary.tongues.tongue import Hedge, Tongue
from dj.model.names import primary_language

__all__ = ["TONGUES", "Hedge", "Tongue", "tongue"]

TONGUES: tuple[Tongue, ...] = (English(), German(), Spanish())
"""One for each language that hosts are at home in."""


def tongue(language: str) -> Tongue:
    """Find the tongue for a BCP 47 tag; regions do not matter.

    In a language that has none, what needs words stays unsaid: half a sentence in another language
    would be worse than silence.
    """
    primary = primary_language(language)
    return next((one for one in TONGUES if one.language == primary), None) or Digits(primary)
