from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dj.model.controls import Controls
from dj.model.listening import Listen, Save, Tally
from tests.listeners.people import AT, SONGS, id_of, listens, play, save, tasted

SAVED = st.lists(st.integers(0, 11), max_size=3).map(lambda found: [save(n) for n in found])
COUNTS = st.lists(
    st.builds(
        lambda number, plays, skips: Tally(
            artist="x", title="y", plays=plays, skips=skips, track_id=id_of(number)
        ),
        st.integers(0, 11), st.integers(0, 50), st.integers(0, 9),
    ),
    max_size=3,
)  # fmt: skip


@given(listens(), SAVED, COUNTS, st.integers(0, 11), st.integers(1, 1_000_000))
def test_one_more_play_never_lowers_the_song_or_its_artist(
    rows: list[Listen], saves: list[Save], tallies: list[Tally], number: int, minutes: int
) -> None:
    more = play(number, at=AT - timedelta(minutes=minutes), played_ms=200_000)
    before = tasted(rows, saves, tallies=tallies)
    after = tasted([*rows, more], saves, tallies=tallies)
    artist = SONGS[number].track.artist.casefold()
    slip = 1e-9
    assert after.affinity[id_of(number)] >= before.affinity.get(id_of(number), 0.0) - slip
    assert after.artist_affinity[artist] >= before.artist_affinity.get(artist, 0.0) - slip


def test_a_skip_of_a_song_often_heard_out_weighs_little() -> None:
    often = [play(1, days=n + 2) for n in range(10)]
    once = [play(2, days=2)]
    other = [play(3, days=n + 2) for n in range(10)]
    skip = [play(1, played_ms=4000), play(2, played_ms=4000)]
    before, after = (tasted([*often, *once, *other, *extra]).affinity for extra in ([], skip))
    assert after[id_of(1)] > 0.95 * before[id_of(1)]
    assert after[id_of(2)] < 0.85 * before[id_of(2)]


def test_skips_at_one_hour_lower_a_song_there_and_much_less_elsewhere() -> None:
    evening = AT.replace(hour=20)
    rows = [play(n, at=evening - timedelta(days=day, minutes=n))
            for day in range(1, 15) for n in (1, 2)]  # fmt: skip
    skips = [play(1, at=AT - timedelta(days=day), played_ms=4000) for day in range(1, 6)]

    def drop(at: datetime) -> float:
        before, after = (tasted(x, at=at).hour_affinity for x in (rows, [*rows, *skips]))
        return 1.0 - after[id_of(1)] / before[id_of(1)]

    assert drop(AT) > 0.4
    assert drop(evening) < 0.15


def test_a_save_outweighs_a_play_and_a_like_a_save() -> None:
    said = Controls(liked={id_of(3): AT - timedelta(days=500)})
    liking = tasted([play(1), play(4), play(5)], [save(2)], controls=said).affinity
    assert liking[id_of(3)] > liking[id_of(2)] > liking[id_of(1)] > 0


def test_a_song_that_is_not_liked_keeps_little_of_its_liking() -> None:
    rows = [play(n, days=n) for n in (1, 1, 2, 2)]
    found = tasted(rows, controls=Controls(disliked={id_of(1): AT - timedelta(days=1)}))
    assert found.disliked == {id_of(1)}
    assert found.affinity[id_of(1)] < 0.35 < found.affinity[id_of(2)] == 1.0


def test_what_is_said_later_than_the_moment_is_not_known_yet() -> None:
    later = AT + timedelta(days=1)
    said = Controls(disliked={id_of(1): later}, liked={id_of(2): later})
    found = tasted([play(1)], controls=said)
    assert (found.disliked, set(found.affinity)) == (frozenset(), {id_of(1)})


def test_genres_are_liked_by_what_is_played_of_them() -> None:
    found = tasted([play(1), play(3), play(5), play(2)])
    assert found.tag_affinity["genre 1"] == 1.0
    assert 0.3 < found.tag_affinity["genre 0"] < 0.35
