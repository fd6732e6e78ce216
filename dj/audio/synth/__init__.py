"""A small deterministic synthesiser that plays written songs.

`load_score` reads a song, `render_score` plays it, `truth` says what is true of the result by
construction. The demo library and the tests of the analysers are made with it.
"""

from dj.audio.synth.samples import SAMPLE_RATE_HZ
from dj.audio.synth.score import SYNTH_VERSION, excerpt, load_score, parse_score, render_score
from dj.audio.synth.sheet.nouns import Ending, Score
from dj.audio.synth.truth import SongTruth, truth

__all__ = [
    "SAMPLE_RATE_HZ",
    "SYNTH_VERSION",
    "Ending",
    "Score",
    "SongTruth",
    "excerpt",
    "load_score",
    "parse_score",
    "render_score",
    "truth",
]
