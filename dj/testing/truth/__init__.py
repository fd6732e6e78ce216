"""Music whose truth is known because it was made so, and the measures that compare with it.

`clips` knows tempo, beats, bars, key and tuning; `songs` knows who sings where, the sections and
the ends; `metrics` says how far an analysis is from either. It was written without knowledge of
our analysers, from what music is like, and is never tuned to them.

Seeds 1 to 9 are for development. Seeds from 100 on are the blind measure: they are run to report a
figure, and nobody looks at single cases or changes an analyser because of them.
"""

from dj.testing.truth import metrics
from dj.testing.truth.excerpts import clip, clips, each_clip
from dj.testing.truth.known import Clip, FullSong
from dj.testing.truth.recordings import each_song, song, songs

__all__ = [
    "Clip", "FullSong", "clip", "clips", "each_clip", "each_song", "metrics", "song", "songs",
]  # fmt: skip
