"""What players tell as they play: the part of the ListenBrainz API that scrobblers use.

    POST /1/submit-listens                  single, playing_now, import
    GET  /1/validate-token                  is the token right, and whose is it?
    GET  /1/user/NAME/listens               what is kept (max_ts, min_ts, count)
    GET  /1/user/NAME/listen-count
    GET  /1/user/NAME/playing-now
    POST /1/feedback/recording-feedback     love and hate, by MusicBrainz id

Everything needs the token. One thread does the work with the library, in the order of the requests,
so that no request waits in the way of another; an answer comes when all is kept.
"""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dj import feedback, library
from dj.errors import DjError, ImportFileError
from dj.model.listening import Listen
from dj.studio.hook_door import LOOPBACK_NAMES, Guard, Limit, refusal
from dj.studio.hook_rows import LARGEST_BODY, Kind, Score, decoded, document, moment, submission
from dj.studio.hook_token import Door

SLOWEST_S = 30.0
"""A body that takes longer to arrive is not waited for."""
PLAYING_FOR = timedelta(minutes=15)
"""A song said to play now is believed to play so long, unless its length is known."""
_MOST, _USUAL = 1000, 25

_Made = TypeVar("_Made")
_Answer = Callable[["Hook", Request], Awaitable[Response]]


@dataclass(slots=True, kw_only=True)
class Hook:
    """Whose plays are kept where."""

    data: Path
    """The library's folder."""
    listener: str
    door: Door
    clock: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    playing: Listen | None = None
    """What plays now, as far as a player has told."""
    ready: feedback.Ready = field(default_factory=feedback.Ready)
    worker: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(max_workers=1))
    store: library.Store | None = None
    """Open from the first request to the end."""

    async def work(self, task: Callable[[library.Store], _Made]) -> _Made:
        """Do something with the library, after all that was asked for before."""

        def done() -> _Made:
            try:
                self.store = self.store or library.Store.open(self.data)
                return task(self.store)
            except DjError:
                self._put_away()  # the next request may find the library well again
                raise

        return await asyncio.get_running_loop().run_in_executor(self.worker, done)

    def close(self) -> None:
        """Finish what was begun."""
        self.worker.submit(self._put_away)
        self.worker.shutdown()

    def _put_away(self) -> None:
        if self.store is not None:
            self.store.close()
        self.store = None


def hook(
    desk: Hook,
    *,
    names: frozenset[str] = LOOPBACK_NAMES,
    any_address: bool = False,
    limit: Limit | None = None,
) -> Starlette:
    """Build the application.

    Args:
        desk: Whose plays are kept where.
        names: Names of this machine that may be asked for.
        any_address: Whether its addresses in figures may be, too.
        limit: How often anything may be asked.
    """
    user = "/1/user/{name}"
    routes = (
        ("/1/submit-listens", _submit, "POST"),
        ("/1/feedback/recording-feedback", _score, "POST"),
        (f"{user}/listens", _listens, "GET"),
        (f"{user}/listen-count", _count, "GET"),
        (f"{user}/playing-now", _playing, "GET"),
    )
    return Starlette(
        routes=[
            Route("/1/validate-token", _validated(desk), methods=["GET"]),
            *(Route(path, _for(desk, answer), methods=[how]) for path, answer, how in routes),
        ],
        exception_handlers={HTTPException: _no_such_thing},
        middleware=[Middleware(Guard, names=names, any_address=any_address,
                               limit=limit or Limit())],
    )  # fmt: skip


def _for(desk: Hook, answer: _Answer) -> Callable[[Request], Awaitable[Response]]:
    """Answer only the holder of the token, and say in their form what is wrong."""

    async def answered(request: Request) -> Response:
        shown = _token(request)
        if shown is None:
            return refusal(401, "You need to provide an Authorization header.")
        if not desk.door.opens_for(shown):
            return refusal(401, "Invalid authorization token.")
        name = request.path_params.get("name", desk.listener)
        if name != desk.listener:
            return refusal(404, f"Cannot find user: {name[:80]}")
        try:
            return await answer(desk, request)
        except ImportFileError as error:
            return refusal(400, error.message)
        except DjError as error:
            return refusal(503, str(error))

    return answered


def _validated(desk: Hook) -> Callable[[Request], Awaitable[Response]]:
    async def validate(request: Request) -> Response:
        shown = _token(request) or request.query_params.get("token")
        if shown is None:
            return refusal(400, "You need to provide an Authorization token.")
        if not desk.door.opens_for(shown):
            return JSONResponse({"code": 200, "message": "Token invalid.", "valid": False})
        return JSONResponse({"code": 200, "message": "Token valid.", "valid": True,
                             "user_name": desk.listener})  # fmt: skip

    return validate


async def _no_such_thing(_: Request, error: Exception) -> Response:
    code = error.status_code if isinstance(error, HTTPException) else 500
    said = {404: "The requested URL was not found here.", 405: "The method is not allowed."}
    return refusal(code, said.get(code, "The request cannot be answered."))


async def _submit(desk: Hook, request: Request) -> Response:
    now = desk.clock()
    kind, sent = submission(await _body(request), now)
    if kind is Kind.PLAYING_NOW:
        desk.playing = sent[0]
        await desk.work(lambda store: feedback.began(store, desk.listener, sent[0], desk.ready))
    else:
        await desk.work(lambda store: feedback.heard(store, desk.listener, sent, desk.ready))
    return JSONResponse({"status": "ok"})


async def _score(desk: Hook, request: Request) -> Response:
    said = decoded(await _body(request), Score)
    if said.score not in {-1, 0, 1} or not said.recording_mbid:
        raise ImportFileError("A recording_mbid and a score of 1, 0 or -1 are needed.")
    if said.score:
        await desk.work(lambda store: feedback.scored(
            store, desk.listener, said.recording_mbid, said.score, desk.clock()))  # fmt: skip
    return JSONResponse({"status": "ok"})


async def _listens(desk: Hook, request: Request) -> Response:
    asked = request.query_params
    start, end = moment(asked.get("min_ts")), moment(asked.get("max_ts"))
    count = _number(asked.get("count", str(_USUAL)))
    kept = await desk.work(lambda store: store.listens(desk.listener, start=start, end=end))
    # Both ends are left out; of plays after a moment those nearest to it come.
    inside = [one for one in kept if start is None or one.started_at > start]
    chosen = inside[:count] if start and not end else inside[max(0, len(inside) - count) :]
    rows = [document(one, desk.listener) for one in reversed(chosen)]
    times = [int(one.started_at.timestamp()) for one in (*kept[:1], *kept[-1:])] or [0]
    return JSONResponse({"payload": {
        "count": len(rows), "user_id": desk.listener, "listens": rows,
        "oldest_listen_ts": times[0], "latest_listen_ts": times[-1],
    }})  # fmt: skip


async def _count(desk: Hook, _: Request) -> Response:
    counts = await desk.work(lambda store: store.play_counts(desk.listener))
    return JSONResponse({"payload": {"count": sum(counts.values())}})


async def _playing(desk: Hook, _: Request) -> Response:
    now, song = desk.clock(), desk.playing
    if song is not None:
        length = timedelta(milliseconds=song.duration_ms) if song.duration_ms else PLAYING_FOR
        song = song if now <= song.started_at + length else None
    rows = [] if song is None else [document(song, desk.listener, playing=True)]
    return JSONResponse({"payload": {
        "count": len(rows), "user_id": desk.listener, "playing_now": True, "listens": rows,
    }})  # fmt: skip


async def _body(request: Request) -> bytes:
    """Read a body as far as it may go.

    Raises:
        ImportFileError: if it is too large or does not arrive.
    """
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(SLOWEST_S):
            async for part in request.stream():
                size += len(part)
                if size > LARGEST_BODY:
                    raise ImportFileError(f"Payload too large: at most {LARGEST_BODY} bytes.")
                parts.append(part)
    except TimeoutError as error:
        raise ImportFileError("The request did not arrive in time.") from error
    return b"".join(parts)


def _token(request: Request) -> str | None:
    """Give the token of the Authorization header; an empty one if the header is of another kind."""
    header = request.headers.get("authorization")
    if header is None:
        return None
    kind, _, token = header.partition(" ")
    return token.strip() if kind.lower() == "token" else ""


def _number(text: str) -> int:
    """Read how many rows are wanted.

    Raises:
        ImportFileError: if it is no number.
    """
    if not (text.isascii() and text.isdecimal() and len(text) <= 9):
        raise ImportFileError(f"Invalid count: {text[:40]!r}")
    return min(_MOST, int(text))
