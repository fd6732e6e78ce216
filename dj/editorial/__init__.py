"""What do people know better? Editors' facts and corrections, on the right recordings."""

from dj.editorial.attach import attach
from dj.editorial.facts import load_facts
from dj.editorial.overrides.apply import apply, apply_to_tracks, banned, rename, touched
from dj.editorial.overrides.load import FILE_NAME as OVERRIDES_FILE
from dj.editorial.overrides.load import find_overrides, load_overrides
from dj.editorial.overrides.nouns import Overrides

__all__ = [
    "OVERRIDES_FILE",
    "Overrides",
    "apply",
    "apply_to_tracks",
    "attach",
    "banned",
    "find_overrides",
    "load_facts",
    "load_overrides",
    "rename",
    "touched",
]
