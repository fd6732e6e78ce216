"""What music is there? Scan folders, read tags, know recordings again, keep the catalogue."""

from dj.library.credits import featured_in_title, split_artists
from dj.library.identity import content_id
from dj.library.scan import ScanReport, scan
from dj.library.store import Store
from dj.library.tags import TagSet, read_tags

__all__ = [
    "ScanReport",
    "Store",
    "TagSet",
    "content_id",
    "featured_in_title",
    "read_tags",
    "scan",
    "split_artists",
]
