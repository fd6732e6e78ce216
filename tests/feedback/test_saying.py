"""What is said is kept once, becomes listening, and is obeyed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dj import feedback
from dj.library.store import FileRow, Stamp, Store
from dj.model.controls import BanKind, Controls
from dj.model.feedback import Feedback, FeedbackKind
from dj.testing.examples import manifest, song

NOW = datetime(2026, 5, 1, 7, 30, tzinfo=UTC)
SESSION = manifest(["First light", "Second wind", "Third rail"])


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    with Store.open(tmp_path / "library") as opened:
        for number, title in enumerate(["First light", "Second wind", "Third rail"]):
            made = song(number, title=title)
            track = replace(made.track, path=tmp_path / f"{number}.flac")
            stamp = Stamp(size=1, mtime_ns=1, reader=1)
            opened.save_files([FileRow(path=str(track.path), stamp=stamp, outcome=track)])
            opened.save_analysis(made.analysis)
        yield opened


def word(kind: FeedbackKind, slot: int = 1, *, at: datetime = NOW, at_s: float | None = None
         ) -> Feedback:  # fmt: skip
    return feedback.about(SESSION, Feedback(kind=kind, at=at, slot=slot, at_s=at_s))


def test_a_skip_is_a_listen_of_the_session_that_ended_when_it_was_said(store: Store) -> None:
    feedback.say(store, "me", [word(FeedbackKind.SKIPPED, at_s=20.0)])
    (row,) = store.listens("me")
    assert row.started_at == NOW - timedelta(seconds=20)
    assert (row.title, row.played_ms, row.skipped) == ("Second wind", 20_000, True)
    assert (row.source, row.context, row.track_id) == ("dj", SESSION.session_id, song(1).id)


def test_a_play_without_a_time_was_heard_whole(store: Store) -> None:
    feedback.say(store, "me", [word(FeedbackKind.PLAYED)])
    (row,) = store.listens("me")
    assert (row.played_ms, row.skipped) == (180_000, False)
    assert row.started_at == NOW - timedelta(seconds=180)


def test_a_skip_without_a_time_says_nothing_of_how_long(store: Store) -> None:
    feedback.say(store, "me", [word(FeedbackKind.SKIPPED)])
    assert store.listens("me")[0].played_ms is None


def test_the_same_words_again_are_known(store: Store) -> None:
    words = [word(FeedbackKind.SKIPPED, at_s=20.0), word(FeedbackKind.LIKED, 2)]
    assert len(feedback.say(store, "me", words).new) == 2
    again = feedback.say(store, "me", [*words, *words])
    assert (again.new, again.repeated) == ((), 4)
    assert (len(store.feedback("me")), len(store.listens("me"))) == (2, 1)


def test_a_song_skipped_twice_is_two_skips(store: Store) -> None:
    for minutes in (0, 30):
        at = NOW + timedelta(minutes=minutes)
        feedback.say(store, "me", [word(FeedbackKind.SKIPPED, at=at, at_s=5.0)])
    assert len(store.listens("me")) == 2


def test_likes_dislikes_and_not_now_change_controls_and_are_no_plays(store: Store) -> None:
    feedback.say(store, "me", [word(FeedbackKind.LIKED, 0), word(FeedbackKind.DISLIKED, 1),
                               word(FeedbackKind.NOT_NOW, 2)])  # fmt: skip
    controls = store.controls("me")
    assert set(controls.liked) == {song(0).id}
    assert set(controls.disliked) == {song(1).id}
    assert NOW < controls.resting[song(2).id] <= NOW + timedelta(days=1)
    assert store.listens("me") == ()


def test_who_likes_what_was_disliked_does_not_dislike_it_any_more(store: Store) -> None:
    feedback.say(store, "me", [word(FeedbackKind.DISLIKED)])
    feedback.say(store, "me", [word(FeedbackKind.LIKED, at=NOW + timedelta(hours=1))])
    controls = store.controls("me")
    assert (set(controls.liked), set(controls.disliked)) == ({song(1).id}, set())


def test_a_ban_keeps_the_names_and_is_said_once(store: Store) -> None:
    for minutes in (0, 1):
        at = NOW + timedelta(minutes=minutes)
        feedback.say(store, "me", [word(FeedbackKind.BANNED, at=at)])
    (ban,) = store.controls("me").bans
    assert (ban.kind, ban.name) == (BanKind.TRACK, song(1).id)
    assert (ban.artist, ban.title) == ("Somebody", "Second wind")


def test_other_decisions_stay_as_they_are(store: Store) -> None:
    before = Controls(picked_artists=("Nia Harrow",), liked={song(2).id: NOW})
    store.set_controls("me", before)
    feedback.say(store, "me", [word(FeedbackKind.BANNED)])
    after = store.controls("me")
    assert (after.picked_artists, after.liked) == (before.picked_artists, before.liked)


@pytest.mark.parametrize("controls", [Controls(private=True), Controls(family=True)])
def test_a_private_session_and_one_for_a_family_leave_no_trace(
    store: Store, controls: Controls
) -> None:
    store.set_controls("me", controls)
    said = feedback.say(store, "me", [word(kind) for kind in FeedbackKind])
    assert (said.new, said.private) == ((), True)
    assert (store.feedback("me"), store.listens("me")) == ((), ())
    assert store.controls("me") == controls


def test_what_a_scrobbler_tells_as_well_is_one_play(store: Store) -> None:
    feedback.say(store, "me", [word(FeedbackKind.PLAYED)])
    (own,) = store.listens("me")
    same = replace(own, source="player", context="", started_at=own.started_at
                   + timedelta(seconds=3))  # fmt: skip
    assert feedback.heard(store, "me", [same]) == 0
    assert len(store.listens("me")) == 1


def test_a_song_that_is_not_in_the_library_is_kept_by_its_names(store: Store) -> None:
    stranger = Feedback(kind=FeedbackKind.PLAYED, at=NOW, artist="Nia Harrow", title="Night Ferry",
                        at_s=60.0)  # fmt: skip
    feedback.say(store, "me", [stranger])
    (row,) = store.listens("me")
    assert (row.title, row.track_id) == ("Night Ferry", None)
    feedback.say(store, "me", [replace(stranger, kind=FeedbackKind.LIKED)])
    assert not store.controls("me").liked


def test_scrobbles_of_a_session_tell_how_far_it_has_come(store: Store, tmp_path: Path) -> None:
    from dj import session

    session.write(SESSION, tmp_path)
    at = datetime.fromisoformat(SESSION.at)
    store.add_session(SESSION.session_id, tmp_path, at, ())
    feedback.say(store, "me", [word(FeedbackKind.PLAYED, at=at + timedelta(minutes=1))])
    (row,) = store.listens("me")
    scrobble = replace(row, started_at=at + timedelta(minutes=20), context="", track_id=None,
                       title="Third rail", source="player")  # fmt: skip
    feedback.began(store, "me", scrobble)
    feedback.heard(store, "me", [scrobble])
    told = [(one.kind, one.slot, one.session) for one in store.feedback("me")]
    assert told[1:] == [(FeedbackKind.BEGAN, 2, SESSION.session_id)]
    assert store.listens("me")[-1].context == SESSION.session_id
    later = replace(scrobble, started_at=at + timedelta(days=3))
    feedback.heard(store, "me", [later])
    assert store.listens("me")[-1].context == ""
