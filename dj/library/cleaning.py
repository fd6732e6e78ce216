"""One way to clean text from tags and file names, for everything that is shown, stored or matched.

Tags are hostile: control characters, bidirectional tricks, invisible letters, halves of characters,
titles of 100 kB. What leaves here is one line of normal text in NFC. It is not yet speakable.
"""

import re
import unicodedata

LONGEST = 1024
"""Code points kept of a field: more than any real title."""

_READ_AT_MOST = 8 * LONGEST
"""Cut before any work is done, so that a 10 MB title costs no more than a long one."""

_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|[a-z0-9-]+\.(?:com|net|org|info|ru|fm)", re.IGNORECASE
)
_NOTHING = frozenset({"(none)", "(null)", "null", "<unknown>", "n/a", "unknown artist",
                      "unknown album", "unknown title"})  # fmt: skip
"""What writers put where nothing is known, in lower case."""

_REMOVED = frozenset({"Cc", "Cf", "Cs", "Co"})
"""Controls, invisible formatting, lone surrogates, private use."""

_SPACES = re.compile(r"\s+")


def clean_text(text: str | None) -> str:
    """Make one line of normal text: NFC, no control or invisible characters, at most `LONGEST`."""
    if not text:
        return ""
    text = text[:_READ_AT_MOST]
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFC", _SPACES.sub(" ", text))
        text = "".join(
            c for c in text if unicodedata.category(c) not in _REMOVED and not _is_hole(c)
        )
        text = unicodedata.normalize("NFC", text)
    return _SPACES.sub(" ", text)[:LONGEST].strip()


def clean_name(text: str | None) -> str:
    """Clean a title, artist or album; empty if it only says that nothing is known."""
    name = clean_text(text)
    return "" if name.casefold() in _NOTHING else name


def is_address(text: str) -> bool:
    """Tell whether a text is a web address and nothing else."""
    return _ADDRESS.fullmatch(text) is not None


def _is_hole(character: str) -> bool:
    return ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
