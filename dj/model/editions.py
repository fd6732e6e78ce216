"""Do the tags speak of a later edition, whose year and label are not the song's first?"""

import re

from dj.model.track import Track

_LATER = re.compile(
    r"remaster|deluxe|anniversary|reissue|best of|greatest|\bhits\b|collection|anthology|\blive\b|"
    r"essential|expanded|edition|compilation|soundtrack|version|retrospective|singles|box ?set|"
    r"\bthe very best\b|\bsampler\b",
    re.IGNORECASE,
)
_LOOKED_AT = 300
"""Characters of each field; hostile tags may hold a hundred thousand."""


def is_later_edition(track: Track) -> bool:
    """Tell whether title, album or album artist show a reissue, a collection or a recut."""
    fields = (track.title, track.album, track.album_artist)
    about = " ".join(field[:_LOOKED_AT] for field in fields)
    return bool(_LATER.search(about)) or "various" in about.casefold()
