"""The player as a person meets it: in a real browser, by keyboard, in the dark, on a phone."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from dj import session
from dj.audio.encode import Format
from dj.library.store import Store
from dj.model.feedback import FeedbackKind
from tests.judges import sessions
from tests.judges.conftest import Made
from tests.judges.require import program

pytestmark = [pytest.mark.judge, pytest.mark.slow]
PAGES = ("", "plan-", "live-", "join-")
LOOKS = [f"{page}{look}" for page in PAGES for look in ("light", "dark", "phone")]


@contextmanager
def preview(data: Path, folder: Path, *options: object) -> Iterator[str]:
    """Run ``dj preview`` over a session; gives the address it prints."""
    words = [sys.executable, "-m", "dj", "--data", str(data), "preview", "--no-open", str(folder),
             *map(str, options)]  # fmt: skip
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().rpartition(" ")[2].strip()
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def one(made: Callable[[Format], Made]) -> Made:
    return made("m4a")


@pytest.fixture(scope="module")
def visit(
    one: Made, run_node: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    browser = program("chromium")
    planned, pictures = tmp_path_factory.mktemp("plan"), tmp_path_factory.mktemp("pictures")
    notes = ("One of the rules had to bend.", "x" * 400)
    session.write(replace(sessions.plan(), notes=notes), planned)
    unmixed = tmp_path_factory.mktemp("live") / "session"
    shutil.copytree(one.folder, unmixed)
    session.write(replace(one.manifest, mix="", measured=None), unmixed)
    data = tmp_path_factory.mktemp("library")
    asked = ((one.folder,), (planned,), (unmixed, "--no-mix"), (unmixed, "--join", 2))
    with ExitStack() as servers:
        addresses = [servers.enter_context(preview(data, *words)) for words in asked]
        report: dict[str, Any] = run_node("page.mjs", browser, pictures, *addresses)
    with Store.open(data) as store:
        report["said"] = [(one.kind, one.slot, one.at_s) for one in store.feedback("me")]
        report["heard"] = [(one.title, one.skipped) for one in store.listens("me")]
    return report


def start_s(one: Made, position: int) -> float:
    frame = session.chapters(one.manifest)[position].start_frame
    return frame / one.manifest.timeline.sample_rate_hz


def test_the_token_leaves_the_address_and_the_mix_comes_in_parts(visit: dict[str, Any]) -> None:
    assert urlsplit(visit["use"]["address"]).query == ""
    parts = [r for r in visit["use"]["requests"] if r["url"].endswith("/files/mix.m4a")]
    assert parts
    assert all(part["status"] == 206 and part["range"].startswith("bytes=") for part in parts)


def test_the_whole_mix_is_there_to_play(visit: dict[str, Any], one: Made) -> None:
    wanted = one.manifest.timeline.duration_s
    assert visit["use"]["duration"] == pytest.approx(wanted, abs=0.06)


def test_enter_on_a_song_plays_from_its_start(visit: dict[str, Any], one: Made) -> None:
    assert start_s(one, 3) <= visit["use"]["chapter"] < start_s(one, 3) + 2.0
    assert visit["use"]["playing"]
    for text in (visit["use"]["current"], visit["use"]["now"]):
        assert "<b>bold</b> & <i>co</i>" in text


def test_captions_appear_while_the_host_speaks_and_go(visit: dict[str, Any]) -> None:
    assert visit["use"]["caption"] == sessions.WORDS
    assert visit["use"]["live"] == "polite"
    assert visit["use"]["speaking"] == 1
    assert visit["use"]["silentAgain"]


def test_the_needle_follows_the_time(visit: dict[str, Any], one: Made) -> None:
    percent = float(visit["use"]["needle"].removesuffix("%"))
    assert 0 < percent < 100 * 8 / one.manifest.timeline.duration_s


def test_keys_play_pause_move_and_change_the_song(visit: dict[str, Any], one: Made) -> None:
    keys = visit["use"]["keys"]
    assert keys["space"]
    assert keys["spaceAgain"]
    assert keys["right"] == pytest.approx(22.0, abs=0.1)
    assert keys["left"] == pytest.approx(12.0, abs=0.1)
    assert keys["next"] == pytest.approx(start_s(one, 1), abs=0.5)
    assert keys["previous"] == pytest.approx(start_s(one, 1), abs=0.5)


def test_keys_do_nothing_when_switched_off(visit: dict[str, Any]) -> None:
    assert visit["use"]["keys"]["off"] == {"at": pytest.approx(12.0, abs=0.1), "paused": True}


def test_a_click_in_the_picture_goes_to_that_time(visit: dict[str, Any], one: Made) -> None:
    half = one.manifest.timeline.duration_s / 2
    assert visit["use"]["clicked"] == pytest.approx(half, abs=1.0)


def test_space_after_a_click_on_a_song_pauses_it(visit: dict[str, Any], one: Made) -> None:
    after = visit["use"]["spaceAfterClick"]
    assert after["paused"]
    assert start_s(one, 1) <= after["at"] < start_s(one, 1) + 2.0


def test_nothing_is_written_to_the_console_and_nothing_is_styled_inline(
    visit: dict[str, Any],
) -> None:
    everything = [visit["use"], visit["live"], *visit["looks"].values()]
    assert [line for seen in everything for line in seen["console"]] == []
    assert visit["use"]["styled"] == 0


def test_no_request_leaves_this_machine_and_none_fails(visit: dict[str, Any]) -> None:
    requests = [r for seen in (visit["use"], *visit["looks"].values()) for r in seen["requests"]]
    assert {urlsplit(request["url"]).hostname for request in requests} == {"127.0.0.1"}
    assert {request["status"] for request in requests} <= {200, 206, 303}


def test_the_synthetic_voice_is_disclosed_where_it_is_seen(visit: dict[str, Any]) -> None:
    assert visit["use"]["badge"]
    assert "Ava is a synthetic voice" in visit["use"]["about"]
    assert "Promotion: none" in visit["use"]["about"]


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_no_barrier_and_nothing_is_wider_than_the_screen(
    visit: dict[str, Any], look: str
) -> None:
    seen = visit["looks"][look]
    assert seen["violations"] == []
    assert seen["passes"] > 15
    assert seen["width"] <= seen["available"]


def test_a_session_without_a_mix_plays_from_the_song_that_is_chosen(
    visit: dict[str, Any], one: Made
) -> None:
    live = visit["live"]
    assert live["source"] == f"/stream.mp3?from={start_s(one, 3):.3f}"
    assert live["playing"]
    assert "<b>bold</b> & <i>co</i>" in live["now"]
    assert float(live["needle"].removesuffix("%")) > 0
    assert live["caption"].startswith(sessions.WORDS)
    assert live["status"] == "status"


def test_without_scripts_the_page_still_tells_everything(visit: dict[str, Any], one: Made) -> None:
    plain = visit["plain"]
    assert plain["audio"]
    assert len(plain["songs"]) == len(one.manifest.tracks)
    assert 'She said "go"' in plain["songs"][0]
    assert sessions.WORDS in plain["words"]
    assert not plain["keys"], "keys need a script"


def test_buttons_and_keys_say_what_they_did_and_it_is_kept(
    visit: dict[str, Any], one: Made
) -> None:
    answers = visit["answers"]
    titles = [session.one_line(track.title) for track in one.manifest.tracks]
    assert answers["liked"].startswith("Liked: ")
    assert answers["skipped"].startswith("Skipped: ")
    assert titles[1] in answers["skipped"]
    assert start_s(one, 2) <= answers["next"] < start_s(one, 2) + 2.0
    assert answers["key"].startswith("Liked: ")
    assert answers["banned"].startswith("Never again: ")
    assert answers["status"] == "status"
    said = [(kind, slot) for kind, slot, _ in visit["said"]]
    for word in ((FeedbackKind.LIKED, 0), (FeedbackKind.SKIPPED, 1), (FeedbackKind.BANNED, 2)):
        assert word in said
    assert (titles[1], True) in [(session.one_line(title), skip) for title, skip in visit["heard"]]


def test_other_music_that_cannot_be_had_is_said_and_the_song_plays_on(
    visit: dict[str, Any],
) -> None:
    assert visit["answers"]["switched"]
    assert not visit["answers"]["switched"].startswith("Looking")
    assert visit["answers"]["playsOn"]
    assert visit["answers"]["console"] == []


def test_a_song_that_ends_by_itself_was_heard(visit: dict[str, Any]) -> None:
    played = [slot for kind, slot, _ in visit["said"] if kind is FeedbackKind.PLAYED]
    assert 4 in played


def test_a_program_that_has_ended_is_told_on_the_page(visit: dict[str, Any]) -> None:
    assert "no answer" in visit["answers"]["offline"]


def test_buttons_are_large_enough_for_a_thumb(visit: dict[str, Any]) -> None:
    assert all(height >= 44 for height in visit["answers"]["heights"])


def test_without_scripts_no_button_is_shown_that_does_nothing(visit: dict[str, Any]) -> None:
    assert not visit["plain"]["say"]
