"""Goldens: what a pack says, written down beside it, so that every change of a word is seen.

``<pack>/golden/<situation>.txt`` holds one row for each way through each variant, with the first
situation of the matrix that takes it:

    front_announce/names 0 [opening] Here's Nia Harrow, with Low Tide Lantern.
"""

from collections.abc import Iterator, Mapping
from difflib import unified_diff
from pathlib import Path

from dj.commentary.proofs.tries import ways
from dj.writing import write_atomic

FOLDER = "golden"


def has_goldens(pack: Path) -> bool:
    """Tell whether anything was written down for a pack."""
    return any((pack / FOLDER).glob("*.txt"))


def golden_changes(pack: Path) -> tuple[str, ...]:
    """Compare what a pack says with its goldens: rows of a unified diff, none if they agree.

    Raises:
        ConfigError: if there is no such pack.
    """
    before, now = _written(pack), _said(pack)
    return tuple(
        row.rstrip("\n")
        for name in sorted({*before, *now})
        for row in unified_diff(_rows(before, name), _rows(now, name), f"{FOLDER}/{name}",
                                f"{FOLDER}/{name} (now)", n=1)
    )  # fmt: skip


def write_goldens(pack: Path) -> None:
    """Write down what a pack says now, each file whole or not at all.

    Raises:
        ConfigError: if there is no such pack.
        OutputError: if the files cannot be written.
    """
    now = _said(pack)
    for name, text in now.items():
        write_atomic(pack / FOLDER / name, text.encode("utf-8"))
    for name in _written(pack).keys() - now.keys():
        (pack / FOLDER / name).unlink()


def _written(pack: Path) -> dict[str, str]:
    files = sorted((pack / FOLDER).glob("*.txt"))
    return {file.name: file.read_text(encoding="utf-8", errors="replace") for file in files}


def _said(pack: Path) -> dict[str, str]:
    rows: dict[str, list[str]] = {}
    for way in ways(pack):
        row = f"{way.line} {way.variant} [{way.situation}] {way.text}\n"
        rows.setdefault(f"{way.line.partition('/')[0]}.txt", []).append(row)
    return {name: "".join(found) for name, found in sorted(rows.items())}


def _rows(texts: Mapping[str, str], name: str) -> list[str]:
    return list(_split(texts.get(name, "")))


def _split(text: str) -> Iterator[str]:
    """Split at line feeds alone: other separators may stand in a hostile title."""
    yield from (f"{row}\n" for row in text.split("\n") if row)
