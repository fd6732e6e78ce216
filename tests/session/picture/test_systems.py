import pytest

from dj.model.timeline import EventKind
from dj.session.picture.systems import SONGS_IN_A_LINE, songs, spans, systems
from dj.testing.examples import manifest


@pytest.mark.parametrize("count", [1, 2, 11, 12, 13, 25, 97])
def test_every_song_is_in_one_line_and_lines_follow_each_other(count: int) -> None:
    plan = manifest([f"Song {n}" for n in range(count)])
    lines = systems(plan)
    assert [song for line in lines for song in line.songs] == list(songs(plan))
    sizes = [len(line.songs) for line in lines]
    assert max(sizes) <= SONGS_IN_A_LINE
    assert max(sizes) - min(sizes) <= 1
    assert lines[0].start_s == 0.0
    assert lines[-1].end_s == plan.timeline.duration_s
    assert [line.end_s for line in lines[:-1]] == [line.start_s for line in lines[1:]]


def test_what_is_heard_in_a_line_is_drawn_in_it() -> None:
    plan = manifest([f"Song {n}" for n in range(20)])
    first, second = systems(plan)
    assert [start for _, start, _ in spans(plan, first, EventKind.SPEECH)] == [1.0]
    assert list(spans(plan, second, EventKind.SPEECH)) == []
