"""Of what is true here, what says most and repeats least comes first."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from dj.commentary.approvals.signing import approve
from dj.commentary.choosing.ranking import depth
from dj.commentary.lines import Line, read_pack
from dj.commentary.script import chooser
from dj.model.script import Wording
from tests.commentary.packs import EDITOR
from tests.commentary.sessions import HOUSE, invent, written


def leaders(seeds: range) -> list[Wording]:
    return [b.wordings[0] for seed in seeds for b in written(seed).breaks[1:-1]]


def test_most_breaks_say_more_than_names() -> None:
    depths = [depth(wording) for wording in leaders(range(6))]
    assert sum(d > 0 for d in depths) > 0.8 * len(depths)


def test_no_reason_is_given_twice_while_there_are_others() -> None:
    for seed in range(6):
        reasons = [b.wordings[0].reason for b in written(seed).breaks if b.wordings[0].reason]
        assert len(reasons) == len(set(reasons))


def test_a_file_rests_for_a_few_breaks() -> None:
    for seed in range(6):
        lines = [b.wordings[0].line for b in written(seed).breaks]
        near = [(a, b) for n, a in enumerate(lines) for b in lines[n + 1 : n + 3] if a == b]
        assert near == []


def test_every_wording_tells_its_pack_and_what_was_approved() -> None:
    for wording in leaders(range(2)):
        assert wording.pack == "house"
        assert len(wording.content) == 64


def test_without_a_voice_no_line_claims_to_be_one_and_with_a_voice_the_first_says_so() -> None:
    session = invent(3)
    for voice in (True, False):
        switches = replace(session.taste.switches, voice=voice)
        script = replace(session, taste=replace(session.taste, switches=switches)).write(3)
        said = " ".join(w.text for b in script.breaks for w in b.wordings)
        assert ("synthetic" in said) is voice


def test_a_host_who_has_said_nothing_can_be_asked_what_it_may_say() -> None:
    s = invent(1)
    host = chooser(s.lineup, s.songs, s.show, s.persona, taste=s.taste, facts=s.facts, at=s.at,
                   rng=np.random.default_rng(0), pack=HOUSE)  # fmt: skip
    assert host.memory.leaders == []
    assert host.pack.name == "house"


def test_an_approved_line_that_the_checker_refuses_now_is_not_said(tmp_path: Path) -> None:
    """Words go out of the dictionary and into the lists after a line was approved."""
    file = tmp_path / "front_announce" / "x.j2"
    file.parent.mkdir()
    head = "---\nsituation: front_announce\nneeds: [next.title]\nstatus: approved\n---\n"
    file.write_text(f"{head}Now {{{{ next.gone }}}}.\n%%\nThe greatest: {{{{ next.title }}}}.\n"
                    "%%\n{% if next.gone %}Now{% endif %} {{ next.title }}.\n"
                    "%%\nNow comes {{ next.title }}.\n")  # fmt: skip
    read = read_pack(tmp_path)
    approve(read, [one for one in read.read if isinstance(one, Line)], EDITOR)
    said = {w.variant for b in invent(1).write(pack=tmp_path).breaks for w in b.wordings}
    assert said == {3}
