"""What a listener has decided holds in the session that is planned for them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from dj import planning, session, steering
from dj.commentary.context import WORDS
from dj.library import Store
from dj.listeners import barred
from dj.model.controls import Ban, BanKind, Exclusion, ExclusionKind, Withdrawn
from dj.model.show import TalkLevel
from dj.model.timeline import EventKind
from tests.steering.shelves import AT, heard, planned, played, request, session_bytes

pytestmark = pytest.mark.slow

NOW = datetime(2026, 4, 30, 12, 0, tzinfo=UTC)


def test_what_is_banned_never_plays_whatever_its_kind(store: Store, tmp_path: Path) -> None:
    first = played(planned(store, tmp_path))
    by_id = {track.id: track for track in store.tracks()}
    steering.ban(store, "me", steering.track_ban(by_id[first[0]], NOW))
    steering.ban(store, "me", Ban(kind=BanKind.ARTIST, name=by_id[first[1]].artist, at=NOW))
    steering.ban(store, "me", Ban(kind=BanKind.TAG, name="Hip-Hop", at=NOW))
    gone = barred(store.controls("me"), by_id.values(), at=AT)
    assert {first[0], first[1]} <= gone.keys()
    for seed in range(4):
        assert not set(played(planned(store, tmp_path, seed=seed))) & gone.keys()


def test_a_song_that_is_not_wanted_now_comes_back_when_it_has_rested(
    store: Store, tmp_path: Path
) -> None:
    before = session_bytes(store, tmp_path)
    song = played(planned(store, tmp_path))[0]
    steering.not_now(store, "me", song, at=AT - timedelta(hours=1))
    assert song not in played(planned(store, tmp_path))
    steering.not_now(store, "me", song, at=AT - timedelta(hours=2), rest=timedelta(hours=1))
    assert session_bytes(store, tmp_path) == before


def test_a_pin_of_what_is_banned_is_refused_with_the_reason(store: Store, tmp_path: Path) -> None:
    track = store.tracks()[0]
    steering.ban(store, "me", steering.track_ban(track, NOW))
    given = planning.Given(pins={0: track.id})
    made = planning.plan(store, request(tmp_path), given)
    assert track.id not in played(made)
    assert any("may not play: you banned this song" in note for note in made.notes)


@pytest.mark.parametrize("left_out", [
    Exclusion(kind=ExclusionKind.RANGE, start=AT - timedelta(days=40), end=AT),
    Exclusion(kind=ExclusionKind.SOURCE, name="elsewhere"),
    Exclusion(kind=ExclusionKind.CONTEXT, name="list 1"),
], ids=lambda one: str(one.kind))  # fmt: skip
def test_excluded_listening_is_as_if_it_had_never_been(
    store: Store, tmp_path: Path, left_out: Exclusion
) -> None:
    more = [replace(play, started_at=play.started_at + timedelta(minutes=11), source="elsewhere")
            for play in heard(store, plays=80)]  # fmt: skip
    store.add_listens("me", more)
    never = [play for play in store.listens("me") if steering.leaves_out(left_out, play)]
    assert never
    steering.exclude(store, "me", left_out)
    with_it_left_out = session_bytes(store, tmp_path)
    steering.include(store, "me", 1)
    assert session_bytes(store, tmp_path) != with_it_left_out
    store.remove_listens("me", never)
    assert session_bytes(store, tmp_path) == with_it_left_out


def test_after_a_reset_a_listener_is_a_new_one(store: Store, tmp_path: Path) -> None:
    steering.like(store, "me", store.tracks()[0].id, at=NOW)
    steering.reset(store, "me", at=NOW + timedelta(hours=6))
    store.remove_listens("me", [p for p in store.listens("me") if p.started_at > NOW])
    known = replace(planned(store, tmp_path), listener="")
    new = replace(planned(store, tmp_path, listener="somebody new"), listener="")
    assert [known.lineup, known.script, known.listens] == [new.lineup, new.script, new.listens]
    steering.unreset(store, "me")
    assert planned(store, tmp_path).listens > 0


def test_what_is_played_in_a_pause_does_not_count_even_afterwards(
    store: Store, tmp_path: Path
) -> None:
    before = session_bytes(store, tmp_path)
    steering.pause(store, "me", at=AT - timedelta(hours=6))
    play = heard(store, plays=1)[0]
    store.add_listens("me", [replace(play, started_at=AT - timedelta(hours=n)) for n in (1, 2, 3)])
    assert session_bytes(store, tmp_path) == before
    steering.resume(store, "me", at=AT)
    assert session_bytes(store, tmp_path) == before
    steering.include(store, "me", 1)
    assert session_bytes(store, tmp_path) != before


def test_l05_without_a_profile_everybody_gets_the_same_and_no_history_is_read(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add_listens("you", heard(store, plays=30))
    for name in ("me", "you"):
        steering.set_profiling(store, name, on=False)
    store.add_session("s", tmp_path, AT - timedelta(hours=3), planned(store, tmp_path).script
                      .breaks[0].wordings)  # fmt: skip
    asked: list[str] = []
    rows = store._db.rows

    def spy(statement: str, values: Any = ()) -> Any:
        asked.append(statement)
        return rows(statement, values)

    monkeypatch.setattr(store._db, "rows", spy)
    mine, yours = (session_bytes(store, tmp_path, listener=name) for name in ("me", "you"))
    assert mine == yours
    assert asked
    private = ("listens", "recordings", "saves", "tallies", "feedback", "session")
    assert not [one for one in asked if any(table in one for table in private)]
    assert b"No profile" in mine


def test_a_session_of_nobody_obeys_the_bans_of_all(store: Store, tmp_path: Path) -> None:
    track, other = store.tracks()[:2]
    steering.ban(store, "me", steering.track_ban(track, NOW))
    steering.ban(store, "you", steering.track_ban(other, NOW))
    assert {track.id, other.id}.isdisjoint(played(planned(store, tmp_path, listener="")))


@pytest.mark.parametrize("chosen", list(product((True, False), repeat=5)),
                         ids=lambda one: "".join("01"[on] for on in one))  # fmt: skip
def test_every_combination_of_switches_holds(
    store: Store, tmp_path: Path, chosen: tuple[bool, ...]
) -> None:
    of_a_session = [name for name in steering.SWITCHES if name != "autoplay"]
    switches = dict(zip(of_a_session, chosen, strict=True))
    for name, on in switches.items():
        steering.set_switch(store, "me", name, on=on)
    made = planned(store, tmp_path, talk="lots")
    record = session.build(made, tmp_path / "out")
    explicit = {item.id for item in made.songs.values() if item.track.explicit}
    spoken = [e for e in made.timeline.events if e.kind is EventKind.SPEECH]
    assert record.disclosure.promotion == "none"
    assert bool(made.script.breaks) == switches["commentary"]
    assert bool(spoken) == (switches["commentary"] and switches["voice"])
    assert record.disclosure.synthetic_voice == bool(spoken)
    assert bool(list(session.spoken_captions(record))) == switches["commentary"]
    if not switches["voice"]:
        assert "synthetic" not in " ".join(w.text for t in made.script.breaks for w in t.wordings)
    if not switches["explicit"]:
        assert not explicit
    if not switches["personal"]:
        assert not _personal(made)


def test_with_everything_on_a_host_is_personal_and_explicit_songs_play(
    store: Store, tmp_path: Path
) -> None:
    made = [planned(store, tmp_path, talk="lots", seed=seed) for seed in range(3)]
    assert any(map(_personal, made))
    assert any(item.track.explicit for one in made for item in one.songs.values())


def _personal(made: session.Planned) -> list[str]:
    """Words of wordings that rest on the listener's own history."""
    return [
        wording.text
        for talk in made.script.breaks
        for wording in talk.wordings
        if wording.reason in {"affinity", "artist_affinity", "rest", "saves", "style", "novelty"}
        or any(WORDS[trace.word].source == "history" for trace in wording.traces
               if trace.word in WORDS)
    ]  # fmt: skip


def test_the_talk_dial_goes_from_silence_to_lots_and_never_back(
    store: Store, tmp_path: Path
) -> None:
    counts = []
    for value in (0.0, 0.25, 0.5, 0.75, 1.0):
        steering.set_dial(store, "me", "talk", value)
        made = planned(store, tmp_path, minutes=40)
        counts.append(len(made.script.breaks))
    assert counts[0] == 0
    assert counts == sorted(counts)
    assert counts[1] < counts[2] < counts[4]


def test_a_dial_in_the_middle_changes_nothing(store: Store, tmp_path: Path) -> None:
    before = session_bytes(store, tmp_path)
    for name in steering.DIALS:
        steering.set_dial(store, "me", name, 0.5)
    assert session_bytes(store, tmp_path) == before


def test_a_reported_song_and_remark_are_withdrawn_until_that_is_undone(
    store: Store, tmp_path: Path
) -> None:
    before = session_bytes(store, tmp_path)
    record = session.build(planned(store, tmp_path), tmp_path / "out")
    talk = record.script.breaks[1]
    song = steering.reported(record, "1", NOW)
    remark = steering.reported(record, talk.id, NOW)
    assert steering.report(store, "me", song, "wrong year") == 0
    assert steering.report(store, "me", remark, "not true") == 1
    assert [said.decision for said in store.feedback("me")] == ["slot 0", talk.id]
    after = planned(store, tmp_path)
    assert record.tracks[0].id not in played(after)
    lines = {(w.line, w.variant) for one in after.script.breaks for w in one.wordings}
    assert (remark.line, remark.variant) not in lines
    steering.unreport(store, "me", 2)
    steering.unreport(store, "me", 1)
    assert session_bytes(store, tmp_path) == before


def test_a_withdrawn_greeting_is_not_said_even_if_no_other_is_fresh(
    store: Store, tmp_path: Path
) -> None:
    greetings = set()
    for _ in range(40):
        made = planned(store, tmp_path, minutes=5)
        first = made.script.breaks[0]
        if first.after_position != -1:
            return
        for one in first.wordings:
            assert (one.line, one.variant) not in greetings
            greetings.add((one.line, one.variant))
            steering.report(store, "me", Withdrawn(at=NOW, decision=first.id, line=one.line,
                                                   variant=one.variant), "")  # fmt: skip
    assert len(greetings) > 10


def test_commentary_turned_off_is_the_same_as_a_show_without_talk(
    store: Store, tmp_path: Path
) -> None:
    silent = planned(store, tmp_path, talk="none")
    steering.set_switch(store, "me", "commentary", on=False)
    made = planned(store, tmp_path, talk="lots")
    assert made.timeline == silent.timeline
    assert made.show.talk is TalkLevel.NONE
