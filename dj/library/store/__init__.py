"""The catalogue on disk; the only SQL in the house."""

from dj.library.store.catalogue import FileRow, KnownFile, Stamp
from dj.library.store.quarantine import ANALYSIS
from dj.library.store.store import Store, models_folder

__all__ = ["ANALYSIS", "FileRow", "KnownFile", "Stamp", "Store", "models_folder"]
