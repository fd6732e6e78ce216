"""Beat-matched joins: who may be blended, and whether the beats really meet."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from dj.mix import arrange, mix
from dj.mix.blend import blend, tempo_fold
from dj.mix.excerpt import excerpt
from dj.mix.meeting import Meeting
from dj.model.analysis import Ending, Song
from dj.model.show import Mixing
from dj.model.timeline import JoinKind
from tests.mix import material
from tests.mix.material import RATE_HZ

ROOM = 60 * RATE_HZ


def meet(one: Song, other: Song, **mixing: object) -> Meeting | None:
    limits = Mixing(**mixing)  # type: ignore[arg-type]
    return blend(excerpt(one, RATE_HZ), excerpt(other, RATE_HZ), limits, ROOM)


def steady(name: str, bpm: float, **facts: object) -> Song:
    return material.song(name, bpm=bpm, confidence=0.9, **{"sung": (), **facts})  # type: ignore[arg-type]


def test_two_trusted_grids_are_blended_over_eight_bars() -> None:
    meeting = meet(steady("a", 124), steady("b", 122))
    assert meeting is not None
    assert meeting.kind is JoinKind.BLEND
    assert "8 bars" in meeting.reason


@pytest.mark.parametrize(
    ("facts", "mixing"),
    [
        ({"confidence": 0.5}, {}),
        ({"bpm": 140.0}, {}),
        ({"bpm": None}, {}),
        ({}, {"beat_match": False}),
        ({}, {"max_stretch": 0.001}),
        ({}, {"max_crossfade_s": 5.0}),
    ],
)
def test_no_blend_where_it_would_not_be_safe(
    facts: dict[str, object], mixing: dict[str, object]
) -> None:
    other = material.song("b", **{"bpm": 122.0, "confidence": 0.9, "sung": (), **facts})  # type: ignore[arg-type]
    assert meet(steady("a", 120), other, **mixing) is None


def test_two_voices_are_never_blended() -> None:
    one = steady("a", 120, sung=((20, 179),))
    assert meet(one, steady("b", 120, sung=((1, 160),))) is None
    assert meet(one, steady("b", 120, sung=((40, 160),))) is not None


def test_a_wobbling_grid_is_not_blended() -> None:
    one, other = steady("a", 120), steady("b", 120)
    beats = other.analysis.beats_s.copy()
    beats[10] += 0.05
    object.__setattr__(other.analysis, "beats_s", beats)
    meeting = meet(one, other)
    assert meeting is None or "4 bars" in meeting.reason


@pytest.mark.parametrize(("out", "into", "fold"), [(120, 61, 2.0), (62, 120, 0.5), (120, 119, 1.0)])
def test_half_and_double_tempo_count_as_equal(out: float, into: float, fold: float) -> None:
    assert tempo_fold(out, into) == fold


def test_a_song_at_half_tempo_shares_half_as_many_bars() -> None:
    meeting = meet(steady("a", 120), steady("b", 60))
    assert meeting is not None
    assert meeting.stretches == ()
    assert meeting.fade_in == pytest.approx(16 * RATE_HZ, abs=2)


def test_the_tempo_walks_back_in_small_steps() -> None:
    meeting = meet(steady("a", 120), steady("b", 126))
    assert meeting is not None
    ratios = [span.ratio for span in meeting.stretches]
    assert ratios[0] == pytest.approx(1.05, abs=0.0005)
    assert all(0 < one - other <= 0.0105 for one, other in zip(ratios, [*ratios[1:], 1.0]))  # noqa: B905


def onsets(sound: np.ndarray, window: int = 441) -> np.ndarray:
    """Frames of local peaks above a tenth of full scale."""
    level = np.abs(sound[:, 0])
    found, at = [], 0
    while at < len(level):
        if level[at] > 0.1:
            found.append(at + int(np.argmax(level[at : at + window])))
            at += 4 * window
        else:
            at += 1
    return np.array(found)


@pytest.mark.slow
@pytest.mark.parametrize("bpm", [122.0, 126.0, 115.0])
@pytest.mark.parametrize("ending", list(Ending))
def test_beats_of_blended_songs_fall_together(tmp_path: Path, bpm: float, ending: Ending) -> None:
    parts = {"a": (120.0, 0.5), "b": (bpm, 0.31)}
    songs, sources = [], {}
    for name, (tempo, first_s) in parts.items():
        sound = material.clicks(60, tempo, first_s) + material.noise(60, 0.001)
        facts = {"bpm": tempo, "confidence": 0.9, "first_beat_s": first_s, "sung": ()}
        song, source = material.measured(name, sound, tmp_path, ending=ending, **facts)
        songs.append(song)
        sources[str(song.id)] = source
    show = material.show()
    by_id = {song.id: song for song in songs}
    timeline = arrange(material.lineup(songs), by_id, material.script([]), [], show)
    assert timeline.joins[0].kind is JoinKind.BLEND
    first, second = timeline.events
    heard = {}
    for event in (first, second):
        alone = replace(event, fade_in_frames=0, fade_out_frames=0, gain_db=0.0)
        blocks = mix(replace(timeline, events=(alone,)), sources)
        heard[event.id] = onsets(np.concatenate(list(blocks)))
    overlap = (second.at_frame, first.end_frame)
    one, other = (h[(h > overlap[0] + RATE_HZ // 10) & (h < overlap[1])] for h in heard.values())
    distances = np.abs(one[:, None] - other[None, :]).min(axis=1)
    assert len(one) >= 14
    assert distances.max() / RATE_HZ <= 0.010
