"""Who listens, and to what: histories and playlists in, matched plays and taste out."""

from dj.listeners.barring import barred, credited, credited_names, settled, tag_key, together
from dj.listeners.detecting import Told
from dj.listeners.import_result import FUTURE, Exports, ImportResult
from dj.listeners.importing import import_file, import_files
from dj.listeners.match import Matcher, MatchResult, match
from dj.listeners.misses import Miss
from dj.listeners.news import Known, News, news, spans
from dj.listeners.profile import profile
from dj.listeners.taste import taste
from dj.listeners.year import year_in_music

__all__ = [
    "FUTURE",
    "Exports",
    "ImportResult",
    "Known",
    "MatchResult",
    "Matcher",
    "Miss",
    "News",
    "Told",
    "barred",
    "credited",
    "credited_names",
    "import_file",
    "import_files",
    "match",
    "news",
    "profile",
    "settled",
    "spans",
    "tag_key",
    "taste",
    "together",
    "year_in_music",
]
