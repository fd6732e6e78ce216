"""Everything after a ``|`` or an ``is`` that the copy language knows."""

from collections.abc import Callable, Mapping


def first_upper(text: str) -> str:
    """Begin a sentence with this word."""
    return text[:1].upper() + text[1:]


def with_article(text: str) -> str:
    """Put ``a`` or ``an`` before it."""
    return f"{'an' if text[:1].lower() in 'aeiou' else 'a'} {text}"


def possessive(text: str) -> str:
    """Write the owner's form: ``Nia's``, ``the Waves'``."""
    return f"{text}'" if text.endswith("s") else f"{text}'s"


def lower(text: str) -> str:
    """Write it in lower case."""
    return text.lower()


def is_known(value: object) -> bool:
    """Tell whether a word has a value, were it false."""
    return value is not None and value != ""


FILTERS: Mapping[str, Callable[[str], str]] = {
    "sentence": first_upper,
    "article": with_article,
    "possessive": possessive,
    "lower": lower,
}
TESTS: Mapping[str, Callable[[object], bool]] = {"known": is_known}
_ENGLISH = frozenset({"article", "possessive"})


def filters_of(language: str) -> tuple[str, ...]:
    """List the filters that make sense in a language: ``a``, ``an`` and ``'s`` are English."""
    return tuple(name for name in FILTERS if language == "en" or name not in _ENGLISH)
