"""Run the measurement; ``--help`` tells the options."""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks import taste
from benchmarks.taste import cases, ours
from benchmarks.taste.days import Case, columns, days
from benchmarks.taste.measures import Tally, interval, known_artists
from benchmarks.taste.rivals import BASE, RIVALS, proposed
from dj.testing.world import Extent

COUNT = 50
LEAST_DAYS = 30
"""Days with music below which a history is not tested."""

Result = Mapping[str, Tally]


def measured(case: Case, options: argparse.Namespace) -> dict[str, Tally]:
    """Judge every way of proposing on one listener."""
    plays, found = columns(case), dict[str, Tally]()
    for day in days(case, plays, options.share, options.days, by_part=options.parts):
        taste = ours.taste_before(case, day)
        lists = {name: proposed(name, plays, day, COUNT) for name in RIVALS}
        lists |= ours.whole(case, day, taste, COUNT)
        if options.ablation:
            lists |= ours.ablations(case, day, taste, COUNT)
        known = known_artists(plays, day)
        for name, rows in lists.items():
            tally = found.setdefault(name, Tally())
            tally.add(rows, plays, day, known)
            if case.pleases is not None:
                tally.add_truth(case.pleases(rows, day.at), rows, day)
    return found


def report(
    results: Mapping[str, Result], library: int, base: str = BASE
) -> list[dict[str, object]]:
    """One row for each way, averaged over listeners; one listener is resampled by days."""
    rows = []
    for name in next(iter(results.values())):
        tallies = [result[name] for result in results.values()]
        bases = [result[base] for result in results.values()]
        row: dict[str, object] = {"name": name}
        for what in ("recall", "ndcg", "new_artists"):
            row[what] = _mean([_mean(getattr(tally, what)) for tally in tallies])
        row["coverage"] = len(set[int]().union(*(tally.seen for tally in tallies))) / library
        offered = sum(tally.offered for tally in tallies)
        row["first_plays"] = sum(tally.met for tally in tallies) / offered if offered else None
        for what in ("pleasing", "pleasing_new"):
            told = [_mean(values) for tally in tallies if (values := getattr(tally, what))]
            row[what] = _mean(told) if told else None
        for what in ("recall", "ndcg"):
            row[f"{what}_gain"] = interval(_differences(tallies, bases, what))
        rows.append(row)
    return rows


def _differences(tallies: list[Tally], bases: list[Tally], what: str) -> list[float]:
    pairs = list(zip(tallies, bases, strict=True))
    if len(pairs) == 1:
        ours_, base = (getattr(tally, what) for tally in pairs[0])
        return [a - b for a, b in zip(ours_, base, strict=True)]
    return [_mean(getattr(a, what)) - _mean(getattr(b, what)) for a, b in pairs]


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def by_listener(results: Mapping[str, Result]) -> list[dict[str, object]]:
    """Recall of ours and of the rolling top 50 for each listener, with its own interval."""
    return [
        {
            "listener": name,
            "days": len(result[BASE].recall),
            "recall": _mean(result[ours.LIKELY_NAME].recall),
            "rolling": _mean(result[BASE].recall),
            "gain": interval(_differences([result[ours.LIKELY_NAME]], [result[BASE]], "recall")),
        }
        for name, result in results.items()
    ]


def chosen(options: argparse.Namespace) -> Iterator[Case]:
    """Give the cases that were asked for."""
    if options.data:
        yield cases.kept(options.data, options.listener, options.zone)
    elif options.files:
        yield cases.exported(options.files, options.zone)
    else:
        extent = Extent(artists=options.artists, tracks=options.tracks,
                        listeners=options.listeners, days=options.length)  # fmt: skip
        yield from cases.invented(extent, options.seed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.taste", description=taste.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--data", type=Path, help="a library's folder")
    parser.add_argument("--listener", default="me")
    parser.add_argument("--zone", default="", help="IANA name; guessed without")
    parser.add_argument("--files", type=Path, nargs="+", help="exported histories")
    parser.add_argument("--share", type=float, default=0.3, help="last part that is foretold")
    parser.add_argument("--days", type=int, default=20, help="most days of each listener")
    parser.add_argument("--parts", action="store_true", help="each part of a day by itself")
    parser.add_argument("--ablation", action="store_true", help="also without each signal")
    parser.add_argument("--base", choices=RIVALS, default=BASE, help="whom gains are over")
    parser.add_argument("--each", action="store_true", help="also each listener")
    for name, usual in {"artists": 500, "tracks": 5_000, "listeners": 20, "length": 240}.items():
        parser.add_argument(f"--{name}", type=int, default=usual, help="of the invented world")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def main() -> None:
    """Measure, and print a table or one JSON document."""
    options = _options()
    results: dict[str, Result] = {}
    library = 1
    for case in chosen(options):
        dates = {x.started_at.date() for x in case.listens}
        found = measured(case, options) if len(dates) >= LEAST_DAYS else {}
        if not found:
            print(f"{case.name}: {len(dates)} days with music are too few.", file=sys.stderr)
            continue
        results[case.name], library = found, len(case.stock.catalogue)
    if not results:
        sys.exit("Nobody has a history long enough to be foretold.")
    rows, each = report(results, library, options.base), by_listener(results)
    if options.json:
        print(json.dumps({"listeners": len(results), "library": library, "ways": rows,
                          "each": each}, indent=1))  # fmt: skip
        return
    _print(rows, each if options.each else [])


def _print(rows: list[dict[str, object]], each: list[dict[str, object]]) -> None:
    for table in (rows, each):
        if table:
            print(*table[0], sep="\t")
        for row in table:
            print(*(_text(value) for value in row.values()), sep="\t")


def _text(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.4f}"
    if isinstance(value, tuple):
        return "{:+.4f} [{:+.4f}, {:+.4f}]".format(*value)
    return "–" if value is None else str(value)


if __name__ == "__main__":
    main()
