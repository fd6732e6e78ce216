"""Who may speak to the hook, and how often: names of this machine only, no web pages, no floods."""

import ipaddress
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
_EXTENSIONS = ("chrome-extension", "moz-extension", "safari-web-extension")
"""Scrobblers that live in a browser; unlike web pages they were installed."""
_HEADERS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}


def refusal(code: int, error: str) -> JSONResponse:
    """Say no as ListenBrainz says it."""
    return JSONResponse({"code": code, "error": error}, status_code=code)


@dataclass(slots=True)
class Limit:
    """So many requests in a window of time; all clients share it."""

    most: int = 60
    window_s: float = 10.0
    clock: Callable[[], float] = time.monotonic
    _begun_s: float = field(default=float("-inf"), init=False)
    _left: int = field(default=0, init=False)

    def take(self) -> tuple[bool, Mapping[str, str]]:
        """Use up one request; tell whether there was one, and the headers that say what is left."""
        now = self.clock()
        if now - self._begun_s >= self.window_s:
            self._begun_s, self._left = now, self.most
        allowed = self._left > 0
        self._left = max(0, self._left - 1)
        wait_s = max(1, round(self._begun_s + self.window_s - now))
        headers = {
            "X-RateLimit-Limit": str(self.most),
            "X-RateLimit-Remaining": str(self._left),
            "X-RateLimit-Reset-In": str(wait_s),
            "X-RateLimit-Reset": str(int(time.time()) + wait_s),
        }
        return allowed, headers if allowed else {**headers, "Retry-After": str(wait_s)}


@dataclass(frozen=True, slots=True)
class Guard:
    """Refuses what comes by a foreign name, from a web page, or too often."""

    app: ASGIApp
    names: frozenset[str]
    """Names of this machine, in lower case."""
    any_address: bool
    """True if addresses in figures are names of this machine, too."""
    limit: Limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer why not."""
        if scope["type"] != "http":
            return
        allowed, counts = self.limit.take()

        async def send_counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update({**_HEADERS, **counts})
            await send(message)

        refused = self._refused(HTTPConnection(scope), allowed=allowed)
        await (refused or self.app)(scope, receive, send_counted)

    def _refused(self, request: HTTPConnection, *, allowed: bool) -> Response | None:
        if not self._is_here(request.headers.get("host", "")):
            return refusal(400, "This machine is not called that.")
        if not self._may_ask(request.headers.get("origin", "")):
            return refusal(403, "Web pages may not speak to this machine.")
        return None if allowed else refusal(429, "You have exceeded your rate limit.")

    def _is_here(self, host: str) -> bool:
        name = _name(f"//{host}")
        return name in self.names or (self.any_address and _is_address(name))

    def _may_ask(self, origin: str) -> bool:
        scheme = origin.partition(":")[0]
        return not origin or scheme in _EXTENSIONS or _name(origin) in self.names


def _name(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
