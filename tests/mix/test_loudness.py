"""Loudness on paper against loudness in the ear."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from dj.audio.levels import LoudnessMeter
from dj.mix import mix
from dj.mix.excerpt import excerpt
from dj.mix.loudness import joint_loudness_lufs, predicted_lufs, song_gain_db
from dj.mix.meeting import Placed
from dj.model.timeline import Event, EventKind, GainPoint, Timeline
from tests.mix import material
from tests.mix.material import RATE_HZ


@pytest.mark.parametrize(
    ("lufs", "gain_db"), [(-16, 0), (-9.5, -6.5), (-20, 4), (-40, 12), (-120, 0)]
)
def test_a_boost_stays_sane(lufs: float, gain_db: float) -> None:
    assert song_gain_db(lufs, -16) == pytest.approx(gain_db)


def test_songs_that_belong_together_are_measured_together() -> None:
    run = [excerpt(material.song(n, lufs=v), RATE_HZ) for n, v in (("a", -20), ("b", -12))]
    assert -15 < joint_loudness_lufs(run) < -14


def test_a_programme_measures_what_was_predicted(tmp_path: Path) -> None:
    swell = np.linspace(0.3, 1.5, 12 * RATE_HZ, dtype=np.float32)[:, None]
    placed, sources = [], {}
    for seed, (name, at) in enumerate([("a", 0), ("b", 8 * RATE_HZ)]):
        sound = material.noise(12, 0.1, seed) * swell
        song, source = material.measured(name, sound, tmp_path, sung=())
        event = Event(
            id=name, kind=EventKind.MUSIC, source_id=name, at_frame=at, source_in_frame=0,
            source_out_frame=12 * RATE_HZ, gain_db=3.0 * seed, fade_in_frames=4 * RATE_HZ * seed,
            fade_out_frames=4 * RATE_HZ,
        )  # fmt: skip
        corners = [(10, 0), (11, -9), (15, -9), (16, 0)]
        duck = tuple(GainPoint(at_frame=s * RATE_HZ, gain_db=db) for s, db in corners)
        part = excerpt(song, RATE_HZ)
        placed.append(Placed(excerpt=part, event=replace(event, duck=duck)))
        sources[name] = source
    timeline = Timeline(
        sample_rate_hz=RATE_HZ,
        length_frames=20 * RATE_HZ,
        events=tuple(p.event for p in placed),
    )
    meter = LoudnessMeter(RATE_HZ)
    for block in mix(timeline, sources):
        meter.feed(block)
    assert predicted_lufs(placed, [], {}, RATE_HZ) == pytest.approx(
        meter.integrated_lufs(), abs=0.15
    )
