"""A session beside itself without something: true, repeatable, and measured against chance."""

from pathlib import Path
from typing import Any

import pytest

from dj import steering
from dj.errors import ConfigError
from dj.library import Store
from dj.lineup import plan
from dj.session import build
from dj.whatif import alternative, difference
from tests.lineup.worlds import AT, SHOW, library, newcomer
from tests.steering.shelves import furnished, planned, played, request

pytestmark = pytest.mark.slow

SHORT: dict[str, Any] = {"minutes": 10, "talk": "none"}


store = pytest.fixture(furnished)


def test_the_left_side_is_the_session_and_the_right_side_has_lost_its_reason(
    store: Store, tmp_path: Path
) -> None:
    found = alternative(store, request(tmp_path, **SHORT), without=["history", "hour"], seeds=1)
    assert [song.track_id for song in found.before] == played(planned(store, tmp_path, **SHORT))
    assert found.without == ("history", "hour")
    assert found.seeds_tried == 1
    assert any(song.signals.get("affinity") for song in found.before)
    for song in found.after:
        assert not {"affinity", "artist_affinity", "hour_affinity", "rest"} & song.signals.keys()
        assert sum(song.signals.values()) == pytest.approx(song.score, abs=1e-6)
    gone, come = ({song.track_id for song in side} for side in (found.gone, found.come))
    before, after = ({song.track_id for song in side} for side in (found.before, found.after))
    assert (gone, come) == (before - after, after - before)
    assert found == alternative(
        store, request(tmp_path, **SHORT), without=["hour", "history"], seeds=1
    )


def test_another_seed_alone_is_chance(store: Store, tmp_path: Path) -> None:
    found = alternative(store, request(tmp_path, **SHORT), seed=4, seeds=1)
    assert found.differs == found.by_chance
    assert (found.seed, found.other_seed) == (3, 4)


def test_a_session_that_would_be_another_now_is_said_to_be(store: Store, tmp_path: Path) -> None:
    made = build(planned(store, tmp_path, **SHORT), tmp_path / "out")
    same = alternative(store, request(tmp_path, **SHORT), without=["saves"], seeds=0, made=made)
    assert not any("Planned again now" in note for note in same.notes)
    assert same.by_chance is None
    banned = next(track for track in store.tracks() if track.id == made.tracks[0].id)
    steering.ban(store, "me", steering.track_ban(banned, AT))
    other = alternative(store, request(tmp_path, **SHORT), without=["saves"], seeds=0, made=made)
    assert any("`dj why --replay` says why" in note for note in other.notes)


def test_what_does_not_exist_is_refused_before_anything_is_planned(
    store: Store, tmp_path: Path
) -> None:
    with pytest.raises(ConfigError, match="no 'moon' to take away; known: affinity"):
        alternative(store, request(tmp_path, **SHORT), without=["moon"])


def test_two_programmes_differ_by_places_and_by_songs() -> None:
    songs = library(60, 25)
    one = plan(songs, SHOW, newcomer(), at=AT, seed=1)
    two = plan(songs, SHOW, newcomer(), at=AT, seed=2)
    assert (difference(one, one).places, difference(one, one).songs) == (0.0, 0.0)
    assert 0 < difference(one, two).songs <= difference(one, two).places <= 1
