"""What must a fact say about its subject so that nobody else can be meant?"""

from collections.abc import Collection

from dj.model.editorial import About

SONG_IDS = ("mbid", "isrc")
"""Fields that name one recording, if nobody mistyped them: one field more must agree."""
ALBUM_IDS = ("release_group_mbid",)
ARTIST_IDS = ("artist_mbid",)
STRONG = (*SONG_IDS, *ALBUM_IDS, *ARTIST_IDS)
PEOPLE = ("artist", "album_artist")
WORKS = ("title", "album")
FIELDS = (*STRONG, *PEOPLE, *WORKS)
"""The tag fields a subject may name, the most telling first."""


def identifies(fields: Collection[str], about: About = About.TRACK) -> bool:
    """Tell whether these fields together are more than a name: people and songs share names.

    An artist's identifier and name say who it is, but not which of their songs.
    """
    named = set(fields)
    if not named <= set(FIELDS):
        return False
    if named & {*SONG_IDS, *ALBUM_IDS}:
        return len(named) >= 2
    works, people = bool(named & set(WORKS)), bool(named & set(PEOPLE))
    if named & set(ARTIST_IDS):
        return works or (people and about is About.ARTIST)
    return works and people
