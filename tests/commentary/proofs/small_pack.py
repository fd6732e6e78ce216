"""Packs of a few lines, for tests of what is counted in them."""

from pathlib import Path

FRONT = "---\nsituation: {kind}\nneeds: [{needs}]\nstatus: {status}\n---\n"


def add(
    pack: Path, line: str, *variants: str, needs: str = "next.title", status: str = "approved"
) -> Path:
    """Write a line set into a pack, its first variant at line 6 of the file."""
    kind = line.partition("/")[0]
    file = pack / f"{line}.j2"
    file.parent.mkdir(parents=True, exist_ok=True)
    text = FRONT.format(kind=kind, needs=needs, status=status) + "\n%%\n".join(variants) + "\n"
    file.write_text(text, encoding="utf-8")
    return pack


def add_case(pack: Path, text: str) -> Path:
    """Write a file of cases into a pack."""
    (pack / "cases").mkdir(exist_ok=True)
    (pack / "cases" / "own.yaml").write_text(text, encoding="utf-8")
    return pack
