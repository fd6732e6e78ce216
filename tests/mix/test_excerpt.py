"""What of a song plays."""

from dataclasses import replace

import pytest

from dj.mix.excerpt import Excerpt, excerpt, whole
from dj.model.analysis import Ending, Song
from tests.mix import material
from tests.mix.material import RATE_HZ


def seconds(frame: int) -> float:
    return frame / RATE_HZ


def cut(song: Song) -> Excerpt:
    return excerpt(song, RATE_HZ)


def test_silence_at_both_ends_is_left_out() -> None:
    part = cut(material.song(silence_s=(5, 7)))
    assert seconds(part.start) == pytest.approx(5, abs=0.11)
    assert seconds(part.end) == pytest.approx(173.3, abs=0.11)


def test_a_fade_plays_until_it_is_inaudible() -> None:
    part = cut(material.song(ending=Ending.FADE, fade_s=20))
    assert 179 < seconds(part.end) <= 180


def test_loudness_is_that_of_the_part_that_plays() -> None:
    part = cut(material.song(lufs=-14, sung=(), silence_s=(60, 0)))
    assert part.loudness_lufs == pytest.approx(-14, abs=0.05)


def test_a_song_without_levels_follows_its_cue_points() -> None:
    song = material.song(silence_s=(5, 7), lufs=-18)
    bare = replace(song.analysis, levels_lufs=song.analysis.levels_lufs[:0].copy())
    part = cut(replace(song, analysis=bare))
    assert (seconds(part.start), seconds(part.end)) == (5, 173)
    assert part.loudness_lufs == -18
    assert part.last_within(10) == part.end


def test_a_recording_of_silence_plays_whole_and_does_no_harm() -> None:
    part = cut(material.song(lufs=-120, sung=()))
    assert part.length == 180 * RATE_HZ
    assert part.loudness_lufs == -120


def test_the_outro_begins_after_the_last_voice() -> None:
    part = cut(material.song(sung=((20, 100), (120, 165))))
    assert (seconds(part.post or 0), seconds(part.outro)) == (20, 165)
    assert part.sings_between(110 * RATE_HZ, 121 * RATE_HZ)
    assert not part.sings_between(101 * RATE_HZ, 119 * RATE_HZ)


def test_an_instrumental_leaves_room_to_talk_at_its_end() -> None:
    part = cut(material.song(sung=()))
    assert part.post is None
    assert seconds(part.end - part.outro) == pytest.approx(12, abs=0.5)


def test_levels_tell_when_a_fade_has_fallen() -> None:
    part = cut(material.song(ending=Ending.FADE, fade_s=10))
    assert seconds(part.last_within(6)) == pytest.approx(175, abs=0.3)
    assert seconds(part.last_within(20)) == pytest.approx(179, abs=0.3)


def test_the_whole_file_is_the_whole_file() -> None:
    part = whole(material.song(silence_s=(5, 7)), RATE_HZ)
    assert (part.start, part.end) == (0, 180 * RATE_HZ)


def test_a_song_that_breaks_off_in_mid_music_is_let_go_slowly() -> None:
    assert seconds(cut(material.song(ending=Ending.SEGUE)).trim_fade) == pytest.approx(3.0)
    assert seconds(cut(material.song()).trim_fade) < 0.01
