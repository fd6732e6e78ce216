"""What was said of a song is told with what it rests on."""

from dataclasses import replace

from dj.cli.grounds import grounds
from dj.model.script import BreakKind, Clause, Script, TalkBreak, Trace, VoicedFact, Wording
from dj.testing.examples import manifest

TRACE = Trace(word="next.producer", text="Ines Calder", start=12, source="f1", facts=("f1",))
SAID = Wording(line="front_announce/producer", variant=0, text="Produced by Ines Calder.",
               traces=(TRACE,),
               clauses=(Clause(start=0, end=24, facts=("f1", "gone")),))  # fmt: skip
FACT = VoicedFact(says="producer of Tide", value="Ines Calder", source="Sleeve notes, p. 3",
                  as_of="2024-05-01", tier=1)  # fmt: skip


def test_each_fact_is_told_once_with_its_source_and_day() -> None:
    talk = TalkBreak(id="b07", after_position=0, kind=BreakKind.FRONT_ANNOUNCE, about=(1,),
                     wordings=(SAID,))  # fmt: skip
    made = replace(manifest(), script=Script(breaks=(talk,), facts={"f1": FACT}), takes=())
    assert grounds(made, 1) == (
        "   The host: “Produced by Ines Calder.” (b07, front_announce/producer)\n"
        "     producer of Tide: Ines Calder (from Sleeve notes, p. 3, as of 2024-05-01)"
    )
    assert grounds(made, 0) == ""
