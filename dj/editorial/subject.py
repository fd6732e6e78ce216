"""What must a fact say about its subject so that nobody else can be meant?"""

from collections.abc import Collection

STRONG = ("mbid", "isrc")
"""Fields that name one recording, if nobody mistyped them: one field more must agree."""
PEOPLE = ("artist", "album_artist")
WORKS = ("title", "album")
FIELDS = (*STRONG, *PEOPLE, *WORKS)
"""The tag fields a subject may name, the most telling first."""


def identifies(fields: Collection[str]) -> bool:
    """Tell whether these fields together are more than a name: people and songs share names."""
    named = set(fields)
    if not named <= set(FIELDS):
        return False
    if named & set(STRONG):
        return len(named) >= 2
    return bool(named & set(PEOPLE) and named & set(WORKS))
