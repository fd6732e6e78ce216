"""To hear a song once more, to its end, never lowers the liking of it or of its artist."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dj import listeners
from dj.model.listening import Listen, Taste
from dj.testing.examples import song

SONGS = tuple(song(n, title=f"S{n}", artist=f"A{n % 3}") for n in range(6))
AT = datetime(2026, 6, 1, 20, tzinfo=UTC)

rows = st.lists(
    st.tuples(
        st.integers(0, 5),  # song
        st.integers(1, 24 * 200),  # hours ago
        st.one_of(st.none(), st.integers(0, 180_000)),  # played, ms
        st.one_of(st.none(), st.booleans()),  # skipped
    ),
    max_size=25,
)


def heard(number: int, hours: int, played_ms: int | None, skipped: bool | None) -> Listen:
    track = SONGS[number].track
    return Listen(started_at=AT - timedelta(hours=hours), artist=track.artist, title=track.title,
                  played_ms=played_ms, skipped=skipped, track_id=track.id)  # fmt: skip


def taste(listens: list[Listen]) -> Taste:
    return listeners.taste(listens, (), SONGS, listener="me", at=AT, time_zone="UTC")


@given(rows, st.integers(0, 5), st.integers(1, 24 * 200))
def test_one_more_completed_play_never_lowers_an_affinity(
    history: list[tuple[int, int, int | None, bool | None]], number: int, hours: int
) -> None:
    before = [heard(*row) for row in history]
    # Half a minute aside, so that it is another play and not the same one told twice.
    more = heard(number, hours, 180_000, None)
    more = replace(more, started_at=more.started_at + timedelta(seconds=30))
    less, after = taste(before), taste([*before, more])
    track = SONGS[number].track
    assert after.affinity[track.id] >= less.affinity.get(track.id, 0.0) - 1e-9
    artist = f"a{number % 3}"
    assert after.artist_affinity[artist] >= less.artist_affinity.get(artist, 0.0) - 1e-9
