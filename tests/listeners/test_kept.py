from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.model.controls import Controls, Dials, Exclusion, ExclusionKind, Switches
from dj.model.listening import Listen, Tally
from tests.listeners.people import AT, id_of, listens, play, same, save, tasted


def days(number: float) -> datetime:
    return AT - timedelta(days=number)


def rule(kind: ExclusionKind, **fields: object) -> Exclusion:
    return Exclusion(kind=kind, **fields)  # type: ignore[arg-type]


FORTNIGHT = rule(ExclusionKind.RANGE, start=days(21), end=days(7))


def in_fortnight(row: Listen) -> bool:
    return days(21) <= row.started_at < days(7)


@given(listens())
def test_an_excluded_range_is_as_if_it_had_never_been_played(rows: list[Listen]) -> None:
    found = tasted(rows, controls=Controls(excluded=(FORTNIGHT,)), time_zone=None)
    assert same(found, tasted([x for x in rows if not in_fortnight(x)], time_zone=None))


@given(listens())
def test_an_excluded_context_and_source_are_as_if_never_played(rows: list[Listen]) -> None:
    rules = (rule(ExclusionKind.CONTEXT, name="party"), rule(ExclusionKind.SOURCE, name="lastfm"))
    found = tasted(rows, controls=Controls(excluded=rules))
    left = [x for x in rows if x.context != "party" and x.source != "lastfm"]
    assert same(found, tasted(left))


@given(listens(least=1), st.data())
def test_an_excluded_play_is_as_if_never_played(rows: list[Listen], data: st.DataObject) -> None:
    which = data.draw(st.sampled_from(rows)).started_at
    found = tasted(rows, controls=Controls(excluded=(rule(ExclusionKind.PLAY, start=which),)))
    assert same(found, tasted([x for x in rows if x.started_at != which]))


@given(listens())
def test_what_is_played_during_a_pause_changes_nothing(rows: list[Listen]) -> None:
    found = tasted(rows, controls=Controls(paused_at=days(30)))
    assert same(found, tasted([x for x in rows if x.started_at < days(30)]))


@given(listens())
def test_after_a_reset_nothing_before_it_counts(rows: list[Listen]) -> None:
    controls = Controls(forgotten_at=days(30), liked={id_of(3): days(40)})
    found = tasted(rows, [save(1)], tallies=[Tally(artist="a", title="b", plays=9)],
                   controls=controls)  # fmt: skip
    assert same(found, tasted([x for x in rows if x.started_at >= days(30)]))


@given(listens(least=1))
def test_without_a_profile_nothing_of_the_history_is_told(rows: list[Listen]) -> None:
    controls = Controls(profiling=False, picked_artists=("Artist 1",), liked={id_of(3): days(1)})
    found = tasted(rows, [save(1)], controls=controls, time_zone=None)
    assert same(found, tasted(controls=Controls(profiling=False), time_zone=None))
    assert (found.profiled, found.listens, found.affinity) == (False, 0, {})


def test_dials_and_switches_are_passed_on() -> None:
    controls = Controls(dials=Dials(discovery=0.9), switches=Switches(voice=False))
    for profiling in (True, False):
        found = tasted(controls=Controls(dials=controls.dials, switches=controls.switches,
                                         profiling=profiling))  # fmt: skip
        assert (found.dials, found.switches) == (controls.dials, controls.switches)


@pytest.mark.parametrize(
    "exclusion",
    [
        rule(ExclusionKind.CONTEXT, name="sleep"),
        rule(ExclusionKind.SOURCE, name="m3u"),
        rule(ExclusionKind.RANGE, start=days(3)),
    ],
)
def test_saves_are_excluded_by_playlist_source_and_date(exclusion: Exclusion) -> None:
    kept = save(2, playlist="day", source="xspf", saved_at=days(9))
    left = save(1, playlist="sleep", source="m3u", saved_at=days(1))
    found = tasted([], [kept, left], controls=Controls(excluded=(exclusion,)))
    assert found.saves == {id_of(2)}


def test_a_range_without_an_end_or_a_start_is_open() -> None:
    rows = [play(1, days=5), play(2, days=50)]
    late = tasted(rows, controls=Controls(excluded=(rule(ExclusionKind.RANGE, start=days(9)),)))
    early = tasted(rows, controls=Controls(excluded=(rule(ExclusionKind.RANGE, end=days(9)),)))
    assert (set(late.plays), set(early.plays)) == ({id_of(2)}, {id_of(1)})


def test_plays_counted_during_a_pause_are_left_out_in_proportion() -> None:
    tally = Tally(artist="x", title="y", plays=100, since=days(100), last_at=days(0.5),
                  track_id=id_of(1))  # fmt: skip
    assert tasted(tallies=[tally]).listens == 100
    assert tasted(tallies=[tally], controls=Controls(paused_at=days(50))).listens == 50


def test_rows_of_one_second_count_alike_in_any_order() -> None:
    rows = [play(n, days=2, played_ms=n * 50_000) for n in (3, 1, 13, 2, 14, 1, 3)]
    assert same(tasted(rows), tasted(rows[::-1]))
