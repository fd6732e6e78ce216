"""How well an index answers, as measured when it was built, for people who run a library."""

from dataclasses import dataclass

from dj.interfaces import NeighbourIndex
from dj.lineup.neighbours.approximate import REBUILD_FROM, ApproximateIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexReport:
    """What is known of an index; an exact one finds everything and keeps nothing."""

    name: str
    rows: int
    """Songs that it knows or finds by comparing them one by one."""
    recall_50: float = 1.0
    """Mean share of the true 50 nearest that it finds, 0 to 1."""
    recall_500: float = 1.0
    queries: int = 0
    """Held-out queries behind the recall."""
    bytes_per_track: float = 0.0
    """Of its file."""
    build_s: float = 0.0
    """CPU seconds of the build."""
    fresh: int = 0
    """Songs that came after the build: they are compared one by one."""
    gone: int = 0
    """Songs that left since."""
    rebuilt_from: float = REBUILD_FROM
    """Share of songs fresh or gone from which it is built anew."""


def reported(index: NeighbourIndex, rows: int) -> IndexReport:
    """Report on an index that serves so many rows."""
    if not isinstance(index, ApproximateIndex):
        return IndexReport(name=index.name, rows=rows)
    kept = index.sidecar
    return IndexReport(
        name=index.name,
        rows=rows,
        recall_50=kept.recall_50,
        recall_500=kept.recall,
        queries=kept.queries,
        bytes_per_track=round(kept.bytes / max(1, kept.n), 1),
        build_s=kept.build_s,
        fresh=index.fresh,
        gone=index.gone,
    )
