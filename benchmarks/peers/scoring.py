"""From what a contender found to one row of the table. Needs the truth, and nothing measured."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, median
from typing import Any

from dj.model.tonality import Key
from dj.testing.truth import Clip, metrics


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a file without hearing it again."""

    clip: Clip
    lufs: float
    """Integrated loudness by libebur128."""


def accuracy(found: Mapping[str, Mapping[str, Any]], known: Mapping[str, Known]) -> dict[str, Any]:
    """Score a contender's findings against the truth; missing ones count as wrong."""
    pairs = [(found.get(name, {}), fact) for name, fact in known.items()]
    row = {**_tempo(pairs), **_beats(pairs)}
    if any("key" in lines for lines, _ in pairs):
        row |= _keys(pairs)
    differences = [
        abs(lines["lufs"] - fact.lufs) for lines, fact in pairs if lines.get("lufs") is not None
    ]
    if differences:
        row["lufs_diff"] = round(max(differences), 3)
    return row


def _tempo(pairs: Sequence[tuple[Mapping[str, Any], Known]]) -> dict[str, Any]:
    tempi = [(lines.get("tempo_bpm"), fact.clip.tempo_bpm) for lines, fact in pairs]
    errors = [metrics.tempo_error_bpm(found, true) for found, true in tempi]
    right = [error for error in errors if error is not None]
    return {
        "acc1": len(right),
        "acc2": sum(metrics.tempo_accuracy2(found, true) for found, true in tempi),
        "bpm_err": round(mean(right), 3) if right else None,
    }


def _beats(pairs: Sequence[tuple[Mapping[str, Any], Known]]) -> dict[str, Any]:
    beats = [(lines.get("beats_s", []), fact.clip.beats_s) for lines, fact in pairs]
    biases = [metrics.phase_bias_s(found, true) for found, true in beats]
    matched = [bias for bias in biases if bias is not None]
    row = {
        "beat_f1": round(mean(metrics.beats(found, true).f1 for found, true in beats), 3),
        "bias_ms": round(1000 * median(matched), 1) if matched else None,
    }
    if any("downbeats_s" in lines for lines, _ in pairs):
        downbeats = [(lines.get("downbeats_s", []), f.clip.downbeats_s) for lines, f in pairs]
        row["down_f1"] = round(mean(metrics.beats(found, true).f1 for found, true in downbeats), 3)
    return row


def _keys(pairs: Sequence[tuple[Mapping[str, Any], Known]]) -> dict[str, Any]:
    keys = [(_key(lines.get("key")), fact.clip.key) for lines, fact in pairs]
    return {
        "key": sum(metrics.key_exact(found, true) for found, true in keys),
        "key_w": round(mean(metrics.key_weighted(found, true) for found, true in keys), 3),
    }


def _key(text: str | None) -> Key | None:
    """Read a key as contenders spell it; None if there is none or it cannot be read."""
    try:
        return Key.parse(text) if text else None
    except ValueError:
        return None


def table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """Lay out rows under the columns; what a row does not have is a dash."""
    cells = [list(columns)]
    cells += [
        ["–" if row.get(name) is None else str(row[name]) for name in columns] for row in rows
    ]
    widths = [max(len(line[place]) for line in cells) for place in range(len(columns))]
    lines = []
    for line, row in zip(cells, [{}, *rows], strict=True):
        text = "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        lines.append(f"{text.rstrip()}  {row['why']}" if row.get("why") else text.rstrip())
    return "\n".join(lines)
