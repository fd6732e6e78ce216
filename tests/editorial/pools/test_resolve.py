from datetime import UTC, datetime

from dj.editorial import open_pools, resolved
from dj.model.filter import Filter
from dj.model.pool import PoolSong
from dj.units import TrackId
from tests.editorial.pools.shelf import DAWN, DUSK, LIBRARY, LIVE, LOUD, OTHER, SALT, named, pool


def test_songs_are_found_by_folded_names_by_album_and_by_the_head_of_an_id() -> None:
    found = resolved([pool(songs=(
        named("ana lee", "SALT", "harbor", note="hum"), PoolSong(id="cccccccc"),
        named("Ana Lee", "Nothing"),
    ))], LIBRARY)[0]  # fmt: skip
    assert found.tracks == (SALT.id, DAWN.id)
    assert found.notes == {SALT.id: "hum"}
    assert found.missing == ("Ana Lee - Nothing",)


def test_of_several_recordings_the_least_id_plays_and_all_are_banned() -> None:
    found = resolved([pool(songs=(named("Ana Lee", "Salt"),), never=(named("Ana Lee", "Salt"),))],
                     LIBRARY)[0]  # fmt: skip
    assert found.tracks == (LIVE.id,)
    assert found.never == {SALT.id, LIVE.id}


def test_the_order_is_the_editors_with_first_and_last_at_the_ends_and_a_filters_songs_behind() -> (
    None
):
    found = resolved(
        [pool(songs=(named("Bo", "Loud"),), first=(named("Ana Lee", "Dawn"),),
              last=(named("Ana Lee", "Dusk"),), filter=Filter(genres=("x",)))],
        LIBRARY, lambda wanted: frozenset({OTHER.id, SALT.id, LOUD.id}) if wanted else frozenset(),
    )[0]  # fmt: skip
    assert found.tracks == (DAWN.id, LOUD.id, DUSK.id, SALT.id, OTHER.id)
    assert found.named == {DAWN.id, LOUD.id, DUSK.id}


def test_only_pools_that_are_open_are_looked_up() -> None:
    day = pool(hours=(8.0, 20.0), songs=(named("Bo", "Loud"),))
    night = pool(name="q", hours=(20.0, 8.0), songs=(named("Cy", "Other"),))
    found = open_pools([day, night], LIBRARY, datetime(2026, 12, 1, 23, tzinfo=UTC))
    assert [one.name for one in found] == ["q"]


def test_the_id_of_a_further_copy_means_the_song_that_stands_for_it() -> None:
    stands = {TrackId("9" * 64): DAWN.id}
    found = resolved([pool(songs=(PoolSong(id="99999999"),))], LIBRARY, stands=stands)[0]
    assert (found.tracks, found.missing) == ((DAWN.id,), ())
