"""Histories made to order for the tests of taste."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from dj.listeners import taste
from dj.model.analysis import Song
from dj.model.controls import Controls
from dj.model.listening import Listen, Save, Tally, Taste
from dj.testing.examples import song
from dj.units import TrackId

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
"""A Tuesday morning."""
NOTHING_SAID = Controls()


def tagged(number: int, artist: str, genre: str) -> Song:
    """One song with an artist and a genre."""
    made = song(number, title=f"Song {number}", artist=artist)
    return replace(made, track=replace(made.track, genres=(genre,)))


SONGS = tuple(tagged(n, f"Artist {n % 4}", f"Genre {n % 2}") for n in range(12))


def id_of(number: int) -> TrackId:
    """Identity of a song."""
    return SONGS[number].id


def play(number: int, *, days: float = 1.0, at: datetime | None = None, **fields: object) -> Listen:
    """One play of a song; a number beyond the library is one of an unknown song."""
    known = number < len(SONGS)
    told: dict[str, object] = {
        "started_at": at or AT - timedelta(days=days),
        "artist": SONGS[number].track.artist if known else f"Stranger {number}",
        "title": f"Song {number}",
        "track_id": SONGS[number].id if known else None,
    }
    return Listen(**(told | fields))  # type: ignore[arg-type]


def save(number: int, **fields: object) -> Save:
    """One song in a playlist."""
    told: dict[str, object] = {"artist": "x", "title": "y", "track_id": SONGS[number].id}
    return Save(**(told | fields))  # type: ignore[arg-type]


def tasted(
    listens: Sequence[Listen] = (),
    saves: Sequence[Save] = (),
    *,
    tallies: Sequence[Tally] = (),
    controls: Controls = NOTHING_SAID,
    at: datetime = AT,
    songs: Sequence[Song] = SONGS,
    time_zone: str | None = "UTC",
) -> Taste:
    """The taste behind a history."""
    return taste(listens, saves, songs, listener="ana", at=at, time_zone=time_zone,
                 tallies=tallies, controls=controls)  # fmt: skip


def same(one: Taste, other: Taste) -> bool:
    """Tell whether two tastes are equal to the last byte."""
    return repr(one) == repr(other) and one.modes.tobytes() == other.modes.tobytes()


def _listen(
    number: int, minutes: int, played_s: int | None, skipped: bool | None, context: str
) -> Listen:
    return play(
        number,
        at=AT - timedelta(minutes=minutes),
        played_ms=None if played_s is None else played_s * 1000,
        skipped=skipped,
        context=context,
        source="lastfm" if minutes % 2 else "spotify",
    )


def listens(least: int = 0, most: int = 40) -> st.SearchStrategy[list[Listen]]:
    """Arbitrary histories of up to two years, skips and unknown songs among them."""
    rows = st.builds(
        _listen,
        st.integers(0, 14),
        st.integers(1, 1_000_000),
        st.none() | st.integers(0, 300),
        st.sampled_from([None, True, False]),
        st.sampled_from(["", "party"]),
    )
    return st.lists(rows, min_size=least, max_size=most)
