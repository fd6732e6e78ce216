"""The plain ways in which one song can give way to the next, each as a planned `Meeting`.

None of them weighs whether it suits: `pricing` does. Beat-matched joins are in `blend`.
"""

from collections.abc import Iterator
from dataclasses import replace

from dj.mix.excerpt import Excerpt
from dj.mix.meeting import Meeting
from dj.model.show import Mixing
from dj.model.timeline import JoinKind
from dj.units import frames_from_s

PAUSE_S = 0.5
"""A breath between two songs: long enough to part them, too short to be a hole."""
_MOVEMENTS_S = 1.2
"""Between two movements, where the hall breathes too."""
_FADING_LU = 4.0
"""A fade-out has begun when the song stays this far below its loudness."""
_FADED_LU = 14.0
"""By now the next song must have begun, or the ear takes the fade for a hole."""
_DYING_LU = (_FADED_LU, 10.0)
"""A last sound has begun to die away when the song stays this far below its loudness."""
_RUNG_LU = 20.0
"""A last chord this far down no longer needs the stage to itself."""
_RING_S = 0.8
"""Most of a ring-out, or of a soft first breath, that the two songs may share."""
_LEAST_OVERLAP_S = 1.0
"""Two singers may share this much of a fade."""
_ATTACK_S = 0.01
"""Fade-in of a song that simply begins: no click, no lost attack."""
_DECLICK_S = 0.005


def gapless(outgoing: Excerpt) -> Meeting:
    """Leave two songs as they run into one another on their album."""
    return Meeting(
        kind=JoinKind.SEGUE,
        overlap=0,
        out_at=frames_from_s(outgoing.song.analysis.duration_s, outgoing.rate_hz),
        in_at=0,
        fade_out=0,
        fade_in=0,
        reason="The two run into one another on their album, so nothing comes between them.",
    )


def crossfade(outgoing: Excerpt, incoming: Excerpt, mixing: Mixing, room: int) -> Meeting:
    """Cross a fade while it fades: the next song has begun when it is faint."""
    rate = outgoing.rate_hz
    most = min(frames_from_s(mixing.max_crossfade_s, rate), room)
    wanted = _fade_overlap(outgoing, mixing) + _breath(incoming, mixing)
    overlap = min(wanted, _shared_room(outgoing, incoming), most)
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


def let_go(outgoing: Excerpt, incoming: Excerpt, mixing: Mixing, room: int) -> Meeting:
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


def even(outgoing: Excerpt, incoming: Excerpt, overlap: int) -> Meeting:
    """Fade one song out while the other is faded in, whatever the two are."""
    return Meeting(
        kind=JoinKind.CROSSFADE,
        overlap=overlap,
        out_at=outgoing.end,
        in_at=incoming.start,
        fade_out=overlap if overlap else min(outgoing.trim_fade, outgoing.length),
        fade_in=overlap,
        lead=overlap // 2,
        reason=f"One song is faded into the other for {overlap / outgoing.rate_hz:.1f} s.",
    )


def segue(outgoing: Excerpt, incoming: Excerpt, room: int) -> Meeting:
    """Let the next song follow at once, under the last ring of the one before."""
    ring = outgoing.end - outgoing.last_within(_RUNG_LU)
    breath = incoming.first_within(_RUNG_LU) - incoming.start
    overlap = min(ring + breath, frames_from_s(_RING_S, outgoing.rate_hz), room)
    return follow(outgoing, incoming, overlap)


def softly(outgoing: Excerpt, incoming: Excerpt, mixing: Mixing, room: int) -> Iterator[Meeting]:
    """Lay a last sound that dies away for long over a soft beginning; all of both is played.

    Yields nothing if neither is soft for longer than a plain `segue` bridges.
    """
    breath = _breath(incoming, mixing)
    most = min(frames_from_s(mixing.max_crossfade_s, outgoing.rate_hz), room)
    most = min(_shared_room(outgoing, incoming), most)
    rings = (outgoing.end - outgoing.last_within(faded_lu) for faded_lu in _DYING_LU)
    for ring in dict.fromkeys(rings):
        overlap = min(ring + breath, most)
        if overlap > frames_from_s(_RING_S, outgoing.rate_hz):
            yield _soft(outgoing, incoming, overlap, dies=ring >= breath)


def _soft(outgoing: Excerpt, incoming: Excerpt, overlap: int, *, dies: bool) -> Meeting:
    rate = outgoing.rate_hz
    why = "The song dies away softly" if dies else "The next song begins softly"
    return Meeting(
        kind=JoinKind.CROSSFADE,
        overlap=overlap,
        out_at=outgoing.end,
        in_at=incoming.start,
        fade_out=min(outgoing.trim_fade, overlap),
        fade_in=min(frames_from_s(_ATTACK_S, rate), overlap),
        lead=overlap // 2,
        reason=f"{why}, so the two overlap by {overlap / rate:.1f} s.",
    )


def follow(outgoing: Excerpt, incoming: Excerpt, overlap: int) -> Meeting:
    """Play a song out, and begin the next that many frames before its end; none is lost."""
    return Meeting(
        kind=JoinKind.SEGUE,
        overlap=overlap,
        out_at=outgoing.end,
        in_at=incoming.start,
        fade_out=outgoing.trim_fade,
        fade_in=min(frames_from_s(_ATTACK_S, outgoing.rate_hz), incoming.length),
        lead=overlap,
        reason="The song ends cold, so it plays out and the next one follows at once.",
    )


def pause(outgoing: Excerpt, incoming: Excerpt, length: int) -> Meeting:
    """Let a song end, wait, and begin the next."""
    rate = outgoing.rate_hz
    return Meeting(
        kind=JoinKind.GAP,
        overlap=-length,
        out_at=outgoing.end,
        in_at=incoming.start,
        fade_out=outgoing.trim_fade,
        fade_in=min(frames_from_s(_ATTACK_S, rate), incoming.length),
        reason=f"The song ends, and {length / rate:.1f} s of silence part it from the next.",
    )


def movements(outgoing: Excerpt, incoming: Excerpt, mixing: Mixing) -> Meeting:
    """Let a movement end and breathe before the next one of its work."""
    length = frames_from_s(min(_MOVEMENTS_S, 0.8 * mixing.max_dead_air_s), outgoing.rate_hz)
    parted = pause(outgoing, incoming, length - min(length, _silence(outgoing)))
    reason = "The two are movements of one work, so only a breath parts them."
    return replace(parted, reason=reason)


def cut(outgoing: Excerpt, incoming: Excerpt, room: int = 0) -> Meeting:
    """Begin the next song on the frame where this one stops.

    Args:
        outgoing: the song that ends.
        incoming: the song that begins.
        room: how far before its end it may stop, on the last bar line before its ending.
    """
    rate = outgoing.rate_hz
    at = max(_last_bar_line(outgoing), outgoing.end - room)
    where = "on the last bar line before its ending" if at < outgoing.end else "at its last moment"
    return Meeting(
        kind=JoinKind.CUT,
        overlap=0,
        out_at=at,
        in_at=incoming.start,
        fade_out=min(frames_from_s(_DECLICK_S, rate), at - outgoing.start),
        fade_in=min(frames_from_s(_DECLICK_S, rate), incoming.length),
        reason=f"The song stops {where}, and the next one begins in its place.",
    )


def _last_bar_line(outgoing: Excerpt) -> int:
    """Source frame of the last bar line at full level; where it leaves that level, without bars."""
    full = outgoing.last_within(_FADING_LU)
    half = outgoing.start + outgoing.length // 2
    lines = (outgoing.song.analysis.downbeats_s * outgoing.rate_hz).round().astype(int)
    inside = lines[(lines > half) & (lines <= full)]
    return int(inside[-1]) if len(inside) else max(full, half + 1)


def _silence(outgoing: Excerpt) -> int:
    """Frames at the end in which the song can hardly be heard any more."""
    return outgoing.end - outgoing.last_within(_RUNG_LU)


def _fade_overlap(outgoing: Excerpt, mixing: Mixing) -> int:
    """Overlap that lies inside the fade, programme frames."""
    usual = frames_from_s(mixing.crossfade_s, outgoing.rate_hz)
    most = frames_from_s(mixing.max_crossfade_s, outgoing.rate_hz)
    if not len(outgoing.levels):
        return usual
    whole_fade = outgoing.end - outgoing.last_within(_FADING_LU)
    faint_part = outgoing.end - outgoing.last_within(_FADED_LU)
    return min(most, max(faint_part, min(usual, whole_fade)))


def _breath(incoming: Excerpt, mixing: Mixing) -> int:
    """Frames at the start in which the song is so soft that it can hardly stand alone."""
    usual = frames_from_s(mixing.crossfade_s, incoming.rate_hz)
    return min(incoming.first_within(_FADED_LU) - incoming.start, usual)


def _shared_room(outgoing: Excerpt, incoming: Excerpt) -> int:
    """Longest overlap in which the two do not sing at once for more than a moment."""
    if not outgoing.is_sung or incoming.post is None:
        return outgoing.length + incoming.length
    apart = outgoing.end - max(last for _, last in outgoing.vocals)
    apart += incoming.post - incoming.start
    return max(apart, frames_from_s(_LEAST_OVERLAP_S, outgoing.rate_hz))
