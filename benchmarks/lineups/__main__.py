"""Run the measurement; ``--help`` tells the options."""

import argparse
import json

from benchmarks import lineups
from benchmarks.lineups.parts import PARTS, Row
from benchmarks.lineups.people import village
from dj.testing.world import Extent


def main() -> None:
    """Measure, and print tables or one JSON document."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.lineups", description=lineups.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}")
    for name, usual in {"artists": 800, "tracks": 8_000, "listeners": 30, "days": 300}.items():
        parser.add_argument(f"--{name}", type=int, default=usual, help="of the invented world")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if unknown := sorted(set(options.parts) - set(PARTS)):
        parser.error(f"there is no part {unknown[0]!r}; known: {', '.join(PARTS)}")
    extent = Extent(artists=options.artists, tracks=options.tracks,
                    listeners=options.listeners, days=options.days)  # fmt: skip
    world = village(extent, options.seed)
    found: dict[str, list[Row]] = {}
    for name in options.parts or PARTS:
        found[name] = list(PARTS[name](world))
        if not options.json:
            _print(name, found[name])
    if options.json:
        print(json.dumps(found, indent=1))


def _print(name: str, rows: list[Row]) -> None:
    print(f"{name}: {(PARTS[name].__doc__ or '').splitlines()[0]}")
    print(*rows[0], sep="\t")
    for row in rows:
        print(*(_text(value) for value in row.values()), sep="\t")
    print(flush=True)


def _text(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.4f}"
    if isinstance(value, tuple):
        return "{:+.4f} [{:+.4f}, {:+.4f}]".format(*value)
    return "–" if value is None else str(value)


if __name__ == "__main__":
    main()
