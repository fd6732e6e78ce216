"""The sum of all that sounds, from the start and from the middle."""

from pathlib import Path

import numpy as np
import pytest

from dj.mix import mix
from dj.model.timeline import EventKind, Stretch
from tests.mix import material
from tests.mix.material import RATE_HZ
from tests.mix.test_render import event, programme, stored


@pytest.mark.parametrize("start_s", [0, 1, 3, 5, 7])
def test_a_mix_begun_in_the_middle_has_the_same_samples(tmp_path: Path, start_s: int) -> None:
    sources = {n: stored(n, material.noise(5.3, 0.1, s), tmp_path) for s, n in enumerate("abv")}
    span = {"source_in_frame": RATE_HZ, "source_out_frame": 2 * RATE_HZ}
    events = [
        event("a", 0, 4.2, fade_out_frames=RATE_HZ),
        event("v", 1.3, 2, kind=EventKind.SPEECH),
        event("b", 3.1, 5, fade_in_frames=RATE_HZ,
              stretches=(Stretch(length_frames=round(1.03 * RATE_HZ), **span),)),
    ]  # fmt: skip
    timeline = programme(events)
    whole = np.concatenate(list(mix(timeline, sources)))
    rest = np.concatenate(list(mix(timeline, sources, start=start_s * RATE_HZ)))
    np.testing.assert_array_equal(rest, whole[start_s * RATE_HZ :])


def test_a_song_that_is_over_is_not_opened(tmp_path: Path) -> None:
    sources = {n: stored(n, material.noise(3), tmp_path) for n in "ab"}
    timeline = programme([event("a", 0, 3), event("b", 3, 3)])
    sources["a"].path.unlink()
    assert sum(map(len, mix(timeline, sources, start=4 * RATE_HZ))) == 2 * RATE_HZ


def test_a_file_is_opened_when_it_is_due(tmp_path: Path) -> None:
    sources = {n: stored(n, material.noise(3), tmp_path) for n in "ab"}
    sources["b"].path.rename(tmp_path / "away")
    blocks = mix(programme([event("a", 0, 3), event("b", 3, 3)]), sources)
    for _ in range(3):
        next(blocks)
    (tmp_path / "away").rename(sources["b"].path)
    assert len(list(blocks)) == 3
