"""Made-up listeners: groups of people with a like taste, each with artists of their own."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np

from dj.listeners.colisten.rows import Row
from dj.listeners.kept import Kept, kept
from dj.model.controls import Controls
from dj.model.listening import Listen

AT = datetime(2026, 5, 1, tzinfo=UTC)


def groups(
    people: int = 60, *, kinds: int = 4, artists: int = 40, each: int = 15, seed: int = 0
) -> Iterator[Row]:
    """Give rows of people who each play some artists of one kind, and a few that all play."""
    rng = np.random.default_rng(seed)
    for person in range(people):
        kind = person % kinds
        for number in rng.choice(artists, each, replace=False):
            plays = float(rng.integers(1, 100))
            yield Row(f"user {person}", f"Kind {kind} Artist {number}", f"Song {number}", plays)
        for number in rng.choice(8, 3, replace=False):
            yield Row(f"user {person}", f"Known To All {number}", "Hit", float(rng.integers(1, 9)))


def table_text(rows: list[Row]) -> str:
    """Write rows as a table with tabs and a heading."""
    lines = [f"{row.user}\t{row.artist}\t{row.title}\t{row.plays:.0f}" for row in rows]
    return "\n".join(["user\tartist\ttitle\tplays", *lines, ""])


def history(*artists: str, skipped: bool = False, mbid: str = "") -> Kept:
    ids = {"artist_mbid": mbid} if mbid else {}
    listens = [
        Listen(started_at=AT - timedelta(days=1 + n), artist=artist, title=f"Song {artist}",
               skipped=skipped, ids=ids)
        for n, artist in enumerate(artists)
    ]  # fmt: skip
    return kept(listens, (), (), Controls(), AT)


def household(people: int = 6) -> dict[str, Kept]:
    return {f"secret-name-{n}": history(*(f"Artist {k}" for k in range(n, n + 8)))
            for n in range(people)}  # fmt: skip
