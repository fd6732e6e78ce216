"""Editing a planned session of songs that exist on paper, with the silent voice."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from dj import analysis, editing, lineup, pipeline, resources, session, speech
from dj.absence import absence
from dj.editing import Changes
from dj.editing.desk import request_of
from dj.errors import ConfigError
from dj.library.store import FileRow, Stamp, Store
from dj.model.absence import Gate
from dj.model.manifest import Manifest
from dj.model.request import Request
from dj.model.timeline import JoinKind
from dj.testing.examples import song
from dj.units import TrackId

pytestmark = pytest.mark.slow

AT = datetime(2026, 5, 1, 7, 30, tzinfo=UTC)
SONGS = 26


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    with Store.open(tmp_path / "library") as opened:
        for number in range(SONGS):
            path = tmp_path / f"{number}.flac"
            path.touch()
            made = song(number, title=f"Song {number}", artist=f"Artist {number % 9}",
                        energy=0.3 + 0.02 * number)  # fmt: skip
            track = replace(made.track, path=path, album="")
            stamp = Stamp(size=1, mtime_ns=1, reader=1)
            opened.save_files([FileRow(path=str(path), stamp=stamp, outcome=track)])
            opened.save_analysis(replace(made.analysis, analysers=analysis.versions()))
        yield opened


@pytest.fixture
def folder(store: Store, tmp_path: Path) -> Path:
    show = lineup.load_show(resources.find("assets/shows", "dj.yaml"))
    persona = speech.load_persona(resources.find("voices", "quiet.yaml"))
    request = Request(
        listener="me", at=AT, seed=3, show=replace(show, length_s=30 * 60.0), persona=persona,
        time_zone="UTC", folder=tmp_path / "out", cache=tmp_path / "cache", encoding="flac",
    )  # fmt: skip
    pipeline.on_paper(store, request, keep_it=True)
    return request.folder


def edit(store: Store, folder: Path, changes: Changes) -> editing.Edited:
    return editing.edit(store, folder, changes, cache=folder.parent / "cache")


def ids(manifest: Manifest) -> list[TrackId]:
    return [track.id for track in manifest.tracks]


def test_a_moved_song_takes_its_reasons_along_and_the_words_follow(
    store: Store, folder: Path
) -> None:
    edited = edit(store, folder, Changes(move=(5, 2)))
    before, after = edited.before, edited.after
    wanted = ids(before)
    wanted.insert(1, wanted.pop(4))
    assert ids(after) == wanted == [slot.track_id for slot in after.lineup.slots]
    old = {slot.track_id: slot.decision for slot in before.lineup.slots}
    for slot in after.lineup.slots:
        assert slot.decision == replace(old[slot.track_id], slot=slot.position)
    neighbours = set(pairwise(ids(before)))
    said_before = {talk.wordings for talk in before.script.breaks}
    for talk in after.script.breaks:
        pair = tuple(ids(after)[max(0, talk.after_position) : talk.after_position + 2])
        if len(pair) == 2 and pair not in neighbours:
            assert talk.wordings not in said_before
    assert after.script.breaks[0].wordings == before.script.breaks[0].wordings
    assert session.read(folder) == after


def test_undo_and_redo_give_the_very_same_bytes(store: Store, folder: Path) -> None:
    file = folder / "session.json"
    planned = file.read_bytes()
    edit(store, folder, Changes(remove=3))
    removed = file.read_bytes()
    edit(store, folder, Changes(join=2, kind=JoinKind.GAP, length_s=1.0))
    editing.back(folder, "undo")
    assert file.read_bytes() == removed
    editing.back(folder, "undo")
    assert file.read_bytes() == planned
    editing.back(folder, "redo")
    assert file.read_bytes() == removed
    edit(store, folder, Changes(lock=(1,)))
    with pytest.raises(ConfigError, match="nothing to redo"):
        editing.back(folder, "redo")


def test_a_wished_join_is_had_is_locked_and_survives_other_edits(
    store: Store, folder: Path
) -> None:
    plan = session.read(folder)
    number = next(j.position + 1 for j in plan.timeline.joins if j.kind is not JoinKind.TALK)
    edited = edit(store, folder, Changes(join=number, kind=JoinKind.GAP, length_s=1.2))
    join = edited.after.timeline.joins[number - 2]
    assert (join.kind, join.locked) == (JoinKind.GAP, True)
    assert join.overlap_frames == pytest.approx(-1.2 * 44_100, abs=1)
    assert [one.number for one in editing.differences(edited.before, edited.after)] == [number]
    later = edit(store, folder, Changes(move=(len(plan.tracks), len(plan.tracks)))).after
    assert later.timeline.joins[number - 2] == join


def test_an_edit_that_changes_nothing_gives_the_same_programme(store: Store, folder: Path) -> None:
    edited = edit(store, folder, Changes(move=(2, 2)))
    assert edited.after.timeline == edited.before.timeline
    assert edited.after.script == edited.before.script
    assert editing.differences(edited.before, edited.after) == ()


def test_planning_again_with_nothing_held_gives_the_same_plan(store: Store, folder: Path) -> None:
    edited = edit(store, folder, Changes(replan=True))
    assert edited.after == edited.before


def test_planning_again_holds_what_is_locked_played_and_joined_by_hand(
    store: Store, folder: Path
) -> None:
    count = len(session.read(folder).tracks)
    edit(store, folder, Changes(replace=1))
    edit(store, folder, Changes(move=(count, 4)))
    held = edit(store, folder, Changes(lock=(4,), lock_joins=(6,))).after
    again = edit(store, folder, Changes(replan=True, played=1)).after
    for position in (0, 3, 4, 5):
        assert ids(again)[position] == ids(held)[position]
    assert again.edits == held.edits
    assert len(set(ids(again))) == len(ids(again))


def test_a_song_is_replaced_by_the_planners_best_and_by_a_wanted_one(
    store: Store, folder: Path
) -> None:
    edited = edit(store, folder, Changes(replace=3))
    old, new = ids(edited.before), ids(edited.after)
    assert new[2] not in old
    assert new[:2] + new[3:] == old[:2] + old[3:]
    wanted = next(s.id for s in (song(n) for n in range(SONGS)) if s.id not in new)
    assert ids(edit(store, folder, Changes(replace=3, track=wanted)).after)[2] == wanted


def test_what_a_hand_put_in_or_took_out_has_no_other_reason(store: Store, folder: Path) -> None:
    before = session.read_sound(folder)
    out = before.tracks[3].id
    wanted = next(s.id for s in (song(n) for n in range(SONGS)) if s.id not in ids(before))
    edit(store, folder, Changes(remove=4))
    after = edit(store, folder, Changes(after=2, track=wanted)).after
    assert (after.edits.placed, after.edits.removed) == ((wanted,), (out,))
    slot = after.lineup.slots[2]
    assert slot.decision.by_hand
    assert slot.decision.signals
    assert slot.decision.top_reasons() == ()
    assert [other.position for other in after.lineup.slots if other.decision.by_hand] == [2]
    about = [one for talk in after.script.breaks if talk.after_position == 1
             for one in talk.wordings]  # fmt: skip
    assert not any(one.reason for one in about)
    asked = request_of(after, folder, folder.parent / "cache")
    found = absence(store, asked, out, ids(after), after.edits.removed)
    assert found.gate is Gate.EDIT
    moved = edit(store, folder, Changes(move=(3, 6))).after
    assert [slot.position for slot in moved.lineup.slots if slot.decision.by_hand] == [5]
    back = edit(store, folder, Changes(after=1, track=out)).after
    assert back.edits.removed == ()
    gone = edit(store, folder, Changes(remove=1 + ids(back).index(wanted))).after
    assert (gone.edits.placed, gone.edits.removed) == ((out,), (wanted,))


def test_a_rule_bent_by_hand_is_named(store: Store, folder: Path) -> None:
    plan = session.read(folder)
    last = plan.tracks[-1]
    twin = next(s for s in (song(n, artist=f"Artist {n % 9}") for n in range(SONGS))
                if s.track.artist == last.artist and s.id not in ids(plan))  # fmt: skip
    after = edit(store, folder, Changes(after=len(plan.tracks), track=twin.id)).after
    count = len(plan.tracks)
    assert f"Songs {count} and {count + 1} share an artist, 0 songs apart." in after.lineup.relaxed


def test_songs_that_may_not_play_are_refused_by_name(store: Store, folder: Path) -> None:
    with pytest.raises(ConfigError, match="not in this library"):
        edit(store, folder, Changes(after=0, track=TrackId("f" * 32)))
    spare = next(n for n in range(SONGS) if song(n).id not in ids(session.read(folder)))
    config = folder.parent / "config" / "dj-session"
    config.mkdir(parents=True)
    (config / "overrides.yaml").write_text(
        f"tracks:\n  - match: {{id: {song(spare).id}}}\n    set: {{ban: true}}\n"
    )
    before = (folder / "session.json").read_bytes()
    with pytest.raises(ConfigError, match=r"Song \d+ is banned in .*overrides.yaml"):
        edit(store, folder, Changes(after=0, track=song(spare).id))
    assert (folder / "session.json").read_bytes() == before


def test_a_version_is_loaded_and_can_be_left_again(store: Store, folder: Path) -> None:
    editing.save_version(folder, "as planned")
    changed = edit(store, folder, Changes(remove=2)).after
    planned = editing.load_version(folder, "as planned").after
    assert len(planned.tracks) == len(changed.tracks) + 1
    assert editing.back(folder, "undo").after == changed
    assert session.verify(folder) == ()
