from dataclasses import replace

import pytest

from dj.lineup import stock
from tests.lineup.wishes.shelf import SONGS, TASTE, told
from tests.lineup.worlds import SHOW, song

BANNED = replace(TASTE, barred={SONGS[0].id: "you banned this song"})


@pytest.mark.parametrize("words", ["play Desfado by Luz Moreira", "Desfado, mellow"])
def test_no_other_song_passes_for_one_that_may_not_play(words: str) -> None:
    found = told(words, taste=BANNED)
    assert found.problem.endswith("it may not play: you banned this song.")
    assert not found.brief.must


def test_what_else_is_named_plays_and_the_rest_is_said() -> None:
    found = told("Desfado, Song 1", taste=BANNED)
    assert found.brief.must == {SONGS[1].id}
    assert not found.problem
    assert "but it may not play: you banned this song" in found.brief.notes[0]


def test_a_show_without_explicit_songs_names_its_rule() -> None:
    clean = replace(SHOW, rules=replace(SHOW.rules, allow_explicit=False))
    assert told("Desfado", show=clean).problem.endswith("it may not play: it is explicit.")


def test_of_several_recordings_one_that_may_play_is_taken() -> None:
    shelf = stock([song(n, artist="Ana", title="Noon", play_s=s) for n, s in ((0, 4e4), (1, 200))])
    found = told("Noon by Ana", at_hand=shelf)
    assert len(found.brief.must) == 1
    assert not found.problem
    assert told("Noon", at_hand=stock([song(0, title="Noon", play_s=4e4)])).problem
