"""From a hostile tag to a name that may be spoken: `Untrusted` → `PlainText` → `Speakable`.

The order of the steps is the safety property: bounds first, so that nothing after them sees more
than a kilobyte; then controls, remarks, editors' spoken forms and signs; last the judgement, which
sees what would be said. Every step is one pass over the characters, without backtracking.
"""

from dj.commentary.titles.judge import Doubt
from dj.commentary.titles.plain import PlainText, Untrusted, credited, plain
from dj.commentary.titles.reading import MAX_SPOKEN, Reading, Speakable, read, speakable

__all__ = [
    "MAX_SPOKEN",
    "Doubt",
    "PlainText",
    "Reading",
    "Speakable",
    "Untrusted",
    "credited",
    "plain",
    "read",
    "speakable",
]
