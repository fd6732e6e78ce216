"""Does the sound go on from one file into the next? Judged by what the two ends sound like.

Where decoding is exact at the ends, the wave tells: the end of one foretells the start of the next,
or does not. Elsewhere spectrum and pitches of the seconds on either side decide. Measured on cuts
through orchestral and band music: nine in ten continuations are found and four in a hundred other
joins mistaken for one (thirteen where the wave cannot tell); a segue plays in the same way.
"""

import numpy as np

from dj.model.albums import Link
from dj.model.analysis import Edge, Song

_REST_S = 0.1
"""A shorter rest is a codec's padding or a declick, no pause."""
_FAINTEST_LU = -30.0
"""Sound that goes on may be this soft, as applause and last movements are…"""
_FULL_LU = -12.0
"""…but where new music follows, the old must stop near its own loudness: it did not end."""
_SAME_LEVEL_DB = 10.0
_LIKE_BANDS_DB, _SAME_BANDS_DB = 9.0, 5.5
"""Root mean square difference of the bands where the wave goes on, and where it cannot tell."""
_LENIENT = 0.5
"""Per dB by which a wave that goes on is foretold better than well."""
_SAME_PITCHES = 0.85
"""Cosine of the square-rooted pitch strengths."""
_DEEPEST_LU = -55.0
"""Bands this far under the loudness are not heard."""
_FORESEEN_DB = 9.0
"""A wave may go on if it misses what was foretold by no more than this over the usual error…"""
_BEST_DB, _WORST_DB = -14.0, -9.0
"""…within these bounds, dB relative to the rms."""
_CERTAIN_DB = -25.0
"""So near hardly any other recording begins by chance."""
_NOISE_DB = -8.0
"""Sound that is foretold no better than this is noise, of which a wave says nothing."""
_EXACT = frozenset({".flac", ".wav", ".aif", ".aiff", ".ogg", ".oga"})
"""Files whose first and last samples are those of the recording, at least nearly."""


def link(one: Song, other: Song) -> Link:
    """Tell how a recording meets the one that follows it on its album."""
    if one.analysis.edges is None or other.analysis.edges is None:
        return Link.APART
    end, start = one.analysis.edges[1], other.analysis.edges[0]
    if max(end.rest_s, start.rest_s) > _REST_S:
        return Link.APART
    loudness = one.analysis.loudness_lufs, other.analysis.loudness_lufs
    under = min(end.level_lufs - loudness[0], start.level_lufs - loudness[1])
    exact = all(song.track.path.suffix.lower() in _EXACT for song in (one, other))
    if under >= _FAINTEST_LU and _goes_on(end, start, max(loudness) + _DEEPEST_LU, exact=exact):
        return Link.GAPLESS
    return Link.SEGUE if under >= _FULL_LU else Link.APART


def _goes_on(end: Edge, start: Edge, floor_db: float, *, exact: bool) -> bool:
    apart_db, error_db = _apart_db(end, start, floor_db), _error_db(end, start)
    if error_db is not None and end.brink is not None:
        if error_db <= _CERTAIN_DB:
            return True
        if error_db <= np.clip(end.brink.doubt_db + _FORESEEN_DB, _BEST_DB, _WORST_DB):
            return apart_db <= _LIKE_BANDS_DB + _LENIENT * max(0.0, _BEST_DB - error_db)
        if exact:
            return False
    same_level = abs(end.level_lufs - start.level_lufs) <= _SAME_LEVEL_DB
    return same_level and apart_db <= _SAME_BANDS_DB and _cosine(end, start) >= _SAME_PITCHES


def _error_db(end: Edge, start: Edge) -> float | None:
    """How far the wave misses what was foretold, dB relative to the rms; None for noise."""
    told, heard = end.brink, start.brink
    if told is None or heard is None or told.doubt_db > _NOISE_DB:
        return None
    error = float(np.mean(np.subtract(told.samples, heard.samples) ** 2))
    return float(10.0 * np.log10(error / max(told.rms * heard.rms, 1e-3) + 1e-9))


def _apart_db(end: Edge, start: Edge, floor_db: float) -> float:
    """Root mean square difference of the bands that are heard; infinite if not comparable."""
    if not end.bands_db or len(end.bands_db) != len(start.bands_db):
        return float("inf")
    before, after = (np.maximum(edge.bands_db, floor_db) for edge in (end, start))
    return float(np.sqrt(np.mean((before - after) ** 2)))


def _cosine(end: Edge, start: Edge) -> float:
    one, other = (np.sqrt(np.array(edge.pitches, np.float64)) for edge in (end, start))
    size = float(np.linalg.norm(one) * np.linalg.norm(other))
    return float(one @ other) / size if size else 1.0
