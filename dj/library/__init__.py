"""What music is there? Scan folders, read tags, know recordings again, keep the catalogue."""

from dj.library import duplicates
from dj.library.albums import albums, as_on_album, joints, runs_on, works
from dj.library.credits import featured_in_title, split_artists
from dj.library.finding import the_one
from dj.library.identity import content_id
from dj.library.issues import Issue
from dj.library.scan import ScanReport, refresh, scan
from dj.library.search import search
from dj.library.store import ANALYSIS, Store, models_folder
from dj.library.tags import TagSet, read_tags
from dj.library.walk import rooted

__all__ = [
    "ANALYSIS",
    "Issue",
    "ScanReport",
    "Store",
    "TagSet",
    "albums",
    "as_on_album",
    "content_id",
    "duplicates",
    "featured_in_title",
    "joints",
    "models_folder",
    "read_tags",
    "refresh",
    "rooted",
    "runs_on",
    "scan",
    "search",
    "split_artists",
    "the_one",
    "works",
]
