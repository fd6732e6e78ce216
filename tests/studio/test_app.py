import asyncio
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dj import session
from dj.studio import Live, player
from dj.testing.examples import manifest

TOKEN = "a-token-of-this-run"  # noqa: S105 - a made-up one


class Answer:
    def __init__(self) -> None:
        self.status = 0
        self.headers: dict[str, str] = {}
        self.body = b""


def ask(app: Any, path: str, headers: Mapping[str, str] | None = None, query: str = "") -> Answer:
    """One request straight through the application's own interface, without a client library."""
    answer = Answer()
    given = {"host": "127.0.0.1:8000", **(headers or {})}
    scope = {
        "type": "http", "http_version": "1.1", "method": "GET", "path": path,
        "raw_path": path.encode(), "query_string": query.encode(), "scheme": "http",
        "headers": [(k.encode(), v.encode()) for k, v in given.items()],
        "server": ("127.0.0.1", 8000), "client": ("127.0.0.1", 1), "root_path": "",
    }  # fmt: skip

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(0)
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {k.decode(): v.decode() for k, v in message["headers"]}
        else:
            answer.body += message.get("body", b"")

    asyncio.run(app(scope, receive, send))
    return answer


@pytest.fixture
def app(tmp_path: Path) -> Any:
    (tmp_path / "mix.flac").write_bytes(bytes(range(200)))
    (tmp_path / "secret.txt").write_text("not in the session")
    record = manifest(["<script>alert(1)</script>", "Second wind"])
    mix = session.output_file(tmp_path / "mix.flac", tmp_path)
    return player(replace(record, files=(mix,)), tmp_path, TOKEN)


def with_token(**more: str) -> dict[str, str]:
    return {"cookie": f"dj_token={TOKEN}", **more}


def test_without_the_token_nothing_is_shown(app: Any) -> None:
    for path in ("/", "/files/mix.flac", "/static/player.js"):
        assert ask(app, path).status == 403
    assert ask(app, "/", query="token=wrong").status == 403


def test_the_token_becomes_a_cookie_and_leaves_the_address(app: Any) -> None:
    answer = ask(app, "/", query=f"token={TOKEN}")
    assert (answer.status, answer.headers["location"]) == (303, "/")
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert "samesite=strict" in answer.headers["set-cookie"].lower()


def test_another_host_name_is_refused(app: Any) -> None:
    assert ask(app, "/", with_token(host="evil.example")).status == 400


def test_the_page_shows_songs_words_and_disclosure_escaped(app: Any) -> None:
    page = ask(app, "/", with_token()).body.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page
    assert "Good morning. This is First light." in page
    assert "synthetic" in page
    assert "http" not in page.replace("http-equiv", "")


def test_the_mix_is_served_in_parts(app: Any) -> None:
    answer = ask(app, "/files/mix.flac", with_token(range="bytes=10-19"))
    assert (answer.status, answer.body) == (206, bytes(range(10, 20)))
    assert answer.headers["content-type"] == "audio/flac"


@pytest.mark.parametrize("name", ["secret.txt", "../secret.txt", "session.json", "%2e%2e/x"])
def test_only_the_files_of_the_session_are_served(app: Any, name: str) -> None:
    assert ask(app, f"/files/{name}", with_token()).status == 404


def test_every_answer_forbids_what_the_page_does_not_need(app: Any) -> None:
    for headers in (with_token(), {}):
        answer = ask(app, "/", headers)
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.fixture
def live_app(tmp_path: Path) -> Any:
    record = manifest(["First light", "Second wind"], mix="")

    @contextmanager
    def workshop() -> Iterator[tuple[Any, None]]:
        yield (lambda _: record), None

    live = Live(record, tmp_path, workshop)
    live.start()
    return player(record, tmp_path, TOKEN, live)


def test_a_session_on_its_way_streams_and_tells_how_far_it_is(live_app: Any) -> None:
    page = ask(live_app, "/", with_token()).body.decode()
    assert 'src="/stream.mp3"' in page
    assert 'role="status"' in page
    assert page.count('class="jump" data-start') == 3
    state = ask(live_app, "/state", with_token())
    assert set(json.loads(state.body)) == {"version", "whole", "share", "fault", "mix", "type"}


@pytest.mark.parametrize("query", ["", "from=x", "from=-5", "from=nan", "from=inf", "from=1e999"])
def test_a_stream_survives_any_question(live_app: Any, query: str) -> None:
    answer = ask(live_app, "/stream.mp3", with_token(), query)
    assert answer.status == 200
    assert answer.headers["content-type"] == "audio/mpeg"
    assert answer.headers["accept-ranges"] == "none"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_streams_and_states_are_only_for_who_holds_the_token(live_app: Any, app: Any) -> None:
    for path in ("/stream.mp3", "/state"):
        assert ask(live_app, path).status == 403
        assert ask(live_app, path, with_token(host="evil.example")).status == 400
        assert ask(app, path, with_token()).status == 404
