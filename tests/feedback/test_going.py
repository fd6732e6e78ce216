"""A session planned again while it is heard: what stays, what turns, what is forgotten tomorrow."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from dj import editing, feedback, lineup, planning, resources, session, speech
from dj.errors import ConfigError
from dj.library.store import Store
from dj.model.controls import Controls
from dj.model.feedback import Feedback, FeedbackKind
from dj.model.manifest import Manifest
from dj.model.request import Request
from dj.model.timeline import EventKind
from tests.feedback import world

pytestmark = pytest.mark.slow

NOW = world.AT + timedelta(minutes=10)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library and a session planned from it, to be copied by each test."""
    place = tmp_path_factory.mktemp("world")
    with pytest.MonkeyPatch.context() as patch, Store.open(place / "library") as store:
        patch.setenv("XDG_CONFIG_HOME", str(place / "config"))
        world.fill(store, place)
        world.session(store, place)
    return place


@pytest.fixture
def store(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    shutil.copytree(base / "library", tmp_path / "library")
    with Store.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def folder(base: Path, tmp_path: Path) -> Path:
    # Beside the songs of the library: a session names them from where it is.
    return Path(shutil.copytree(base / "out", base / tmp_path.name))


def say(store: Store, folder: Path, kind: str, *slots: int) -> None:
    manifest = session.read(folder)
    feedback.say(store, "me", [
        feedback.about(manifest, Feedback(
            kind=FeedbackKind(kind), at=NOW + timedelta(minutes=slot), slot=slot, at_s=10.0))
        for slot in slots
    ])  # fmt: skip


def replan(store: Store, folder: Path, *, now_s: float | None = None, switch: bool = False
           ) -> editing.Edited:  # fmt: skip
    return feedback.replan(store, folder, listener="me", cache=folder.parent / "cache",
                           now_s=now_s, switch_at=NOW if switch else None)  # fmt: skip


def ids(manifest: Manifest) -> list[str]:
    return [track.id for track in manifest.tracks]


def test_a_switch_changes_the_kind_of_what_follows_and_keeps_what_has_played(
    store: Store, folder: Path
) -> None:
    before = session.read(folder)
    say(store, folder, "played", 0, 1)
    edited = replan(store, folder, switch=True)
    assert ids(edited.after)[:2] == ids(before)[:2]
    left = max(world.kinds(before)[:2], key=world.kinds(before)[:2].count)
    rest = world.kinds(edited.after)[2:]
    assert sum(kind != left for kind in rest) >= 0.7 * len(rest)
    again = replan(store, folder, switch=True)
    (turn, other) = again.after.edits.turns
    assert len({turn.left, turn.to, other.to}) == 3
    third = world.kinds(again.after)[2:]
    assert sum(kind not in {left, rest[0]} for kind in third) >= 0.7 * len(third)
    assert any(note.startswith("From song 3 on") for note in again.after.notes)


def test_words_between_songs_that_still_meet_stay(store: Store, folder: Path) -> None:
    before = session.read(folder)
    edited = replan(store, folder, now_s=before.timeline.duration_s / 2, switch=True)
    said = {talk.wordings for talk in edited.after.script.breaks}
    count = edited.after.edits.turns[0].position
    kept = [talk for talk in before.script.breaks if talk.after_position < count - 1]
    assert kept
    assert {talk.wordings for talk in kept} <= said


def test_a_ban_and_not_now_take_effect_in_what_is_still_to_come(store: Store, folder: Path) -> None:
    before = ids(session.read(folder))
    say(store, folder, "banned", 1, 4)
    say(store, folder, "not-now", 5)
    after = ids(replan(store, folder, now_s=200.0).after)
    assert after[:2] == before[:2]
    assert not {before[4], before[5]} & set(after)


def test_locked_songs_keep_their_place(store: Store, folder: Path) -> None:
    editing.edit(store, folder, editing.Changes(lock=(5,)), cache=folder.parent / "cache")
    before = session.read(folder)
    edited = replan(store, folder, now_s=100.0, switch=True)
    assert ids(edited.after)[4] == ids(before)[4]


def test_feedback_is_found_whatever_became_of_the_session(store: Store, folder: Path) -> None:
    first = session.read(folder).session_id
    say(store, folder, "skipped", 0, 1)
    replan(store, folder)
    say(store, folder, "skipped", 2)
    assert session.read(folder).session_id != first
    assert {one.session for one in store.feedback("me")} == {first}
    assert {one.context for one in store.listens("me") if one.source == "dj"} == {first}


def test_a_switch_that_feedback_tells_of_is_answered_once(store: Store, folder: Path) -> None:
    say(store, folder, "switched", 1)
    assert len(replan(store, folder).after.edits.turns) == 1
    assert len(replan(store, folder).after.edits.turns) == 1


def test_five_skips_of_one_kind_turn_this_session_and_not_tomorrow(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    for place, number in enumerate(range(1, 14, world.KINDS), 1):
        track = editing.find_track(store, f"Song {number}")
        there = ids(session.read(folder))
        change = (
            editing.Changes(move=(there.index(track) + 1, place)) if track in there
            else editing.Changes(replace=place, track=track)
        )  # fmt: skip
        editing.edit(store, folder, change, cache=tmp_path / "cache")
    assert world.kinds(session.read(folder))[:5] == [1] * 5
    usual = tomorrow(store, tmp_path)
    say(store, folder, "skipped", 0, 1, 2, 3, 4)
    after = replan(store, folder).after
    assert 1 not in world.kinds(after)[5:]
    assert len(after.edits.turns) == 1
    assert abs(tomorrow(store, tmp_path) - usual) <= 0.25


def tomorrow(store: Store, place: Path) -> float:
    """Share of the second kind in a session of the next evening."""
    show = lineup.load_show(resources.find("assets/shows", "dj.yaml"))
    request = Request(
        listener="me", at=world.AT + timedelta(days=1, hours=11), seed=3, time_zone="UTC",
        show=replace(show, length_s=40 * 60.0), folder=place / "next", cache=place / "cache",
        persona=speech.load_persona(resources.find("voices", "quiet.yaml")), encoding="flac",
    )  # fmt: skip
    slots = planning.plan(store, request).lineup.slots
    return sum(int(slot.track_id, 16) % world.KINDS == 1 for slot in slots) / len(slots)


def test_edits_after_a_switch_follow_it_and_a_plan_from_before_forgets_it(
    store: Store, folder: Path
) -> None:
    (turn,) = replan(store, folder, now_s=60.0, switch=True).after.edits.turns
    left = int(turn.left, 16) % world.KINDS
    number = turn.position + 3
    changed = editing.edit(store, folder, editing.Changes(replace=number), cache=folder / "cache")
    assert world.kinds(changed.after)[number - 1] != left
    wanted = editing.Changes(replan=True, played=turn.position)
    held = editing.edit(store, folder, wanted, cache=folder / "cache").after
    assert held.edits.turns == (turn,)
    assert left not in world.kinds(held)[turn.position :]
    forgotten = editing.edit(store, folder, editing.Changes(replan=True), cache=folder / "cache")
    assert forgotten.after.edits.turns == ()


def test_undo_gives_the_session_of_before(store: Store, folder: Path) -> None:
    before = (folder / "session.json").read_bytes()
    replan(store, folder, now_s=60.0, switch=True)
    editing.back(folder, "undo")
    assert (folder / "session.json").read_bytes() == before


def test_a_private_session_switches_and_keeps_no_word_of_it(store: Store, folder: Path) -> None:
    store.set_controls("me", Controls(private=True))
    say(store, folder, "skipped", 0)
    assert replan(store, folder, now_s=60.0, switch=True).after.edits.turns
    assert store.feedback("me") == ()
    assert not [one for one in store.listens("me") if one.source == "dj"]


def test_the_end_of_a_session_cannot_be_planned_again(store: Store, folder: Path) -> None:
    length_s = session.read(folder).timeline.duration_s
    with pytest.raises(ConfigError, match="nothing is left"):
        replan(store, folder, now_s=length_s)
    with pytest.raises(ConfigError, match="not within the session"):
        replan(store, folder, now_s=length_s + 60.0)


def test_a_song_that_is_announced_already_stays(store: Store, folder: Path) -> None:
    manifest = session.read(folder)
    rate_hz = manifest.timeline.sample_rate_hz
    counts = [feedback.begun_at(manifest, at_s) for at_s in range(0, 1800, 5)]
    assert all(later >= earlier for earlier, later in pairwise(counts))
    assert counts[0] >= 1
    places = {talk.id: talk.after_position for talk in manifest.script.breaks}
    last = len(manifest.tracks) - 1
    for event in manifest.timeline.events:
        if event.kind is EventKind.SPEECH and places[event.source_id] < last:
            begun = feedback.begun_at(manifest, event.at_frame / rate_hz)
            assert begun >= places[event.source_id] + 2
