"""Formats of programmes as files: read, checked, written, described."""

from dj.lineup.shows.copy import copy_show
from dj.lineup.shows.load import FOLDER, LONGEST_S, check_show, load_show, show_files, show_schema

__all__ = [
    "FOLDER",
    "LONGEST_S",
    "check_show",
    "copy_show",
    "load_show",
    "show_files",
    "show_schema",
]
