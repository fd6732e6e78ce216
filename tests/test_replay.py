"""A session planned again from its own record is the same, or says what has changed since."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from dj import steering
from dj.inputs import marks
from dj.library import Store
from dj.model.brief import NO_BRIEF
from dj.model.edits import Edits
from dj.model.manifest import Manifest
from dj.model.replay import Replay
from dj.replay import replay
from dj.session import build, decode, encode
from tests.lineup.worlds import SHOW, library, listener
from tests.steering.shelves import AT, SONGS, add, furnished, heard, planned, request

pytestmark = pytest.mark.slow

SHORT: dict[str, Any] = {"minutes": 10, "talk": "none"}


store = pytest.fixture(furnished)


def made(store: Store, folder: Path) -> Manifest:
    """A session as it comes back from its file."""
    return decode(encode(build(planned(store, folder, **SHORT), folder / "out")))


def again(store: Store, folder: Path, session: Manifest) -> Replay:
    return replay(store, request(folder, **SHORT), session)


def test_a45_every_choice_is_the_same_while_library_and_history_are(
    store: Store, tmp_path: Path
) -> None:
    session = made(store, tmp_path)
    found = again(store, tmp_path, session)
    assert found.same_bytes
    assert found.same_songs
    assert found.changes == ()


def test_a45_what_is_played_and_said_later_changes_no_replay(store: Store, tmp_path: Path) -> None:
    session = made(store, tmp_path)
    later = [replace(play, started_at=AT + timedelta(days=n + 1))
             for n, play in enumerate(heard(store, plays=30))]  # fmt: skip
    store.add_listens("me", later)
    steering.dislike(store, "me", session.tracks[0].id, at=AT + timedelta(days=2))
    assert again(store, tmp_path, session).same_bytes


def test_a_song_that_is_banned_since_is_named_with_its_reason(store: Store, tmp_path: Path) -> None:
    session = made(store, tmp_path)
    track = next(one for one in store.tracks() if one.id == session.tracks[2].id)
    steering.ban(store, "me", steering.track_ban(track, AT))
    found = again(store, tmp_path, session)
    assert not found.same_songs
    (place,) = [one for one in found.places if one.track_id == track.id]
    assert place.says == "It is barred: you banned this song."
    assert any("What is known of the listener has changed" in one for one in found.changes)


def test_a_library_that_grew_and_a_history_that_came_late_are_told(
    store: Store, tmp_path: Path
) -> None:
    session = made(store, tmp_path)
    add(store, tmp_path, SONGS + 1)
    store.add_listens("me", [replace(play, started_at=play.started_at - timedelta(minutes=17))
                             for play in heard(store, plays=20)])  # fmt: skip
    changes = again(store, tmp_path, session).changes
    assert f"The library holds other songs ({SONGS} then, {SONGS + 1} now)." in changes
    assert any("(300 plays counted then, 320 now)" in one for one in changes)


def test_a_session_that_tells_nothing_of_its_making_is_said_to(
    store: Store, tmp_path: Path
) -> None:
    session = made(store, tmp_path)
    old = replace(
        session,
        dj_version="0.0.1",
        lineup=replace(session.lineup, length_s=0.0, versions={"planner": "0"}),
    )
    found = again(store, tmp_path, old)
    assert found.same_songs
    assert not found.same_bytes
    assert any("program is of another version (0.0.1 then" in one for one in found.changes)
    assert any("planner is of another version (0 then" in one for one in found.changes)
    assert any("does not tell what it was planned from" in one for one in found.changes)


def test_an_edit_by_hand_is_told_and_nothing_else_differs(store: Store, tmp_path: Path) -> None:
    session = made(store, tmp_path)
    order = session.lineup.slots
    turned = replace(session.lineup, slots=(order[1], order[0], *order[2:]))
    edited = replace(session, lineup=turned, edits=Edits(began_as=session.session_id))
    found = again(store, tmp_path, edited)
    assert found.changes == ("It was changed by hand; compared is the plan without that.",)
    assert [place.position for place in found.places if not place.same] == [0, 1]
    assert found.places[0].says.startswith("It plays in place 2 now.")


def test_a_mark_tells_what_changed_and_not_who_listens() -> None:
    songs = library(40, 12)
    taste = listener(songs)
    first = marks(songs, taste, SHOW, NO_BRIEF)
    assert first == marks(songs[::-1], replace(taste, listener="you"), SHOW, NO_BRIEF)
    assert first == marks(songs, taste, replace(SHOW, length_s=60.0), NO_BRIEF)
    renamed = [replace(songs[0], track=replace(songs[0].track, title="X")), *songs[1:]]
    others = {
        "library": marks(songs[1:], taste, SHOW, NO_BRIEF),
        "songs": marks(renamed, taste, SHOW, NO_BRIEF),
        "taste": marks(songs, replace(taste, modes=taste.modes * 2), SHOW, NO_BRIEF),
        "asked": marks(songs, taste, replace(SHOW, arc=()), NO_BRIEF),
    }
    for kind, other in others.items():
        assert other[kind] != first[kind]
    assert {k for k in first if others["taste"][k] != first[k]} == {"taste"}
