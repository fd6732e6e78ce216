"""How well and how fast is listening matched? ``python -m benchmarks.matching [--json]``.

Run from the root. Precision is the share of matches that are right, recall the share of rows that
have a right answer and got it. Beside it, on the same cases: the same folded names and nothing
else, and, if it is installed (`pip install rapidfuzz`), token_sort_ratio ≥ 90 over "artist title",
the common recipe; that one sees only the first `PEER_CASES` cases, for it takes its time.
"""

import argparse
import importlib.util
import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.matching_corpus import BLIND_SEED, Case, Corpus, corpus
from dj.listeners import match
from dj.model.names import fold
from dj.units import TrackId

PEER_CASES = 500
RATIO = 90.0

Answers = Sequence[TrackId | None]


def ours(found: Corpus) -> Answers:
    """Ask the matcher of the house."""
    rows = match([case.listen for case in found.cases], [], found.tracks).listens
    return [row.track_id for row in rows]


def folded(found: Corpus) -> Answers:
    """Take the track of the same folded artist and title."""
    known = {_names(track): track.id for track in reversed(found.tracks)}
    return [known.get(_names(case.listen)) for case in found.cases]


def ratio(found: Corpus) -> Answers:
    """Take the track with the highest token_sort_ratio from 90 on."""
    from rapidfuzz import fuzz, process, utils  # type: ignore[import-not-found]

    names = [utils.default_process(f"{t.artist} {t.title}") for t in found.tracks]
    answers: list[TrackId | None] = []
    for case in found.cases:
        wanted = utils.default_process(f"{case.listen.artist} {case.listen.title}")
        best = process.extractOne(wanted, names, scorer=fuzz.token_sort_ratio, score_cutoff=RATIO)
        answers.append(None if best is None else found.tracks[best[2]].id)
    return answers


def _names(row: Any) -> tuple[str, str]:
    return fold(row.artist), fold(row.title)


def scored(cases: Sequence[Case], answers: Answers) -> dict[str, float]:
    """Give precision and recall."""
    pairs = list(zip(cases, answers, strict=True))
    matched = sum(answer is not None for _, answer in pairs)
    right = sum(answer in case.right for case, answer in pairs)
    wanted = sum(bool(case.right) for case in cases)
    return {"precision": round(right / max(matched, 1), 4), "recall": round(right / wanted, 4)}


def by_kind(cases: Sequence[Case], answers: Answers) -> dict[str, dict[str, int]]:
    """Count, for each kind of case, the cases, right answers, wrong ones and misses."""
    table: dict[str, Counter[str]] = {}
    for case, answer in zip(cases, answers, strict=True):
        right = answer in case.right or (answer is None and not case.right)
        what = "right" if right else "missed" if answer is None else "wrong"
        table.setdefault(case.kind, Counter()).update(("cases", what))
    names = ("cases", "right", "wrong", "missed")
    return {kind: {name: table[kind][name] for name in names} for kind in sorted(table)}


def contest(found: Corpus) -> list[dict[str, object]]:
    """Let all matchers answer the same cases."""
    some = Corpus(found.tracks, found.cases[:PEER_CASES])
    entries: list[tuple[str, Callable[[Corpus], Answers], Corpus]] = [
        ("dj", ours, found), ("folded names", folded, found), ("dj, first cases", ours, some),
    ]  # fmt: skip
    if importlib.util.find_spec("rapidfuzz"):
        entries.append(("rapidfuzz token_sort_ratio >= 90", ratio, some))
    rows: list[dict[str, object]] = []
    for name, answer, given in entries:
        start = time.process_time()
        answers = answer(given)
        seconds = time.process_time() - start
        rows.append({"matcher": name, "cases": len(given.cases), **scored(given.cases, answers),
                     "cpu_s": round(seconds, 1)})  # fmt: skip
    return rows


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--seed", type=int, default=BLIND_SEED)
    parser.add_argument("--tracks", type=int, default=100_000)
    parser.add_argument("--cases", type=int, default=20_000)
    options = parser.parse_args()
    found = corpus(options.seed, options.tracks, options.cases)
    rows, kinds = contest(found), by_kind(found.cases, ours(found))
    if options.json:
        print(json.dumps({"matchers": rows, "kinds": kinds}, indent=2))
        return
    for row in rows:
        print(*row.values(), sep="\t")
    for kind, counts in kinds.items():
        print(f"{kind:24}", *counts.values(), sep="\t")


if __name__ == "__main__":
    main()
