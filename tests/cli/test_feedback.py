"""``dj feedback`` and ``dj replan`` as people type them."""

import json
from pathlib import Path

import pytest

from dj import session
from dj.cli.commands.feedback import seconds
from dj.errors import ConfigError
from dj.library.store import Store
from dj.model.manifest import Manifest
from dj.testing.examples import manifest
from tests.acceptance.house import Home
from tests.feedback import world


@pytest.mark.parametrize(
    ("text", "wanted"), [("20s", 20.0), ("20", 20.0), ("1:20", 80.0), ("1:02:03", 3723.0), ("0", 0)]
)
def test_times_are_read_as_people_write_them(text: str, wanted: float) -> None:
    assert seconds(text, "--at") == wanted


@pytest.mark.parametrize("text", ["", "x", "-1", "1:-2", "1:2:3:4", "nan", "inf", "1e9", "90000"])
def test_what_is_no_time_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ConfigError, match="Write 20s"):
        seconds(text, "--at")


def data(home: Home) -> Path:
    return home.place / "data" / "dj-session"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty library that knows of one session."""
    made = Home(tmp_path)
    record = manifest()
    (tmp_path / "out").mkdir()
    session.write(record, tmp_path / "out")
    with Store.open(data(made)) as store:
        store.add_session(record.session_id, tmp_path / "out", world.AT, ())
    return made


def now(home: Home) -> Manifest:
    return session.read(home.place / "out")


@pytest.mark.slow
def test_a_skip_is_said_once_and_the_latest_session_is_meant(home: Home) -> None:
    told = home.good("feedback", "skipped", "2", "--at", "20s")
    assert "Skipped: Somebody - Second wind" in told
    assert "dj replan" in told
    with Store.open(data(home)) as store:
        (row,) = store.listens("me")
    assert (row.played_ms, row.skipped, row.title) == (20_000, True, "Second wind")


@pytest.mark.slow
def test_a_switch_is_answered_by_the_next_plan_and_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    with Store.open(data(home)) as store:
        world.fill(store, tmp_path)
        world.session(store, tmp_path, minutes=20)
    before = now(home)
    home.good("feedback", "switch", "2", "out")
    home.good("replan", "out")
    after = now(home)
    assert [t.id for t in after.tracks[:2]] == [t.id for t in before.tracks[:2]]
    assert world.kinds(before)[1] not in world.kinds(after)[2:]
    told = json.loads(home.good("replan", "out", "--now", "9:00", "--switch", "--json"))
    assert len(told["session"]["edits"]["turns"]) == 2
    home.good("edit", "out", "--undo")
    home.good("edit", "out", "--undo")
    assert now(home) == before


@pytest.mark.slow
def test_a_file_of_events_is_read_again_without_harm(home: Home) -> None:
    line = {"kind": "skipped", "at": "2026-05-01T07:40:00Z", "session": now(home).heard_as,
            "slot": 0, "at_s": 9}  # fmt: skip
    file = home.place / "events.jsonl"
    file.write_text(json.dumps(line) + "\n{\n")
    for kept, repeated in ((1, 0), (0, 1)):
        told = json.loads(home.good("feedback", "--from", file.name, "--json"))
        assert (len(told["kept"]), told["repeated"], len(told["refused"])) == (kept, repeated, 1)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("feedback",), "say what happened"),
        (("feedback", "adored", "1"), "'adored' is not feedback"),
        (("feedback", "liked"), "which song? There are 1 to"),
        (("feedback", "liked", "99"), "which song?"),
        (("feedback", "skipped", "1", "--at", "soon"), "is not a time"),
        (("replan", "out", "--now", "10:00:00"), "not within the session"),
    ],
)
def test_what_cannot_be_done_is_said_with_a_remedy(
    home: Home, words: tuple[str, ...], says: str
) -> None:
    done = home.run(*words)
    assert done.code == 3
    assert says in done.complaint
