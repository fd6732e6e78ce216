"""A library laid out on disk for planning: an immutable folder that processes map and share.

``<id>/manifest.json`` is written last and lists every other file with its size and SHA-256; the id
is the hash of the columns, so equal content has one name. Columns are raw little-endian arrays
named ``column.dtype``, texts are their bytes and where each begins, a song is a MessagePack record.
"""

from dj.lineup.snapshot.read import read_snapshot
from dj.lineup.snapshot.write import write_snapshot

__all__ = ["read_snapshot", "write_snapshot"]
