"""A script says only what is true, never twice, and can prove every word."""

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dj.commentary import cooldowns
from dj.commentary.choose import SHORT_S, masked
from dj.commentary.vocabulary import vocabulary
from dj.model.lineup import Decision
from dj.model.script import BreakKind, Script, Wording
from dj.model.show import TalkLevel
from tests.commentary.sessions import HOUSE, Session, invent, written

GOLDEN = Path(__file__).parent / "golden" / "evening.txt"
"""Set DJ_UPDATE_GOLDEN=1 to write it anew; review the difference like code."""
WORDS = vocabulary(HOUSE, "en")
_ENDS = frozenset(".!?…")
_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[.!?…]")


def wordings(script: Script) -> Iterator[Wording]:
    return (wording for b in script.breaks for wording in b.wordings)


def uncovered(wording: Wording) -> list[str]:
    """Digits and capitalised words that no trace accounts for."""
    masks = list(wording.text)
    for trace in wording.traces:
        assert wording.text[trace.start : trace.start + len(trace.text)] == trace.text
        masks[trace.start : trace.start + len(trace.text)] = "□" * len(trace.text)
        ends = trace.text[-1] in _ENDS
        masks[trace.start + len(trace.text) - 1] = "." if ends else "□"
    found, at_start = [], True
    for token in _TOKEN.findall("".join(masks).replace("□", "q")):
        lower = token.lower()
        is_opener = at_start and lower in WORDS.openers
        is_name = token[0].isupper() and not is_opener and lower not in WORDS.capitals
        if is_name or any(char.isdigit() for char in token):
            found.append(token)
        at_start = token in _ENDS
    return found


def test_the_coverage_check_itself_finds_what_is_not_covered() -> None:
    text = "This is Elvis, in 1956. Bravo."
    assert uncovered(Wording(line="x", variant=0, text=text)) == ["Elvis", "1956", "Bravo"]


def check_script(script: Script) -> None:
    """Everything that must hold of any script."""
    keys = [(w.line, w.variant) for w in wordings(script)]
    assert max(Counter(keys).values()) == 1
    assert [w.text for w in wordings(script) if uncovered(w)] == []
    for b in script.breaks:
        assert 1 <= len(b.wordings) <= 3
        assert set(b.about) <= {b.after_position, b.after_position + 1}
        assert all(trace.source for w in b.wordings for trace in w.traces)


def test_every_name_and_digit_of_a_few_hundred_breaks_is_traced_and_nothing_repeats() -> None:
    for seed in range(16):
        check_script(written(seed))


@pytest.mark.slow
def test_the_same_holds_for_two_hundred_scripts_and_two_thousand_breaks() -> None:
    scripts = [written(seed) for seed in range(200)]
    for script in scripts:
        check_script(script)
    assert sum(len(script.breaks) for script in scripts) >= 2000


def test_no_two_frames_of_a_session_are_the_same() -> None:
    script = written(5)
    frames = [masked(w.text, w.traces) for w in wordings(script)]
    assert len(frames) == len(set(frames))


def test_the_same_inputs_give_the_same_script() -> None:
    assert invent(4).write(4) == written(4)
    assert invent(4).write(5) != written(4)


def text_of(script: Script) -> str:
    rows = [
        f"{b.id} after {b.after_position} {b.kind}\n" + "".join(f"  {w.text}\n" for w in b.wordings)
        for b in script.breaks
    ]
    return "".join(rows)


def test_a_fixed_seed_gives_the_golden_text() -> None:
    text = text_of(invent(7, 14, TalkLevel.SOME).write(7))
    if os.environ.get("DJ_UPDATE_GOLDEN"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("seed", range(4))
def test_every_break_has_a_short_way_out(seed: int) -> None:
    breaks = invent(seed, 12, TalkLevel.SOME).write(seed).breaks
    short = [b for b in breaks if min(w.estimated_s for w in b.wordings) <= SHORT_S]
    assert len(short) == len(breaks)
    assert all(len(b.wordings) >= 2 for b in breaks)


@pytest.mark.parametrize("seed", range(6))
def test_each_session_says_first_what_is_speaking(seed: int) -> None:
    opening = written(seed).breaks[0]
    assert opening.kind is BreakKind.OPENING
    for wording in opening.wordings:
        assert "synthetic" in wording.text.lower()
        assert "editors" in wording.text.lower()
        assert wording.estimated_s <= 14


def test_what_was_said_lately_is_not_said_again() -> None:
    before = written(2)
    recent = {(w.line, w.variant) for w in wordings(before)}
    after = invent(2).write(2, recent=recent)
    assert recent.isdisjoint((w.line, w.variant) for w in wordings(after))
    assert after.breaks


def test_where_all_was_said_lately_there_is_silence_but_not_at_the_ends() -> None:
    recent = {(name, index) for name in cooldowns(HOUSE) for index in range(40)}
    kinds = [b.kind for b in invent(2).write(2, recent=recent).breaks]
    assert kinds == [BreakKind.OPENING, BreakKind.SIGN_OFF]


def with_reasons(session: Session, *names: str) -> Session:
    slots = tuple(
        replace(slot, decision=replace(slot.decision, signals=dict.fromkeys(names, 0.5)))
        for slot in session.lineup.slots
    )
    return replace(session, lineup=replace(session.lineup, slots=slots))


def test_a_reason_is_given_only_if_it_is_one_of_the_top_three() -> None:
    given = set()
    for seed in range(16):
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
    said = [w for s in range(3) for w in wordings(with_reasons(invent(s), *real).write(s))]
    unsaid = [w for s in range(3) for w in wordings(with_reasons(invent(s), "chance").write(s))]
    assert any(w.reason in real for w in said)
    assert all(not w.reason for w in unsaid)


def test_the_estimate_given_is_the_one_used() -> None:
    script = invent(1).write(1, seconds=lambda text: 3.0)
    assert {w.estimated_s for w in wordings(script)} == {3.0}


def test_a_voice_too_slow_for_any_line_is_silent() -> None:
    assert invent(1).write(1, seconds=lambda text: 99.0).breaks == ()


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
