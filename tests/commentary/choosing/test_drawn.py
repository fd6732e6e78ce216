"""What was drawn for a place is measured when its situation is tried, and then once."""

from pathlib import Path

from dj.commentary.bench import Rendered
from dj.commentary.choosing.drawn import Candidate, Drawn
from dj.commentary.lines import Line, read_pack
from dj.model.script import BreakKind, Wording
from tests.commentary.sessions import HOUSE

FRONT, BACK, BOTH = BreakKind.FRONT_ANNOUNCE, BreakKind.BACK_ANNOUNCE, BreakKind.BOTH


def _some(kind: BreakKind, pack: Path = HOUSE) -> list[Line]:
    return list(read_pack(pack).spoken(kind, "en")[:3])


def test_only_the_situations_asked_for_are_measured_and_in_the_order_of_the_draw() -> None:
    measured: list[BreakKind] = []

    def finished(line: Line, rendered: Rendered) -> Candidate | None:
        measured.append(line.front.situation)
        wording = Wording(line=line.name, variant=line.variant, text=rendered.text)
        return Candidate(line=line, wording=wording) if rendered.text else None

    lines = [*_some(BOTH), *_some(BACK), *_some(FRONT)]
    texts = [Rendered(text=f"text {number}" if number else "") for number in range(len(lines))]
    drawn = Drawn(rendered=list(zip(lines, texts, strict=True)), finished=finished)
    assert [one.wording.text for one in drawn.of({BOTH})] == ["text 1", "text 2"]
    assert set(measured) == {BOTH}
    ends = [one.line.front.situation for one in drawn.of((FRONT, BACK))]
    assert ends == [BACK] * 3 + [FRONT] * 3
    drawn.of(frozenset(BreakKind))
    assert len(measured) == len(lines)
