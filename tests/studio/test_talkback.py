"""Where the page sends what its buttons say: refused unless it comes from the page itself."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dj.library.store import Store
from dj.model.feedback import FeedbackKind
from dj.studio import Bench, Booth, player
from dj.studio.booth import OFFER_AFTER
from dj.testing.examples import manifest

TOKEN = "a-token-of-this-run"  # noqa: S105 - a made-up one
HOST = "127.0.0.1:8000"
GOOD = {"host": HOST, "origin": f"http://{HOST}", "content-type": "application/json",
        "cookie": f"dj_token={TOKEN}"}  # fmt: skip
WORD = {"kind": "liked", "slot": 1, "at_s": 20.0, "now_s": 75.0}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "library"


@pytest.fixture
def booth(data: Path, tmp_path: Path) -> Iterator[Booth]:
    bench = Bench(data=data, cache=tmp_path / "cache", place=tmp_path / "place", mixes=False)
    titles = [f"Song {number}" for number in range(8)]
    made = Booth(manifest(titles), tmp_path, bench, listener="me", is_live=False)
    yield made
    made.stop()


def send(booth: Booth, word: object, headers: dict[str, str] = GOOD) -> tuple[int, Any]:
    body = word if isinstance(word, bytes) else json.dumps(word).encode()
    scope = {
        "type": "http", "http_version": "1.1", "method": "POST", "path": "/say",
        "raw_path": b"/say", "query_string": b"", "scheme": "http",
        "headers": [(k.encode(), v.encode()) for k, v in headers.items()],
        "server": ("127.0.0.1", 8000), "client": ("127.0.0.1", 1), "root_path": "",
    }  # fmt: skip
    status, answer = 0, b""

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(0)
        return {"type": "http.request", "body": body, "more_body": False}

    async def take(message: dict[str, Any]) -> None:
        nonlocal status, answer
        status = message.get("status", status)
        answer += message.get("body", b"")

    app: Any = player(booth.manifest, Path(), TOKEN, booth=booth)
    asyncio.run(app(scope, receive, take))
    return status, json.loads(answer) if status == 200 else answer.decode()


def said(data: Path) -> list[tuple[FeedbackKind, int | None, str]]:
    with Store.open(data) as store:
        return [(one.kind, one.slot, one.source) for one in store.feedback("me")]


def test_a_word_is_kept_and_answered_in_a_sentence(booth: Booth, data: Path) -> None:
    status, reply = send(booth, WORD)
    assert (status, reply["said"]) == (200, "Liked: Somebody - Song 1.")
    assert said(data) == [(FeedbackKind.LIKED, 1, "studio")]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "http://127.0.0.1:9000"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
        ({"cookie": ""}, 403),
        ({"cookie": "dj_token=guessed"}, 403),
        ({"content-type": "text/plain"}, 415),
        ({"content-type": "application/x-www-form-urlencoded"}, 415),
        ({"host": "evil.example", "origin": "http://evil.example"}, 400),
    ],
)
def test_other_pages_cannot_speak_for_the_listener(
    booth: Booth, data: Path, change: dict[str, str], status: int
) -> None:
    assert send(booth, WORD, {**GOOD, **change})[0] == status
    assert said(data) == []


@pytest.mark.parametrize(
    "word",
    [
        b"", b"{", b"\xff", b"[" * 900, b"x" * 5_000, {}, {**WORD, "kind": "adored"},
        {**WORD, "kind": "reported"}, {**WORD, "slot": 8}, {**WORD, "slot": -1},
        {**WORD, "at_s": -1}, {**WORD, "now_s": 1e9},
        b'{"kind":"liked","slot":1,"at_s":NaN,"now_s":0}',
    ],
)  # fmt: skip
def test_what_is_no_word_is_refused(booth: Booth, data: Path, word: object) -> None:
    assert send(booth, word)[0] == 400
    assert said(data) == []


def test_skips_in_a_row_bring_an_offer_and_a_like_takes_it_back(booth: Booth) -> None:
    offers = [send(booth, {**WORD, "kind": "skipped", "slot": slot})[1]["offer"]
              for slot in range(OFFER_AFTER)]  # fmt: skip
    assert offers == [False] * (OFFER_AFTER - 1) + [True]
    assert not send(booth, WORD)[1]["offer"]


def test_a_switch_that_is_not_possible_says_why_and_the_session_plays_on(booth: Booth) -> None:
    before = booth.manifest
    status, reply = send(booth, {**WORD, "kind": "switched"})
    assert status == 200
    assert not reply["changed"]
    assert reply["said"]
    assert booth.manifest is before
