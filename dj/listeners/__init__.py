"""Who listens, and to what: histories and playlists in, matched plays and taste out."""

from dj.listeners.importing import ImportResult, import_file
from dj.listeners.match import MatchResult, match
from dj.listeners.taste import taste

__all__ = ["ImportResult", "MatchResult", "import_file", "match", "taste"]
