"""What a host may not say: nothing personal where that is off, and nothing withdrawn."""

from dataclasses import replace

import numpy as np
import pytest

from dj.commentary.bench import Value
from dj.commentary.choosing.eligible import is_personal, is_true_here
from dj.commentary.choosing.places import _dialled, _spread_out
from dj.commentary.disclosure import names_voice
from dj.commentary.lines import read_pack
from dj.model.script import BreakKind
from dj.resources import find
from dj.testing.examples import song

SONGS = tuple(replace(made, track=replace(made.track, album=""))
              for made in (song(n, artist=f"A{n}") for n in range(18)))  # fmt: skip
PACK = read_pack(find("prompts", "house"))


def is_about_listening(name: str, theme: str = "mood") -> bool:
    values = {"segment.theme": Value(value=theme, source="editor")}
    found = [line for line in PACK.lines if line.name == name]
    assert found, name
    return any(is_personal(line, values) for line in found)


@pytest.mark.parametrize("name", [
    "front_announce/plays", "front_announce/first_heard", "front_announce/last_heard",
    "front_announce/because_style", "front_announce/because_rested", "front_announce/because_hour",
    "front_announce/because_energy", "front_announce/because_recent", "discovery/names",
    "opening/favourite", "opening/away",
])  # fmt: skip
def test_lines_about_the_listeners_own_listening_are_personal(name: str) -> None:
    assert is_about_listening(name)


@pytest.mark.parametrize("name", [
    "front_announce/long_intro", "opening/plain",
])  # fmt: skip
def test_lines_about_the_song_or_the_show_are_not(name: str) -> None:
    assert not is_about_listening(name)


def test_a_reason_of_the_hour_is_not_told_at_night() -> None:
    found = [line for line in PACK.lines if "hour" in line.front.reason]
    assert found
    for line in found:
        at_night = {path: Value(value=True, source="x") for path in line.words}
        names = {need: Value(value="x", source="x") for need in line.front.needs}
        for part, told in (("night", False), ("evening", True)):
            values = at_night | names | {"clock.part": Value(value=part, source="clock")}
            assert is_true_here(line, values, [line.front.reason]) is told


def test_only_greetings_and_goodbyes_name_the_voice() -> None:
    found = {line.front.situation for line in PACK.lines if names_voice(line.source)}
    assert BreakKind.OPENING in found
    assert found <= {BreakKind.OPENING, BreakKind.SIGN_OFF}


def test_a_segments_title_is_personal_where_its_theme_comes_from_a_history() -> None:
    assert is_about_listening("mood_turn/segment", "favourites")
    assert not is_about_listening("mood_turn/segment", "new")


def test_every_beginning_of_the_order_of_joins_is_spread_evenly() -> None:
    joins = list(range(16))
    for count in (2, 4, 8):
        kept = sorted(_spread_out(joins)[:count])
        assert np.diff(kept).max() <= 16 / count
    assert sorted(_spread_out(joins)) == joins


def test_more_talk_keeps_all_the_joins_that_less_had() -> None:
    class _Songs:
        """As much of a programme as the dial looks at."""

        def __init__(self, talk: float) -> None:
            self.talk, self.songs = talk, SONGS

    last: set[int] = set()
    for step in range(11):
        kept = set(_dialled(_Songs(step / 10), [2, 5, 8, 11, 14]))  # type: ignore[arg-type]
        assert last <= kept
        last = kept
    assert last == set(range(len(SONGS) - 1))
    assert not _dialled(_Songs(0.0), [2, 5])  # type: ignore[arg-type]
