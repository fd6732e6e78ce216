"""What music is there? Scan folders, read tags, know recordings again, keep the catalogue."""

from dj.library import duplicates
from dj.library.albums import albums, as_on_album, joints, runs_on, works
from dj.library.credits import featured_in_title, split_artists
from dj.library.identity import content_id
from dj.library.issues import Issue
from dj.library.scan import ScanReport, refresh, scan
from dj.library.store import ANALYSIS, Store
from dj.library.tags import TagSet, read_tags

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
    "read_tags",
    "refresh",
    "runs_on",
    "scan",
    "split_artists",
    "works",
]
