"""What do people know better? Editors' facts and corrections, on the right recordings."""

from dj.editorial.attach import attach
from dj.editorial.facts import load_facts
from dj.editorial.overrides.aliases import (
    Alias,
    Aliases,
    find_aliases,
    load_aliases,
    save_aliases,
)
from dj.editorial.overrides.apply import (
    apply,
    apply_to_tracks,
    banned,
    rename,
    right_artist,
    touched,
)
from dj.editorial.overrides.load import FILE_NAME as OVERRIDES_FILE
from dj.editorial.overrides.load import find_overrides, load_overrides
from dj.editorial.overrides.nouns import Overrides

__all__ = [
    "OVERRIDES_FILE",
    "Alias",
    "Aliases",
    "Overrides",
    "apply",
    "apply_to_tracks",
    "attach",
    "banned",
    "find_aliases",
    "find_overrides",
    "load_aliases",
    "load_facts",
    "load_overrides",
    "rename",
    "right_artist",
    "save_aliases",
    "touched",
]
