"""What is wrong with a pack's approvals, as findings."""

from collections.abc import Iterator
from datetime import date

from dj.commentary.approvals.standing import Objection
from dj.commentary.findings import Finding
from dj.commentary.lines import Line, Pack


def objections(pack: Pack, on: date) -> Iterator[Finding]:
    """Yield one finding for each file and objection, and one for each break of a log."""
    for log in pack.standing.logs:
        for problem in log.problems:
            remedy = ("What was approved after it is not spoken: "
                      f"dj prompts log {pack.name} --mend.")  # fmt: skip
            yield Finding(code="TPL063", where=log.path.name, message=problem, remedy=remedy)
    found: dict[tuple[str, Objection], list[Line]] = {}
    for line in pack.lines:
        objection = pack.standing.objection(line, on)
        if line.front.status == "approved" and objection and objection.code:
            found.setdefault((line.name, objection), []).append(line)
    for (_, objection), lines in found.items():
        yield _finding(objection, lines)


def _finding(objection: Objection, lines: list[Line]) -> Finding:
    which = ", ".join(f"#{line.variant}" for line in lines)
    return Finding(code=objection.code, where=lines[0].where, column=1,
                   message=f"{which}: {objection.message}", remedy=objection.remedy)  # fmt: skip
