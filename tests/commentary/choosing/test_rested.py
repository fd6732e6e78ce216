"""What was heard lately rests: by its content, in its own order, for its own time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from dj.commentary.choosing.rested import SESSIONS_APART, Ledger
from dj.commentary.language.vocabulary import vocabulary
from dj.commentary.lines import FrontMatter, Line, Order
from dj.model.ledger import Said
from dj.model.script import BreakKind
from dj.resources import find

HOUSE = vocabulary(find("prompts", "house"), "en")
AT = datetime(2026, 3, 10, 19, tzinfo=UTC)


def line(variant: int = 0, order: Order = Order.SHUFFLE, days: int = 0) -> Line:
    front = FrontMatter(situation=BreakKind.BOTH, order=order, cooldown_days=days)
    return Line(name="both/x", variant=variant, source="And on.", where="x", front=front,
                content=f"content of {variant}", vocabulary=HOUSE)  # fmt: skip


def said(session: int, **changes: object) -> Said:
    """What was said so many sessions, and days, ago."""
    at = AT - timedelta(days=session)
    one = Said(session=f"s{session}", at=at, line="both/x", variant=0, pack="house")
    return replace(one, **changes)  # type: ignore[arg-type]


def test_a_frame_rests_until_enough_sessions_have_gone_by() -> None:
    ledger = Ledger([said(n, frame=f"frame {'abcdefghij'[n] * 9}") for n in range(9, 0, -1)], AT)
    assert ledger.frames.like("frame ddddddddd")  # 3 sessions ago
    assert ledger.frames.like(f"frame {'abcdefghij'[SESSIONS_APART - 1] * 9}")
    assert not ledger.frames.like(f"frame {'abcdefghij'[SESSIONS_APART] * 9}")


def test_a_line_rests_its_days_and_the_last_sessions() -> None:
    far = [said(n, variant=9) for n in range(8, 0, -1)]
    assert Ledger([said(9), *far], AT).rests(line(days=10), "house")
    assert not Ledger([said(9), *far], AT).rests(line(days=8), "house")
    assert Ledger([said(2)], AT).rests(line(days=1), "house")


def test_a_line_is_known_by_its_content_after_its_file_was_reordered() -> None:
    ledger = Ledger([said(1, variant=5, content="content of 0")], AT)
    assert ledger.rests(line(), "house")
    assert not ledger.rests(line(5), "house")


def test_the_same_name_in_another_pack_is_another_line() -> None:
    assert not Ledger([said(1)], AT).rests(line(), "morning")


def test_sessions_that_do_not_tell_their_pack_count_for_all() -> None:
    assert Ledger([said(1, pack="")], AT).rests(line(), "morning")


def test_a_line_that_is_said_once_never_comes_again() -> None:
    ledger = Ledger([said(400), *(said(n, variant=9) for n in range(9, 0, -1))], AT)
    assert ledger.rests(line(order=Order.ONCE), "house")
    assert not ledger.rests(line(), "house")


def test_the_longer_a_line_has_rested_the_fresher_it_is_and_one_never_said_is_freshest() -> None:
    ages = [Ledger([said(days)], AT).freshness(line(), "house") for days in (1, 20, 59, 300)]
    assert ages == sorted(ages)
    assert ages[0] < ages[-1] < Ledger([], AT).freshness(line(), "house") == 1.0


def test_variants_that_take_turns_come_in_the_order_of_their_file() -> None:
    lines = [line(n, Order.CYCLE) for n in range(3)]
    heard: list[Said] = []
    turns = []
    for day in range(30, 24, -1):
        (turn,) = Ledger(heard, AT).in_turn(lines, "house")
        turns.append(turn.variant)
        heard.append(said(day, variant=turn.variant, content=turn.content))
    assert turns == [0, 1, 2, 0, 1, 2]


def test_lines_that_take_no_turns_are_all_there() -> None:
    lines = [line(n) for n in range(3)]
    assert Ledger([said(1)], AT).in_turn(lines, "house") == lines
