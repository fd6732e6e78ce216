"""Ask a language model over HTTP: the one place where this program opens a connection of its own.

Any server with ``/chat/completions`` in the way of OpenAI's will do. Nothing is followed, kept or
trusted: redirects are refused, the answer is cut off, and time is limited.
"""

import ipaddress
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from dj.errors import ConfigError, DjError

MAX_ANSWER = 1_000_000
"""Bytes of an answer."""
_PART = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A server and how to speak to it."""

    url: str
    """Of the service, with or without ``/chat/completions``."""
    model: str = "default"
    key: str = ""
    """Sent as a bearer token; empty for none. Never shown or written."""
    wall_s: float = 120.0
    """Longest to wait for a whole answer."""


class _Nowhere(HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        """Follow nothing: the error that the server sent is raised instead."""


def ask(endpoint: Endpoint, chat: Sequence[dict[str, str]]) -> str:
    """Send a chat and return the text of the answer, whatever it holds.

    Raises:
        ConfigError: if the address is none this may speak to.
        DjError: if there is no answer in time, or none of the known form.
    """
    address = _address(endpoint)
    body = {"model": endpoint.model, "messages": list(chat), "stream": False}
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    request = Request(address, data=json.dumps(body).encode(), headers=headers)  # noqa: S310
    try:
        with build_opener(_Nowhere).open(request, timeout=endpoint.wall_s) as response:
            return _text(_bounded(response, endpoint.wall_s))
    except HTTPError as error:
        error.close()
        raise _failed(address, f"the server answered {error.code}") from error
    except (URLError, HTTPException, OSError) as error:
        reason = getattr(error, "reason", error)
        raise _failed(address, f"no answer: {str(reason)[:200]}") from error


def _address(endpoint: Endpoint) -> str:
    parts = urlsplit(endpoint.url.rstrip("/"))
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
        raise ConfigError(f"{endpoint.url[:100]!r} is no address of a server.", where="--endpoint",
                          hint="Write it like http://localhost:8080/v1.")  # fmt: skip
    if endpoint.key and parts.scheme == "http" and not _is_here(parts):
        raise ConfigError("a key is not sent in clear to another machine.", where="--endpoint",
                          hint="Use https, or unset the key.")  # fmt: skip
    url = parts._replace(query="", fragment="").geturl()
    return url if url.endswith("/chat/completions") else f"{url}/chat/completions"


def _is_here(parts: SplitResult) -> bool:
    if parts.hostname == "localhost":
        return True
    try:
        return ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False


def _bounded(response: HTTPResponse, wall_s: float) -> bytes:
    """Read an answer that may come drop by drop, or without an end."""
    deadline = time.monotonic() + wall_s
    content = b""
    while part := response.read1(_PART):
        content += part
        if len(content) > MAX_ANSWER:
            raise OSError(f"it is longer than {MAX_ANSWER} bytes")
        if time.monotonic() > deadline:
            raise OSError(f"it took longer than {wall_s:g} s")
    return content


def _text(content: bytes) -> str:
    try:
        found: Any = json.loads(content)["choices"][0]["message"]["content"]
    except (ValueError, RecursionError, KeyError, IndexError, TypeError) as error:
        raise OSError("it is no chat completion") from error
    if not isinstance(found, str):
        raise OSError("it is no chat completion")
    return found


def _failed(address: str, what: str) -> DjError:
    return DjError(f"{what}.", where=address, hint="Is the server running, and is the model there?")
