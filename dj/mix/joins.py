"""Joins by ear: how a song ends decides how the next begins.

A fade is crossed while it fades; a cold ending plays out to its last sound and the next song
follows at once. A song that runs into the next of its album does so where that one follows, and
is faded out by us where another does. Beat-matched joins are in `blend`.
"""

from dj.mix.blend import blend
from dj.mix.excerpt import Excerpt
from dj.mix.meeting import Meeting
from dj.model.analysis import Ending, Song
from dj.model.show import Mixing
from dj.model.timeline import JoinKind
from dj.units import frames_from_s

_FADING_LU = 4.0
"""A fade-out has begun when the song stays this far below its loudness."""
_FADED_LU = 14.0
"""By now the next song must have begun, or the ear takes the fade for a hole."""
_RUNG_LU = 20.0
"""A last chord this far down no longer needs the stage to itself."""
_RING_S = 0.8
"""Most of a ring-out, or of a soft first breath, that the two songs may share."""
_LEAST_OVERLAP_S = 1.0
"""Two singers may share this much of a fade."""
_ATTACK_S = 0.01
"""Fade-in of a song that simply begins: no click, no lost attack."""


def plain(outgoing: Excerpt, incoming: Excerpt, mixing: Mixing, room: int) -> Meeting:
    """Plan a join without talk, the best that is safe.

    Args:
        outgoing: the song that ends.
        incoming: the song that begins.
        mixing: the show's limits.
        room: longest overlap, programme frames.
    """
    room = min(room, incoming.length // 2)
    if is_gapless(outgoing.song, incoming.song):
        return _gapless(outgoing)
    blended = blend(outgoing, incoming, mixing, room)
    return blended or without_beats(outgoing, incoming, mixing, room)


def without_beats(outgoing: Excerpt, incoming: Excerpt, mixing: Mixing, room: int) -> Meeting:
    """Plan a join by the ending alone, as under talk."""
    match outgoing.song.analysis.cues.ending:
        case Ending.FADE:
            return _crossfade(outgoing, incoming, mixing, room)
        case Ending.SEGUE:
            return _let_go(outgoing, incoming, mixing, room)
        case Ending.COLD:
            return _segue(outgoing, incoming, room)


def is_gapless(one: Song, other: Song) -> bool:
    """Tell whether a song runs on, and into this very neighbour on its album."""
    track, following = one.track, other.track
    if one.analysis.cues.ending is not Ending.SEGUE or not track.album:
        return False
    same = track.album == following.album and track.album_artist == following.album_artist
    same_disc = (track.disc_number or 1) == (following.disc_number or 1)
    return same and same_disc and following.track_number == (track.track_number or 0) + 1


def _gapless(outgoing: Excerpt) -> Meeting:
    return Meeting(
        kind=JoinKind.SEGUE,
        overlap=0,
        out_at=frames_from_s(outgoing.song.analysis.duration_s, outgoing.rate_hz),
        in_at=0,
        fade_out=0,
        fade_in=0,
        reason="The two run into one another on their album, so nothing comes between them.",
    )


def _crossfade(outgoing: Excerpt, incoming: Excerpt, mixing: Mixing, room: int) -> Meeting:
    rate = outgoing.rate_hz
    overlap = min(_fade_overlap(outgoing, mixing), _shared_room(outgoing, incoming), room)
    measured = len(outgoing.levels) > 0
    return Meeting(
        kind=JoinKind.CROSSFADE,
        overlap=overlap,
        out_at=outgoing.end,
        in_at=incoming.start,
        fade_out=overlap,
        fade_in=min(frames_from_s(_ATTACK_S, rate), overlap) if measured else overlap,
        lead=overlap // 2,
        reason=f"The song fades out, so the next one begins {overlap / rate:.1f} s before its end.",
    )


def _let_go(outgoing: Excerpt, incoming: Excerpt, mixing: Mixing, room: int) -> Meeting:
    """Fade a song out that would go on elsewhere: nothing in it says that it ends."""
    usual = frames_from_s(mixing.crossfade_s, outgoing.rate_hz)
    overlap = min(usual, _shared_room(outgoing, incoming), room)
    return Meeting(
        kind=JoinKind.CROSSFADE,
        overlap=overlap,
        out_at=outgoing.end,
        in_at=incoming.start,
        fade_out=max(overlap, outgoing.trim_fade),
        fade_in=overlap,
        lead=overlap // 2,
        reason="On its album the song runs into another one, so it is faded out here.",
    )


def _fade_overlap(outgoing: Excerpt, mixing: Mixing) -> int:
    """Overlap that lies inside the fade, programme frames."""
    usual = frames_from_s(mixing.crossfade_s, outgoing.rate_hz)
    most = frames_from_s(mixing.max_crossfade_s, outgoing.rate_hz)
    if not len(outgoing.levels):
        return usual
    whole_fade = outgoing.end - outgoing.last_within(_FADING_LU)
    faint_part = outgoing.end - outgoing.last_within(_FADED_LU)
    return min(most, max(faint_part, min(usual, whole_fade)))


def _shared_room(outgoing: Excerpt, incoming: Excerpt) -> int:
    """Longest overlap in which the two do not sing at once for more than a moment."""
    if not outgoing.is_sung or incoming.post is None:
        return outgoing.length + incoming.length
    apart = outgoing.end - max(last for _, last in outgoing.vocals)
    apart += incoming.post - incoming.start
    return max(apart, frames_from_s(_LEAST_OVERLAP_S, outgoing.rate_hz))


def _segue(outgoing: Excerpt, incoming: Excerpt, room: int) -> Meeting:
    rate = outgoing.rate_hz
    ring = outgoing.end - outgoing.last_within(_RUNG_LU)
    breath = incoming.first_within(_RUNG_LU) - incoming.start
    overlap = min(ring + breath, frames_from_s(_RING_S, rate), room)
    return Meeting(
        kind=JoinKind.SEGUE,
        overlap=overlap,
        out_at=outgoing.end,
        in_at=incoming.start,
        fade_out=outgoing.trim_fade,
        fade_in=min(frames_from_s(_ATTACK_S, rate), incoming.length),
        lead=overlap,
        reason="The song ends cold, so it plays out and the next one follows at once.",
    )
