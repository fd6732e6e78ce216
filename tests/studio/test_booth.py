"""A session that turns to other music while it is heard."""

import time
from pathlib import Path

import pytest

from dj import session
from dj.library.store import Store
from dj.model.feedback import FeedbackKind
from dj.studio import Bench, Booth
from dj.studio.booth import TURN_AFTER, Word
from tests.feedback import world

pytestmark = pytest.mark.slow


def waited(booth: Booth) -> None:
    for _ in range(600):
        assert booth.live is not None
        if booth.live.state.is_whole:
            return
        time.sleep(0.1)
    pytest.fail("the words were never spoken")


def test_a_switch_streams_other_music_and_five_skips_turn_without_asking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    with Store.open(tmp_path / "library") as store:
        world.fill(store, tmp_path)
        folder = world.session(store, tmp_path).folder
    bench = Bench(data=tmp_path / "library", cache=tmp_path / "cache",
                  place=tmp_path / "place", mixes=False)  # fmt: skip
    plan = session.read(folder)
    booth = Booth(plan, folder, bench, listener="me", is_live=True)
    waited(booth)
    version = booth.version
    reply = booth.say(Word(kind=FeedbackKind.SWITCHED, slot=1, at_s=5.0, now_s=200.0))
    assert reply.changed
    assert reply.said.startswith("From song 3 on: ")
    waited(booth)
    after = booth.manifest
    assert [t.id for t in after.tracks[:2]] == [t.id for t in plan.tracks[:2]]
    left = world.kinds(plan)[1]
    assert left not in world.kinds(after)[2:]
    assert booth.version > version
    replies = [
        booth.say(Word(kind=FeedbackKind.SKIPPED, slot=slot, at_s=5.0, now_s=400.0 + 170 * slot))
        for slot in range(2, 2 + TURN_AFTER)
    ]
    assert [reply.changed for reply in replies] == [False] * (TURN_AFTER - 1) + [True]
    assert len(booth.manifest.edits.turns) == 2
    booth.stop()
