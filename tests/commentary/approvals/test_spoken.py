from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import pytest

from dj.commentary import need_approval, unapproved
from dj.commentary.bench import rehearse
from dj.commentary.lines import read_pack
from dj.commentary.trials.pairing import applies, trial_cases
from dj.errors import ManifestError
from dj.model.script import BreakKind, Script, TalkBreak, Wording
from dj.resources import find

PACKS = {"house": "en", "morning": "en", "haus": "de", "casa": "es"}
TODAY = datetime.now(UTC).date()


def wordings(pack: str) -> list[Wording]:
    """Every variant in the first situation that takes it, as a session would hold it."""
    folder = find("prompts", pack)
    cases = trial_cases(folder, PACKS[pack])
    jobs = [(line, case) for line in read_pack(folder).lines
            if (case := next((one for one in cases if applies(line, one)), None))]  # fmt: skip
    said = rehearse([(line.source, case.values) for line, case in jobs])
    return [Wording(line=line.name, variant=line.variant, text=one.text, traces=one.traces,
                    pack=pack, content=line.content)
            for (line, _), one in zip(jobs, said, strict=True)]  # fmt: skip


def script(*said: Wording) -> Script:
    breaks = tuple(TalkBreak(id=f"b{n:03}", after_position=n, kind=BreakKind.OPENING, about=(),
                             wordings=(one,)) for n, one in enumerate(said))  # fmt: skip
    return Script(breaks=breaks, persona="ava")


@cache
def house() -> list[Wording]:
    return wordings("house")


@pytest.mark.slow
@pytest.mark.parametrize("pack", PACKS)
def test_what_the_packs_say_may_be_spoken(pack: str) -> None:
    said = wordings(pack)
    assert len(said) > 400
    assert unapproved(script(*said), pack, TODAY) == ()


def test_words_of_an_older_session_are_known_by_their_line() -> None:
    older = [replace(one, pack="", content="") for one in house()[::40]]
    assert unapproved(script(*older), "house", TODAY) == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda one: replace(one, text=f"{one.text} Buy it now."),
        lambda one: replace(one, text=f"Not {one.text}"),
        lambda one: replace(one, traces=one.traces[1:]),
        lambda one: replace(one, traces=tuple(replace(t, word="next.genre") for t in one.traces)),
        lambda one: replace(one, content="0" * 64),
        lambda one: replace(one, content=house()[-1].content),
        lambda one: replace(one, line="front_announce/other"),
        lambda one: replace(one, content="", text=f"{one.text} Buy it now."),
    ],
)
def test_changed_words_are_not_spoken(change) -> None:  # type: ignore[no-untyped-def]
    told = [one for one in house() if one.traces and one.line.startswith("front_announce/")][::30]
    changed = [change(one) for one in told]
    assert len(unapproved(script(*changed), "house", TODAY)) == len(changed) > 5
    with pytest.raises(ManifestError, match="nobody stands for"):
        need_approval(script(*changed), "house", TODAY)
