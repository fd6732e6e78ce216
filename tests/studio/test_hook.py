"""The hook for players, asked as ListenBrainz clients ask, without a client library."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.errors import ConfigError, ImportFileError
from dj.library.store import FileRow, Stamp, Store
from dj.model.controls import Controls
from dj.studio.hook import Hook, hook
from dj.studio.hook_door import Limit
from dj.studio.hook_rows import LARGEST_BODY, MOST_LISTENS, submission
from dj.studio.hook_token import NAME, door
from dj.testing.examples import song

NOW = datetime(2026, 5, 1, 7, 30, tzinfo=UTC)
STARTED = int(NOW.timestamp()) - 300


@dataclass
class Answer:
    """What came back."""

    status: int = 0
    headers: dict[str, str] | None = None
    body: bytes = b""

    @property
    def document(self) -> Any:
        return json.loads(self.body)


@dataclass
class Player:
    """A player that knows the token."""

    app: Any
    token: str

    def ask(self, path: str, body: object = None, query: str = "", **headers: str) -> Answer:
        given = {"host": "127.0.0.1:8766", "authorization": f"Token {self.token}", **headers}
        sent = (
            b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        )
        return asyncio.run(answer(self.app, path, (given, sent, query)))

    def submit(self, kind: str, *rows: dict[str, Any], **headers: str) -> Answer:
        sent = {"listen_type": kind, "payload": list(rows)}
        return self.ask("/1/submit-listens", sent, **headers)


async def answer(app: Any, path: str, asked: tuple[dict[str, str], bytes, str]) -> Answer:
    headers, body, query = asked
    came = Answer()
    scope = {
        "type": "http", "http_version": "1.1", "path": path, "raw_path": path.encode(),
        "method": "POST" if body else "GET", "query_string": query.encode(), "scheme": "http",
        "headers": [(k.encode(), v.encode()) for k, v in headers.items() if v],
        "server": ("127.0.0.1", 8766), "client": ("127.0.0.1", 1), "root_path": "",
    }  # fmt: skip
    parts = [body[at : at + 1_000_000] for at in range(0, len(body), 1_000_000)] or [b""]

    async def receive() -> dict[str, Any]:
        part = parts.pop(0)
        return {"type": "http.request", "body": part, "more_body": bool(parts)}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            came.status = message["status"]
            came.headers = {k.decode(): v.decode() for k, v in message["headers"]}
        else:
            came.body += message.get("body", b"")

    await app(scope, receive, send)
    return came


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    data = tmp_path / "library"
    with Store.open(data) as store:
        for number in range(3):
            made = song(number, title=f"Song {number}", artist="Somebody")
            mbid = f"0000000{number}-0000-4000-8000-000000000000"
            track = replace(made.track, path=tmp_path / f"{number}.flac", ids={"mbid": mbid})
            stamp = Stamp(size=1, mtime_ns=1, reader=1)
            store.save_files([FileRow(path=str(track.path), stamp=stamp, outcome=track)])
            store.save_analysis(made.analysis)
    return data


@pytest.fixture
def player(library: Path) -> Iterator[Player]:
    opens, token = door(library)
    desk = Hook(data=library, listener="me", door=opens, clock=lambda: NOW)
    yield Player(hook(desk), token)
    desk.close()


def row(title: str = "Song 1", at: int | str | None = STARTED, **more: object) -> dict[str, Any]:
    names = {"artist_name": "Somebody", "track_name": title, **more}
    return {"track_metadata": names} if at is None else {"listened_at": at, "track_metadata": names}


def kept(library: Path) -> list[tuple[str, bool]]:
    with Store.open(library) as store:
        return [(one.title, one.track_id is not None) for one in store.listens("me")]


def test_a_single_listen_is_matched_and_kept_before_the_answer(
    player: Player, library: Path
) -> None:
    came = player.submit("single", row())
    assert (came.status, came.document) == (200, {"status": "ok"})
    assert kept(library) == [("Song 1", True)]


def test_what_is_sent_twice_or_by_two_players_is_kept_once(player: Player, library: Path) -> None:
    for at in (STARTED, STARTED, STARTED + 4):
        assert player.submit("single", row(at=at)).status == 200
    assert len(kept(library)) == 1


@pytest.mark.slow
def test_an_import_may_hold_a_thousand_and_no_more(player: Player, library: Path) -> None:
    rows = [row(f"Title {n}", STARTED - 300 * n) for n in range(MOST_LISTENS)]
    assert player.submit("import", *rows).status == 200
    assert len(kept(library)) == MOST_LISTENS
    assert player.submit("import", *rows, row()).status == 400


def test_what_plays_now_is_shown_and_not_kept(player: Player, library: Path) -> None:
    assert player.submit("playing_now", row(at=None)).status == 200
    (shown,) = player.ask("/1/user/me/playing-now").document["payload"]["listens"]
    assert shown["track_metadata"]["track_name"] == "Song 1"
    assert kept(library) == []


def test_a_song_that_should_have_ended_plays_no_more(library: Path) -> None:
    opens, token = door(library)
    clock = [NOW]
    desk = Hook(data=library, listener="me", door=opens, clock=lambda: clock[0])
    player = Player(hook(desk), token)
    player.submit("playing_now", row(at=None, additional_info={"duration_ms": 60_000}))
    clock[0] += timedelta(seconds=61)
    assert player.ask("/1/user/me/playing-now").document["payload"]["count"] == 0
    desk.close()


@pytest.mark.parametrize(
    ("kind", "rows", "says"),
    [
        ("single", [], "does not contain any"),
        ("single", [row(), row()], "too many listens"),
        ("playing_now", [row()], "must not contain listened_at"),
        ("single", [row(at=None)], "A listen"),
        ("single", [row(title="")], "no title"),
        ("single", [row(at=STARTED + 86_400)], "future"),
        ("single", [row(note="x" * 11_000)], "larger than 10240"),
        ("loved", [row()], "Cannot parse"),
        ("single", [7], "A listen"),
        ("single", [row(at="soon")], "A listen"),
    ],
)
def test_what_is_not_as_it_must_be_is_refused_whole(
    player: Player, library: Path, kind: str, rows: list[Any], says: str
) -> None:
    came = player.submit(kind, *rows)
    assert (came.status, came.document["code"]) == (400, 400)
    assert says in came.document["error"]
    assert kept(library) == []


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff", b"[" * 20_000, b"null", b"1e999"])
def test_bodies_that_are_no_document_are_refused(player: Player, body: bytes) -> None:
    assert player.ask("/1/submit-listens", body).status == 400


def test_a_body_beyond_ten_megabytes_is_not_read_to_its_end(player: Player) -> None:
    came = player.ask("/1/submit-listens", b" " * (LARGEST_BODY + 2_000_000))
    assert (came.status, "too large" in came.document["error"]) == (400, True)


@settings(max_examples=60)
@given(st.binary(max_size=300))
def test_no_bytes_whatever_break_the_reader(body: bytes) -> None:
    with pytest.raises(ImportFileError):
        submission(b'{"listen_type":"single","payload":[' + body + b"}", NOW)


def test_the_token_is_asked_for_everywhere(player: Player) -> None:
    wrong = Player(player.app, "00000000-0000-4000-8000-000000000000")
    for path in ("/1/user/me/listens", "/1/user/me/playing-now", "/1/user/me/listen-count"):
        assert wrong.ask(path).status == 401
        assert player.ask(path, authorization="").status == 401
        assert player.ask(path, authorization=f"Bearer {player.token}").status == 401
        assert player.ask(path).status == 200
    assert wrong.submit("single", row()).document["error"] == "Invalid authorization token."


def test_a_token_is_told_to_be_right_or_wrong(player: Player) -> None:
    assert player.ask("/1/validate-token").document == {
        "code": 200, "message": "Token valid.", "valid": True, "user_name": "me",
    }  # fmt: skip
    wrong = player.ask("/1/validate-token", authorization="Token x")
    assert (wrong.status, wrong.document["valid"]) == (200, False)
    by_query = player.ask("/1/validate-token", query=f"token={player.token}", authorization="")
    assert by_query.document["valid"]
    assert player.ask("/1/validate-token", authorization="").status == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "evil.example"}, 400),
        ({"host": "127.0.0.1.evil.example"}, 400),
        ({"host": "192.168.1.7:8766"}, 400),
        ({"host": "localhost:8766"}, 200),
        ({"host": "[::1]:8766"}, 200),
        ({"host": "[::1"}, 400),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://localhost:3000"}, 200),
        ({"origin": "moz-extension://0123"}, 200),
    ],
)
def test_only_this_machine_and_no_web_page_may_speak(
    player: Player, headers: dict[str, str], status: int
) -> None:
    assert player.ask("/1/validate-token", **headers).status == status


def test_a_flood_is_held_back_and_told_when_to_come_again(library: Path) -> None:
    opens, token = door(library)
    seconds = [0.0]
    desk = Hook(data=library, listener="me", door=opens)
    player = Player(hook(desk, limit=Limit(most=2, clock=lambda: seconds[0])), token)
    assert [player.ask("/1/validate-token").status for _ in range(3)] == [200, 200, 429]
    refused = player.ask("/1/validate-token")
    assert refused.headers is not None
    assert refused.headers["retry-after"] == "10"
    assert refused.headers["x-ratelimit-remaining"] == "0"
    seconds[0] = 10.0
    assert player.ask("/1/validate-token").status == 200
    desk.close()


def test_listens_come_back_newest_first_between_two_moments(player: Player) -> None:
    times = [STARTED - 600 * n for n in range(5)]
    player.submit("import", *(row(f"Title {at}", at) for at in times))
    rows = player.ask("/1/user/me/listens", query="count=2").document["payload"]["listens"]
    assert [one["listened_at"] for one in rows] == times[:2]
    older = player.ask("/1/user/me/listens", query=f"max_ts={times[1]}&count=2")
    assert [one["listened_at"] for one in older.document["payload"]["listens"]] == times[2:4]
    newer = player.ask("/1/user/me/listens", query=f"min_ts={times[3]}&count=2")
    assert [one["listened_at"] for one in newer.document["payload"]["listens"]] == times[1:3]
    assert player.ask("/1/user/me/listen-count").document == {"payload": {"count": 5}}
    assert player.ask("/1/user/you/listens").status == 404
    assert player.ask("/1/user/me/listens", query="max_ts=x").status == 400
    assert player.ask("/1/user/me/listens", query="count=-1").status == 400
    assert player.ask("/1/user/me/listens", query="max_ts=" + "9" * 30).status == 400


def test_love_and_hate_become_likes_and_dislikes(player: Player, library: Path) -> None:
    path, mbid = "/1/feedback/recording-feedback", "00000001-0000-4000-8000-000000000000"
    assert player.ask(path, {"recording_mbid": mbid, "score": 1}).status == 200
    with Store.open(library) as store:
        assert set(store.controls("me").liked) == {song(1).id}
    assert player.ask(path, {"recording_mbid": mbid, "score": -1}).status == 200
    with Store.open(library) as store:
        assert not store.controls("me").liked
        assert set(store.controls("me").disliked) == {song(1).id}
    assert player.ask(path, {"recording_mbid": mbid, "score": 5}).status == 400
    assert player.ask(path, {"score": 1}).status == 400


def test_a_private_session_keeps_nothing_and_the_player_is_content(
    player: Player, library: Path
) -> None:
    with Store.open(library) as store:
        store.set_controls("me", Controls(private=True))
    assert player.submit("single", row()).status == 200
    assert player.submit("playing_now", row(at=None)).status == 200
    assert kept(library) == []
    with Store.open(library) as store:
        assert store.feedback("me") == ()


def test_nothing_personal_that_no_signal_needs_reaches_the_library(
    player: Player, library: Path
) -> None:
    marker = "MARKERxyzzy"
    more = {"submission_client": marker, "origin_url": f"https://{marker}", "tracknumber": marker,
            "device": marker}  # fmt: skip
    player.submit("single", row(additional_info=more))
    files = [path for path in library.rglob("*") if path.is_file()]
    assert len(kept(library)) == 1
    assert not [path for path in files if marker.encode() in path.read_bytes()]


def test_what_does_not_exist_is_said_in_the_same_form(player: Player) -> None:
    for path, body, status in (("/2/x", None, 404), ("/1/submit-listens", None, 405)):
        came = player.ask(path, body)
        assert (came.status, came.document["code"]) == (status, status)


def test_the_token_is_told_once_and_only_its_hash_is_kept(tmp_path: Path) -> None:
    opens, token = door(tmp_path)
    assert opens.opens_for(token)
    file = tmp_path / NAME
    assert file.stat().st_mode & 0o777 == 0o600
    assert token not in file.read_text()
    again, told = door(tmp_path)
    assert (told, again.opens_for(token)) == ("", True)
    other, fresh = door(tmp_path, anew=True)
    assert (other.opens_for(token), other.opens_for(fresh)) == (False, True)


def test_a_token_file_that_is_open_to_others_is_closed_and_a_broken_one_named(
    tmp_path: Path,
) -> None:
    door(tmp_path)
    file = tmp_path / NAME
    file.chmod(0o644)
    door(tmp_path)
    assert file.stat().st_mode & 0o777 == 0o600
    file.write_text("short")
    with pytest.raises(ConfigError, match="--new-token"):
        door(tmp_path)
