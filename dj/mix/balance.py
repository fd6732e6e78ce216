"""Gains and ducks for everything that has a place, so that the programme meets its loudness."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from dj.mix import ducking, joins, loudness
from dj.mix.meeting import Placed
from dj.model.show import Mixing
from dj.model.take import Take
from dj.model.timeline import Event, GainPoint

_UNHEARD_LUFS = -70.0
"""A take softer than this is a silent one, made for tests and text-only sessions."""
_GAIN_DIGITS = 3
"""Decimals of a gain in dB that the session file keeps."""


def balance(
    music: Sequence[Placed], words: Sequence[Event], takes: Sequence[Take], mixing: Mixing
) -> tuple[Event, ...]:
    """Set every gain and duck, then correct all by one offset.

    Args:
        music: the songs in order.
        words: events of the words, in order.
        takes: their recordings.
        mixing: target loudness and how far words stand out.

    Returns:
        All events as the Timeline wants them sorted.
    """
    heard = {take.break_id: _heard_lufs(take, mixing) for take in takes}
    said = [replace(event, gain_db=mixing.target_lufs - heard[event.id]) for event in words]
    ducked = _ducked(_leveled(music, mixing), said, mixing)
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


def _runs(music: Sequence[Placed]) -> list[list[Placed]]:
    """Songs that run into one another keep their balance; all others stand alone."""
    runs = [[music[0]]]
    for one, other in pairwise(music):
        touching = one.event.end_frame == other.event.at_frame
        if touching and joins.is_gapless(one.excerpt.song, other.excerpt.song):
            runs[-1].append(other)
        else:
            runs.append([other])
    return runs


def _ducked(music: Sequence[Placed], words: Sequence[Event], mixing: Mixing) -> list[Placed]:
    if not words:
        return list(music)
    rate_hz = music[0].excerpt.rate_hz
    spans = []
    for event in words:
        under = ducking.Words(
            start=event.at_frame, end=event.end_frame, loudness_lufs=mixing.target_lufs
        )
        spans.append((under, ducking.depth_db(under, _near(music, under), mixing, rate_hz)))
    curve = ducking.duck_curve(spans, rate_hz)
    return [replace(p, event=_with_duck(p.event, curve)) for p in music]


def _near(music: Sequence[Placed], words: ducking.Words) -> list[Placed]:
    events = [p for p in music if p.event.end_frame > words.start]
    return [p for p in events if p.event.at_frame < words.end]


def _with_duck(event: Event, curve: Sequence[GainPoint]) -> Event:
    return replace(event, duck=ducking.corners_on(curve, event.at_frame, event.end_frame))
