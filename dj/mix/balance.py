"""Gains and ducks for everything that has a place, so that the programme meets its loudness."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from dj.mix import ducking, joins, loudness, riding
from dj.mix.loudness import Heard, Laid
from dj.mix.meeting import Placed
from dj.model.show import Mixing
from dj.model.take import Take
from dj.model.timeline import Event, EventKind
from dj.units import frames_from_s

_UNHEARD_LUFS = -70.0
"""A take softer than this is a silent one, made for tests and text-only sessions."""
_GAIN_DIGITS = 3
"""Decimals of a gain in dB that the session file keeps."""


def balance(
    music: Sequence[Placed],
    words: Sequence[Event],
    takes: Sequence[Take],
    mixing: Mixing,
    beds: Sequence[Laid] = (),
) -> tuple[Event, ...]:
    """Set every gain and duck, then correct all by one offset.

    Args:
        music: the songs in order.
        words: events of the words, in order.
        takes: their recordings.
        mixing: target loudness and how far words stand out.
        beds: beds and imaging; bars of a song keep the song's own gain.

    Returns:
        All events as the Timeline wants them sorted.
    """
    heard = {take.break_id: _heard_lufs(take, mixing) for take in takes}
    said = [replace(event, gain_db=mixing.target_lufs - heard[event.id]) for event in words]
    leveled = _ridden(_leveled(music, mixing), words)
    gains = {placed.event.source_id: placed.event.gain_db for placed in leveled}
    carrying = [_bed_leveled(laid, gains, mixing) for laid in beds]
    by_break = {take.break_id: take for take in takes}
    spans = [_words(event, by_break[event.id], heard[event.id], mixing) for event in said]
    ducked = _ducked([*leveled, *carrying], spans, mixing, music[0].excerpt.rate_hz)
    rate_hz = music[0].excerpt.rate_hz
    offset = mixing.target_lufs - loudness.predicted_lufs(ducked, said, heard, rate_hz)
    events = (*(placed.event for placed in ducked), *said)
    final = [replace(e, gain_db=round(e.gain_db + offset, _GAIN_DIGITS)) for e in events]
    return tuple(sorted(final, key=lambda e: (e.at_frame, e.kind, e.id)))


def _heard_lufs(take: Take, mixing: Mixing) -> float:
    """Loudness of a clip as it will sound; a silent one is taken for a spoken one."""
    return take.loudness_lufs if take.loudness_lufs > _UNHEARD_LUFS else mixing.target_lufs


def _leveled(music: Sequence[Placed], mixing: Mixing) -> list[Placed]:
    leveled: list[Placed] = []
    for run in _runs(music):
        joint = loudness.joint_loudness_lufs([placed.excerpt for placed in run])
        gain_db = loudness.song_gain_db(joint, mixing.target_lufs)
        leveled += [replace(p, event=replace(p.event, gain_db=gain_db)) for p in run]
    return leveled


def _ridden(music: Sequence[Placed], words: Sequence[Event]) -> list[Placed]:
    """Bring neighbours nearer to one another where they meet without words."""
    ridden = [music[0]]
    for other in music[1:]:
        one = ridden.pop()
        pair = one, other
        if not _belong(one, other) and not any(_is_near(event, one, other) for event in words):
            pair = riding.ride(one, other)
        ridden += pair
    return ridden


def _is_near(words: Event, one: Placed, other: Placed) -> bool:
    reach = frames_from_s(riding.REACH_S, one.excerpt.rate_hz)
    edges = one.event.end_frame, other.event.at_frame
    return words.at_frame < max(edges) + reach and words.end_frame > min(edges) - reach


def _belong(one: Placed, other: Placed) -> bool:
    """Tell whether two neighbours keep the balance that they have on their album."""
    songs = one.excerpt.song, other.excerpt.song
    touching = one.event.end_frame == other.event.at_frame
    return (touching and joins.is_gapless(*songs)) or joins.are_movements(*songs)


def _runs(music: Sequence[Placed]) -> list[list[Placed]]:
    """Songs that belong together share one gain; all others stand alone."""
    runs = [[music[0]]]
    for one, other in pairwise(music):
        if _belong(one, other):
            runs[-1].append(other)
        else:
            runs.append([other])
    return runs


def _bed_leveled(laid: Laid, gains: Mapping[str, float], mixing: Mixing) -> Laid:
    own = loudness.song_gain_db(laid.excerpt.loudness_lufs, mixing.target_lufs)
    gain_db = gains.get(laid.event.source_id, own)
    return replace(laid, event=replace(laid.event, gain_db=gain_db))


def _words(event: Event, take: Take, heard_lufs: float, mixing: Mixing) -> ducking.Words:
    levels = take.levels_lufs if heard_lufs == take.loudness_lufs else ()
    return ducking.Words(
        start=event.at_frame,
        end=event.end_frame,
        loudness_lufs=mixing.target_lufs,
        levels_lufs=tuple(level + event.gain_db for level in levels),
    )


def _ducked(
    music: Sequence[Placed | Laid], words: Sequence[ducking.Words], mixing: Mixing, rate_hz: int
) -> list[Heard]:
    """Let all but imaging make room for the words."""
    curve = ducking.dips(words, [p for p in music if _yields(p.event)], mixing, rate_hz)
    return [_with_duck(placed, curve) if _yields(placed.event) else placed for placed in music]


def _yields(event: Event) -> bool:
    return event.kind is not EventKind.IMAGING


def _with_duck(placed: Placed | Laid, curve: Sequence[ducking.Dip]) -> Placed | Laid:
    event = placed.event
    duck = ducking.corners_on(curve, event.at_frame, event.end_frame)
    return replace(placed, event=replace(event, duck=riding.added(event.duck, duck)))
