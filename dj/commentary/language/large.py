"""What is wrong with the wording of a variant as a whole, whatever holds where it stands."""

from collections.abc import Iterator

from dj.commentary.language.coarse import coarse
from dj.commentary.language.native import stranger
from dj.commentary.language.units import unmeasured
from dj.commentary.language.unread import unread
from dj.commentary.language.vocabulary import Vocabulary, tokens
from dj.commentary.language.wording import Problem


def at_large(wording: str, source: str, words: Vocabulary, language: str) -> Iterator[Problem]:
    """Yield what is wrong: words nobody says aloud, another language, numbers of nothing.

    Args:
        wording: Everything between the slots.
        source: As written.
        words: The pack's word lists.
        language: Primary tag of the wording.
    """
    lower = tokens(wording.lower().replace("’", "'"))
    for word in coarse(lower, language, words.plain):
        yield ("TPL034", word, f"{word!r} is coarse, or sounds so.",
               "Say it in another way: no host swears of itself.")  # fmt: skip
    other = stranger(lower, language)
    if other:
        yield ("TPL035", "", f"it is in {other!r}, its file in {language!r}.",
               "Move it to a file of its language, or set the locale.")  # fmt: skip
    for word, unit in unmeasured(source, language):
        yield ("TPL037", word, f"{word} is said without what it counts.",
               f"Say {unit!r}, or what else it is, in the same sentence.")  # fmt: skip
    for sign in unread(wording, lower, language):
        yield ("TPL038", sign, f"{sign!r} is not how anybody says it.",
               "Write it out, as it is to be heard.")  # fmt: skip
