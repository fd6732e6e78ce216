"""The player as a web application over one session folder.

It answers only to this machine's own names, only to whoever holds the token of this run, and serves
only the files named in the session. Titles are escaped by the page's template, never trusted.
"""

import secrets
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.concurrency import iterate_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dj import resources
from dj.audio.stream import MEDIA_TYPE
from dj.model.manifest import Manifest
from dj.studio.booth import Booth
from dj.studio.live import Live
from dj.studio.page import page_data
from dj.studio.talkback import talkback

LOOPBACK_NAMES = ["127.0.0.1", "localhost", "[::1]"]
_COOKIE = "dj_token"
_LONGEST_S = 86_400.0
_STATIC = {"player.css": "text/css", "player.js": "text/javascript", "icon.svg": "image/svg+xml"}
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def player(
    manifest: Manifest,
    folder: Path,
    token: str,
    live: Live | None = None,
    booth: Booth | None = None,
) -> Starlette:
    """Build the application for one session.

    Args:
        manifest: The session.
        folder: Where its files are.
        token: What a request must carry once as ``?token=``; it then rides in a cookie.
        live: The session on its way, if it has no mix yet and nobody answers it.
        booth: Takes what the listener says, and has the session as it is after that.
    """

    def making() -> Live | None:
        return booth.live if booth else live

    def now() -> Manifest:
        on_its_way = making()
        there = booth.manifest if booth else manifest
        return on_its_way.state.manifest if on_its_way else there

    async def page(request: Request) -> Response:
        return entered(request, token) or rendered(
            "page.html",
            page_data(now(), live=making() is not None, answers=booth is not None),
        )

    async def session_file(request: Request) -> Response:
        name = request.path_params["name"]
        files = {file.path: file.media_type for file in now().files}
        path = (folder / name).resolve()
        if name not in files or not path.is_relative_to(folder.resolve()) or not path.is_file():
            return PlainTextResponse("not found", status_code=404)
        return FileResponse(path, media_type=files[name])

    more = _live_routes(making, booth) if live or booth else []
    more += [talkback(booth)] if booth else []
    return guarded([Route("/", page), Route("/files/{name:path}", session_file), *more], token)


def guarded(routes: Sequence[Route], token: str) -> Starlette:
    """Build an application that only this machine and the holder of the token may use."""
    return Starlette(
        routes=[Route("/static/{name}", _static), *routes],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=LOOPBACK_NAMES),
            Middleware(_Guard, token=token),
        ],
    )


def entered(request: Request, token: str) -> Response | None:
    """Turn a token in the address into a cookie; None if there is none in it."""
    if "token" not in request.query_params:
        return None
    answer = RedirectResponse("/", status_code=303)
    answer.set_cookie(_COOKIE, token, httponly=True, samesite="strict")
    return answer


def rendered(template: str, words: Mapping[str, object]) -> Response:
    """Fill a template of the player."""
    return HTMLResponse(_templates().get_template(template).render(words))


def _live_routes(making: Callable[[], Live | None], booth: Booth | None) -> list[Route]:
    async def stream(request: Request) -> Response:
        live = making()
        if live is None:
            return PlainTextResponse("not found", status_code=404)
        gone = Event()
        stream = live.stream(_seconds(request.query_params.get("from", "")), gone)
        return StreamingResponse(
            _chunks(stream, gone), media_type=MEDIA_TYPE, headers={"Accept-Ranges": "none"}
        )

    async def state(_: Request) -> Response:
        live = making()
        if live is None:
            return JSONResponse({"version": 0, "mix": ""})
        now = live.state
        kinds = {file.path: file.media_type for file in now.manifest.files}
        mix = now.manifest.mix if now.is_mixed else ""
        return JSONResponse(
            {"version": booth.version if booth else now.version, "whole": now.is_whole,
             "share": round(now.share, 3), "fault": now.fault,
             "mix": f"/files/{quote(mix)}" if mix else "", "type": kinds.get(mix, "")}
        )  # fmt: skip

    return [Route("/stream.mp3", stream), Route("/state", state)]


async def _chunks(stream: Iterator[bytes], gone: Event) -> AsyncIterator[bytes]:
    """Pass a stream on, and end its work when the listener goes away."""
    try:
        async for chunk in iterate_in_threadpool(stream):
            yield chunk
    finally:
        gone.set()


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        return 0.0
    return seconds if 0.0 <= seconds <= _LONGEST_S else 0.0


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _STATIC:
        return PlainTextResponse("not found", status_code=404)
    return FileResponse(resources.find("assets/player", name), media_type=_STATIC[name])


@dataclass(frozen=True, slots=True)
class _Guard:
    """Lets only the holder of the token in, and puts the protective headers on every answer."""

    app: ASGIApp
    token: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        request = HTTPConnection(scope)
        shown = request.query_params.get("token") or request.cookies.get(_COOKIE) or ""
        known = secrets.compare_digest(shown.encode(), self.token.encode())
        refused = PlainTextResponse("Open the address that `dj preview` printed.", status_code=403)
        await (self.app if known else refused)(scope, receive, send_guarded)


def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(resources.find("assets/player", "page.html").parent),
        autoescape=True,
        undefined=StrictUndefined,
    )
