"""The player as a web application over one session folder.

It answers only to this machine's own names, only to whoever holds the token of this run, and serves
only the files named in the session. Titles are escaped by the page's template, never trusted.
"""

import secrets
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dj import resources
from dj.model.manifest import Manifest
from dj.studio.page import page_data

LOOPBACK_NAMES = ["127.0.0.1", "localhost", "[::1]"]
_COOKIE = "dj_token"
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


def player(manifest: Manifest, folder: Path, token: str) -> Starlette:
    """Build the application for one session.

    Args:
        manifest: The session.
        folder: Where its files are.
        token: What a request must carry once as ``?token=``; it then rides in a cookie.
    """
    files = {file.path: file.media_type for file in manifest.files}

    async def page(request: Request) -> Response:
        if "token" in request.query_params:
            answer = RedirectResponse("/", status_code=303)
            answer.set_cookie(_COOKIE, token, httponly=True, samesite="strict")
            return answer
        return HTMLResponse(_templates().get_template("page.html").render(page_data(manifest)))

    async def session_file(request: Request) -> Response:
        name = request.path_params["name"]
        path = (folder / name).resolve()
        if name not in files or not path.is_relative_to(folder.resolve()) or not path.is_file():
            return PlainTextResponse("not found", status_code=404)
        return FileResponse(path, media_type=files[name])

    return Starlette(
        routes=[
            Route("/", page),
            Route("/static/{name}", _static),
            Route("/files/{name:path}", session_file),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=LOOPBACK_NAMES),
            Middleware(_Guard, token=token),
        ],
    )


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
