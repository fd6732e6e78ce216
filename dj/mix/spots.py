"""Where words may go at one place of the programme, what each way costs the ear, and the cheapest.

All ways keep off voices; they differ in what lies under the words. Costs run from 0 (nothing) to 1
and are weights set by ear: a host over a clean opening costs nothing, a bed a little, words without
any music the more the longer they last.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from dj.mix import beds, talk
from dj.mix.excerpt import Excerpt
from dj.mix.loudness import Heard, Laid, powers_between
from dj.mix.meeting import song_event
from dj.mix.scene import Scene, Spot
from dj.model.analysis import LEVEL_RATE_HZ
from dj.model.show import LongTalk
from dj.model.timeline import MAX_GAIN_DB, Event
from dj.units import SILENCE_DB

_DRY_PER_S = 0.03
"""A second of words with no music under them."""
_BREAKS_OFF = 0.08
"""Music that stops, or begins, in the middle of the words."""
_BARELY_BACK = 0.06
"""Music that comes back for less than `_WORTH_S` before the singer: it seems a slip."""
_WORTH_S = 1.5
_DUCKED_PER_S = 0.008
"""A second of a song under words beyond `_PATIENCE_S`."""
_PATIENCE_S = 12.0
"""Talk over a song longer than this keeps people from it."""
_STRONG = 0.03
"""Words on the first second of a song that begins at full strength."""
_STRONG_LU = 2.0
_PAUSE = 0.1
"""The music stops for the host."""
_CARPET = 0.26
"""A recorded bed between two songs: no part of either."""
_CARPET_AT_AN_END = 0.08
"""At the opening and at the end it cuts nothing in two."""
_LOOPED = 0.1
"""Bars of the song played again."""
_PER_UNLIKE_LU = 0.04
"""What each decibel of difference where a loop closes costs."""
_PER_ROUND = 0.02
"""What each further round costs: at last one notices."""
_MOST_ROUNDS = 6
_IDLE_PER_S = 0.01
"""A second of repeated bars in which nobody speaks yet."""
_EARLY = 0.06
"""Words that end before the song they lead to is heard; words about the last one may."""
_LATE = 0.02
"""Words about the last song when the next one plays."""
_BEFORE_SONG_S = 0.1
_DRY_S = 0.5
"""Words reach into the clear by more than this: they do not fit."""
_AFTER_WORDS_S = 0.25
_BED_ALONE_S = 0.6
"""A bed is heard before the first word."""
_BED_EARLY_S = 1.5
"""It slips in under the last notes, where nobody sings."""
_BED_LATE_S = 1.2
"""It is gone this soon after the song has begun, or by the post."""
_BED_OUT_S = 2.0
"""After the very last words."""


def choose(scene: Scene) -> Spot:
    """Take the cheapest of the ways that the show allows."""
    plain = _over_music(scene)
    over_songs = [plain, *_over_outro(scene)]
    if plain.dry_s <= _DRY_S and scene.speech.length <= scene.frames(_PATIENCE_S):
        return _cheapest(over_songs)
    carried = [*_looped(scene, plain), *_carpeted(scene)]
    paused = list(_paused(scene))
    wished = {LongTalk.PAUSE: paused, LongTalk.BED: carried}.get(scene.mixing.long_talk)
    return _cheapest(wished or [*over_songs, *carried, *paused])


def _cheapest(spots: Sequence[Spot]) -> Spot:
    return min(spots, key=lambda spot: spot.cost)


def _over_music(scene: Scene) -> Spot:
    """Words end at the post and reach back as far as nobody sings; what is longer stays dry."""
    length, room = scene.speech.length, scene.room
    start = max(scene.first, scene.natural_at + room - length)
    if scene.incoming is None and scene.outgoing is not None:
        start = talk.sign_off_at(scene.speech, scene.outgoing, scene.first)
    at = start + length - room
    dry_s = _dry_s(scene, start, at)
    cost = _DRY_PER_S * dry_s + _ducked(length / scene.rate_hz - dry_s)
    if dry_s > _DRY_S:
        cost += _BREAKS_OFF * (dry_s < length / scene.rate_hz - _DRY_S)
        cost += _BARELY_BACK * (0 < room < scene.frames(_WORTH_S))
    cost += _LATE * (scene.outgoing is not None and not scene.leads_on)
    cost += _STRONG * (_begins_strong(scene.incoming) and start < at + scene.rate_hz)
    return Spot(
        start=start, at=at, song_at=at, incoming=scene.incoming, fade_in=scene.fade_in,
        cost=cost, dry_s=dry_s,
    )  # fmt: skip


def _dry_s(scene: Scene, start: int, at: int) -> float:
    """Seconds of the words under which both songs are silent or too soft to carry them."""
    rate = scene.rate_hz
    first = start * LEVEL_RATE_HZ // rate
    count = max(1, -(-(start + scene.speech.length) * LEVEL_RATE_HZ // rate) - first)
    powers = powers_between(list(_relative(scene, at)), first, count, rate)
    second = np.ones(LEVEL_RATE_HZ) / LEVEL_RATE_HZ
    around = np.convolve(np.pad(powers, LEVEL_RATE_HZ // 2, "edge"), second, "valid")[:count]
    return float(np.count_nonzero(around < 10.0 ** (-talk.FAINT_LU / 10.0))) / LEVEL_RATE_HZ


def _relative(scene: Scene, at: int) -> Iterator[Heard]:
    """The songs with gains that bring each to 0 LUFS, the next one from a programme frame."""
    if scene.outgoing:
        yield _at_zero(scene.outgoing.excerpt, scene.outgoing.event)
    if scene.incoming:
        yield _at_zero(scene.incoming, song_event(0, scene.incoming, at))


def _at_zero(song: Excerpt, event: Event) -> Laid:
    gain_db = min(MAX_GAIN_DB, max(SILENCE_DB, -song.loudness_lufs))
    return Laid(excerpt=song, event=replace(event, gain_db=gain_db))


def _over_outro(scene: Scene) -> Iterator[Spot]:
    """Words end before the next song begins, which then has the stage to itself."""
    start = scene.natural_at - scene.frames(_BEFORE_SONG_S) - scene.speech.length
    if scene.incoming is None or start < scene.first:
        return
    yield Spot(
        start=start, at=scene.natural_at, song_at=scene.natural_at, incoming=scene.incoming,
        fade_in=scene.fade_in,
        cost=_EARLY * scene.leads_on + _ducked(scene.speech.length / scene.rate_hz),
    )  # fmt: skip


def _ducked(seconds: float) -> float:
    return _DUCKED_PER_S * max(0.0, seconds - _PATIENCE_S)


def _begins_strong(song: Excerpt | None) -> bool:
    return song is not None and song.first_within(_STRONG_LU) - song.start < song.rate_hz // 2


def _paused(scene: Scene) -> Iterator[Spot]:
    """The song plays out, then words, then the next song."""
    if scene.incoming is None or scene.outgoing is None:
        return
    start = max(scene.first, scene.ends + scene.frames(_AFTER_WORDS_S))
    at = start + scene.speech.length + scene.frames(_AFTER_WORDS_S)
    dry_s = scene.speech.length / scene.rate_hz
    yield Spot(
        start=start, at=at, song_at=at, incoming=scene.incoming, fade_in=scene.fade_in,
        cost=_PAUSE + _DRY_PER_S * dry_s, dry_s=dry_s,
        reason=_because(scene, LongTalk.PAUSE, "the music pauses for them"),
    )  # fmt: skip


def _looped(scene: Scene, plain: Spot) -> Iterator[Spot]:
    """The opening of the next song goes round until the words are over."""
    song = scene.incoming
    for loop in beds.opening_loops(song) if song else ():
        count = max(1, math.ceil(plain.dry_s * scene.rate_hz / loop.length))
        if song is not None and count <= _MOST_ROUNDS:
            yield _with_rounds(scene, song, loop, count)


def _with_rounds(scene: Scene, song: Excerpt, loop: beds.Loop, count: int) -> Spot:
    room = scene.room + count * loop.length
    start = max(scene.first, scene.natural_at + room - scene.speech.length)
    at = start + scene.speech.length - room
    laid, rest, song_at = beds.rounds(song, loop, count, at, fade_in=scene.fade_in, name=scene.name)
    times = "twice" if count == 1 else f"{count + 1} times"
    idle_s = max(0, start - max(at, scene.ends)) / scene.rate_hz
    return Spot(
        start=start, at=at, song_at=song_at, incoming=rest,
        fade_in=beds.seam_frames(scene.rate_hz), beds=laid,
        cost=_LOOPED + _PER_UNLIKE_LU * loop.unlike_lu + _PER_ROUND * (count - 1)
        + _IDLE_PER_S * idle_s,
        reason=_because(scene, LongTalk.BED, f"{loop.bars} bars of its opening come {times}"),
    )  # fmt: skip


def _carpeted(scene: Scene) -> Iterator[Spot]:
    """A recorded bed takes over from the song before and gives way to the next."""
    near = [song for song in (scene.outgoing and scene.outgoing.excerpt, scene.incoming) if song]
    sound = beds.suited(scene.sounds, near)
    if sound is None:
        return
    quiet = min(scene.ends, scene.outgoing.outro_at if scene.outgoing else scene.ends)
    begin = max(quiet, scene.faint - scene.frames(_BED_EARLY_S))
    # An opening that is too soft for words is heard after them, in peace.
    room = min(scene.room, 0) if scene.soft > scene.frames(_BED_LATE_S) else scene.room
    natural = scene.natural_at + room - scene.speech.length if scene.incoming else 0
    start = max(scene.first, natural, begin + scene.frames(_BED_ALONE_S))
    begin = max(begin, start - scene.frames(_BED_EARLY_S))
    at = start + scene.speech.length - room
    last = at + _bed_tail(scene)
    fades = (scene.frames(_BED_EARLY_S / 2), scene.frames(_BED_LATE_S))
    laid = beds.carpet(sound, begin, last, fades, rate_hz=scene.rate_hz, name=scene.name)
    if laid is not None:
        yield Spot(
            start=start, at=at, song_at=at, incoming=scene.incoming, fade_in=scene.fade_in,
            cost=_CARPET if scene.outgoing and scene.incoming else _CARPET_AT_AN_END, beds=(laid,),
            reason=_because(scene, LongTalk.BED, "a bed of ours carries them"),
        )  # fmt: skip


def _because(scene: Scene, wish: LongTalk, what: str) -> str:
    """Say what is done, and whether the show or the songs are the reason."""
    if scene.mixing.long_talk is wish:
        return f"{what}, as the show asks for long talk"
    return f"{what}, for they are longer than the music without a voice"


def _bed_tail(scene: Scene) -> int:
    """Frames a bed still sounds after the next song has begun, or after the last words."""
    if scene.incoming is None:
        return scene.frames(_BED_OUT_S)
    wanted = scene.frames(_BED_LATE_S)
    post = scene.incoming.post
    return wanted if post is None else min(wanted, max(0, post - scene.incoming.start))


def sentence(words_s: float, where: str, why: str) -> str:
    """Say in one sentence what was done and why."""
    reason = f"The host speaks for {words_s:.1f} s, {where}"
    return f"{reason}: {why}." if why else f"{reason}."


def rounded(cost: float) -> float:
    """A cost as the session file keeps it: 0 to 1, three decimals."""
    return round(min(1.0, max(0.0, cost)), 3)


def opened(event: Event, fade_in: int) -> Event:
    """A song that begins with a fade of some frames, never longer than it plays."""
    return replace(event, fade_in_frames=min(fade_in, event.length_frames - event.fade_out_frames))
