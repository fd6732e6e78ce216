"""Which files hold the same recording? By content, by acoustic fingerprint; nothing is deleted.

`candidates` proposes pairs from an inverted index, `compare` judges them bit by bit, `groups` puts
them together and finds the best copy, and `folding` keeps copies from playing twice.
"""

from dj.library.duplicates.folding import fold, refer
from dj.library.duplicates.groups import Copies, Copy, Group, expect, find, known, waiting

__all__ = ["Copies", "Copy", "Group", "expect", "find", "fold", "known", "refer", "waiting"]
