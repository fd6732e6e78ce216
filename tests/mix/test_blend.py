"""Beat-matched joins: who may be blended, and whether the beats really meet."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from dj.analysis import analyse_file
from dj.audio.curves import corners_db
from dj.mix import SourceFile, arrange, mix
from dj.mix.blend import blends, obstacle
from dj.mix.excerpt import excerpt
from dj.mix.meeting import Meeting, sounding_at
from dj.model.analysis import Analysis, Song
from dj.model.audio import Samples
from dj.model.show import Mixing
from dj.model.timeline import Event, JoinKind
from dj.model.track import Track
from dj.units import TrackId
from tests.mix import drummers, material
from tests.mix.material import RATE_HZ

ROOM = 60 * RATE_HZ


def meet(one: Song, other: Song, **mixing: object) -> Meeting | None:
    limits = Mixing(**mixing)  # type: ignore[arg-type]
    parts = excerpt(one, RATE_HZ), excerpt(other, RATE_HZ)
    return next(blends(*parts, limits, ROOM), None)


def steady(name: str, bpm: float, **facts: object) -> Song:
    return material.song(name, bpm=bpm, confidence=0.9, **{"sung": (), **facts})  # type: ignore[arg-type]


def test_two_trusted_grids_are_blended_over_eight_bars() -> None:
    meeting = meet(steady("a", 134), steady("b", 132))
    assert meeting is not None
    assert meeting.kind is JoinKind.BLEND
    assert "8 bars" in meeting.reason
    assert meeting.overlap <= Mixing().max_crossfade_s * RATE_HZ


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"bpm": None}, "no steady tempo"),
        ({"confidence": 0.5}, "cannot be trusted"),
        ({"bpm": 140.0}, "120 and 140 BPM are more than 6 % apart"),
        ({}, ""),
    ],
)
def test_what_stands_against_matching_beats_is_said(facts: dict[str, object], words: str) -> None:
    other = material.song("b", **{"bpm": 122.0, "confidence": 0.9, **facts})  # type: ignore[arg-type]
    said = obstacle(excerpt(steady("a", 120), RATE_HZ), excerpt(other, RATE_HZ), Mixing())
    assert words in said
    assert bool(words) == bool(said)


def test_a_slow_song_shares_four_bars_and_plays_its_ending() -> None:
    one = steady("a", 95)
    meeting = meet(one, steady("b", 95))
    assert meeting is not None
    assert "4 bars" in meeting.reason
    assert meeting.out_at == excerpt(one, RATE_HZ).end


@pytest.mark.parametrize(
    ("facts", "mixing"),
    [
        ({"confidence": 0.5}, {}),
        ({"bpm": 140.0}, {}),
        ({"bpm": None}, {}),
        ({}, {"max_stretch": 0.001}),
        ({}, {"max_crossfade_s": 5.0}),
    ],
)
def test_no_blend_where_it_would_not_be_safe(
    facts: dict[str, object], mixing: dict[str, object]
) -> None:
    other = material.song("b", **{"bpm": 122.0, "confidence": 0.9, "sung": (), **facts})  # type: ignore[arg-type]
    assert meet(steady("a", 120), other, **mixing) is None


def test_a_wobbling_grid_is_not_blended() -> None:
    one, other = steady("a", 120), steady("b", 120)
    beats = other.analysis.beats_s.copy()
    beats[10] += 0.05
    object.__setattr__(other.analysis, "beats_s", beats)
    meeting = meet(one, other)
    assert meeting is None or "4 bars" in meeting.reason


def test_a_song_at_half_tempo_shares_half_as_many_bars() -> None:
    meeting = meet(steady("a", 140), steady("b", 70))
    assert meeting is not None
    assert meeting.stretches == ()
    assert meeting.fade_in == pytest.approx(32 * 60 / 140 * RATE_HZ, abs=2)


def test_the_tempo_walks_back_in_small_steps() -> None:
    meeting = meet(steady("a", 120), steady("b", 126))
    assert meeting is not None
    ratios = [span.ratio for span in meeting.stretches]
    assert ratios[0] == pytest.approx(1.05, abs=0.0005)
    assert all(0 < one - other <= 0.0105 for one, other in zip(ratios, [*ratios[1:], 1.0]))  # noqa: B905


def test_single_beats_that_are_off_do_not_move_the_bars() -> None:
    """The analysis scatters by some 5 ms; the bars lie where the drummer plays."""
    rng = np.random.default_rng(4)
    one, other = steady("a", 120), steady("b", 123, first_beat_s=0.5)
    exact = meet(one, other)
    off = [
        replace(s, analysis=_rough(s.analysis, rng.normal(0, 0.005, len(s.analysis.beats_s))))
        for s in (one, other)
    ]
    rough = meet(*off)
    assert exact is not None
    assert rough is not None
    assert abs(rough.overlap - exact.overlap) < 0.005 * RATE_HZ


def _rough(analysis: Analysis, errors: NDArray[np.float64]) -> Analysis:
    beats = np.maximum(analysis.beats_s + errors, 0.0)
    return replace(analysis, beats_s=beats, downbeats_s=beats[::4].copy())


def test_one_song_has_the_bass_and_hands_it_over_on_a_bar_line() -> None:
    songs = [steady("a", 120), steady("b", 120)]
    timeline = arrange(
        material.lineup(songs), {s.id: s for s in songs}, material.script([]), [], material.show()
    )
    one, other = timeline.events
    frames = np.arange(other.at_frame, one.end_frame, 441, dtype=np.float64)
    lows = [corners_db(event.lows, frames) for event in (one, other)]
    assert ((lows[0] <= -20) | (lows[1] <= -20) | (np.abs(lows[0] - lows[1]) < 20)).all()
    both = np.count_nonzero((lows[0] > -10) & (lows[1] > -10))
    assert both * 0.01 < 0.5
    assert (lows[0][0], lows[1][-1]) == (0.0, 0.0)
    middle = frames[np.argmin(np.abs(lows[0] - lows[1]))] - one.at_frame
    assert middle / RATE_HZ % 2.0 == pytest.approx(0.0, abs=0.02) or middle / RATE_HZ % 2.0 > 1.98


PAIRS = (
    (90, 92, 0.0), (95, 100, 0.0), (100, 95, 6.0), (104, 104, 0.0), (110, 116, 6.0),
    (118, 124, 0.0), (124, 120, 6.0), (128, 128, 0.0), (132, 128, 0.0), (140, 70, 0.0),
    (75, 150, 0.0), (150, 144, 6.0), (98, 103.8, 0.0),
)  # fmt: skip
"""Tempos of the song that ends and the one that begins, and the seconds of its fade."""


@pytest.mark.slow
@pytest.mark.parametrize(("out_bpm", "in_bpm", "fade_s"), PAIRS)
def test_beats_fall_together_from_the_files_to_the_mix(
    tmp_path: Path, out_bpm: float, in_bpm: float, fade_s: float
) -> None:
    seed = round(out_bpm)
    one = _recorded("a", out_bpm, 0.21 + seed % 7 * 0.1, fade_s, tmp_path)
    other = _recorded("b", in_bpm, 0.1 + seed % 5 * 0.13, 0.0, tmp_path)
    songs = [one, other]
    by_id = {song.id: song for song in songs}
    timeline = arrange(material.lineup(songs), by_id, material.script([]), [], material.show())
    first, second = timeline.events
    assert timeline.joins[0].kind is JoinKind.BLEND
    sources = {str(s.id): SourceFile(path=s.track.path, decoder=s.analysis.decoder) for s in songs}
    heard = np.concatenate(list(mix(timeline, sources)))
    assert len(heard) == timeline.length_frames
    overlap = heard[second.at_frame : first.end_frame]
    strokes = [drummers.strokes_s(overlap, hz) for hz in drummers.HATS_HZ]
    from_s = max(found[0] for found in strokes) - 0.05
    to_s = min(found[-1] for found in strokes) + 0.05
    both = [found[(found > from_s) & (found < to_s)] for found in strokes]
    sparse, dense = sorted(both, key=len)
    distances = np.abs(sparse[:, None] - dense[None, :]).min(axis=1)
    assert len(sparse) >= 6
    assert np.percentile(distances, 95) <= 0.010
    _is_untouched(heard[: second.at_frame], first, songs[0], 0)
    back = second.stretches[-1].source_out_frame if second.stretches else 0
    begins = max(sounding_at(second, back) + RATE_HZ // 20, first.end_frame)
    begins = max(begins, *(corner.at_frame + 1 for corner in second.lows))
    _is_untouched(heard[begins:], second, songs[1], begins - second.at_frame)


def _recorded(name: str, bpm: float, first_s: float, fade_s: float, folder: Path) -> Song:
    """A song played into a file, and analysed from there."""
    hat_hz = drummers.HATS_HZ[name == "b"]
    sound = drummers.play(bpm, seconds=40, first_s=first_s, hat_hz=hat_hz, seed=round(bpm))
    if fade_s:
        count = round(fade_s * RATE_HZ)
        sound[-count:] *= np.linspace(1, 0, count, dtype=np.float32)[:, None] ** 2
    path = folder / f"{name}.wav"
    soundfile.write(path, sound, RATE_HZ, subtype="FLOAT")
    track = Track(id=TrackId(name), path=path, title=name, artist="x", duration_s=40.0)
    return Song(track=track, analysis=analyse_file((track.id, path)))


def _is_untouched(heard: Samples, event: Event, song: Song, into: int) -> None:
    """Compare some sound of an event with its file, but for its gains: −80 dB at most is new."""
    left = min(len(heard), event.length_frames - into - event.fade_out_frames)
    last = event.source_out_frame - (event.length_frames - into)
    source, _ = soundfile.read(song.track.path, start=last, frames=left, dtype="float32")
    skipped = max(0, event.fade_in_frames - into)
    frames = np.arange(into, into + left, dtype=np.float64) + event.at_frame
    gains = 10 ** ((event.gain_db + corners_db(event.duck, frames)) / 20)
    difference = (heard[:left] - gains[:, None] * source)[skipped:]
    assert left - skipped > 5 * RATE_HZ
    assert np.abs(difference).max() <= 1e-4 * np.abs(source).max()
