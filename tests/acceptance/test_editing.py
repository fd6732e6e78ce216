"""A session changed by hand, as its owner does it; joins and plans heard before there is a mix."""

import http.cookiejar
import json
import signal
import time
import urllib.request
from typing import Any

import pytest
import soundfile

from dj import session
from tests.acceptance.house import Home

pytestmark = pytest.mark.slow


def edited(home: Home, *options: object) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(home.good("edit", "finished", *options, "--json"))
    return found


def titles(home: Home) -> list[str]:
    return [track.title for track in session.read(home.place / "finished").tracks]


def test_without_options_the_joins_are_listed_with_their_numbers(finished: Home) -> None:
    told = finished.good("edit", "finished")
    for number, title in enumerate(titles(finished), 1):
        assert f"{number}  " in told
        assert title in told
    assert "cost" in told
    assert session.read(finished.place / "finished").mix == "mix.flac"


def test_a_song_is_moved_heard_of_and_mixed_again(finished: Home) -> None:
    before = titles(finished)
    mix = finished.place / "finished" / "mix.flac"
    old = mix.read_bytes()
    told = finished.good("edit", "finished", "--move", len(before), "--to", 1)
    assert "mix is out of date" in told
    assert "dj render finished" in told
    assert titles(finished) == [before[-1], *before[:-1]]
    record = session.read(finished.place / "finished")
    assert (record.mix, record.measured) == ("", None)
    assert mix.read_bytes() == old
    finished.good("verify", "finished")
    finished.good("render", "finished", "--format", "mp3")
    assert not mix.exists(), "the old mix is tidied away by the new one"
    assert (finished.place / "finished" / "mix.mp3").exists()
    finished.good("verify", "finished")


def test_undoing_an_edit_gives_the_finished_session_back(finished: Home) -> None:
    file = finished.place / "finished" / "session.json"
    before = file.read_bytes()
    edited(finished, "--remove", 1)
    assert file.read_bytes() != before
    finished.good("edit", "finished", "--undo")
    assert file.read_bytes() == before
    finished.good("verify", "finished")
    result = finished.run("edit", "finished", "--undo")
    assert result.code == 3
    assert "nothing to undo" in result.complaint


def test_a_join_is_wished_for_and_rendered_as_wished(finished: Home) -> None:
    number = len(titles(finished))
    answer = edited(finished, "--join", number, "--kind", "gap", "--length", "1.2s", "--render")
    join = next(one for one in answer["joins"] if one["number"] == number)
    assert join["before"]["kind"] != "gap" or join["before"]["overlap_frames"] != -52_920
    record = session.read(finished.place / "finished")
    assert record.mix == "mix.flac"
    found = record.timeline.joins[number - 2]
    assert found.locked or "asked" in found.reason
    finished.good("verify", "finished")


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (("--join", 99, "--kind", "cut"), "no join 99"),
        (("--join", 2, "--kind", "nosuch"), "not a kind of join"),
        (("--join", 2, "--kind", "gap", "--length", "soon"), "not a length"),
        (("--join", 2), "goes with --kind or --length"),
        (("--kind", "cut"), "--join goes with"),
        (("--move", 1), "--move goes with --to"),
        (("--add", "Song 1"), "--add goes with --after"),
        (("--add", "no such song at all", "--after", 1), "no song is meant"),
        (("--remove", 99), "no song 99"),
        (("--undo", "--remove", 1), "do not go together"),
        (("--save", "../out"), "cannot be a version's name"),
        (("--load", "nosuch"), "no version 'nosuch'"),
    ],
)
def test_what_cannot_be_done_changes_nothing_and_says_what_can(
    finished: Home, options: tuple[object, ...], complaint: str
) -> None:
    before = finished.session_files("finished")
    record = (finished.place / "finished" / "session.json").read_bytes()
    result = finished.run("edit", "finished", *options)
    assert (result.code, result.out) == (3, "")
    assert complaint in result.complaint
    assert finished.session_files("finished") == before
    assert (finished.place / "finished" / "session.json").read_bytes() == record


def test_versions_are_kept_listed_and_loaded(finished: Home) -> None:
    before = titles(finished)
    finished.good("edit", "finished", "--save", "as made")
    edited(finished, "--remove", 1)
    finished.good("edit", "finished", "--save", "shorter")
    finished.good("render", "finished")
    finished.good("verify", "finished")
    listed = json.loads(finished.good("edit", "finished", "--versions", "--json"))["versions"]
    assert [row["name"] for row in listed] == ["as made", "shorter"]
    assert [row["songs"] for row in listed] == [len(before), len(before) - 1]
    finished.good("edit", "finished", "--load", "as made")
    assert titles(finished) == before
    assert session.read(finished.place / "finished").mix == "", "that mix was made anew since"
    finished.good("render", "finished")
    finished.good("verify", "finished")


def test_locking_what_is_there_leaves_the_mix_as_it_is(finished: Home) -> None:
    answer = edited(finished, "--lock", 1, "--lock-join", 2)
    assert answer["session"]["mix"] == "mix.flac"
    assert answer["session"]["edits"]["locked"][0][0] == 0
    finished.good("verify", "finished")
    result = finished.run("edit", "finished", "--remove", 1)
    assert (result.code, "song 1 is locked" in result.complaint) == (3, True)


def test_a_plan_is_not_written_over_an_edited_session(finished: Home) -> None:
    edited(finished, "--lock", 1)
    result = finished.run("plan", "--length", "2m", "-o", "finished")
    assert result.code == 1
    assert "finished or edited session" in result.complaint


def test_a_join_of_a_plan_is_heard_without_making_the_mix(home: Home) -> None:
    home.good("plan", "--length", "2m", "--voice", "quiet", "--at", "2026-05-01T07:30",
              "--seed", "1", "-o", "plan")  # fmt: skip
    before = home.session_files("plan")
    home.good("preview", "plan", "--join", 2, "-o", "join.flac")
    found = soundfile.info(home.place / "join.flac")
    assert 29.0 < found.duration < 75.0
    assert home.session_files("plan") == before
    assert home.run("preview", "plan", "--join", 99).code == 3
    assert home.run("preview", "plan", "-o", "x.flac").code == 3


def test_a_plan_sounds_at_once_and_becomes_a_finished_session(home: Home) -> None:
    home.good("plan", "--length", "2m", "--voice", "quiet", "--at", "2026-05-01T07:30",
              "--seed", "1", "-o", "plan")  # fmt: skip
    running = home.start("preview", "plan", "--no-open")
    assert running.process.stdout is not None
    address = running.process.stdout.readline().split(" at ")[1].strip()
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = browser.open(address).read().decode()
    assert 'src="/stream.mp3"' in page
    base = address.partition("/?")[0]
    with browser.open(f"{base}/stream.mp3") as stream:
        assert len(stream.read(50_000)) == 50_000
    state: dict[str, Any] = {}
    until = time.monotonic() + 60
    while not state.get("mix") and time.monotonic() < until:
        time.sleep(0.5)
        state = json.loads(browser.open(f"{base}/state").read())
        assert state["fault"] == ""
    assert len(browser.open(base + state["mix"]).read()) > 50_000
    running.process.send_signal(signal.SIGINT)
    assert running.finish().code in (0, 130)
    home.good("verify", "plan")


def test_a_mix_is_drawn(finished: Home) -> None:
    finished.good("mix", "picture", "finished", "-o", "mix.png")
    assert (finished.place / "mix.png").read_bytes().startswith(b"\x89PNG")
    edited(finished, "--remove", 1)
    result = finished.run("mix", "picture", "finished", "-o", "no.png")
    assert result.code == 3
    assert "no mix yet" in result.complaint
