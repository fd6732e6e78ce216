"""What does a listener hear? Sessions are made, taken apart and measured by others' meters.

    python -m benchmarks.mixes [--sessions 50] [--minutes 12] [--music FOLDER …] [--json]

Half of the sessions play the bundled library, of which it is known to the frame where somebody
sings and where beats fall; half play real music. FFmpeg and libebur128 measure, not `dj.audio`.
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.listening.edges import edges
from benchmarks.listening.joins import joins
from benchmarks.listening.meters import integrated
from benchmarks.listening.reading import Reading
from benchmarks.listening.requirements import REQUIREMENTS, STATISTICS, Requirement
from benchmarks.listening.sessions import REAL, World, demo_world, make, real_world
from benchmarks.listening.stems import Heard, heard
from benchmarks.listening.talk import talk

WORST = 5
"""Cases shown of each requirement that is missed."""
Findings = Mapping[str, Sequence[Reading]]
"""By session."""


def file(found: Heard) -> Iterator[Reading]:
    """Measure the finished file: loudness by libebur128, its peak by FFmpeg."""
    wanted, form = found.timeline, found.made.manifest.mix.rpartition(".")[2]
    lufs = integrated(found.mix)
    yield Reading(
        measure="loudness off its target",
        value=round(abs(lufs - wanted.target_lufs), 2),
        note=f"{lufs:.2f} LUFS, {found.file.lufs:.1f} by FFmpeg, {form}",
    )
    yield Reading(
        measure=f"true peak over −1 dBTP, {form}",
        value=round(found.file.dbtp - wanted.max_true_peak_dbtp, 2),
        note=f"{found.file.dbtp:.1f} dBTP",
    )


def listen(found: Heard) -> list[Reading]:
    """Measure everything about one session."""
    return [*talk(found), *joins(found), *edges(found), *file(found)]


def sessions(
    worlds: Sequence[World], numbers: Sequence[int], work: Path, minutes: float
) -> Iterator[tuple[str, list[Reading]]]:
    """Make and measure sessions in turn; a session's files are removed when it is measured."""
    with tempfile.TemporaryDirectory(dir=work, prefix="sessions-") as folder:
        for number in numbers:
            made = make(worlds[number % len(worlds)], number, Path(folder), minutes)
            yield made.name, listen(heard(made))
            shutil.rmtree(made.folder)


def rows(findings: Findings) -> list[dict[str, object]]:
    """One row for each requirement that was measured."""
    return [row for need in REQUIREMENTS if (row := _row(need, findings)) is not None]


def _row(need: Requirement, findings: Findings) -> dict[str, object] | None:
    cases = [
        (name, reading)
        for name, readings in findings.items()
        for reading in readings
        if reading.measure == need.measure
    ]
    if not cases:
        return None
    value = STATISTICS[need.statistic]([reading for _, reading in cases])
    sign = -1 if need.least is None and need.statistic != "least" else 1
    worst = sorted(cases, key=lambda case: sign * case[1].value)[:WORST]
    return {
        "measure": need.measure, "statistic": need.statistic, "value": round(value, 3),
        "unit": need.unit, "wanted": need.wanted, "holds": need.holds(value), "of": len(cases),
        "worst": [
            {"session": name, "at_s": round(case.at_s, 1), "value": round(case.value, 3),
             "note": case.note}
            for name, case in worst
        ],
    }  # fmt: skip


def missed(findings: Findings) -> str:
    """Name the requirements that are missed, with their figures."""
    return "; ".join(
        f"{row['measure']} {row['value']:.2f} {row['unit']}"
        for row in rows(findings)
        if not row["holds"]
    )


def table(found: Sequence[Mapping[str, object]]) -> str:
    """Lay the rows out for people, and below them the worst cases of what is missed."""
    lines = [f"{'':2}{'measure':42}{'':10}{'figure':>9} {'':8}{'wanted':14}{'of':>6}"]
    for row in found:
        mark = "" if not row["wanted"] else "+" if row["holds"] else "!"
        lines.append(
            f"{mark:2}{row['measure']:42}{row['statistic']:10}{row['value']:9.2f} "
            f"{row['unit']:8}{row['wanted']:14}{row['of']:6}"
        )
    for row in found:
        if not row["holds"]:
            lines.append(f"\n{row['measure']}, {row['statistic']}:")
            lines += [f"  {c['session']} at {c['at_s']} s: {c['value']} {row['unit']}; {c['note']}"
                      for c in row["worst"]]  # type: ignore[attr-defined]  # fmt: skip
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--first", type=int, default=0, help="number of the first session")
    parser.add_argument("--minutes", type=float, default=12.0, help="mean length")
    parser.add_argument("--music", type=Path, nargs="*", help="folders instead of Debian's music")
    parser.add_argument("--work", type=Path, help="where libraries are kept for the next time")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = (chosen.work or Path(temporary)).absolute()
        music = [folder for folder in chosen.music or REAL if folder.is_dir()]
        worlds = [demo_world(work, chosen.processes)]
        worlds += [real_world(work, music, chosen.processes)] if music else []
        began = time.monotonic()
        numbers = range(chosen.first, chosen.first + chosen.sessions)
        findings = {}
        for name, readings in sessions(worlds, numbers, work, chosen.minutes):
            findings[name] = readings
            print(f"{name}: {missed({name: readings}) or 'all is well'}", file=sys.stderr)
    found = rows(findings)
    if chosen.json:
        print(json.dumps({"sessions": len(findings), "rows": found}, indent=2))
        return
    print(f"{len(findings)} sessions in {time.monotonic() - began:.0f} s")
    print(table(found))


if __name__ == "__main__":
    main()
