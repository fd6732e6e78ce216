"""What the English packs owe a listener who comes every day, counted from the files."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from dj.commentary.choosing.masks import Frames
from dj.commentary.context import WORDS
from dj.commentary.lines import Line, read_pack
from dj.commentary.spoken_length import estimate
from dj.model.script import BreakKind
from tests.commentary.sessions import HOUSE

MORNING = HOUSE.parent / "morning"
PACKS = pytest.mark.parametrize("pack", [HOUSE, MORNING], ids=["house", "morning"])

OFTEN = (BreakKind.OPENING, BreakKind.FRONT_ANNOUNCE, BreakKind.BACK_ANNOUNCE, BreakKind.BOTH,
         BreakKind.MOOD_TURN, BreakKind.DISCOVERY, BreakKind.LONG_UNHEARD, BreakKind.TIME_CHECK,
         BreakKind.SIGN_OFF)  # fmt: skip
"""Situations of which a daily listener hears several in a week."""
REASONS = ("affinity", "artist_affinity", "artist_hour_affinity", "editors", "energy_fit",
           "exploration", "hour_affinity", "novelty", "release_date", "repeat", "rest", "saves",
           "seed", "sequence", "similar", "sound", "style", "tag_affinity", "tag_hour_affinity",
           "variety", "wish")  # fmt: skip
HOURLY = frozenset({"artist_hour_affinity", "hour_affinity", "tag_hour_affinity"})
OWN_SITUATION = {"anniversary": 6, "artist_says": 6, "editors_note": 6}
"""Facts that have a situation to themselves."""
BRITISH = re.compile(
    r"[a-z]*(?:avour|olour|abour|umour|eighbour|ehaviour)[a-z]*|[a-z]*(?:centre|theatre|programme)s?"
    r"|(?:re|be)?(?:cogn|organ|real|apolog)is(?:e|ed|es|ing)|(?:to|back|for)wards|whilst|learnt|grey"
    r"|catalogue|half past|midday|kettle|clocks (?:on|off)|on the tin|mind the|mind how|your lot"
)
"""Spellings and turns by which an American hears a host from elsewhere."""


@PACKS
def test_every_situation_has_variants_enough_for_a_month(pack: Path) -> None:
    count = Counter(line.front.situation for line in _lines(pack))
    assert all(count[kind] >= (12 if kind in OFTEN else 6) for kind in BreakKind), count


@PACKS
def test_every_situation_can_be_said_where_nothing_else_is_known_and_in_four_seconds(
    pack: Path,
) -> None:
    bare = [line for line in _lines(pack) if line.needs_nothing]
    count = Counter(line.front.situation for line in bare)
    assert all(count[kind] >= 6 for kind in BreakKind), count
    brief = {line.front.situation for line in bare if estimate(_fixed(line)) <= 3.0}
    assert brief == set(BreakKind)


@PACKS
def test_every_reason_has_three_wordings_of_its_own(pack: Path) -> None:
    count = Counter(line.front.reason for line in _lines(pack))
    assert all(count[reason] >= 3 for reason in REASONS), count


@PACKS
def test_every_word_that_can_be_said_has_three_wordings(pack: Path) -> None:
    said = Counter(word for line in _lines(pack) for word in set(_said(line)))
    facts = [path for path, word in WORDS.items() if word.is_sayable and word.source == "fact"]
    least = {path: _least(path) for path in facts if path.startswith(("next.", "pair."))}
    few = {path: said[path] for path in least if said[path] < least[path]}
    assert not few


@PACKS
def test_no_habit_of_the_night_is_told(pack: Path) -> None:
    for line in _lines(pack):
        if line.front.reason in HOURLY:
            assert line.front.daypart, line.where
            assert "night" not in line.front.daypart, line.where


@PACKS
def test_the_hosts_write_and_speak_american(pack: Path) -> None:
    found = {(m[0], line.where) for line in _lines(pack) for m in BRITISH.finditer(_spoken(line))}
    assert not found


def test_british_turns_would_be_found() -> None:
    turns = ("a favourite", "go towards", "recognise it", "at half past", "mind how you go")
    assert all(BRITISH.search(turn) for turn in turns)
    assert not any(BRITISH.search(turn) for turn in ("toward the end", "a favorite", "rise, size"))


@PACKS
def test_every_opening_that_claims_a_voice_names_the_editors(pack: Path) -> None:
    openings = [line for line in _lines(pack) if line.front.situation is BreakKind.OPENING]
    assert all("editors" in _fixed(line).casefold() for line in openings)
    assert {line.name for line in openings if "synthetic" not in line.source.casefold()} == {
        "opening/captions"
    }


@pytest.mark.slow
def test_the_packs_differ_in_their_words() -> None:
    frames = Frames()
    for line in _lines(HOUSE):
        frames.add(_frame(line))
    shared = [line.where for line in _lines(MORNING) if frames.like(_frame(line))]
    assert len(shared) <= 0.1 * len(_lines(MORNING)), shared


def _lines(pack: Path) -> Sequence[Line]:
    return read_pack(pack).lines


def _least(path: str) -> int:
    name = path.partition(".")[2]
    return 2 if path.startswith("pair.") else OWN_SITUATION.get(name, 3)


def _said(line: Line) -> list[str]:
    return re.findall(r"\{\{\s*([a-z_]+\.[a-z_]+)", line.source)


def _fixed(line: Line) -> str:
    return re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " ", line.source)


def _spoken(line: Line) -> str:
    return _fixed(line).casefold()


def _frame(line: Line) -> str:
    slots = re.sub(r"\{\{.*?\}\}", "□", re.sub(r"\{%.*?%\}", " ", line.source))
    return " ".join(slots.split()).casefold()
