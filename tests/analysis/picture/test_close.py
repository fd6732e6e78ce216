from dataclasses import replace

import pytest

pytest.importorskip("matplotlib", reason="the extra [pictures] is not installed")

from dj.analysis.picture.close import moments
from dj.model.analysis import Analysis
from dj.testing.examples import song


def test_one_looks_at_the_post_and_at_the_end() -> None:
    analysis = song(duration_s=180.0, post_s=12.0).analysis
    post, end = moments(analysis)
    assert (post.start_s, post.end_s) == (7.0, 15.0)
    assert end.start_s < analysis.cues.cue_out_s < end.end_s <= 180.0


def test_where_nobody_sings_one_looks_at_the_beginning() -> None:
    first, _ = moments(song(post_s=None).analysis)
    assert "nobody sings" in first.name
    assert first.start_s == 0.0


@pytest.mark.parametrize("duration_s", [16.0, 20.0, 300.0])
@pytest.mark.parametrize("post_s", [None, 0.2, 0.9])
def test_no_moment_leaves_the_file(duration_s: float, post_s: float | None) -> None:
    for moment in moments(song(duration_s=duration_s, post_s=post_s).analysis):
        assert 0 <= moment.start_s < moment.end_s <= duration_s
        assert moment.end_s - moment.start_s == pytest.approx(8.0)


def test_a_song_shorter_than_a_moment_is_shown_whole() -> None:
    made = song().analysis
    cues = replace(made.cues, cue_in_s=0.0, post_s=None, outro_s=2.0, cue_out_s=3.0)
    short: Analysis = replace(made, duration_s=3.0, cues=cues)
    assert [(m.start_s, m.end_s) for m in moments(short)] == [(0.0, 3.0)] * 2
