"""How much of a pack the matrix and the editors' cases reach: variants, and branches in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dj.commentary.lines import Line, read_pack
from dj.commentary.proofs.branches import Branch, marked
from dj.commentary.proofs.tries import Try, branches_taken, in_cases, in_matrix


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """One place that nothing reaches."""

    where: str
    """File and line, such as ``front_announce/tempo.j2:9``."""
    says: str
    """What is not reached, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What the matrix and the cases reach of a pack."""

    variants: int
    variants_reached: int
    branches: int
    """Ways of every ``if``, leaving it out included."""
    branches_reached: int
    missed: tuple[Missed, ...]
    """In order of file and line."""

    @property
    def percent(self) -> float:
        """The smaller of both shares, 0 to 100; nothing to reach counts as reached."""
        return min(_percent(self.variants_reached, self.variants),
                   _percent(self.branches_reached, self.branches))  # fmt: skip


def coverage(pack: Path) -> Coverage:
    """Measure a pack.

    Raises:
        ConfigError: if there is no such pack.
    """
    lines = read_pack(pack).lines
    tries = (*in_matrix(pack), *in_cases(pack))
    reached = _reached(tries)
    ways = {line.key: marked(line.source)[1] for line in lines}
    went = [(line, reached.get(line.key)) for line in lines]
    return Coverage(
        variants=len(lines), variants_reached=sum(branches is not None for _, branches in went),
        branches=sum(map(len, ways.values())),
        branches_reached=sum(len(branches or ()) for _, branches in went),
        missed=tuple(missed for line, branches in went
                     for missed in _missed(line, branches, ways[line.key])),
    )  # fmt: skip


def _reached(tries: tuple[Try, ...]) -> dict[tuple[str, int], frozenset[int]]:
    found: dict[tuple[str, int], frozenset[int]] = {}
    for one, branches in zip(tries, branches_taken(tries), strict=True):
        found[one.line.key] = found.get(one.line.key, frozenset()) | branches
    return found


def _missed(
    line: Line, reached: frozenset[int] | None, branches: tuple[Branch, ...]
) -> Iterator[Missed]:
    file, first = place(line)
    if reached is None:
        yield Missed(where=f"{file}:{first}", says=f"variant {line.variant}: nothing reaches it")
        return
    for number, branch in enumerate(branches):
        if number not in reached:
            yield Missed(where=f"{file}:{first + branch.line - 1}",
                         says=f"variant {line.variant}: never {branch.says!r}")  # fmt: skip


def place(line: Line) -> tuple[str, int]:
    """Return the file of a variant, relative to its pack, and the number of its first line."""
    file, number, *_ = line.where.split(":")
    return file, int(number)


def _percent(part: int, whole: int) -> float:
    return 100.0 * part / whole if whole else 100.0
