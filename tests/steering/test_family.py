"""Where children may listen: one switch, and everything that follows from it."""

from dataclasses import replace
from pathlib import Path

import pytest

from dj import planning, session, steering
from dj.errors import NotEnoughTracks
from dj.library import Store
from dj.model.controls import Controls, in_force
from dj.model.spoken import NameLevel
from tests.steering.shelves import add, planned, played, request, session_bytes


def test_what_follows_from_the_switch_and_what_stays_for_afterwards() -> None:
    before = Controls(shared=True, name_level=NameLevel.OPEN)
    assert in_force(before) == before
    there = in_force(replace(before, family=True))
    assert (there.private, there.profiling, there.shared) == (True, False, False)
    assert there.name_level is NameLevel.FAMILY
    assert not any((there.switches.explicit, there.switches.personal, there.switches.promoted))
    assert there.switches.voice
    assert there.switches.commentary


def test_only_songs_marked_as_clean_play_and_the_session_says_so(
    store: Store, tmp_path: Path
) -> None:
    unmarked = add(store, tmp_path, 31, explicit=None)
    steering.set_family(store, "me", on=True)
    made = planned(store, tmp_path)
    assert all(made.songs[one].track.explicit is False for one in played(made))
    assert session.build(made, tmp_path / "out").listener == ""
    assert any(note.startswith("For a family") for note in made.notes)
    steering.set_family(store, "me", on=True, unmarked=True)
    every = [planned(store, tmp_path, minutes=60)]
    marks = {one.songs[song].track.explicit for one in every for song in played(one)}
    assert marks == {False, None}
    assert unmarked in played(every[0])


def test_a_library_without_marks_says_what_to_do(store: Store, tmp_path: Path) -> None:
    for number in range(24):
        add(store, tmp_path, number, explicit=None)
    steering.set_family(store, "me", on=True)
    with pytest.raises(NotEnoughTracks, match="not marked as clean; `dj listener family on --un"):
        planned(store, tmp_path)


def test_it_is_the_same_session_for_everybody_and_ends_without_a_trace(
    store: Store, tmp_path: Path
) -> None:
    before = session_bytes(store, tmp_path)
    heard = store.listens("me")
    for who in ("me", "you"):
        steering.set_family(store, who, on=True)
    mine, yours = (
        session.encode(session.build(
            planning.plan(store, request(tmp_path, listener=who)), tmp_path / "out"))
        for who in ("me", "you")
    )  # fmt: skip
    assert mine == yours
    for who in ("me", "you"):
        steering.set_family(store, who, on=False)
    assert store.listens("me") == heard
    assert session_bytes(store, tmp_path) == before


def test_the_household_hears_what_a_family_may_when_a_session_is_nobodys(
    store: Store, tmp_path: Path
) -> None:
    steering.set_family(store, "you", on=True)
    made = planned(store, tmp_path, listener="")
    assert all(made.songs[one].track.explicit is False for one in played(made))
