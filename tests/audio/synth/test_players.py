from pathlib import Path

import numpy as np

from dj.audio.synth import excerpt, load_score
from dj.audio.synth.players import play_part

SCORES = Path(__file__).parents[3] / "assets" / "demo" / "scores"


def test_every_part_of_an_intro_makes_sound_without_offset() -> None:
    score = excerpt(load_score(SCORES / "lantern_waltz.yaml"), 0, 1)
    playing = [part for part in score.parts if part.name in score.arrangement[0].plays]
    for part in playing:
        sound = play_part(score, part, score.frames)
        assert sound.shape == (score.frames, 2)
        assert np.isfinite(sound).all()
        assert np.abs(sound).max() > 0.01
        assert abs(float(sound.mean())) < 0.01


def test_a_part_that_rests_is_silent() -> None:
    score = excerpt(load_score(SCORES / "lantern_waltz.yaml"), 0, 1)
    accordion = next(part for part in score.parts if part.name == "accordion")
    assert not play_part(score, accordion, score.frames).any()
