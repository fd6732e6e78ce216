"""What keeps a song out is found gate by gate, and the numbers are those of the planner."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dj.lineup import absence, plan, stock
from dj.lineup.stock import Stock
from dj.model.absence import Absence, Gate
from dj.model.listening import PlayStats, Taste
from dj.model.show import Rules, Show
from dj.units import TrackId
from tests.lineup.worlds import AT, SHOW, ids, library, listener, newcomer

SONGS = library(80, 30)
READY = stock(SONGS)
TASTE = listener(SONGS)
SHORT = replace(SHOW, length_s=900.0)


def ask(
    track_id: TrackId, *, taste: Taste = TASTE, show: Show = SHORT, ready: Stock = READY
) -> Absence:
    order = ids(plan(ready, show, taste, at=AT, seed=1))
    return absence(ready, show, taste, track_id, at=AT, seed=1, order=order)


def test_a_song_that_plays_is_said_to_play_with_its_true_score() -> None:
    made = plan(READY, SHORT, TASTE, at=AT, seed=1)
    found = ask(made.slots[2].track_id)
    assert (found.gate, found.position) == (Gate.NONE, 2)
    assert found.score == pytest.approx(made.slots[2].decision.score, abs=1e-6)
    assert sum(found.signals.values()) == pytest.approx(found.score, abs=1e-6)


def test_a_barred_song_is_barred_by_what_barred_it() -> None:
    taste = replace(TASTE, barred={SONGS[3].id: "you banned the artist X"})
    found = ask(SONGS[3].id, taste=taste)
    assert (found.gate, found.says) == (Gate.BARRED, "It is barred: you banned the artist X.")


def test_a_song_that_is_too_long_is_kept_out_by_that_rule() -> None:
    longest = max(SONGS, key=lambda one: one.analysis.cues.play_s)
    show = replace(SHORT, rules=Rules(max_song_s=longest.analysis.cues.play_s - 0.5))
    assert ask(longest.id, show=show).says == (
        f"A rule of the show keeps it out: it is longer than {show.rules.max_song_s:g} s."
    )


def test_a_song_heard_just_now_rests() -> None:
    now = PlayStats(plays=4, skips=0, first_at=AT - timedelta(days=9),
                    last_at=AT - timedelta(hours=1))  # fmt: skip
    found = ask(SONGS[7].id, taste=replace(TASTE, plays={**TASTE.plays, SONGS[7].id: now}))
    assert (found.gate, found.says) == (Gate.RULE, "It rests: it was heard in the last 4 h.")


@pytest.mark.slow
def test_a_song_that_was_outscored_names_its_rival_and_the_difference() -> None:
    made = plan(READY, SHORT, TASTE, at=AT, seed=1)
    played = {slot.track_id: slot.decision.score for slot in made.slots}
    outside = [one.id for one in SONGS if one.id not in played]
    found = [ask(track_id) for track_id in outside[:12]]
    beaten = [one for one in found if one.gate is Gate.OUTSCORED]
    assert len(beaten) >= 6
    for one in beaten:
        assert one.rival in played
        assert one.score is not None
        assert one.rival_score == pytest.approx(played[one.rival], abs=1e-6)
        assert sum(one.signals.values()) == pytest.approx(one.score, abs=1e-6)
        away = sum(one.differences.values())
        assert away == pytest.approx(one.score - played[one.rival], abs=1e-5)
        assert f"{one.score:.3f}" in one.says


@pytest.mark.slow
def test_a_song_that_nobody_proposed_is_said_to_be_none_of_the_pool() -> None:
    songs = library(2500, 400)
    ready = stock(songs)
    found = [ask(one.id, taste=newcomer(), ready=ready) for one in songs[::400]]
    assert Gate.SOURCES in {one.gate for one in found}
