"""Who wrote, produced and recorded it, as tags say. A doubtful name is no name."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from dj import tables
from dj.library.cleaning import clean_name, is_address
from dj.model.names import fold

ROLES: Mapping[str, tuple[str, ...]] = {
    "composer": ("composer",),
    "lyricist": ("lyricist",),
    "arranger": ("arranger",),
    "producer": ("producer",),
    "engineer": ("engineer", "mixer"),
    "label": ("label", "organization", "publisher"),
}
"""Role → the tags that tell it, the plainest first. In an ID3 tag the publisher is the label."""

_MOST_NAMES = 8
_LONGEST_NAME = 80
_APART = re.compile(r"[;/\0]")
_NO_NAME = re.compile(r"@|https?:|www\.|[<>{}\[\]()|\\^~`=#*_]|\d{4}", re.IGNORECASE)
_NOBODY = frozenset({
    "unknown composer", "na", "self", "self released", "self-released", "independent",
    "not on label", "[no label]", "no label", "default", "test", "composer", "producer", "label",
    "publisher", "unknown label", "tba",
})  # fmt: skip
"""What writers put where nobody is named, folded, beside what `tables.NOBODY` lists."""


def roles_of(every: Callable[[str], list[str]]) -> dict[str, tuple[str, ...]]:
    """Return the names in each role that has any.

    Args:
        every: Gives all values of a tag by its folded name.
    """
    found = {
        role: _names(next((values for tag in tags if (values := every(tag))), []))
        for role, tags in ROLES.items()
    }
    return {role: names for role, names in found.items() if names}


def _is_nobody(folded: str) -> bool:
    return folded in _NOBODY or any(
        folded in tables.words(tables.NOBODY, sort) for sort in ("name", "artist")
    )


def _names(values: Iterable[str]) -> tuple[str, ...]:
    unique: dict[str, str] = {}
    for name in _parts(values):
        unique.setdefault(fold(name), name)
    return tuple(unique.values())[:_MOST_NAMES]


def _parts(values: Iterable[str]) -> Iterator[str]:
    for value in values:
        # Taken apart, an address or "n/a" would leave words that look like names.
        whole = fold(clean_name(value))
        doubtful = "://" in value or not whole or _is_nobody(whole)
        for part in () if doubtful else _APART.split(value[: _LONGEST_NAME * _MOST_NAMES]):
            name = clean_name(part)
            if _is_name(name):
                yield name


def _is_name(name: str) -> bool:
    """Tell whether a host could say this as somebody's name."""
    if len(name) > _LONGEST_NAME or _is_nobody(fold(name)) or is_address(name):
        return False
    letters = sum(character.isalpha() for character in name)
    return letters >= 2 and name.isprintable() and not _NO_NAME.search(name)
