"""What the columns of a table hold, by their headings or as a person tells it."""

from collections.abc import Mapping, Sequence
from operator import itemgetter

_NEEDED = ("artist", "title", "time")
_HEADINGS = {
    "artist": ("artist", "artist name", "artistname", "performer", "band", "interpret"),
    "title": ("title", "track", "track name", "trackname", "track title", "song", "song name",
              "song title", "titel"),
    "time": ("time", "date", "timestamp", "datetime", "date time", "played at", "played on",
             "listened at", "scrobbled at", "date played", "utc time", "utc", "uts", "when",
             "datum"),
    "album": ("album", "album name", "release", "release name", "album title"),
    "mbid": ("mbid", "track mbid", "recording mbid"),
    "isrc": ("isrc",),
    "spotify": ("spotify track uri", "spotify uri", "spotify id"),
    "played_ms": ("ms played", "msplayed", "played ms"),
    "played_s": ("seconds played", "played s"),
    "duration_ms": ("duration ms", "length ms", "track length ms"),
    "duration_s": ("duration s", "duration seconds", "length s"),
    "skipped": ("skipped",),
}  # fmt: skip
ROLES = tuple(_HEADINGS)
"""What a column may be told to hold."""
_DELIMITERS = ",;\t|"
_BY_HEADING = {heading: role for role, headings in _HEADINGS.items() for heading in headings}


class Layout:
    """Where things are in each row."""

    def __init__(self, places: Mapping[str, int], *, has_headings: bool) -> None:
        """Take what a column holds → its index."""
        self.has_headings = has_headings
        self._width = max(places.values()) + 1
        # An empty cell added to each row stands for the columns that are not there.
        self._pick = itemgetter(*(places.get(role, self._width) for role in ROLES))

    def cells(self, row: list[str]) -> tuple[str, ...]:
        """Return what a row holds of everything in `ROLES`; "" of what it has no column for."""
        missing = self._width + 1 - len(row)
        whole = [*row, *[""] * missing] if missing > 0 else [*row[: self._width], ""]
        picked: tuple[str, ...] = self._pick(whole)
        return picked


def delimiter_of(head: bytes) -> str:
    """Find what divides the cells of the first line: whatever is there most often."""
    first = head.lstrip(b"\xef\xbb\xbf\r\n").replace(b"\r", b"\n").partition(b"\n")[0]
    return max(_DELIMITERS, key=lambda mark: first.count(mark.encode()))


def layout(first: Sequence[str], told: Mapping[str, str]) -> Layout | str:
    """Find where artist, title, time and more are, or say what is not clear.

    Args:
        first: The cells of the first row, headings or not.
        told: What a column holds → its heading or its number from 1.
    """
    headings = [_plain(cell) for cell in first]
    places: dict[str, int] = {}
    for role, column in told.items():
        place = _told_place(role, column, headings)
        if isinstance(place, str):
            return place
        places[role] = place
    unclear = _guess(headings, places)
    missing = [role for role in _NEEDED if role not in places]
    if missing or any(role in unclear for role in _NEEDED):
        what = " or ".join(dict.fromkeys((*unclear, *missing)))
        return f"it is not clear which column holds {what}."
    return Layout(places, has_headings=_has_headings(headings, told))


def _told_place(role: str, column: str, headings: Sequence[str]) -> int | str:
    if role not in _HEADINGS:
        return f"no column can hold {role!r}; known: {', '.join(ROLES)}."
    if headings.count(_plain(column)) == 1:
        return headings.index(_plain(column))
    if column.isascii() and column.isdigit() and 1 <= int(column) <= len(headings):
        return int(column) - 1
    return f"there is no column {column!r}."


def _guess(headings: Sequence[str], places: dict[str, int]) -> list[str]:
    """Add what headings say of roles that nobody told; return the roles that several claim."""
    unclear = []
    taken = set(places.values())
    for role in _HEADINGS.keys() - places.keys():
        claims = [place for place, heading in enumerate(headings)
                  if _BY_HEADING.get(heading) == role and place not in taken]  # fmt: skip
        if len(claims) == 1:
            places[role] = claims[0]
        elif claims and role in _NEEDED:
            unclear.append(role)
    return unclear


def _has_headings(headings: Sequence[str], told: Mapping[str, str]) -> bool:
    by_name = any(not column.isdigit() for column in told.values())
    return by_name or sum(heading in _BY_HEADING for heading in headings) >= 2


def _plain(heading: str) -> str:
    return " ".join(heading.strip("\ufeff").replace("_", " ").replace("-", " ").casefold().split())
