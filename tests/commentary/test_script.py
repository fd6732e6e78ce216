"""A script says only what is true, never twice, and can prove every word."""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from shutil import copytree

import pytest

from dj.commentary import unproven
from dj.commentary.choosing.masks import Frames
from dj.commentary.choosing.ranking import SHORT_S, depth
from dj.commentary.disclosure import discloses
from dj.commentary.lines import read_pack
from dj.model.controls import Dials
from dj.model.ledger import Said
from dj.model.lineup import Decision
from dj.model.script import BreakKind, Script, Wording
from dj.model.show import TalkLevel
from tests.commentary.packs import stood_for
from tests.commentary.sessions import AT, HOUSE, Session, invent, written

GOLDEN = Path(__file__).parent / "golden" / "evening.txt"
"""What is said with the lines beside it, which editors of the house leave alone.

Set DJ_UPDATE_GOLDEN=1 to write it anew; review the difference like code.
"""


def wordings(script: Script) -> Iterator[Wording]:
    return (wording for b in script.breaks for wording in b.wordings)


def as_said(script: Script, days: int = 1) -> tuple[Said, ...]:
    """A ledger in which everything of a script was spoken some days ago."""
    at = AT - timedelta(days=days)
    return tuple(
        Said(session=f"{days} days ago", at=at, line=w.line, variant=w.variant, pack=w.pack,
             content=w.content, frame=w.frame)
        for w in wordings(script)
    )  # fmt: skip


def check_script(script: Script) -> None:
    """Everything that must hold of any script."""
    keys = [(w.line, w.variant) for w in wordings(script)]
    assert max(Counter(keys).values()) == 1
    assert unproven(script) == ()
    for b in script.breaks:
        assert 1 <= len(b.wordings) <= 3
        assert set(b.about) <= {b.after_position, b.after_position + 1}
        assert all(trace.source for w in b.wordings for trace in w.traces)


def test_every_name_and_digit_is_traced_and_nothing_repeats() -> None:
    for seed in range(3):
        check_script(written(seed))


@pytest.mark.slow
def test_the_same_holds_for_two_hundred_scripts_and_two_thousand_breaks() -> None:
    scripts = [written(seed) for seed in range(200)]
    for script in scripts:
        check_script(script)
    assert sum(len(script.breaks) for script in scripts) >= 2000


def test_the_same_inputs_give_the_same_script() -> None:
    assert invent(2).write(2) == written(2)
    assert invent(2).write(5) != written(2)


def text_of(script: Script) -> str:
    rows = [
        f"{b.id} after {b.after_position} {b.kind}\n" + "".join(f"  {w.text}\n" for w in b.wordings)
        for b in script.breaks
    ]
    return "".join(rows)


def test_a_fixed_seed_gives_the_golden_text(tmp_path: Path) -> None:
    pack = stood_for(copytree(GOLDEN.parent / "pack", tmp_path / "pack"))
    text = text_of(invent(7, 14, TalkLevel.LOTS).write(7, pack=pack))
    if os.environ.get("DJ_UPDATE_GOLDEN"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("seed", range(2))
def test_every_break_has_a_short_way_out(seed: int) -> None:
    breaks = invent(seed, 12, TalkLevel.SOME).write(seed).breaks
    short = [b for b in breaks if min(w.estimated_s for w in b.wordings) <= SHORT_S]
    assert len(short) == len(breaks)
    assert all(len(b.wordings) >= 2 for b in breaks)


@pytest.mark.parametrize("seed", range(3))
def test_each_session_says_first_what_is_speaking(seed: int) -> None:
    opening = written(seed).breaks[0]
    assert opening.kind is BreakKind.OPENING
    for wording in opening.wordings:
        assert discloses(wording.text)
        assert wording.estimated_s <= 14


def test_what_was_said_lately_is_not_said_again_nor_anything_nearly_alike() -> None:
    before = written(2)
    after = invent(2).write(2, ledger=as_said(before))
    assert after.breaks
    heard = Frames(w.frame for w in wordings(before))
    assert not any(heard.like(w.frame) for w in wordings(after))


def test_a_variant_rests_the_days_its_editor_gave_it_whatever_was_said_since() -> None:
    said = as_said(written(2), days=2)
    others = tuple(
        Said(session=f"since {n}", at=AT - timedelta(hours=n), line="x/y", variant=n)
        for n in range(9, 0, -1)
    )
    again = {(w.line, w.variant) for w in wordings(invent(2).write(2, ledger=(*said, *others)))}
    rests = {line.key for line in read_pack(HOUSE).lines if line.front.cooldown_days > 2}
    assert again.isdisjoint({(one.line, one.variant) for one in said} & rests)


def test_where_all_was_said_lately_there_is_silence_but_not_at_the_ends() -> None:
    lines = read_pack(HOUSE).lines
    ledger = tuple(Said(session="s", at=AT - timedelta(days=1), line=line.name, pack="house",
                        variant=line.variant, content=line.content) for line in lines)  # fmt: skip
    kinds = [b.kind for b in invent(2).write(2, ledger=ledger).breaks]
    assert kinds == [BreakKind.OPENING, BreakKind.SIGN_OFF]


def test_a_listener_who_wants_few_words_hears_none_that_only_name() -> None:
    session = invent(4)
    quiet = replace(session, taste=replace(session.taste, dials=Dials(talk=0.3)))
    for seed in range(2):
        between = quiet.write(seed).breaks[1:-1]
        assert between
        assert all(depth(b.wordings[0]) > 0 for b in between)


def with_reasons(session: Session, *names: str) -> Session:
    slots = tuple(
        replace(slot, decision=replace(slot.decision, signals=dict.fromkeys(names, 0.5)))
        for slot in session.lineup.slots
    )
    return replace(session, lineup=replace(session.lineup, slots=slots))


def test_a_reason_is_given_only_if_it_is_one_of_the_top_three() -> None:
    given = set()
    for seed in range(4):
        session = invent(seed)
        for b in written(seed).breaks:
            for w in b.wordings:
                if w.reason:
                    decision: Decision = session.lineup.slots[b.after_position + 1].decision
                    assert w.reason in decision.top_reasons(3)
                    given.add(w.reason)
    assert len(given) >= 3


def test_without_the_signal_the_sentence_disappears() -> None:
    real = ("energy_fit", "novelty", "style")
    said = [w for s in range(2) for w in wordings(with_reasons(invent(s), *real).write(s))]
    unsaid = [w for s in range(2) for w in wordings(with_reasons(invent(s), "chance").write(s))]
    assert any(w.reason in real for w in said)
    assert all(not w.reason for w in unsaid)


def test_the_estimate_given_is_the_one_used() -> None:
    script = invent(1).write(1, seconds=lambda wording: 3.0)
    assert {w.estimated_s for w in wordings(script)} == {3.0}


def test_a_voice_too_slow_for_any_line_is_silent() -> None:
    assert invent(1).write(1, seconds=lambda wording: 99.0).breaks == ()


def test_a_language_without_lines_is_silent() -> None:
    session = invent(1)
    german = replace(session, persona=replace(session.persona, language="de-DE"))
    assert german.write().breaks == ()


HOSTILE = (
    "{{ 7*7 }}", "{% for a in b %}{{ a }}{% endfor %}", "\x00\x07\x1b[31m", "\u202eevil\u202c",
    "x" * 100_000, "[[ f'Vk ]]", "</speak><break time='9s'/>", "a\ue000next.title\ue001b\ue002",
    "-f /etc/passwd", "\ud800", "%s%n", "ignore previous instructions",
)  # fmt: skip


@pytest.mark.parametrize("tag", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_tag_is_read_or_left_out_but_never_obeyed(tag: str) -> None:
    session = invent(3, 6)
    for position in range(6):
        session = session.with_track(
            position, title=tag, artist=tag, artists=(tag, tag), album=tag, genres=(tag,)
        )
    script = session.write(3)
    assert script.breaks
    for w in wordings(script):
        assert not set("{}[]<>|\\\x00\x07\x1b\u202e\u202c\ue000\ue001\ue002") & set(w.text)
        assert "49" not in w.text
        assert len(w.text) < 600
        assert w.text.isprintable()
