"""What `benchmarks.lineup` measured, as tables for people."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Report = Mapping[str, Mapping[str, Any]]
"""Tracks → index → what was measured; beside the indexes ``peak_rss_mb`` of the whole size."""


def tables(report: Report) -> Iterator[str]:
    """Lay out the time of plans and of their parts, then the indexes, then memory."""
    plans = [(*at, who, one["p50"], one["p95"], one["first"], *one["parts"].values())
             for *at, found in _measured(report) for who, one in found["plan"].items()]  # fmt: skip
    parts = next((list(one["parts"]) for *_, found in _measured(report)
                  for one in found["plan"].values()), [])  # fmt: skip
    yield table("Plans, CPU ms (candidates include neighbours)",
                ("tracks", "index", "listener", "p50", "p95", "first", *parts), plans)  # fmt: skip
    searches = [(*at, int(name.removeprefix("at_")), 100.0 * one["recall"], one["p50"], one["p95"])
                for *at, found in _measured(report)
                for name, one in found["search"].items() if name.startswith("at_")]  # fmt: skip
    yield table("Neighbours, CPU ms a query",
                ("tracks", "index", "wanted", "recall %", "p50", "p95"), searches)  # fmt: skip
    yield table("Snapshots",
                ("tracks", "index", "write s", "open ms", "build s", "bytes a track",
                 "Rss MB", "Pss MB"),
                [_snapshot(*one) for one in _measured(report)])  # fmt: skip


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Lay out rows under a head, numbers to the right."""
    cells = [list(head), *([_cell(value) for value in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    right = [all(not isinstance(row[at], str) for row in rows) for at in range(len(head))]
    lines = ("  ".join(cell.rjust(width) if number else cell.ljust(width)
                       for cell, width, number in zip(row, widths, right, strict=True)).rstrip()
             for row in cells)  # fmt: skip
    return "\n".join((title, *lines))


def _measured(report: Report) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
    for size, found in report.items():
        for index, values in found.items():
            if isinstance(values, Mapping):
                yield int(size), index, values


def _snapshot(size: int, index: str, found: Mapping[str, Any]) -> tuple[object, ...]:
    memory = found["memory_mb"]
    mean = {name: sum(one[name] for one in memory) / len(memory) for name in memory[0]}
    return (size, index, found["write_s"], found["open_ms"], found["search"]["build_s"],
            found["search"]["bytes_per_track"], mean["Rss"], mean["Pss"])  # fmt: skip


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
