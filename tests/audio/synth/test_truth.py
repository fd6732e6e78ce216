from pathlib import Path

import numpy as np

from dj.audio.synth import load_score, truth

SCORES = Path(__file__).parents[3] / "assets" / "demo" / "scores"


def test_vocal_regions_are_sorted_and_apart() -> None:
    for path in SCORES.glob("*.yaml"):
        regions = truth(load_score(path)).vocal_regions_s
        edges = [edge for region in regions for edge in region]
        assert edges == sorted(edges)


def test_downbeats_are_every_nth_beat() -> None:
    waltz = truth(load_score(SCORES / "lantern_waltz.yaml"))
    assert np.array_equal(waltz.downbeats_s, waltz.beats_s[::3])


def test_a_fading_song_has_its_outro_at_the_fade_or_before() -> None:
    known = truth(load_score(SCORES / "night_drive_home.yaml"))
    assert known.fade_start_s is not None
    assert known.outro_s <= known.fade_start_s
