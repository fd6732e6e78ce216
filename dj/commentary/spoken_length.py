"""How long a voice will take to say a text, for those who know no voice.

Planning passes the host's own estimate instead; the true length is measured from the take.
"""

from dj.model.pace import USUAL
from dj.model.script import Wording


def estimate(text: str) -> float:
    """Estimate the spoken length of a text in seconds; 0 for no words."""
    return round(USUAL.seconds(text), 2)


def estimated(wording: Wording) -> float:
    """Estimate the spoken length of a wording in seconds."""
    return estimate(wording.text)
