"""Groups of clips, and what lies under them."""

import pytest

from dj.mix.talk import placement, speeches
from dj.model.script import BreakKind
from dj.model.timeline import Event, EventKind, Placement
from tests.mix import material
from tests.mix.material import RATE_HZ


def span(start: int, end: int) -> Event:
    return Event(
        id="m", kind=EventKind.MUSIC, source_id="m", at_frame=start,
        source_in_frame=0, source_out_frame=end - start,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "before", "after", "where"),
    [
        ((50, 90), (0, 100), (100, 300), Placement.OVER_OUTRO),
        ((110, 150), (0, 100), (100, 300), Placement.OVER_RAMP),
        ((90, 150), (0, 100), (100, 300), Placement.ACROSS),
        ((90, 150), (0, 120), (80, 300), Placement.ACROSS),
        ((90, 150), (0, 100), (120, 300), Placement.IN_CLEAR),
        ((0, 50), None, (20, 300), Placement.IN_CLEAR),
        ((30, 50), None, (20, 300), Placement.OVER_RAMP),
        ((80, 95), (0, 100), None, Placement.OVER_OUTRO),
        ((80, 120), (0, 100), None, Placement.IN_CLEAR),
    ],
)
def test_a_placement_names_what_lies_under_the_words(
    words: tuple[int, int],
    before: tuple[int, int] | None,
    after: tuple[int, int] | None,
    where: Placement,
) -> None:
    events = [span(*one) if one else None for one in (before, after)]
    assert placement(*words, *events) is where


def test_breaks_without_a_take_say_nothing() -> None:
    script = material.script([(0, BreakKind.FRONT_ANNOUNCE), (1, BreakKind.SIGN_OFF)])
    groups = speeches(script, [material.take(1, 3)], 2, RATE_HZ)
    assert list(groups) == [1]
    assert groups[1].length == 3 * RATE_HZ


def test_two_takes_of_one_break_are_refused() -> None:
    script = material.script([(0, BreakKind.FRONT_ANNOUNCE)])
    with pytest.raises(ValueError, match="at most one take"):
        speeches(script, [material.take(0, 3), material.take(0, 4)], 1, RATE_HZ)


@pytest.mark.parametrize("place", [-2, 2])
def test_a_break_outside_the_lineup_is_refused(place: int) -> None:
    script = material.script([(place, BreakKind.FRONT_ANNOUNCE)])
    with pytest.raises(ValueError, match="b00"):
        speeches(script, [material.take(0, 3)], 2, RATE_HZ)
