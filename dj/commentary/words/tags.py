"""The words that rest on a song's tags: hostile text made speakable, or left unsaid."""

import re
from collections.abc import Sequence

from dj.commentary.bench import Raw
from dj.commentary.titles import Speakable, credited, plain, speakable
from dj.commentary.tongues import tongue
from dj.commentary.words.listener import Listener
from dj.model.analysis import Song
from dj.model.spoken import Manner
from dj.model.track import Track

LONG_S = 420.0
"""A song of seven minutes is long on the radio."""

_REISSUE = re.compile(
    r"remaster|deluxe|anniversary|reissue|best of|greatest|\bhits\b|collection|anthology|\blive\b|"
    r"essential|expanded|edition|compilation|soundtrack|version|retrospective|singles",
    re.IGNORECASE,
)
_NO_GENRE = frozenset(
    {"other", "misc", "music", "genre", "none", "default", "general", "undefined"}
)
_FILE_NAME = re.compile(r"_|^\d{1,3}[\s.-]")


def name(text: str, track: Track, listener: Listener) -> Speakable | None:
    """Make a name that has to do with a song speakable; None if it is better left unsaid."""
    manner = Manner(level=listener.taste.name_level, language=listener.language,
                    declared=track.language, explicit=track.explicit)  # fmt: skip
    return speakable(plain(text), unspoken=listener.unspoken, manner=manner)


def phrase(text: str, listener: Listener) -> Speakable | None:
    """Make an editor's words speakable: they are in the host's language, whatever is sung."""
    manner = Manner(level=listener.taste.name_level, language=listener.language)
    return speakable(plain(text), unspoken=listener.unspoken, manner=manner)


def tag_words(song: Song, listener: Listener) -> dict[str, Raw]:
    """Build the words of one song that its tags tell."""
    track, this_year = song.track, listener.at.year
    spoken = tongue(listener.language)
    year = _year(track, this_year)
    guests = [guest for one in track.artists[1:3] if (guest := name(one, track, listener))]
    minutes = int(song.analysis.cues.play_s // 60)
    is_long = song.analysis.cues.play_s >= LONG_S
    return {
        "title": _title(track, listener),
        "artist": artist(track, listener),
        "featured": spoken.joined(guests) if guests else None,
        "album": name(track.album, track, listener),
        "year": year,
        "decade": spoken.decade(year) if year else None,
        "is_recent": year is not None and year >= this_year - 1,
        "genre": _genre(track.genres),
        "is_long": is_long,
        "minutes": minutes if is_long else None,
    }


def artist(track: Track, listener: Listener) -> Speakable | None:
    """Make the main artist's name speakable."""
    return name(credited(plain(track.main_artist)) or "", track, listener)


def _title(track: Track, listener: Listener) -> Speakable | None:
    """A title guessed from a file's name is said only if it does not look like one."""
    from_file = "file" in track.provenance.get("title", "")
    if from_file and _FILE_NAME.search(track.title[:200]):
        return None
    return name(track.title, track, listener)


def _year(track: Track, this_year: int) -> int | None:
    """A reissue's year is not the song's, so it stays unsaid."""
    year = track.year
    if year is None or not 1900 <= year <= this_year:
        return None
    about = f"{track.title[:300]} {track.album[:300]} {track.album_artist[:300]}"
    return None if _REISSUE.search(about) or "various" in about.lower() else year


def _genre(genres: Sequence[str]) -> str | None:
    first = re.split(r"[;/,|]", genres[0][:200])[0] if genres else ""
    genre = speakable(plain(first))
    if not genre or len(genre) > 30 or any(c.isdigit() for c in genre):
        return None
    lower = genre.lower()
    if lower in _NO_GENRE:
        return None
    return genre if first.strip().isupper() and len(first.strip()) <= 4 else lower
